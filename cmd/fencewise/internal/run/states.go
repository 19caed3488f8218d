package run

import (
	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/results"
)

// texts is the final states as herd7 prints them, in its order.
func texts(o *enumerate.Outcome) []string {
	all := make([]string, len(o.States))
	for i, st := range o.States {
		all[i] = o.Text(st)
	}
	return all
}

// record puts the final states into a record.
func (o *opinion) record(r *results.Record, counted bool) {
	r.States = texts(o.states)
	r.Holds = make([]bool, len(r.States))
	for i, st := range o.states.States {
		r.Holds[i] = st.Holds
	}
	if counted {
		c := &results.Counts{Positive: o.states.Positive, Negative: o.states.Negative, States: []int{}, AtLeast: o.states.Limit != ""}
		for _, st := range o.states.States {
			c.States = append(c.States, st.Count)
		}
		r.Counts = c
	}
	r.Incomplete = o.states.Limit
	if r.Incomplete == "" && len(o.states.CutReached) > 0 {
		r.Incomplete = o.states.CutReached[0].Reason(o.s)
	}
}
