package sat

import "iter"

// lit is a literal: twice the variable, plus one if it is negated.
type lit uint32

func fromDIMACS(l int32) lit {
	if l < 0 {
		return lit(-l)<<1 | 1
	}
	return lit(l) << 1
}

func (l lit) dimacs() int32 {
	if l&1 != 0 {
		return -int32(l >> 1)
	}
	return int32(l >> 1)
}

// ref is the place of a clause in the arena: its header, followed by its literals. 0 is no
// clause.
type ref uint32

// The header of a clause has two words: the number of literals, and the number of a given
// clause, or what learn keeps about a learned one. The number of a learned clause is in a
// word after its literals.
const header = 2

// binary marks, in a watch, a clause of two literals.
const binary ref = 1 << 31

// watch says that a clause watches a literal. If the blocker, another literal of the clause,
// is true, the clause need not be looked at.
type watch struct {
	clause  ref
	blocker lit
}

// Solver answers queries about one set of clauses.
type Solver struct {
	arena   []lit     // the clauses
	learned []ref     // the learned clauses among them
	watches [][]watch // by literal: the clauses that watch it
	failed  bool      // the clauses have no solution
	refuted uint32    // then the number of a clause of which all literals are false

	value  []int8 // by literal: 1 is true, -1 is false, 0 is open
	level  []int32
	reason []ref   // the clause that made a variable true or false
	place  []int32 // by variable: its index in the trail
	phase  []int8
	trail  []lit
	starts []int // by level: where it starts in the trail
	head   int   // trail[:head] has been propagated

	order heap
	seen  []uint8
	stamp []uint32 // by level, see lbd
	now   uint32
	path  []lit // scratch of analyze
	clear []lit // variables whose seen has to be reset
	stack []lit // scratch of redundant

	model []bool
	core  []int32

	proof Proof    // nil: nobody wants to know
	told  int      // trail[:told] needs no step of the proof any more
	hints []uint32 // of the current step
	also  []lit    // variables whose reasons shorten the clause under analysis
	wide  []int32  // scratch of tell: a clause in DIMACS form

	work      uint64 // watches and literals visited in this query
	limit     int    // how many learned clauses there may be before the next cleaning
	cleanings int    // of the clauses
	fast      average
	slow      average
}

const (
	// maxVar is the largest number of a variable.
	maxVar = 1<<30 - 1
	// maxWords is the largest number of words that the given clauses may take: the arena
	// must have room for as much again in learned clauses.
	maxWords = 1 << 29
)

// Bytes estimates the memory that a literal takes before any search, with its share of
// headers and watches.
const Bytes = 16

// Clauses are numbered clauses in DIMACS form. A number is less than 2^31 and means something
// to the [Proof] alone. No clause may have a variable twice. A clause is only valid until the
// next one.
type Clauses iter.Seq2[uint32, []int32]

// Split returns clauses that are in one list, each ended by 0. The number of a clause is its
// index in the list.
func Split(list []int32) Clauses {
	return func(yield func(uint32, []int32) bool) {
		start := 0
		for i, l := range list {
			if l == 0 {
				if !yield(uint32(start), list[start:i]) {
					return
				}
				start = i + 1
			}
		}
	}
}

// Size says how large a set of clauses is.
type Size struct{ Vars, Clauses, Lits int }

// Size returns the size of a set of clauses over the variables 1 to vars.
func (c Clauses) Size(vars int) Size {
	n := Size{Vars: vars}
	c(func(_ uint32, clause []int32) bool {
		n.Clauses++
		n.Lits += len(clause)
		return true
	})
	return n
}

// Fits reports whether a solver takes as many clauses.
func (n Size) Fits() bool { return n.Vars <= maxVar && n.Lits+header*n.Clauses <= maxWords }

// New returns a solver for clauses of the given size. It tells the proof, unless that is nil,
// what it derives from them.
func New(size Size, clauses Clauses, proof Proof) *Solver {
	n := size.Vars + 1
	words := size.Lits + header*size.Clauses
	s := &Solver{
		arena: make([]lit, 1, words+words/16+1024),
		value: make([]int8, 2*n), level: make([]int32, n), reason: make([]ref, n), place: make([]int32, n), phase: make([]int8, n),
		seen: make([]uint8, n), stamp: make([]uint32, 1), watches: make([][]watch, 2*n),
		limit: firstLimit, fast: average{rate: 1.0 / 32}, slow: average{rate: 1.0 / 4096},
		proof: proof,
	}
	used := make([]bool, n)
	count := make([]int32, 2*n)
	total := 0
	clauses(func(number uint32, clause []int32) bool {
		start := len(s.arena)
		s.arena = append(s.arena, lit(len(clause)), lit(number))
		for _, k := range clause {
			l := fromDIMACS(k)
			used[l>>1] = true
			s.arena = append(s.arena, l)
		}
		c := s.arena[start+header:]
		switch len(c) {
		case 0:
			s.fail(number)
			s.arena = s.arena[:start]
		case 1:
			s.given(c[0], number)
			s.arena = s.arena[:start]
		default:
			count[c[0]]++
			count[c[1]]++
			total += 2
		}
		return true
	})
	slab := make([]watch, total)
	for l, k := range count {
		s.watches[l], slab = slab[:0:k], slab[k:]
	}
	for r := ref(1); int(r) < len(s.arena); r = s.next(r) {
		s.watch(r)
	}
	s.order.init(n)
	for v := n - 1; v > 0; v-- {
		s.phase[v] = -1
		if used[v] {
			s.order.add(uint32(v))
		}
	}
	s.root(s.propagate())
	return s
}

// next returns the place after a clause.
func (s *Solver) next(r ref) ref {
	n := r + header + ref(s.arena[r])
	if s.arena[r+1]&learnedBit != 0 {
		n++
	}
	return n
}

// lits returns the literals of a clause.
func (s *Solver) lits(r ref) []lit { return s.arena[r+header : r+header+ref(s.arena[r])] }

// watch makes a clause watch its first two literals.
func (s *Solver) watch(r ref) {
	c := s.lits(r)
	w := r
	if len(c) == 2 {
		w |= binary
	}
	s.watches[c[0]] = append(s.watches[c[0]], watch{w, c[1]})
	s.watches[c[1]] = append(s.watches[c[1]], watch{w, c[0]})
}

// Values sets value[v] for each variable v to its value in the solution that the last query
// found. Variables that no clause has are false.
func (s *Solver) Values(value []bool) { copy(value, s.model) }

// Core returns the assumptions that the last query found to contradict the clauses. It is
// valid until the next query. The core is empty if the clauses alone have no solution.
func (s *Solver) Core() []int32 { return s.core }

// Work returns how much of its budget the last query has used.
func (s *Solver) Work() uint64 { return s.work }

// Words returns how many words the clauses take, with those that were learned.
func (s *Solver) Words() int { return len(s.arena) }
