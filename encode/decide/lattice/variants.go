package lattice

import (
	"context"
	"iter"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/diagram"
)

// Variants holds the answers about all variants of a structure with free slots.
// They are numbered in row-major order: the last slot changes fastest.
type Variants struct {
	grid
	answers  []decide.Answer // by value of found
	found    diagram.Map
	border   [2]*[]int // the minimal variants and the maximal ones, where they are listed
	weakened func(context.Context, encode.Goal, *execution.Candidate, []int) (*execution.Candidate, error)

	Queries int          // that were asked; the other answers follow
	asked   map[int]bool // by variant
}

// Len returns the number of variants.
func (l *Variants) Len() int { return l.size }

// Slots returns the slot assignment of a variant, with the choices of fixed
// slots.
func (l *Variants) Slots(v int) []int { return l.choices(l.position(v)) }

// Number returns the variant with a slot assignment.
func (l *Variants) Number(slots []int) int { return l.number(slots) }

// Answer returns the answer about a variant. The witness of one that follows is
// the execution of another variant; see [Variants.Witness].
func (l *Variants) Answer(v int) decide.Answer {
	return l.answers[l.space.At(l.found, l.position(v))]
}

// Set sets the answer about a variant.
func (l *Variants) Set(v int, a decide.Answer) {
	l.answers = append(l.answers, a)
	l.found = l.space.Set(l.found, only(l.position(v)), whatever, len(l.answers)-1)
	l.border = [2]*[]int{}
}

// Witness returns an execution of a variant, with its barriers in it; nil if the
// answer about the variant has none. The evaluator has judged it.
func (l *Variants) Witness(ctx context.Context, v int) (*execution.Candidate, error) {
	a := l.Answer(v)
	if a.Witness == nil || !a.Follows {
		return a.Witness, nil
	}
	return l.weakened(ctx, encode.Holds, a.Witness, l.Slots(v))
}

// Asked returns the number of variants that the queries were about and whose
// answers do not follow from others.
func (l *Variants) Asked() (n int) {
	for v := range l.asked {
		if !l.Answer(v).Follows {
			n++
		}
	}
	return n
}

// All yields the variants in order: their slot assignments and answers.
func (l *Variants) All() iter.Seq2[[]int, decide.Answer] {
	return func(yield func([]int, decide.Answer) bool) {
		for v := range l.size {
			if !yield(l.Slots(v), l.Answer(v)) {
				return
			}
		}
	}
}

// Group is the answer about some variants that have it in common.
type Group struct {
	decide.Answer
	Variants int
}

// Groups returns the different answers, each with the number of its variants.
func (l *Variants) Groups() []Group {
	var all []Group
	counts := l.space.Counts(l.found)
	for value, a := range l.answers {
		if n := counts[value]; n > 0 {
			all = append(all, Group{a, n})
		}
	}
	return all
}

// With yields the variants in order whose answer satisfies a condition.
func (l *Variants) With(is func(a *decide.Answer) bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := range l.space.All(l.found, l.values(is)) {
			if !yield(l.number(at)) {
				return
			}
		}
	}
}

// values returns a condition on the values of found from one on answers.
func (l *Variants) values(is func(a *decide.Answer) bool) func(value int) bool {
	fits := make([]bool, len(l.answers))
	for i := range fits {
		fits[i] = is(&l.answers[i])
	}
	return func(value int) bool { return fits[value] }
}

// AtLeast reports whether it is proved that choice strong of a slot is at least
// as strong as choice weak; see [Decider.AtLeast].
func (l *Variants) AtLeast(slot, weak, strong int) bool { return l.order[slot][weak][strong] }
