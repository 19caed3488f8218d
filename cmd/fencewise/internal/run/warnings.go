package run

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Warnings returns what is odd about a program that is judged by a model,
// whatever the verdict. The model is the one that [Model.For] gives.
func Warnings(t *litmus.Test, m *Model) diag.List {
	seen := power.Look(t)
	all := slices.Concat(t.Warnings, seen.Warnings, unroll.Misfits(t))
	if d := m.ignores(t, seen.Barriers); d != nil {
		all = append(all, d)
	}
	return all
}

// StudyWarnings returns what is odd about the programs of a study under models,
// each warning once.
func StudyWarnings(st *library.Study, ms []Model) diag.List {
	var all Checked
	for _, p := range st.Programs {
		for i := range ms {
			if m, err := ms[i].For(p.Test); err == nil {
				all.warn(Warnings(p.Test, m)...)
			}
		}
	}
	return all.Warnings
}

// ignores warns of a model that mentions none of the barriers of a program,
// though they could matter: a misspelled file name, or a model that was not
// written for POWER, gives the verdicts of a program without barriers, and
// nothing else shows it. A barrier cannot matter where the model keeps all that
// it could order in order anyway.
func (m *Model) ignores(t *litmus.Test, barriers []power.Barrier) *diag.Diagnostic {
	var names []string
	var at diag.Span
	for _, b := range barriers {
		switch use := m.use(b.Kind); {
		case b.Kind == power.Msgsync && !t.Doorbells(): // there is nothing that it orders
		case use == mentioned:
			return nil
		case use != redundant:
			if names = append(names, b.Kind.String()); len(names) == 1 {
				at = b.Span
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	d := diag.New(at, diag.CatNoBarrier, "the model %s mentions none of the barriers of %s: %s", m.Name, t.Name, strings.Join(names, ", ")).
		Note("its verdicts can be those of a program without barriers")
	d.Warning = true
	return d.WithFix("for verdicts with barriers, use a model of POWER, such as --model %s", DefaultModel)
}

// use is what a model does with a kind of barrier.
type use int

const (
	ignored use = iota
	mentioned
	redundant // not mentioned, and it could order nothing that the model does not
)

// use returns what the model does with a kind of barrier. It is found out once
// for all programs.
func (m *Model) use(k power.FenceKind) use {
	if m.uses == nil {
		return usesOf(m.Model)[k]
	}
	return m.uses()[k]
}

func usesOf(m *rel.Model) (all [power.Msgsync + 1]use) {
	for kind, set := range fenceSets {
		switch {
		case m.Mentions(set):
			all[kind] = mentioned
		case m.Redundant(set):
			all[kind] = redundant
		}
	}
	return all
}

// fenceSets has the set of events for each kind of barrier.
var fenceSets = map[power.FenceKind]rel.Base{
	power.Sync: rel.SetSYNC, power.LwSync: rel.SetLWSYNC, power.Eieio: rel.SetEIEIO, power.Isync: rel.SetISYNC, power.Msgsync: rel.SetMSGSYNC,
}
