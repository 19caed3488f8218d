package cnf

// Value is the value of a variable in a partial assignment.
type Value int8

// The values; Open means unassigned.
const (
	IsFalse Value = -1
	Open    Value = 0
	IsTrue  Value = 1
)

// Propagator holds a partial assignment of a formula's variables that is closed under
// unit propagation. Assignments can be undone up to a mark. It reads the formula and
// never changes it. [Propagator.Extend] takes in clauses that were added to the formula
// later.
type Propagator struct {
	f          *Formula
	value      []Value // by variable
	trail      []Lit
	propagated int     // trail[:propagated] has been propagated
	start      []int32 // by clause: index of its first literal in f.Lits
	taken      int     // how many literals of f have been taken in
	occ        []int32 // the clauses in which each literal occurs, in CSR form
	first      []int32 // by literal index: where its clauses start in occ
	indexed    bool    // occ and first are there
	failed     bool    // a conflict without decisions: the formula is unsatisfiable
	// Conflict is the clause that the last failed propagation violated, or -1 for
	// the empty clause.
	Conflict int
}

// NewPropagator returns a propagator for f in which every unit clause is propagated.
func NewPropagator(f *Formula) *Propagator {
	p := &Propagator{}
	p.Reset(f)
	return p
}

// Reset makes the propagator one for f, and keeps its memory.
func (p *Propagator) Reset(f *Formula) {
	p.f, p.taken, p.propagated, p.failed, p.Conflict = f, 0, 0, false, -1
	p.start, p.trail, p.value = p.start[:0], p.trail[:0], p.value[:0]
	p.Extend()
}

func litIndex(l Lit) int {
	if l < 0 {
		return int(-l)<<1 | 1
	}
	return int(l) << 1
}

// Extend takes in the clauses and variables that were added to the formula, and
// propagates. All decisions must have been undone before. It returns false if
// propagation refutes the formula.
func (p *Propagator) Extend() bool {
	f := p.f
	old := len(p.start)
	for len(p.value) < len(f.Meaning) {
		p.value = append(p.value, Open)
	}
	p.value[1] = IsTrue
	f.Meter.Need(16 * (len(f.Lits) + len(f.Meaning)))
	begin := p.taken
	for i := p.taken; i < len(f.Lits); i++ {
		if f.Lits[i] == 0 {
			p.start = append(p.start, int32(begin))
			begin = i + 1
		}
	}
	p.taken = len(f.Lits)
	p.index()
	if f.Contradiction {
		p.failed = true
	}
	for c := old; c < len(p.start) && !p.failed; c++ {
		f.Meter.Work(4)
		if !p.visit(c) {
			p.failed = true
		}
	}
	if !p.failed && !p.propagate() {
		p.failed = true
	}
	return !p.failed
}

// index rebuilds the lists of the clauses in which each literal occurs.
func (p *Propagator) index() {
	n := 2*len(p.f.Meaning) + 1
	if cap(p.first) < n {
		p.first = make([]int32, n, n+n/2)
	}
	p.first = p.first[:n]
	clear(p.first)
	total := 0
	p.f.Meter.Work(p.taken)
	for _, l := range p.f.Lits[:p.taken] {
		if l != 0 {
			p.first[litIndex(l)]++
			total++
		}
	}
	sum := int32(0)
	for i, k := range p.first {
		sum += k
		p.first[i] = sum
	}
	if cap(p.occ) < total {
		p.occ = nil
		p.occ = make([]int32, total, total+total/4)
	}
	p.occ = p.occ[:total]
	for c := len(p.start) - 1; c >= 0; c-- {
		for i := p.start[c]; p.f.Lits[i] != 0; i++ {
			k := litIndex(p.f.Lits[i])
			p.first[k]--
			p.occ[p.first[k]] = int32(c)
		}
	}
	p.indexed = true
}

// Shrink frees much of the memory of a large formula. The next decision makes what it needs
// again, which takes a few passes over the clauses.
func (p *Propagator) Shrink() {
	if len(p.occ) > 1<<20 {
		p.forget()
	}
}

// forget frees the lists of occurrences.
func (p *Propagator) forget() { p.occ, p.indexed = nil, false }

// Failed reports whether propagation without decisions has refuted the formula.
func (p *Propagator) Failed() bool { return p.failed }

// Vars returns the number above that of every variable that the propagator has.
func (p *Propagator) Vars() int { return len(p.value) }

// Known returns the literals that are true, in the order in which they became so. Each of them
// that was not assumed is in a clause whose other literals became false before it. The slice is
// valid until the next change.
func (p *Propagator) Known() []Lit { return p.trail }

// Lit returns the value of a literal.
func (p *Propagator) Lit(l Lit) Value {
	if l < 0 {
		return -p.value[-l]
	}
	return p.value[l]
}

// Fix returns the constant that the literal is known to equal, or else the literal.
func (p *Propagator) Fix(l Lit) Lit {
	switch p.Lit(l) {
	case IsTrue:
		return True
	case IsFalse:
		return False
	}
	return l
}

// Mark returns the current state, to return to with [Propagator.Undo].
func (p *Propagator) Mark() int { return len(p.trail) }

// Assume makes the literal true and propagates. It returns false on a conflict.
func (p *Propagator) Assume(l Lit) bool {
	switch p.Lit(l) {
	case IsTrue:
		return true
	case IsFalse:
		p.Conflict = -1
		return false
	}
	p.set(l)
	return p.propagate()
}

// Undo undoes every assignment since the mark.
func (p *Propagator) Undo(mark int) {
	for _, l := range p.trail[mark:] {
		p.value[l.Var()] = Open
	}
	p.trail = p.trail[:mark]
	p.propagated = mark
}

func (p *Propagator) set(l Lit) {
	if l < 0 {
		p.value[-l] = IsFalse
	} else {
		p.value[l] = IsTrue
	}
	p.trail = append(p.trail, l)
}

func (p *Propagator) propagate() bool {
	if !p.indexed && p.propagated < len(p.trail) {
		p.index()
	}
	for p.propagated < len(p.trail) {
		k := litIndex(-p.trail[p.propagated])
		p.propagated++
		occ := p.occ[p.first[k]:p.first[k+1]]
		p.f.Meter.Work(1 + 4*len(occ))
		for _, c := range occ {
			if !p.visit(int(c)) {
				p.propagated = len(p.trail)
				return false
			}
		}
	}
	return true
}

// visit examines one clause. It makes the last open literal true if all others are
// false. It returns false if all literals are false.
func (p *Propagator) visit(c int) bool {
	var unit Lit
	for i := p.start[c]; ; i++ {
		l := p.f.Lits[i]
		if l == 0 {
			break
		}
		switch p.Lit(l) {
		case IsTrue:
			return true
		case Open:
			if unit != 0 {
				return true
			}
			unit = l
		}
	}
	if unit == 0 {
		p.Conflict = c
		return false
	}
	p.set(unit)
	return true
}

// Satisfied reports whether every clause has a true literal.
func (p *Propagator) Satisfied() bool {
	if p.failed {
		return false
	}
next:
	for _, i := range p.start {
		for ; p.f.Lits[i] != 0; i++ {
			if p.Lit(p.f.Lits[i]) == IsTrue {
				continue next
			}
		}
		return false
	}
	return true
}
