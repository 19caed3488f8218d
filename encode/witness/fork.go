package witness

import (
	"fmt"

	"github.com/fencewise/fencewise/encode/cnf"
)

// forks reads the outcomes of forks from a solution. The literal for an outcome says
// nothing where the execution does not come to the fork. The one outcome of a fork that
// has no literal is the one that remains.
func (r *run) forks(f *cnf.Formula, values []bool) error {
	x := r.x
	if len(x.Outcomes) == 0 {
		return nil
	}
	named := make([][]bool, len(x.Outcomes)) // by fork and outcome: there is a literal
	for k := range named {
		named[k] = make([]bool, len(x.S.Forks[k].Conds))
	}
	for _, n := range f.Named {
		if m := n.Meaning; m.Kind == cnf.Outcome {
			named[m.A][m.B] = true
			if n.Lit == cnf.True || n.Lit.Var() > 1 && int(n.Lit.Var()) < len(values) && values[n.Lit.Var()] == (n.Lit > 0) {
				x.Outcomes[m.A] = m.B
			}
		}
	}
	for k := range named {
		for o, is := range named[k] {
			if !is && x.Outcomes[k] < 0 {
				x.Outcomes[k] = int32(o)
			}
		}
	}
	for k := range named { // forks come before those whose guards name them
		here, ok := r.value(x.S.Forks[k].Guard)
		if !ok {
			return fmt.Errorf("witness: whether an execution comes to fork %d depends on a value", k)
		}
		if !here.IsTrue() {
			x.Outcomes[k] = -1
		}
	}
	return nil
}
