package opinion

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/starred"
)

// record puts the final states into a record. The error is a [*Disagreement]: a printed state
// satisfies the proposition and is not marked, or is marked and does not satisfy it.
func (o *Opinion) record(r *results.Record, q Case, counted bool) error {
	r.States = o.States.Texts()
	r.Holds = make([]bool, len(r.States))
	for i, st := range o.States.States {
		r.Holds[i] = st.Holds
	}
	if counted {
		c := &results.Counts{Positive: o.States.Positive, Negative: o.States.Negative, States: []int{}, AtLeast: o.States.Limit != ""}
		for _, st := range o.States.States {
			c.States = append(c.States, st.Count)
		}
		r.Counts = c
	}
	r.Incomplete = o.States.Limit
	if r.Incomplete == "" && len(o.States.CutReached) > 0 {
		r.Incomplete = o.States.CutReached[0].Reason(o.S)
	}
	return readAgain(q.Test, q.Model, o.By, r.States, r.Holds)
}

// confirmed returns the error of [readAgain] for the final state of a witness.
func confirmed(t *litmus.Test, m *fit.Model, c *execution.Candidate) error {
	o := enumerate.Collect(c.X.S, []*execution.Candidate{c}, "")
	if len(o.States) == 0 {
		return nil
	}
	return readAgain(t, m, SMT, o.Texts(), []bool{o.States[0].Holds})
}

// allRounds compares a verdict for which rounds of loops were left out with the executions in
// which all rounds are kept. The error is a [*Disagreement].
func allRounds(q Case, v verdict.Verdict, all *enumerate.Outcome) error {
	for _, st := range all.States {
		if v == verdict.Never && st.Holds || v == verdict.Always && !st.Holds {
			return &Disagreement{Test: q.Test.Name, Model: q.Model.Name, Evidence: all.Text(st) + "\n", Answers: [2]string{
				fmt.Sprintf("%s, with rounds of loops left out: %s", Enumerate, v),
				fmt.Sprintf("%s, with all rounds: the final state %s", Enumerate, all.Text(st)),
			}}
		}
	}
	return nil
}

// readAgain evaluates the condition again, from the texts of final states. The error is a
// [*Disagreement]: a state is marked and does not satisfy the condition, or is not marked and
// satisfies it.
func readAgain(t *litmus.Test, model *fit.Model, by Engine, states []string, holds []bool) error {
	if t.AsksTermination() { // the states do not say who waits
		return nil
	}
	m := starred.Check(t, states, holds)
	if m == nil {
		return nil
	}
	says := map[bool]string{true: "it holds", false: "it does not hold"}
	d := &Disagreement{
		Test: t.Name, Model: model.Name, Evidence: m.String() + "\n" + t.Cond.String() + "\n" + m.State + "\n",
		Answers: [2]string{
			fmt.Sprintf("%s: %s in one of the final states", by, says[m.Marked]),
			fmt.Sprintf("the condition, read from the text of that state: %s", says[!m.Marked]),
		},
	}
	if m.Lacks != "" {
		d.Answers[1] = "the text of that state: it has no value for " + m.Lacks
	}
	return d
}
