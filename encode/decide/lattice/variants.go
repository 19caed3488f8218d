package lattice

import (
	"iter"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Variants holds the answers about all variants of a structure with free slots.
// They are numbered in row-major order: the last slot changes fastest.
type Variants struct {
	grid
	Answers []decide.Answer
	Queries int    // that were asked; the other answers follow
	Asked   []bool // by variant: one of the queries was about it
}

// Len returns the number of variants.
func (l *Variants) Len() int { return l.size }

// Slots returns the slot assignment of a variant, with the choices of fixed
// slots.
func (l *Variants) Slots(v int) []int { return l.slots(v) }

// All yields the variants in order: their slot assignments and answers.
func (l *Variants) All() iter.Seq2[[]int, decide.Answer] {
	return func(yield func([]int, decide.Answer) bool) {
		for v := range l.size {
			if !yield(l.Slots(v), l.Answers[v]) {
				return
			}
		}
	}
}

// Number returns the variant with a slot assignment.
func (l *Variants) Number(slots []int) int {
	v := 0
	for i, c := range slots {
		v += c * l.stride[i]
	}
	return v
}

// AtLeast reports whether it is proved that choice strong of a slot is at least
// as strong as choice weak; see [Decider.AtLeast].
func (l *Variants) AtLeast(slot, weak, strong int) bool { return l.order[slot][weak][strong] }

// Minimal lists the variants that are Never and of which no slot can be weakened.
// Of choices that are equally strong it considers only the first. If no variant
// is Unknown, Minimal and Maximal determine all verdicts.
func (l *Variants) Minimal() []int {
	return l.border(func(v int) bool { return l.Answers[v].Verdict == verdict.Never },
		func(slot, c, instead int) bool { return l.order[slot][instead][c] })
}

// Maximal lists the variants that are Sometimes or Always and of which no slot
// can be strengthened. Of choices that are equally strong it considers only the
// first.
func (l *Variants) Maximal() []int {
	return l.border(func(v int) bool {
		return l.Answers[v].Verdict == verdict.Sometimes || l.Answers[v].Verdict == verdict.Always
	}, func(slot, c, instead int) bool { return l.order[slot][c][instead] })
}

// border lists the variants of a set that are outside of it after any step. beyond
// reports whether it is a step to take another choice in a slot instead of c.
func (l *Variants) border(in func(v int) bool, beyond func(slot, c, instead int) bool) []int {
	var all []int
	for v := range l.size {
		if in(v) && l.last(v, in, beyond) {
			all = append(all, v)
		}
	}
	return all
}

// last reports whether every step from v leaves the set.
func (l *Variants) last(v int, in func(v int) bool, beyond func(slot, c, instead int) bool) bool {
	for i := range l.stride {
		if l.stride[i] == 0 {
			continue
		}
		c := l.choice(v, i)
		for other := range l.order[i] {
			if other == c || !beyond(i, c, other) {
				continue
			}
			if beyond(i, other, c) { // equally strong
				if other < c {
					return false
				}
			} else if in(l.with(v, i, other)) {
				return false
			}
		}
	}
	return true
}
