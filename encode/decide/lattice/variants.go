package lattice

import (
	"iter"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Variants is the answers for every combination of choices of the free slots of
// a structure, numbered in row-major order: the last slot changes fastest.
type Variants struct {
	grid
	Answers   []decide.Answer
	Questions int    // that were asked; the other answers follow
	Asked     []bool // by variant: whether one of the questions was about it
}

// Len is the number of variants.
func (l *Variants) Len() int { return l.size }

// Picks is the choice that a variant has in each slot, fixed ones included.
func (l *Variants) Picks(v int) []int {
	picks := make([]int, len(l.stride))
	l.picks(v, picks)
	return picks
}

// All goes through the variants in order, with their choices.
func (l *Variants) All() iter.Seq2[[]int, decide.Answer] {
	return func(yield func([]int, decide.Answer) bool) {
		for v := range l.size {
			if !yield(l.Picks(v), l.Answers[v]) {
				return
			}
		}
	}
}

// Number is the variant with these choices.
func (l *Variants) Number(picks []int) int {
	v := 0
	for i, c := range picks {
		v += c * l.stride[i]
	}
	return v
}

// AtLeast reports whether choice strong of a slot is at least as strong as
// choice weak: proved, see [Decider.AtLeast].
func (l *Variants) AtLeast(slot, weak, strong int) bool { return l.order[slot][weak][strong] }

// Minimal is the variants that are Never and of which no slot can be weakened,
// Maximal those that are Sometimes or Always and of which none can be
// strengthened. Where no variant is Unknown they determine all others. Of
// choices that are equally strong only the first is looked at.
func (l *Variants) Minimal() []int {
	return l.border(func(v int) bool { return l.Answers[v].Verdict == verdict.Never },
		func(slot, c, instead int) bool { return l.order[slot][instead][c] })
}

// Maximal is described with Minimal.
func (l *Variants) Maximal() []int {
	return l.border(func(v int) bool {
		return l.Answers[v].Verdict == verdict.Sometimes || l.Answers[v].Verdict == verdict.Always
	}, func(slot, c, instead int) bool { return l.order[slot][c][instead] })
}

// border is the variants in a set that leave it with every step beyond.
func (l *Variants) border(in func(v int) bool, beyond func(slot, c, instead int) bool) []int {
	var all []int
	for v := range l.size {
		if in(v) && l.last(v, in, beyond) {
			all = append(all, v)
		}
	}
	return all
}

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
