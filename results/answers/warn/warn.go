package warn

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/cuts"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Of returns what is odd about a program that is judged by a model,
// whatever the verdict. The model is the one that [fit.Model.For] gives.
func Of(t *litmus.Test, m *fit.Model) diag.List {
	set, err := sets.Of(t)
	if err != nil {
		return t.Warnings // the unroller says that there is no such set
	}
	if set.Lower != nil && !m.CanIgnore() { // it would be lowered only for its barriers
		return slices.Concat(t.Warnings, cuts.Of(t), unroll.Misfits(t))
	}
	seen := set.Survey(t)
	all := slices.Concat(t.Warnings, cuts.Of(t), seen.Warnings, unroll.Misfits(t))
	if d := m.Ignored(t, seen.Barriers); d != nil {
		all = append(all, d)
	}
	return all
}

// OfStudy returns what is odd about the programs of a study under models,
// each warning once.
func OfStudy(st *library.Study, ms []*fit.Model) diag.List {
	var all diag.List
	for _, p := range st.Programs {
		for i := range ms {
			test := ms[i].Test(p.Test)
			if m, err := ms[i].For(test); err == nil {
				all = all.Merge(Of(test, m)...)
			}
		}
	}
	return all
}
