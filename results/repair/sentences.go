package repair

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

// head returns the verdict on the program as it is, and what the list below
// shows.
func (r *Repair) head() string {
	n := len(r.Placements)
	now := r.start() + ": " + string(r.Standing)
	if r.Standing == verdict.Unknown {
		now += " (" + r.Reason + ")"
	}
	switch {
	case n == 0 && r.Complete:
		return now + ". No choice of barriers" + r.rest() + " is enough."
	case n == 0:
		return now + ". No choice of barriers" + r.rest() + " is known to be enough."
	case r.Standing == verdict.Never && r.NoSlot() && r.Inserted:
		return now + ". No point between two accesses needs a barrier."
	case r.Standing == verdict.Never && r.NoSlot():
		return now + ". No slot needs a barrier."
	case r.Standing == verdict.Never:
		return now + ". It needs only:"
	}
	return now + ". It is Never with:"
}

// start names the program that the repair starts from: as it is written or in a variant,
// with the choices that the user gave.
func (r *Repair) start() string {
	var given []string
	for _, name := range slices.Sorted(maps.Keys(r.Set)) {
		given = append(given, name+"="+r.Set[name])
	}
	with := prose.And(given)
	switch {
	case r.Variant == "" && with == "":
		return "As written"
	case r.Variant == "":
		return "With " + with
	case with == "":
		return "In " + r.Variant
	}
	return "In " + r.Variant + ", with " + with
}

// rest says, after "no choice of barriers", that slots which the user set keep their choice.
func (r *Repair) rest() string {
	if len(r.Set) == 0 {
		return ""
	}
	return " in the other slots"
}

// NoSlot reports whether the cheapest placement puts nothing anywhere.
func (r *Repair) NoSlot() bool {
	return len(r.Placements) > 0 && len(r.nothing()) == len(r.Slots)
}

// fixed describes the barriers outside the slots that are needed if no slot
// needs one.
func (r *Repair) fixed() string {
	switch n := len(r.Fixed); {
	case n == 1:
		return "Essential outside the slots: " + r.Fixed[0] + "."
	case n > 1:
		return "Essential outside the slots: " + prose.And(r.Fixed) + "."
	case r.AnyFixed:
		return "Barriers outside the slots are needed, but none of them alone is essential: without one, the others are enough."
	}
	return ""
}

// nothing lists the slots in which the cheapest placement puts nothing.
func (r *Repair) nothing() []string {
	var names []string
	for _, s := range r.Slots {
		if s.empty(r.Placements[0].Use(s.Name)) {
			names = append(names, s.Name)
		}
	}
	return names
}

// sentences returns the text below the placements.
func (r *Repair) sentences() []string {
	var all []string
	if f := r.fixed(); f != "" {
		all = append(all, f)
	}
	all = append(all, r.extent())
	for _, d := range r.Doubts {
		all = append(all, fmt.Sprintf("Unknown: %s, because %s; one of them is %s.", prose.Count(d.Variants, "variant"), d.Reason, r.variant(d.Example)))
	}
	if len(r.Unordered) > 0 {
		all = append(all, fmt.Sprintf("Under %s no order between the choices of %s is proved, so each of these choices with which it is Never counts as minimal.", r.Model, strings.Join(r.Unordered, ", ")))
	}
	if len(r.Weaker) > 0 {
		var ws []string
		for _, w := range r.Weaker {
			ws = append(ws, fmt.Sprintf("%s from %s to %s", r.place(w.Slot), w.Now, strings.Join(w.To, " or ")))
		}
		all = append(all, "Each of these alone can be weakened, while the others stay as they are: "+strings.Join(ws, "; ")+".")
	}
	if l := r.Limitation; l != nil {
		all = append(all, fmt.Sprintf("Note: the model has a known limit: %s. With --variant %s other placements are also enough.", l.What, l.Variant))
	}
	return append(all, r.advice()...)
}

// extent says how many variants were decided and whether the list is complete.
func (r *Repair) extent() string {
	s := fmt.Sprintf("%s, %d of them Never, found with %d %s.", prose.Count(r.Variants, "variant"), r.Never, r.Queries, prose.Choose(r.Queries, "query", "queries"))
	n := len(r.Placements)
	switch {
	case r.Promised && r.Complete && n > 0:
		return s + " Each placement was decided. That there are no others, and the number, rest on this: a primitive that promises more order allows no more."
	case !r.Complete && n == 0:
		return s
	case !r.Complete && r.Cheapest:
		return s + " No placement is cheaper than the first. Others may be missing, and what is listed may not be minimal."
	case !r.Complete:
		return s + " Placements may be missing, also cheaper ones, and what is listed may not be minimal."
	case n == 0 || n == 1 && len(r.nothing()) == len(r.Slots):
		return s
	case n == 1:
		return s + " No other minimal placement exists: every variant that is Never has at least these barriers."
	}
	return s + fmt.Sprintf(" No other minimal placements exist: every variant that is Never has at least the barriers of one of these %d.", n)
}

// advice says what to do if no placement exists.
func (r *Repair) advice() []string {
	switch {
	case len(r.Placements) > 0 || !r.Complete:
		return nil
	case r.EvenSC:
		return []string{"Even sequential consistency allows the outcome: it does not come from reordering, and no barrier prevents it."}
	case r.Inserted:
		return []string{"The barriers that were offered are not enough: --choices offers others."}
	}
	first := "add slots"
	if len(r.Set) > 0 {
		first = "leave out --set, add slots"
	}
	return []string{"What to do: " + first + ", or choices to them; --insert makes a slot of every point between two accesses."}
}

// variant lists the slot choices of a variant in a line.
func (r *Repair) variant(slots map[string]string) string {
	var parts []string
	for _, s := range r.Slots {
		if c := slots[s.Name]; !s.empty(c) {
			parts = append(parts, s.Name+"="+c)
		}
	}
	if len(parts) == 0 {
		return "the one without barriers"
	}
	return strings.Join(parts, " ")
}

// place names a slot; an inserted one by the instruction that it precedes.
func (r *Repair) place(name string) string {
	for _, s := range r.Slots {
		if s.Name == name && s.At != nil {
			if s.At.Instead != "" {
				return fmt.Sprintf("%s: %s (line %d)", s.At.Column, s.At.Before, s.At.Line)
			}
			return fmt.Sprintf("%s: before %s (line %d)", s.At.Column, s.At.Before, s.At.Line)
		}
	}
	return name
}

// String describes how placements are ordered.
func (c CostModel) String() string {
	if c.Unit == "" {
		return fmt.Sprintf("Cost: %s (%s), ordered by the most expensive barrier.", c.Text, c.Name)
	}
	return fmt.Sprintf("Cost: %s (%s), added up.", c.Text, c.Name)
}
