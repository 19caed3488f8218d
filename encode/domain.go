package encode

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// Limits on the domains of values. Litmus programs compute with few constants;
// a program that goes beyond needs numbers, not lists of values.
const (
	maxDomain = 1 << 10 // values of one expression
	maxTuples = 1 << 16 // pairs of operand values of one operation

	largeDomain = 32 // values of an expression above which they are found by hashing
)

// domains computes for every expression the set of values that it can have.
//
// A read has the values of the writes it may read from, so the sets are a
// least fixpoint; counting loops in it (each of two threads adding one to what
// the other wrote) would make it infinite. But no execution has a value that
// depends on itself. A value that is derived from reads r0, r1, …, where r0 reads
// a write whose value is computed from r1, and so on, has different reads in this
// chain. All but the first are reads that some write is computed from, and they
// occur together in one execution. Round k computes the values with chains of at
// most k reads, so one round more than the longest chain of such reads is enough.
func (x *Encoding) domains() error {
	s := x.S
	x.sourcesOf()
	x.counters()
	x.domain = x.mem.sets.take(len(s.Pool.Nodes))
	x.sizes = x.mem.ints.take(len(s.Pool.Nodes))
	x.index = nil
	last := 1 // few programs need the longest chain to be computed
	if x.opts.Former {
		last = x.reads()
	}
	for round := 0; round <= last; round++ {
		changed, err := x.domainRound()
		if err != nil || !changed {
			return err
		}
		if round == 1 && !x.opts.Former {
			last = x.longestChain() + 1
		}
	}
	return nil
}

// reads returns the number of reads in the structure.
func (x *Encoding) reads() (n int) {
	for i := range x.S.Events {
		if x.S.Events[i].IsRead() {
			n++
		}
	}
	return n
}

// longestChain returns the largest number of reads in one execution that a write's
// value is computed from. The executed events of a thread are a chain of program
// order.
func (x *Encoding) longestChain() (total int) {
	s := x.S
	from := make([]bool, len(s.Events))
	for w := range x.mentions {
		for _, r := range x.mentions[w] {
			from[r] = true
		}
	}
	longest := make([]int, len(s.Events)) // of the chains that end with this read
	most := make([]int, len(s.Threads))
	for r := range s.Events { // numbered with po
		if !from[r] {
			continue
		}
		x.work(r)
		for q := range r {
			if from[q] && s.Po(q, r) {
				longest[r] = max(longest[r], longest[q])
			}
		}
		longest[r]++
		t := s.Events[r].Thread
		most[t] = max(most[t], longest[r])
	}
	for _, n := range most {
		total += n
	}
	return total
}

// sourcesOf lists for each read the writes of its location that can be in one
// execution with it. A write whose value is computed from the read itself is left
// out: see domains.
func (x *Encoding) sourcesOf() {
	s := x.S
	x.readsIn()
	x.sources = x.mem.lists.take(len(s.Events))
	for i := range s.Events {
		e := &s.Events[i]
		if !e.IsRead() {
			continue
		}
		x.work(8 * len(x.writes(int(e.Loc))))
		x.sources[i] = x.mem.ints.take(len(x.writes(int(e.Loc))))[:0]
		for _, w := range x.writes(int(e.Loc)) {
			if !x.exclusive(int(w), i) && (x.chooses[w] || !slices.Contains(x.mentions[w], int32(i))) {
				x.sources[i] = append(x.sources[i], w)
			}
		}
	}
}

// exclusive reports whether two events are never in one execution because
// they lie on different paths of one thread.
func (x *Encoding) exclusive(a, b int) bool {
	s := x.S
	return s.Events[a].Thread >= 0 && s.Events[a].Thread == s.Events[b].Thread &&
		!s.SameAccess(a, b) && !s.Po(a, b) && !s.Po(b, a)
}

// readsIn lists for each write the reads that its value is computed from, in some
// executions at least (see chooses).
// Expressions share parts, so each is looked at once for each write.
func (x *Encoding) readsIn() {
	nodes := x.S.Pool.Nodes
	x.mentions = x.mem.lists.take(len(x.S.Events))
	x.chooses = x.mem.flags.take(len(x.S.Events))
	seen := x.mem.ints.take(len(nodes)) // by expression: 1 + the last write it was met for
	var todo []event.Expr
	for w := range x.S.Events {
		e := &x.S.Events[w]
		if !e.IsWrite() || nodes[e.Value].Op == event.Const {
			continue
		}
		x.chooses[w] = false
		for todo = append(todo[:0], e.Value); len(todo) > 0; {
			k := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if seen[k] == int32(w)+1 {
				continue
			}
			seen[k] = int32(w) + 1
			x.work(4)
			switch n := &nodes[k]; {
			case n.Op == event.Read:
				x.mentions[w] = append(x.mentions[w], n.Arg)
			case n.Op == event.Ite: // the condition decides, and is no part of the value
				x.chooses[w] = true
				todo = append(todo, n.A, n.B)
			default:
				ops, count := n.Operands()
				todo = append(todo, ops[:count]...)
			}
		}
	}
}

// domainRound enlarges every domain once. Reads get what writes had before the
// round: a value goes through one read in a round. In the former form it may go through
// several.
func (x *Encoding) domainRound() (changed bool, err error) {
	s := x.S
	for i := range x.domain {
		x.sizes[i] = int32(len(x.domain[i]))
	}
	for i := range s.Pool.Nodes {
		x.work(4)
		n := &s.Pool.Nodes[i]
		old := len(x.domain[i])
		switch {
		case n.Op == event.Const:
			if old == 0 {
				x.domain[i] = x.mem.values.take(1)
				x.domain[i][0] = n.Val
			}
		case n.Op == event.Read:
			x.roomFor(i, len(x.sources[n.Arg]))
			can := x.feasible[event.Expr(i)]
			for _, w := range x.sources[n.Arg] {
				v := s.Events[w].Value
				if x.opts.Former {
					x.enlarge(i, x.domain[v], can)
				} else {
					x.enlarge(i, x.domain[v][:x.sizes[v]], can)
				}
			}
		case n.Op == event.Final:
			x.roomFor(i, len(x.writes(int(n.Arg))))
			for _, w := range x.writes(int(n.Arg)) {
				x.enlarge(i, x.domain[s.Events[w].Value], x.feasible[event.Expr(i)])
			}
		case n.Op == event.Ite:
			x.enlarge(i, x.domain[n.A], residues{})
			x.enlarge(i, x.domain[n.B], residues{})
		case n.Op.IsBool():
			// Booleans are literals, not domains.
		default:
			if err := x.applyDomain(i, n); err != nil {
				return false, err
			}
		}
		if len(x.domain[i]) > maxDomain {
			return false, &TooBig{fmt.Sprintf("a computed value of %s can be one of more than %d", s.Test.Name, maxDomain)}
		}
		changed = changed || len(x.domain[i]) != old
	}
	return changed, nil
}

// roomFor prepares the domain of an expression with that many sources.
func (x *Encoding) roomFor(i, sources int) {
	if x.domain[i] == nil {
		x.domain[i] = x.mem.values.take(sources)[:0]
	}
}

// indexIn returns the index of a value in the domain of an expression, -1 if it is not in it.
func (x *Encoding) indexIn(e event.Expr, v event.Value) int {
	all := x.domain[e]
	if len(all) <= largeDomain {
		return slices.Index(all, v)
	}
	index := x.index[e]
	if index == nil {
		if x.index == nil {
			x.index = map[event.Expr]map[event.Value]int{}
		}
		index = map[event.Value]int{}
		x.index[e] = index
	}
	for i := len(index); i < len(all); i++ { // the values are different, and none is removed
		index[all[i]] = i
	}
	if i, in := index[v]; in {
		return i
	}
	return -1
}

// enlarge adds to a domain the values that are among can.
func (x *Encoding) enlarge(i int, vs []event.Value, can residues) {
	x.work(len(vs) * (1 + min(len(x.domain[i]), largeDomain)/4))
	for _, v := range vs {
		if can.has(v) && x.indexIn(event.Expr(i), v) < 0 {
			x.domain[i] = append(x.domain[i], v)
		}
	}
}

func (x *Encoding) applyDomain(i int, n *event.Node) error {
	one := []event.Value{{}}
	bs := one
	if !n.Op.Unary() {
		bs = x.domain[n.B]
	}
	if len(x.domain[n.A])*len(bs) > maxTuples {
		return &TooBig{fmt.Sprintf("one operation of %s has more than %d combinations of operands", x.S.Test.Name, maxTuples)}
	}
	for _, a := range x.domain[n.A] {
		x.work(len(bs) * (8 + min(len(x.domain[i]), largeDomain)/4))
		for _, b := range bs {
			if v, ok := event.Apply(n.Op, a, b); ok && x.indexIn(event.Expr(i), v) < 0 {
				x.domain[i] = append(x.domain[i], v)
			}
		}
	}
	return nil
}
