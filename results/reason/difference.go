package reason

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// Told holds one reason in words.
type Told struct {
	Axiom, Gloss string
	Cycle        Cycle
}

// Of returns why a model forbids an execution. Of several reasons it chooses the one
// with the fewest steps, which is the easiest to read, and of these the one of the
// first axiom. ok is false if the model allows the execution.
func Of(m *rel.Model, c *execution.Candidate) (told Told, ok bool) { return Against(m, c, nil) }

// Against is like Of, and marks the steps that also exist with other slot choices,
// which may be nil.
func Against(m *rel.Model, c *execution.Candidate, other []int) (told Told, ok bool) {
	var best *eval.Reason
	all := eval.New(m).Reasons(nil, c)
	for i := range all {
		if best == nil || len(all[i].Steps) < len(best.Steps) {
			best = &all[i]
		}
	}
	if best == nil {
		return told, false
	}
	t := NewTeller(c.X.S, m)
	told = Told{t.name(best.Axiom), t.gloss[best.Axiom.Name], t.cycle(best, c.X.Slots)}
	if other == nil {
		return told, true
	}
	for i := range told.Cycle.Steps {
		st := &told.Cycle.Steps[i]
		st.Shared = slices.ContainsFunc(best.Steps, func(o eval.Step) bool {
			return o.From == st.Event.ID && o.Rel == st.Rel &&
				slices.ContainsFunc(o.Grounds, func(g eval.Ground) bool { return g.Possible(c.X.S, other) })
		})
	}
	return told, true
}

// Owed returns the slots that make a step: all lists those without whose barriers it
// would not exist, and either those of which each is enough for it. A slot is in
// neither if something else is also enough.
func (st *Step) Owed() (all, either []results.Slot) {
	var grounds [][]results.Slot
	for _, g := range st.Grounds {
		var slots []results.Slot
		for _, s := range g {
			if slot := (results.Slot{Name: s.Slot, Choice: s.Choice}); s.Slot != "" && !slices.Contains(slots, slot) {
				slots = append(slots, slot)
			}
		}
		grounds = append(grounds, slots)
	}
	for _, g := range grounds {
		for _, s := range g {
			missing := func(g []results.Slot) bool { return !slices.Contains(g, s) }
			switch {
			case !slices.ContainsFunc(grounds, missing):
				if !slices.Contains(all, s) {
					all = append(all, s)
				}
			case !slices.Contains(either, s):
				either = append(either, s)
			}
		}
	}
	if slices.ContainsFunc(grounds, func(g []results.Slot) bool {
		return !slices.ContainsFunc(g, func(s results.Slot) bool { return slices.Contains(either, s) })
	}) {
		either = nil // an alternative needs none of them
	}
	return all, either
}

// text writes the difference.
func (d *Difference) text(w io.Writer) {
	for i, name := range []string{d.A, d.B} {
		if len(d.Judges) > 0 {
			name = strings.ToUpper(d.Judges[i].under()[:1]) + d.Judges[i].under()[1:]
		}
		text := name + ": " + string(d.Verdicts[i])
		if d.Reasons[i] != "" {
			text += ", because " + d.Reasons[i]
		}
		para(w, "  ", text+".")
	}
	if len(d.Slots) == 0 && len(d.Judges) == 0 {
		para(w, "", "Both put the same into every slot.")
	}
	for _, s := range d.Slots {
		para(w, "    ", fmt.Sprintf("  %s: %s with the first, %s with the second", s.Slot, s.A, s.B))
	}
	switch {
	case d.Cycle != nil:
		fmt.Fprintln(w)
		para(w, "", d.headline())
		if d.Gloss != "" {
			para(w, "", "("+d.Gloss+")")
		}
		d.Cycle.write(w)
		d.credits(w)
	case d.Verdicts[0] == d.Verdicts[1]:
		fmt.Fprintln(w)
		para(w, "", "The verdicts are the same, so no execution shows a difference.")
	case d.Reasons == [2]string{} && len(d.Judges) > 0:
		fmt.Fprintln(w)
		para(w, "", "The execution that one of them allows has other accesses than the other can have, so no cycle shows the difference. Explain each by itself.")
	case d.Reasons == [2]string{}:
		fmt.Fprintln(w)
		para(w, "", "They execute different instructions, so no execution of one is an execution of the other. Explain each by itself.")
	}
}

// headline introduces the cycle.
func (d *Difference) headline() string {
	does, says := "closes this cycle", ""
	if !d.Cycle.closed() {
		does = "breaks an axiom"
	}
	if d.Cycle.Says != "" {
		says = ", which " + d.Cycle.Says
	}
	allows, forbids := "with "+d.Allows, "with "+d.Forbids
	if len(d.Judges) == 2 {
		allows, forbids = d.judge(d.Allows), d.judge(d.Forbids)
	}
	return fmt.Sprintf("An execution that is possible %s %s %s, axiom %s%s:", allows, does, forbids, d.Axiom, says)
}

// judge says who judges for a target.
func (d *Difference) judge(target string) string {
	j := &d.Judges[0]
	if target == d.B {
		j = &d.Judges[1]
	}
	if j.Target == litmus.AsWritten {
		return j.under()
	}
	return "when the program is " + j.under()
}

// Credit sets the slots that close the cycle, and those that change nothing in it.
// other holds the slot choices of the variant that allows the execution. None of the
// slots in which the two differ gets credit for a step that both have.
func (d *Difference) Credit(other map[string]string) {
	var shared []results.Slot
	for i := range d.Cycle.Steps {
		st := &d.Cycle.Steps[i]
		all, either := st.Owed()
		for _, s := range slices.Concat(all, either) {
			s.Instead = other[s.Name]
			switch {
			case s.Instead == s.Choice:
			case st.Shared:
				shared = append(shared, s)
			case !slices.Contains(d.By, s):
				d.By = append(d.By, s)
			}
		}
	}
	for _, s := range shared {
		if !slices.Contains(d.By, s) && !slices.Contains(d.Shared, s) {
			d.Shared = append(d.Shared, s)
		}
	}
}

// credits writes which slots close the cycle.
func (d *Difference) credits(w io.Writer) {
	say := func(slots []results.Slot, before, after string) {
		var all []string
		for _, s := range slots {
			all = append(all, fmt.Sprintf("%s=%s (%s: %s)", s.Name, s.Choice, d.Allows, s.Instead))
		}
		if len(all) > 0 {
			para(w, "", before+strings.Join(all, ", ")+after)
		}
	}
	say(d.By, "It is closed by ", ".")
	say(d.Shared, "", prose.Choose(len(d.Shared), " makes no difference: with "+d.Allows+" the step exists, too.",
		" make no difference: with "+d.Allows+" the steps exist, too."))
}
