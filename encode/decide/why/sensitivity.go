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
// allows any execution of the program, and which of its axioms are essential. Every
// answer is a verdict of its own; for a Sometimes the evaluator has judged an
// execution, by the same axioms. Checks that are flags, or that say when behaviour
// is undefined, forbid nothing and do not count as axioms here.
//
// If the model forbids every execution, the axioms are those that do that.
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
	names := x.d.Model().AxiomNames()
	var need, redundant []int
	for i := range x.d.Model().Axioms {
		if x.d.Model().Axioms[i].Mode != rel.Plain {
			continue
		}
		a, err := x.without(i).Exists(ctx, s)
		switch {
		case err != nil:
			return nil, err
		case a.Verdict == verdict.Never:
			redundant = append(redundant, i)
			out.Redundant = append(out.Redundant, names[i])
		case a.Verdict == verdict.Unknown:
			need = append(need, i)
			out.Open = append(out.Open, results.OpenAxiom{Axiom: names[i], Reason: a.Reason})
		default:
			need = append(need, i)
			out.Essential = append(out.Essential, names[i])
		}
	}
	sets, all, err := x.minimalSets(ctx, s, redundant)
	out.More = !all || len(out.Open) > 0 // if an open axiom is redundant, others can replace it
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

// maxAlternatives bounds the queries about sets of axioms that can replace each
// other. Eight axioms have that many sets.
const maxAlternatives = 256

// axiomSet is a set of axioms that is enough for Never. It is not known whether it
// would be enough without each of the unsure ones.
type axiomSet struct{ axioms, unsure []int }

// minimalSets finds the minimal sets of redundant axioms that are enough for Never
// together with all axioms that are not redundant. all reports that these are all
// sets, and that each of them is minimal.
//
// Any other set lacks an axiom of each known set. So the search leaves out one axiom
// of each known set, in every way, and shrinks what is left.
func (x *Explainer) minimalSets(ctx context.Context, s *event.Structure, redundant []int) (sets []axiomSet, all bool, err error) {
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
	if len(redundant) < 2 || without(redundant) == verdict.Never {
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
			sets = append(sets, shrink(redundant, out, without))
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

// intersect reports whether two lists have a number in common.
func intersect(a, b []int) bool {
	return slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) })
}

// shrink removes axioms from a set, in addition to those in out, as long as the
// verdict is Never, and returns what is left.
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
