package sat

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

// The header of a clause has two words: the number of literals, and what learn keeps about a
// learned clause, or 0 for a clause that was given.
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

	value  []int8 // by literal: 1 is true, -1 is false, 0 is open
	level  []int32
	reason []ref // the clause that made a variable true or false
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

	work      uint64 // watches and literals visited in this query
	limit     int    // how many learned clauses there may be before the next cleaning
	cleanings int    // of the clauses
	fast      average
	slow      average
}

// MaxVar is the largest number of a variable.
const MaxVar = 1<<30 - 1

// MaxLits is the largest number of literals, with a word for each clause, that a solver
// takes: the arena must have room for as much again in learned clauses.
const MaxLits = 1 << 29

// Bytes estimates the memory that a literal takes before any search, with its share of
// headers and watches.
const Bytes = 16

// New returns a solver for clauses over the variables 1 to vars. The clauses are given in
// DIMACS form: each is ended by 0. No clause may have a variable twice.
func New(vars int, clauses []int32) *Solver {
	n := vars + 1
	s := &Solver{
		arena: make([]lit, 1, len(clauses)+len(clauses)/4+16),
		value: make([]int8, 2*n), level: make([]int32, n), reason: make([]ref, n), phase: make([]int8, n),
		seen: make([]uint8, n), stamp: make([]uint32, 1), watches: make([][]watch, 2*n),
		limit: firstLimit, fast: average{rate: 1.0 / 32}, slow: average{rate: 1.0 / 4096},
	}
	used := make([]bool, n)
	count := make([]int32, 2*n)
	total := 0
	for i := 0; i < len(clauses); {
		start := len(s.arena)
		s.arena = append(s.arena, 0, 0)
		for ; clauses[i] != 0; i++ {
			l := fromDIMACS(clauses[i])
			used[l>>1] = true
			s.arena = append(s.arena, l)
		}
		i++
		c := s.arena[start+header:]
		switch len(c) {
		case 0:
			s.failed = true
			s.arena = s.arena[:start]
		case 1:
			s.failed = !s.imply(c[0], 0) || s.failed
			s.arena = s.arena[:start]
		default:
			s.arena[start] = lit(len(c))
			count[c[0]]++
			count[c[1]]++
			total += 2
		}
	}
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
	s.failed = s.failed || s.propagate() != 0
	return s
}

// next returns the place after a clause.
func (s *Solver) next(r ref) ref { return r + header + ref(s.arena[r]) }

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
