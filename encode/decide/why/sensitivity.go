package why

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Sensitivity finds out what the verdict Never on s rests on: whether the model
// allows the program anything at all, and which of its axioms are needed. Every
// answer is a verdict of its own; a Sometimes among them has an execution that
// the evaluator has judged, by the same axioms. Checks that are flags or say
// when behaviour is undefined forbid nothing, and so are no axioms here.
//
// Where the model forbids everything, the axioms are those that do.
func (x *Explainer) Sensitivity(ctx context.Context, s *event.Structure) (*results.Sensitivity, error) {
	any := *s
	any.Cond = event.True
	a, err := x.d.Exists(ctx, &any)
	if err != nil {
		return nil, err
	}
	out := &results.Sensitivity{Executions: a.Verdict, Reason: a.Reason, Essential: []string{}, Redundant: []string{}, Enough: [][]string{}}
	if a.Verdict == verdict.Never {
		s = &any
		free := any
		free.Filter = event.True
		if a, err = x.d.Exists(ctx, &free); err != nil {
			return nil, err
		}
		out.Filtered = a.Verdict == verdict.Sometimes
	}
	names := AxiomNames(x.d.Model())
	var need, spare []int
	for i := range x.d.Model().Axioms {
		if x.d.Model().Axioms[i].Mode != rel.Plain {
			continue
		}
		a, err := x.without(i).Exists(ctx, s)
		switch {
		case err != nil:
			return nil, err
		case a.Verdict == verdict.Never:
			spare = append(spare, i)
			out.Redundant = append(out.Redundant, names[i])
		case a.Verdict == verdict.Unknown:
			need = append(need, i)
			out.Open = append(out.Open, results.OpenAxiom{Axiom: names[i], Reason: a.Reason})
		default:
			need = append(need, i)
			out.Essential = append(out.Essential, names[i])
		}
	}
	sets, all, err := x.minimalSets(ctx, s, spare)
	out.More = !all || len(out.Open) > 0 // without what is open others may stand in
	slices.SortFunc(sets, func(a, b axiomSet) int { return slices.Compare(a.axioms, b.axioms) })
	unsure := false
	for _, of := range sets {
		set, perhaps := []string{}, []string{}
		for i := range x.d.Model().Axioms {
			if !slices.Contains(need, i) && !slices.Contains(of.axioms, i) {
				continue
			}
			set = append(set, names[i])
			open := slices.ContainsFunc(out.Open, func(o results.OpenAxiom) bool { return o.Axiom == names[i] })
			if open || slices.Contains(of.unsure, i) {
				perhaps, unsure = append(perhaps, names[i]), true
			}
		}
		out.Enough, out.Unsure = append(out.Enough, set), append(out.Unsure, perhaps)
	}
	if !unsure {
		out.Unsure = nil
	}
	return out, err
}

// maxAlternatives bounds the questions about sets of axioms that can stand in
// for each other. There are as many for eight axioms.
const maxAlternatives = 256

// axiomSet is a set of axioms that is enough. Of perhaps it is not known if the
// set is without them.
type axiomSet struct{ axioms, unsure []int }

// minimalSets is the smallest sets of spare axioms that forbid what s asks together
// with all that are not spare. all says that there are no others, and that none
// can be smaller.
//
// Any other set lacks an axiom of each set that is known. So one axiom of each
// is left out, in every way, and what is left is made smaller.
func (x *Explainer) minimalSets(ctx context.Context, s *event.Structure, spare []int) (sets []axiomSet, all bool, err error) {
	all = true
	var asked int
	without := func(out []int) verdict.Verdict {
		if asked++; asked > maxAlternatives || err != nil {
			all = false
			return verdict.Unknown
		}
		var a decide.Answer
		a, err = x.without(out...).Exists(ctx, s)
		all = all && a.Verdict != verdict.Unknown
		return a.Verdict
	}
	if len(spare) < 2 || without(spare) == verdict.Never {
		return []axiomSet{{}}, true, err
	}
	tried := map[string]bool{}
	for todo := [][]int{nil}; len(todo) > 0 && err == nil; todo = todo[1:] {
		out := todo[0]
		k := slices.IndexFunc(sets, func(set axiomSet) bool { return !intersect(set.axioms, out) })
		if k < 0 {
			if len(out) > 0 && without(out) != verdict.Never {
				continue
			}
			k = len(sets)
			sets = append(sets, shrink(spare, out, without))
		}
		for _, i := range sets[k].axioms {
			next := append(slices.Clone(out), i)
			slices.Sort(next)
			if key := fmt.Sprint(next); !tried[key] {
				tried[key] = true
				todo = append(todo, next)
			}
		}
	}
	return sets, all, err
}

func intersect(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}

// shrink leaves out of a set what can be spared besides out, and returns what
// is left: with what is not known to be needed there.
func shrink(set, out []int, without func([]int) verdict.Verdict) (left axiomSet) {
	for _, i := range set {
		if slices.Contains(out, i) {
			continue
		}
		more := append(slices.Clone(out), i)
		slices.Sort(more)
		switch without(more) {
		case verdict.Never:
			out = more
			continue
		case verdict.Unknown:
			left.unsure = append(left.unsure, i)
		}
		left.axioms = append(left.axioms, i)
	}
	return left
}

// AxiomNames is what the axioms of a model go by; see [rel.Model.AxiomNames].
func AxiomNames(m *rel.Model) []string { return m.AxiomNames() }
