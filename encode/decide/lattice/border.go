package lattice

import (
	"iter"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/diagram"
	"github.com/fencewise/fencewise/programs/verdict"
)

// maxBorder bounds the minimal variants, and the maximal ones.
const maxBorder = MaxListed

// The two sides of the border.
const (
	minimal = iota
	maximal
)

// Minimal lists the variants that are Never and of which no slot can be weakened.
// Of choices that are equally strong it considers only the first. If no variant
// is Unknown, Minimal and Maximal determine all verdicts.
func (l *Variants) Minimal() []int { return l.list(minimal) }

// Maximal lists the variants that are Sometimes or Always and of which no slot
// can be strengthened. Of choices that are equally strong it considers only the
// first.
func (l *Variants) Maximal() []int { return l.list(maximal) }

// EachMaximal yields the variants of [Variants.Maximal], which can be too many to be listed.
func (l *Variants) EachMaximal() iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := range l.space.All(l.last(maximal), isLast) {
			if !yield(l.number(at)) {
				return
			}
		}
	}
}

// list lists the variants on a side of the border.
func (l *Variants) list(side int) []int {
	if l.border[side] == nil {
		var all []int
		for at := range l.space.All(l.last(side), isLast) {
			all = append(all, l.number(at))
		}
		l.border[side] = &all
	}
	return *l.border[side]
}

// last returns a map of the variants on a side of the border to 1, and of all
// others to 0.
func (l *Variants) last(side int) diagram.Map {
	if side == minimal {
		return l.space.Last(l.found, l.values(func(a *decide.Answer) bool { return a.Verdict == verdict.Never }),
			func(slot, c, instead int) bool { return l.order[slot][instead][c] })
	}
	return l.space.Last(l.found, l.values(func(a *decide.Answer) bool {
		return a.Verdict == verdict.Sometimes || a.Verdict == verdict.Always
	}), func(slot, c, instead int) bool { return l.order[slot][c][instead] })
}

func isLast(value int) bool { return value == 1 }

// canList returns an error if there are too many variants on some sides of the border.
func (l *Variants) canList(sides ...int) error {
	for _, side := range sides {
		if l.space.Counts(l.last(side))[1] > maxBorder {
			return &TooMany{Test: l.s.Test.Name, Most: maxBorder, Border: true}
		}
	}
	return nil
}
