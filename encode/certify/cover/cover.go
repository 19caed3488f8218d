package cover

import (
	"fmt"
	"strings"
)

// Kind is the kind of a fact.
type Kind uint8

// The kinds of facts.
const (
	Refuted  Kind = iota // no execution that the model allows has the outcome or goes beyond a bound
	Empty                // no execution that the model allows runs to its end
	Trivial              // no execution has the outcome, even without a model
	Ends                 // an execution that the model allows runs to its end
	Possible             // an execution has the outcome without a model
)

// exists reports whether a fact of this kind says that an execution exists.
func (k Kind) exists() bool { return k >= Ends }

// Any stands for every choice of a slot, in a fact that does not depend on the slot.
const Any = -1

// Fact is a statement that has been checked.
type Fact struct {
	Kind Kind
	// Choice has for each slot the number of a choice, or Any if the fact holds
	// for every choice of the slot. A fact that an execution exists has a choice
	// for every slot.
	Choice []int
}

// Row claims that its fact implies something about some variants: those that have in
// each slot one of the given choices.
type Row struct {
	Fact    int
	Choices [][]int // by slot
}

// Shown counts the variants, and those about which something was shown.
type Shown struct {
	All     int // all variants
	Never   int // variants that are Never
	Empty   int // of these: variants with which the program has no execution at all
	Trivial int // of these: variants whose outcome is impossible even without a model

	known []uint8 // by variant
}

// MaxVariants bounds the number of variants, which are checked one by one.
const MaxVariants = 1 << 20

// Error says what is claimed but not shown.
type Error struct {
	Row  int // from 0; -1 if the error is about the whole table
	What string
}

func (e *Error) Error() string {
	if e.Row < 0 {
		return e.What
	}
	return fmt.Sprintf("row %d: %s", e.Row+1, e.What)
}

// These bits say what is known about a variant.
const (
	never = 1 << iota
	empty
	trivial
)

var factBit = [...]uint8{Refuted: never, Empty: empty, Trivial: trivial}

// Check checks every variant of every row. It returns an error for the first claim that
// the facts do not imply.
func (l *Lattice) Check(facts []Fact, rows []Row) (Shown, error) {
	var n Shown
	size, err := l.size()
	if err != nil {
		return n, err
	}
	for i := range facts {
		if err := l.wellFormed(i, &facts[i]); err != nil {
			return n, err
		}
	}
	n.All, n.known = size, make([]uint8, size)
	for i := range rows {
		if err := l.row(facts, i, &rows[i], n.known); err != nil {
			return n, err
		}
	}
	v := make([]int, len(l.Slots))
	for number, k := range n.known {
		if k&never == 0 {
			continue
		}
		l.variant(number, v)
		n.Never++
		switch {
		case k&empty != 0:
			n.Empty++
		case !l.hasExecution(facts, Ends, v):
			return n, &Error{-1, l.name(v) + " is claimed to be Never, but it is not shown that the program has an execution with it"}
		}
		switch {
		case k&trivial != 0:
			n.Trivial++
		case !l.hasExecution(facts, Possible, v):
			return n, &Error{-1, l.name(v) + " is claimed to be Never, but it is not shown that the outcome is possible without a model"}
		}
	}
	return n, nil
}

// row checks the variants of one row and records in known what follows about them.
func (l *Lattice) row(facts []Fact, i int, r *Row, known []uint8) error {
	bad := func(format string, args ...any) error { return &Error{i, fmt.Sprintf(format, args...)} }
	if r.Fact < 0 || r.Fact >= len(facts) || facts[r.Fact].Kind.exists() {
		return bad("it names a proof that does not exist")
	}
	if len(r.Choices) != len(l.Slots) {
		return bad("it does not have one cell for each slot")
	}
	f := &facts[r.Fact]
	numbers := []int{0} // the numbers of its variants
	for s := range l.Slots {
		var more []int
		for k, c := range r.Choices[s] {
			if c < 0 || c >= len(l.Slots[s].Choices) || k > 0 && c <= r.Choices[s][k-1] {
				return bad("%s has no such choice, or its choices are out of order", l.Slots[s].Name)
			}
			if f.Choice[s] != Any {
				if _, ok := l.AtLeast(s, f.Choice[s], c); !ok {
					return bad("%s=%s does not follow: the proof is for %s, and it is not proved that %s is at least as strong",
						l.Slots[s].Name, l.Slots[s].Choices[c], l.Slots[s].Choices[f.Choice[s]], l.Slots[s].Choices[c])
				}
			}
			for _, n := range numbers {
				more = append(more, n*len(l.Slots[s].Choices)+c)
			}
		}
		numbers = more
	}
	for _, n := range numbers {
		known[n] |= factBit[f.Kind]
	}
	return nil
}

// hasExecution reports whether the facts imply that a variant has an execution of the given kind.
func (l *Lattice) hasExecution(facts []Fact, k Kind, v []int) bool {
	return l.witnessFact(facts, k, v) != nil
}

// witnessFact returns a fact that implies that a variant has an execution of the given kind: a
// fact about a variant that is at least as strong. It returns nil if no such fact exists.
func (l *Lattice) witnessFact(facts []Fact, k Kind, v []int) *Fact {
next:
	for i := range facts {
		if facts[i].Kind != k {
			continue
		}
		for s, c := range v {
			if _, ok := l.AtLeast(s, c, facts[i].Choice[s]); !ok {
				continue next
			}
		}
		return &facts[i]
	}
	return nil
}

// Of returns what was shown about a variant: whether it is Never, and if so, whether the
// program has no execution at all, and whether the outcome is impossible even without a
// model.
func (n *Shown) Of(l *Lattice, v []int) (isNever, isEmpty, isTrivial bool) {
	number := 0
	for s, c := range v {
		number = number*len(l.Slots[s].Choices) + c
	}
	k := n.known[number]
	return k&never != 0, k&never != 0 && k&empty != 0, k&never != 0 && k&trivial != 0
}

// size returns the number of variants.
func (l *Lattice) size() (int, error) {
	size := 1
	for s := range l.Slots {
		if size *= len(l.Slots[s].Choices); size > MaxVariants {
			return 0, &Error{-1, fmt.Sprintf("the program has more than %d variants", MaxVariants)}
		}
	}
	return size, nil
}

func (l *Lattice) wellFormed(i int, f *Fact) error {
	ok := f.Kind <= Possible && len(f.Choice) == len(l.Slots)
	for s := range f.Choice {
		ok = ok && f.Choice[s] < len(l.Slots[s].Choices) && (f.Choice[s] >= 0 || f.Choice[s] == Any && !f.Kind.exists())
	}
	if !ok {
		return &Error{-1, fmt.Sprintf("fact %d is about slots or choices that do not exist", i+1)}
	}
	return nil
}

// variant sets v to the choices of a variant, given its number. Variants are numbered so
// that the choice of the last slot changes fastest.
func (l *Lattice) variant(number int, v []int) {
	for s := len(v) - 1; s >= 0; s-- {
		n := len(l.Slots[s].Choices)
		v[s], number = number%n, number/n
	}
}

// name returns a variant in words.
func (l *Lattice) name(v []int) string {
	if len(v) == 0 {
		return "the program"
	}
	words := make([]string, len(v))
	for s, c := range v {
		words[s] = l.Slots[s].Name + "=" + l.Slots[s].Choices[c]
	}
	return strings.Join(words, ", ")
}
