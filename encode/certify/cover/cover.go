package cover

import (
	"fmt"
	"strings"
)

// Kind is what a fact says.
type Kind uint8

// The kinds of facts.
const (
	Refuted  Kind = iota // no execution that the model allows shows the outcome, or goes beyond a bound
	Empty                // no execution that the model allows comes to its end
	Trivial              // no execution shows the outcome, whatever a model says
	Ends                 // an execution that the model allows comes to its end
	Possible             // an execution shows the outcome, whatever a model says
)

// exists reports whether a fact of the kind is about something that there is.
func (k Kind) exists() bool { return k >= Ends }

// Any is the choice of a slot that a fact does not depend on.
const Any = -1

// Fact is something that was checked.
type Fact struct {
	Kind Kind
	// Choice is, by slot, the number of a choice, or Any: the fact holds
	// whatever stands there. What exists does so with one choice in each.
	Choice []int
}

// Row claims of variants what follows from one fact: of all that have in each
// slot one of some choices.
type Row struct {
	Fact    int
	Choices [][]int // by slot
}

// Shown is how many variants there are, and of which something was shown.
type Shown struct {
	All     int // variants
	Never   int // that are Never
	Empty   int // of those: the program has no execution at all
	Trivial int // of those: the outcome is impossible without any model

	known []uint8 // by variant
}

// MaxVariants bounds the variants that are looked at one by one.
const MaxVariants = 1 << 20

// Error says what is claimed and not shown.
type Error struct {
	Row  int // from 0; -1 for what concerns the whole table
	What string
}

func (e *Error) Error() string {
	if e.Row < 0 {
		return e.What
	}
	return fmt.Sprintf("row %d: %s", e.Row+1, e.What)
}

// What is known of a variant.
const (
	never = 1 << iota
	empty
	trivial
)

var mark = [...]uint8{Refuted: never, Empty: empty, Trivial: trivial}

// Check checks every variant of every row.
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
		case !l.has(facts, Ends, v):
			return n, &Error{-1, l.name(v) + " is claimed to be Never, and that the program has an execution with it is not shown"}
		}
		switch {
		case k&trivial != 0:
			n.Trivial++
		case !l.has(facts, Possible, v):
			return n, &Error{-1, l.name(v) + " is claimed to be Never, and that the outcome is possible without a model is not shown"}
		}
	}
	return n, nil
}

// row checks the variants of one row and notes what is known of them.
func (l *Lattice) row(facts []Fact, i int, r *Row, known []uint8) error {
	bad := func(format string, args ...any) error { return &Error{i, fmt.Sprintf(format, args...)} }
	if r.Fact < 0 || r.Fact >= len(facts) || facts[r.Fact].Kind.exists() {
		return bad("it names a proof that is not there")
	}
	if len(r.Choices) != len(l.Slots) {
		return bad("it has not one cell for each slot")
	}
	f := &facts[r.Fact]
	numbers := []int{0} // of its variants
	for s := range l.Slots {
		var more []int
		for k, c := range r.Choices[s] {
			if c < 0 || c >= len(l.Slots[s].Choices) || k > 0 && c <= r.Choices[s][k-1] {
				return bad("%s has no such choice, or they are out of order", l.Slots[s].Name)
			}
			if f.Choice[s] != Any {
				if _, ok := l.AtLeast(s, f.Choice[s], c); !ok {
					return bad("%s=%s does not follow: the proof is for %s, and that %s is at least as strong is not proved",
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
		known[n] |= mark[f.Kind]
	}
	return nil
}

// has reports whether a variant has an execution of some kind.
func (l *Lattice) has(facts []Fact, k Kind, v []int) bool { return l.which(facts, k, v) != nil }

// which is the fact by which a variant has an execution: that of a variant which
// is at least as strong. nil if there is none.
func (l *Lattice) which(facts []Fact, k Kind, v []int) *Fact {
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

// Of is what was shown of a variant: whether it is Never, and if so, whether the
// program has no execution at all, and whether the outcome is impossible without
// any model.
func (n *Shown) Of(l *Lattice, v []int) (isNever, isEmpty, isTrivial bool) {
	number := 0
	for s, c := range v {
		number = number*len(l.Slots[s].Choices) + c
	}
	k := n.known[number]
	return k&never != 0, k&never != 0 && k&empty != 0, k&never != 0 && k&trivial != 0
}

// size is the number of variants.
func (l *Lattice) size() (int, error) {
	size := 1
	for s := range l.Slots {
		if size *= len(l.Slots[s].Choices); size > MaxVariants {
			return 0, &Error{-1, fmt.Sprintf("there are more than %d variants", MaxVariants)}
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
		return &Error{-1, fmt.Sprintf("fact %d is about slots or choices that are not there", i+1)}
	}
	return nil
}

// variant fills in the choices of a variant; they are numbered with the last
// slot changing fastest.
func (l *Lattice) variant(number int, v []int) {
	for s := len(v) - 1; s >= 0; s-- {
		n := len(l.Slots[s].Choices)
		v[s], number = number%n, number/n
	}
}

// name is a variant in words.
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
