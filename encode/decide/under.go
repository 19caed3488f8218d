package decide

import (
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/limit"
)

// Under is what becomes of an execution of the structure when its free slots
// hold other barriers: the model's opinion on it.
func (d *Decider) Under(c *execution.Candidate, picks []int) (v eval.Verdict, again *execution.Candidate, err error) {
	defer limit.Catch(&err)
	x := *c.X
	x.Slots = picks
	if again, err = x.Complete(); err != nil {
		return eval.Verdict{}, nil, err
	}
	return d.judge.Judge(again), again, nil
}
