package lrat

import "fmt"

// Checker checks the steps of one solver. L is a literal in DIMACS form. A clause has a
// number: a given clause its index in the list of all of them, a learned clause what
// [Checker.Learn] returns.
type Checker[L ~int32] struct {
	given   []L      // the clauses, each ended by 0
	learned [][]L    // by number without the bit; nil after it was deleted
	free    []uint32 // numbers of deleted clauses
	value   []int8   // by index of a literal: 1 true, -1 false, 0 neither
	trail   []L      // what a step has made true beside the permanent literals
	wrong   error    // the first step that was not accepted
}

// learnedBit marks the number of a learned clause.
const learnedBit = 1 << 31

// index returns the index of a literal: 2v for v, 2v+1 for -v.
func index[L ~int32](l L) int {
	if l < 0 {
		return -2*int(l) + 1
	}
	return 2 * int(l)
}

// New returns a checker for clauses over the variables 1 to vars, each ended by 0, which
// must not change while the checker is used. The literals of root are those that unit
// propagation of the clauses makes true, in this order; it is an error if it does not.
func New[L ~int32](vars int, clauses, root []L) (*Checker[L], error) {
	c := &Checker[L]{}
	return c, c.Grow(vars, clauses, root)
}

// Grow takes more variables and clauses. The arguments are those of [New]: the clauses begin
// with those that the checker has, and root may have literals that are permanent already.
func (c *Checker[L]) Grow(vars int, clauses, root []L) error {
	c.given = clauses
	c.value = append(c.value, make([]int8, max(0, 2*vars+2-len(c.value)))...)
	place := make([]int32, len(c.value)/2) // by variable: its place among the new literals, from 1; 0 for others
	for i, l := range root {
		if l == 0 || index(l) >= len(c.value) || c.value[index(l)] < 0 || place[index(l)/2] != 0 {
			return fmt.Errorf("unit propagation gives %d as literal %d, which is none or has a value already", l, i)
		}
		if c.value[index(l)] == 0 {
			c.assign(l)
			place[index(l)/2] = int32(i + 1)
		}
	}
	fresh := len(c.trail) > 0
	c.trail = c.trail[:0]
	for start, i := 0, 0; fresh && i < len(clauses); i++ {
		if clauses[i] == 0 {
			if l := c.implied(clauses[start:i], place); l != 0 {
				place[index(l)/2] = -place[index(l)/2]
			}
			start = i + 1
		}
	}
	for _, l := range root {
		if place[index(l)/2] > 0 {
			return fmt.Errorf("no clause makes %d true by unit propagation", l)
		}
	}
	return nil
}

// implied returns the literal that a clause makes true: all others are false, and permanent or
// in an earlier place. It returns 0 if there is none, or if it is known already that a clause makes
// it true. The place of a variable is negative if that is known.
func (c *Checker[L]) implied(clause []L, place []int32) (l L) {
	high := int32(0)
	for _, k := range clause {
		v := c.value[index(k)]
		p := max(place[index(k)/2], -place[index(k)/2])
		switch {
		case v == 0, v > 0 && (l != 0 || p < high), v < 0 && l != 0 && p > high:
			return 0
		case v > 0:
			l = k
		}
		high = max(high, p)
	}
	if l != 0 && place[index(l)/2] < 0 {
		return 0
	}
	return l
}

// clause returns a clause by number; nil if there is none.
func (c *Checker[L]) clause(number uint32) []L {
	if number&learnedBit != 0 {
		if n := number &^ learnedBit; int(n) < len(c.learned) {
			return c.learned[n]
		}
		return nil
	}
	if int(number) >= len(c.given) || number > 0 && c.given[number-1] != 0 {
		return nil
	}
	return c.given[number:]
}

// Learn checks that a clause follows from others, which are given by number, and returns its
// number. [Checker.Refutes] reports an error.
func (c *Checker[L]) Learn(clause []int32, hints []uint32) uint32 {
	lits := make([]L, len(clause), len(clause)+1)
	for i, l := range clause {
		lits[i] = L(l)
	}
	if err := c.follows(lits, hints); err != nil {
		if c.wrong == nil {
			c.wrong = fmt.Errorf("the clause %v that was learned does not follow: %w", clause, err)
		}
		return learnedBit // it does not matter any more
	}
	if len(lits) == 1 && c.value[index(lits[0])] == 0 {
		c.assign(lits[0])
		c.trail = c.trail[:0]
	}
	lits = append(lits, 0)
	if k := len(c.free); k > 0 {
		n := c.free[k-1]
		c.free = c.free[:k-1]
		c.learned[n] = lits
		return n | learnedBit
	}
	c.learned = append(c.learned, lits)
	return uint32(len(c.learned)-1) | learnedBit
}

// Delete forgets a learned clause. A literal that it has made true for ever stays true.
func (c *Checker[L]) Delete(number uint32) {
	if n := number &^ learnedBit; number&learnedBit != 0 && int(n) < len(c.learned) && c.learned[n] != nil {
		c.learned[n] = nil
		c.free = append(c.free, n)
	}
}

// Refutes returns no error only if it is proved that the clauses have no solution in which
// all assumptions hold.
func (c *Checker[L]) Refutes(assumptions []int32, hints []uint32) error {
	if c.wrong != nil {
		return c.wrong
	}
	lits := make([]L, len(assumptions))
	for i, l := range assumptions {
		lits[i] = -L(l)
	}
	if err := c.follows(lits, hints); err != nil {
		return fmt.Errorf("that the assumptions %v contradict the clauses does not follow: %w", assumptions, err)
	}
	return nil
}

// follows returns no error only if a clause follows from the hints and the permanent
// literals.
func (c *Checker[L]) follows(lits []L, hints []uint32) error {
	defer c.undo()
	for _, l := range lits {
		if l == 0 || index(l) >= len(c.value) || -l == l {
			return fmt.Errorf("%d is no literal", l)
		}
		switch c.value[index(l)] {
		case 1: // true for ever, or the clause has both l and its negation
			return nil
		case 0:
			c.assign(-l)
		}
	}
	for _, h := range hints {
		clause := c.clause(h)
		if clause == nil {
			return fmt.Errorf("there is no clause %d", h)
		}
		unit, state := c.look(clause)
		switch state {
		case refuted:
			return nil
		case oneOpen:
			c.assign(unit)
		case severalOpen:
			return fmt.Errorf("clause %d has several literals that are not false", h)
		case satisfied: // it says nothing new
		default:
			panic("lrat: a clause in no state")
		}
	}
	return fmt.Errorf("its %d hints lead to no contradiction", len(hints))
}

// The states of a clause.
type state uint8

const (
	refuted     state = iota // every literal is false
	oneOpen                  // one literal is open, and all others are false
	severalOpen              // several are open, and none is true
	satisfied                // a literal is true
)

// look returns the state of a clause that ends with 0, and its open literal if there is one.
func (c *Checker[L]) look(clause []L) (unit L, _ state) {
	several := false
	for _, l := range clause {
		if l == 0 {
			break
		}
		switch c.value[index(l)] {
		case 1:
			return 0, satisfied
		case 0:
			several = several || unit != 0
			unit = l
		}
	}
	switch {
	case several:
		return 0, severalOpen
	case unit != 0:
		return unit, oneOpen
	}
	return 0, refuted
}

// assign makes a literal true.
func (c *Checker[L]) assign(l L) {
	c.value[index(l)], c.value[index(-l)] = 1, -1
	c.trail = append(c.trail, l)
}

// undo makes open again what a step has made true.
func (c *Checker[L]) undo() {
	for _, l := range c.trail {
		c.value[index(l)], c.value[index(-l)] = 0, 0
	}
	c.trail = c.trail[:0]
}
