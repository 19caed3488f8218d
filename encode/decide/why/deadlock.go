package why

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Deadlock says in words why the model allows no execution of s that comes to its end: the
// statements that wait for each other, and the axiom that says so. It is asked about a
// program without an execution.
func (x *Explainer) Deadlock(ctx context.Context, s *event.Structure) (words string, err error) {
	defer limit.Catch(&err)
	any := *s
	any.Cond, any.Filter = event.True, event.True
	some, err := x.withoutAxioms().Exists(ctx, &any)
	if err != nil || some.Witness == nil {
		return waiting(s), err
	}
	judge := eval.New(x.d.Model())
	v := judge.Judge(limit.For(ctx), some.Witness)
	names := x.d.Model().AxiomNames()
	best := 0
	for i := range names {
		if x.d.Model().Axioms[i].Mode != rel.Plain {
			continue
		}
		a, err := x.only(i).Exists(ctx, &any)
		if err != nil {
			return "", err
		}
		if a.Verdict != verdict.Never {
			continue
		}
		if words == "" {
			words = "the axiom " + names[i] + " forbids every execution"
		}
		for k := range v.Violations { // of several reasons, the one that names most statements
			w := &v.Violations[k]
			if all := statements(s, judge, w); w.Axiom.Name == names[i] && len(all) > best {
				words, best = fmt.Sprintf("%s (%s)", prose.And(all), names[i]), len(all)
			}
		}
	}
	if words == "" {
		words = "each execution violates an axiom, and no single axiom forbids all"
	}
	return words, nil
}

// only returns a decider under the model with one of its axioms alone.
func (x *Explainer) only(axiom int) *decide.Decider {
	var others []int
	for i := range x.d.Model().Axioms {
		if i != axiom {
			others = append(others, i)
		}
	}
	return x.without(others...)
}

// waiting names the statements at which threads wait for ever.
func waiting(s *event.Structure) string {
	var all []string
	for i := range s.Cuts {
		if c := &s.Cuts[i]; c.Kind == event.Waits {
			all = append(all, fmt.Sprintf("%s waits for ever (line %d)", s.Threads[c.Thread].Name, c.At.Line()))
		}
	}
	if len(all) == 0 {
		return "no execution fits the program, whatever the model"
	}
	return prose.And(all)
}

// statements lists what the events of a violation execute, each once.
func statements(s *event.Structure, j *eval.Judge, v *eval.Violation) []string {
	var all []string
	seen := map[string]bool{}
	add := func(e int) {
		if ev := &s.Events[e]; ev.Instr != nil {
			text := fmt.Sprintf("%s: %s in line %d", s.Threads[ev.Thread].Name, ev.Instr, ev.Instr.Span.Line())
			if !seen[text] {
				all = append(all, text)
			}
			seen[text] = true
		}
	}
	for _, e := range v.Edges {
		for _, step := range j.Unfold(e) {
			add(step.From)
			add(step.To)
		}
	}
	if v.Event >= 0 {
		add(v.Event)
	}
	return all
}
