package encode

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// matched holds which events of a program match as brackets.
type matched struct {
	lits  []cnf.Lit // by pair; 0 for a pair that matches in no execution
	pairs []int32   // those with a literal, as i*n+j
}

// matchBrackets makes the literals of the nodes that match brackets, equal in both
// directions. An opening event i matches a closing event j after it if both are executed
// and every executed bracket between them matches one between them.
func (x *Encoding) matchBrackets() {
	x.brackets, x.differs = nil, nil
	for id := 1; id < len(x.M.Nodes); id++ {
		n := &x.M.Nodes[id]
		if n.Op != rel.Brackets {
			continue
		}
		if x.brackets == nil {
			x.brackets = map[rel.ID]matched{}
		}
		b := &bracketing{x: x, id: rel.ID(id), open: x.M.Nodes[n.A], closed: x.M.Nodes[n.B], lits: x.mem.lits.take(x.n * x.n)}
		x.brackets[rel.ID(id)] = matched{b.lits, b.run()}
	}
}

// bracketing matches the brackets of one node.
type bracketing struct {
	x            *Encoding
	id           rel.ID
	open, closed rel.Node
	opens        []bool // by event
	events       []int  // all brackets, in order
	lits         []cnf.Lit
}

// run makes the literals and returns the pairs that have one.
func (b *bracketing) run() (pairs []int32) {
	s, n := b.x.S, b.x.n
	b.opens = make([]bool, n)
	for i := range s.Events {
		opens := member(s, &s.Events[i], b.open.Base)
		if b.opens[i] = opens; opens || member(s, &s.Events[i], b.closed.Base) {
			b.events = append(b.events, i)
		}
	}
	for q, j := range b.events {
		for k := q - 1; k >= 0; k-- { // shorter distances first
			if i := b.events[k]; b.opens[i] && !b.opens[j] && s.Po(i, j) {
				if l := b.match(k, q); l != cnf.False {
					b.lits[i*n+j] = l
					pairs = append(pairs, int32(i*n+j))
				}
			}
		}
	}
	return pairs
}

// match returns the literal "the bracket with number k matches that with number q".
func (b *bracketing) match(k, q int) cnf.Lit {
	i, j := b.events[k], b.events[q]
	all := b.x.bothLitOf(i, j)
	for m := k + 1; m < q; m++ {
		if e := b.events[m]; b.x.S.Po(i, e) && b.x.S.Po(e, j) {
			all = b.and(i, j, all, -b.and(i, j, b.x.exec[e], -b.within(k, m, q)))
		}
	}
	return all
}

// within returns the literal "the bracket with number m matches one between those with
// numbers k and q".
func (b *bracketing) within(k, m, q int) cnf.Lit {
	none, e, n := cnf.True, b.events[m], b.x.n
	for o := k + 1; o < q; o++ {
		other := b.events[o]
		l := b.lits[e*n+other]
		if other < e {
			l = b.lits[other*n+e]
		}
		if l != 0 {
			none = b.and(b.events[k], b.events[q], none, -l)
		}
	}
	return -none
}

// and returns a literal equal to u and v, for the pair (i, j).
func (b *bracketing) and(i, j int, u, v cnf.Lit) cnf.Lit {
	return b.x.and(cnf.Meaning{Kind: cnf.Derived, A: int32(i), B: int32(j), C: int32(b.id)}, cnf.Tag{Part: cnf.PartRelation, Arg: int32(b.id)}, u, v)
}

// bothLitOf returns the literal "both events are executed", before any propagation.
func (x *Encoding) bothLitOf(i, j int) cnf.Lit {
	return x.bothExec(i, j, cnf.Meaning{Kind: cnf.BothExecuted, A: int32(i), B: int32(j)}, cnf.Tag{Part: cnf.PartGuard})
}

// differLit returns the literal "the accesses i and j are executed and have different
// values".
func (x *Encoding) differLit(i, j int) cnf.Lit {
	k := min(i, j)*x.n + max(i, j)
	if l := x.differs[k]; l != 0 {
		return l
	}
	if x.differs == nil {
		x.differs = map[int]cnf.Lit{}
	}
	m, tag := cnf.Meaning{Kind: cnf.BoolExpr}, cnf.Tag{Part: cnf.PartGuard}
	same := cnf.False
	x.nested++
	a, b := x.S.Events[i].Value, x.S.Events[j].Value
	as, bs := x.values(a), x.values(b)
	x.nested--
	x.chosenValues()
	for p, v := range x.domain[a] {
		for q, w := range x.domain[b] {
			if v == w {
				same = -x.and(m, tag, -same, -x.and(m, tag, as[p], bs[q]))
			}
		}
	}
	l := x.and(m, tag, x.bothLitOf(i, j), -same)
	x.differs[k] = l
	return l
}

// differBound computes one bound of the relation of different values.
func (x *Encoding) differBound(dst, events []uint64, may bool) {
	clear(dst)
	s := x.S
	for i := range s.Events {
		for j := range s.Events {
			if x.hasPair(events, 0, i) && x.hasPair(events, 0, j) && x.canDiffer(&s.Events[i], &s.Events[j], may) {
				x.addPair(dst, i, j)
			}
		}
	}
}

// canDiffer reports whether the values of two accesses can differ, or with must whether
// they always do.
func (x *Encoding) canDiffer(a, b *event.Event, may bool) bool {
	if !a.IsAccess() || !b.IsAccess() || a == b {
		return false
	}
	for _, v := range x.domain[a.Value] {
		for _, w := range x.domain[b.Value] {
			if (v != w) == may {
				return may
			}
		}
	}
	return !may
}
