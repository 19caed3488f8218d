package herdlog

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/programs/litmus"
)

// herdUnsigned is the type that herd7 prints without a sign, though it is signed in C.
const herdUnsigned = "atomic_t"

// unsigned returns an outcome in which the values of locations that the init block declares
// as atomic_t are shown as herd7 shows them: -1 as 4294967295.
func unsigned(o *enumerate.Outcome) *enumerate.Outcome {
	declared := func(l litmus.Loc) bool {
		return slices.ContainsFunc(o.S.Test.Init, func(in litmus.Init) bool {
			return in.Type == herdUnsigned && !in.Ptr && !in.Target.IsReg() && in.Target.Name == l.Name
		})
	}
	var at []int // of the values to change
	n := 0
	for i := range o.Observed {
		count := max(len(o.Observed[i].Locations()), 1)
		for k := range count {
			if l := o.Observed[i].Loc; !l.IsReg() && declared(l) {
				at = append(at, n+k)
			}
		}
		n += count
	}
	if len(at) == 0 {
		return o
	}
	shown := *o
	shown.States = slices.Clone(o.States)
	for i := range shown.States {
		st := &shown.States[i]
		st.Values = slices.Clone(st.Values)
		for _, k := range at {
			if st.Values[k].Loc == 0 {
				st.Values[k].Num = int64(uint32(st.Values[k].Num))
			}
		}
	}
	return &shown
}
