package encode

import (
	"maps"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// maxTerms bounds the cases that a guard is divided into.
const maxTerms = 64

// residues is a set of numbers, of which only the low bits count. Without a set it is every number.
type residues struct {
	mask uint64
	in   map[uint64]bool
}

// has reports whether a value can be one of the numbers. A counter holds no address.
func (r residues) has(v event.Value) bool {
	return r.in == nil || v.Loc == 0 && r.in[uint64(v.Num)&r.mask]
}

// counter is a location to which only constants are written, and what was read from it plus a
// constant. Decision 036 says why its reads have few values.
type counter struct {
	x      *Encoding
	loc    int
	mask   uint64           // the bits of a number that all writes keep
	starts map[uint64]bool  // the constants
	adds   []int32          // the writes that add, in the order of events
	delta  map[int32]uint64 // what each of them adds
	exact  bool             // a read sees every write before the one that it reads from
	told   *sequences       // what sequences of its accesses tell; nil if that is not known
	terms  map[event.Expr][]term
}

// term is a case of a guard: expressions of which it is known whether they are true.
type term map[event.Expr]bool

// counters finds the counters of a structure, and which values their reads and their final values can have.
func (x *Encoding) counters() {
	x.feasible, x.sequences = nil, nil
	s := x.S
	if s.Mixed() || x.opts.Uncounted || x.opts.Former {
		return
	}
	for loc := range s.Members[event.Co] {
		c := x.counter(loc)
		if c == nil {
			continue
		}
		if x.feasible == nil {
			x.feasible = map[event.Expr]residues{}
		}
		c.sequence()
		others := make([]map[uint64]bool, len(s.Threads))
		for t := range others {
			others[t] = c.sumsOf(t)
		}
		for i := range s.Pool.Nodes {
			n := &s.Pool.Nodes[i]
			x.work(2)
			if n.Op == event.Final && int(n.Arg) == loc {
				x.feasible[event.Expr(i)] = c.total(others, -1, nil)
			}
			if n.Op == event.Read && int(s.Events[n.Arg].Loc) == loc {
				t := s.Events[n.Arg].Thread
				x.feasible[event.Expr(i)] = c.total(others, t, c.seen(int(n.Arg)))
			}
		}
		c.narrow()
	}
}

// total returns a constant plus a sum of each thread. own stands for the sums of thread t.
func (c *counter) total(sums []map[uint64]bool, t int, own map[uint64]bool) residues {
	all := c.starts
	for u, of := range sums {
		if u == t {
			of = own
		}
		next := map[uint64]bool{}
		c.x.work(8 * len(all) * len(of))
		for a := range all {
			for b := range of {
				next[(a+b)&c.mask] = true
			}
		}
		if all = next; len(all) > maxDomain {
			return residues{}
		}
	}
	return residues{c.mask, all}
}

// counter returns the counter that a location is; nil if it is none.
func (x *Encoding) counter(loc int) *counter {
	s := x.S
	var c *counter
	for _, w := range x.writes(loc) {
		if s.Pool.Nodes[s.Events[w].Value].Op != event.Const {
			c = &counter{x: x, loc: loc, mask: ^uint64(0), starts: map[uint64]bool{}, delta: map[int32]uint64{}, terms: map[event.Expr][]term{}}
			break
		}
	}
	if c == nil {
		return nil
	}
	var starts []uint64
	c.exact = x.M.Counts()
	for _, w := range x.writes(loc) {
		e := &s.Events[w]
		n := &s.Pool.Nodes[e.Value]
		if n.Op == event.Const {
			if n.Val.Loc != 0 {
				return nil
			}
			starts = append(starts, uint64(n.Val.Num))
			c.exact = c.exact && e.Kind == event.InitWrite
			continue
		}
		r, d, ok := c.addition(e.Value)
		if !ok || e.Interrupt != 0 {
			return nil
		}
		c.adds = append(c.adds, w)
		c.delta[w] = d
		c.exact = c.exact && x.isRMW(r, w)
	}
	slices.Sort(c.adds)
	for _, v := range starts {
		c.starts[v&c.mask] = true
	}
	for _, w := range c.adds {
		c.delta[w] &= c.mask
	}
	return c
}

// isRMW reports whether a read and a write are an atomic pair without another write to their
// location between them.
func (x *Encoding) isRMW(r, w int32) bool {
	s := x.S
	if !s.Static[event.Rmw].Has(int(r), int(w)) {
		return false
	}
	for _, v := range x.writes(int(s.Events[w].Loc)) {
		if s.Po(int(r), int(v)) && s.Po(int(v), int(w)) {
			return false
		}
	}
	return true
}

// addition returns the read and the number that an expression is the sum of, and narrows the
// bits that count to those that the expression keeps.
func (c *counter) addition(e event.Expr) (r int32, d uint64, ok bool) {
	nodes := c.x.S.Pool.Nodes
	number := func(e event.Expr) (uint64, bool) {
		n := &nodes[e]
		return uint64(n.Val.Num), n.Op == event.Const && n.Val.Loc == 0
	}
	for {
		bits := 64
		n := &nodes[e]
		switch n.Op {
		case event.Read:
			return n.Arg, d, int(c.x.S.Events[n.Arg].Loc) == c.loc
		case event.Add:
			if v, is := number(n.A); is {
				d, e = d+v, n.B
			} else if v, is := number(n.B); is {
				d, e = d+v, n.A
			} else {
				return 0, 0, false
			}
		case event.Sub:
			v, is := number(n.B)
			if !is {
				return 0, 0, false
			}
			d, e = d-v, n.A
		case event.Low8, event.Ext8, event.Int8, event.Uint8:
			bits, e = 8, n.A
		case event.Low16, event.Ext16, event.Int16, event.Uint16:
			bits, e = 16, n.A
		case event.Low32, event.Ext32:
			bits, e = 32, n.A
		default:
			return 0, 0, false
		}
		if bits < 64 {
			c.mask &= 1<<bits - 1
		}
	}
}

// sumsOf returns what the writes of a thread can add to what other threads read.
func (c *counter) sumsOf(t int) map[uint64]bool {
	s := c.x.S
	if !c.exact {
		return c.chains(t, func(int32) bool { return true })
	}
	all := map[uint64]bool{0: true}
	for _, w := range c.adds {
		if s.Events[w].Thread == t {
			for v := range c.before(int(w)) {
				all[(v+c.delta[w])&c.mask] = true
			}
		}
	}
	return all
}

// seen returns what the writes of its own thread can add to what an event reads.
func (c *counter) seen(r int) map[uint64]bool {
	if c.exact {
		return c.before(r)
	}
	x := c.x
	return c.chains(x.S.Events[r].Thread, func(w int32) bool {
		return !x.exclusive(int(w), r) && !slices.Contains(x.mentions[w], int32(r))
	})
}

// chains returns the sums of the writes of a thread that are chosen from those that may be in
// one execution.
func (c *counter) chains(t int, may func(w int32) bool) map[uint64]bool {
	s := c.x.S
	all := map[uint64]bool{0: true}
	last := map[int32]map[uint64]bool{}
	for _, w := range c.adds {
		if s.Events[w].Thread != t || !may(w) {
			continue
		}
		here := map[uint64]bool{c.delta[w]: true}
		for v, of := range last {
			if s.Po(int(v), int(w)) {
				for d := range of {
					here[(d+c.delta[w])&c.mask] = true
				}
			}
		}
		c.x.work(16 * len(here) * (1 + len(last)))
		last[w] = here
		for d := range here {
			all[d] = true
		}
	}
	return all
}

// before returns the sums of the writes that are executed before an event in its thread.
func (c *counter) before(e int) map[uint64]bool {
	s := c.x.S
	all := map[uint64]bool{}
	for _, t := range c.cases(s.Events[e].Guard) {
		sums, looked := map[uint64]bool{0: true}, map[event.Expr]truth{}
		for _, w := range c.adds {
			if !s.Po(int(w), e) {
				continue
			}
			c.x.work(16 * len(sums))
			done := t.value(s.Pool, s.Events[w].Guard, looked)
			if done == no {
				continue
			}
			next := map[uint64]bool{}
			for v := range sums {
				next[(v+c.delta[w])&c.mask] = true
				if done == unknown {
					next[v] = true
				}
			}
			sums = next
		}
		for v := range sums {
			all[v] = true
		}
	}
	return all
}

// cases divides a guard into cases, one of which is true where the guard is. Of a guard with
// too many cases nothing is known.
func (c *counter) cases(g event.Expr) []term {
	if ts, ok := c.terms[g]; ok {
		return ts
	}
	n := &c.x.S.Pool.Nodes[g]
	var ts []term
	switch {
	case g == event.True:
		ts = []term{{}}
	case g == event.False:
	case n.Op == event.Any:
		ts = append(slices.Clone(c.cases(n.A)), c.cases(n.B)...)
	case n.Op == event.All:
		for _, a := range c.cases(n.A) {
			for _, b := range c.cases(n.B) {
				c.x.work(8 * (len(a) + len(b)))
				if both := a.and(b); both != nil {
					ts = append(ts, both)
				}
			}
		}
	case n.Op == event.Not:
		ts = []term{{n.A: false}}
	default:
		ts = []term{{g: true}}
	}
	if len(ts) > maxTerms {
		ts = []term{{}}
	}
	c.terms[g] = ts
	return ts
}

// and returns what is known where two terms hold; nil if they contradict each other.
func (t term) and(u term) term {
	both := maps.Clone(t)
	for e, is := range u {
		if was, ok := both[e]; ok && was != is {
			return nil
		}
		both[e] = is
	}
	return both
}

// value returns what a boolean expression is in a case, if that is known. It notes it in
// looked: parts of expressions are shared.
func (t term) value(p *event.Pool, e event.Expr, looked map[event.Expr]truth) truth {
	if v, ok := looked[e]; ok {
		return v
	}
	v := unknown
	n := &p.Nodes[e]
	is, told := t[e]
	switch {
	case e == event.True || told && is:
		v = yes
	case e == event.False || told:
		v = no
	case n.Op == event.Not:
		v = -t.value(p, n.A, looked)
	case n.Op == event.All:
		v = min(t.value(p, n.A, looked), t.value(p, n.B, looked))
	case n.Op == event.Any:
		v = max(t.value(p, n.A, looked), t.value(p, n.B, looked))
	}
	looked[e] = v
	return v
}

// truth is what is known of a boolean expression.
type truth int8

// The truths, so that min, max and minus are and, or and not.
const (
	no truth = iota - 1
	unknown
	yes
)
