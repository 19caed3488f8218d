package encode

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/fencewise/fencewise/programs/event"
)

// Limits on what is explored. Above one of them nothing is known.
const (
	maxMoments = 1 << 12
	maxLooks   = 1 << 22 // expressions that are looked at
)

// walk visits the moments of the sequences. Of what a thread executes it only knows what
// follows from reads of the counter; everything else can be so or so. So it visits the moments of all
// executions, and maybe more.
type walk struct {
	c       *counter
	threads [][]access
	*knower
	found   sequences
	visited map[string]bool
	todo    []moment
}

// access is a read of the counter, with the write of its atomic operation.
type access struct{ r, w int32 } // w is -1 for another read

// moment is a point in a sequence: before the first atomic operation, or after one.
type moment struct {
	value   event.Value // of the counter
	last    int32       // the write that it is from
	done    []bool      // by number of the write in counter.adds
	threads []place
}

// place says how far a thread is.
type place struct {
	next int // the first of its accesses that may still come
	// left is what is left of the guards of these accesses, in pairs: of the read and of the
	// write. The last one says whether the thread comes to an end.
	left []event.Expr
	// seen holds the values that the counter had since the last atomic operation of the thread, in
	// order of size: what a read can see.
	seen []event.Value
}

// sequencesOf returns what the sequences of a counter tell, and nil if there are too many moments.
func (c *counter) sequencesOf() *sequences {
	v := &walk{c: c, knower: newKnower(c.x), visited: map[string]bool{}}
	v.found = sequences{map[int32]int32{}, map[int32]map[event.Value]bool{}, map[int32]bool{}, map[[2]int32]bool{}, map[[2]int32]bool{}}
	start, ok := v.first()
	if !ok {
		return nil
	}
	v.visit(start)
	for len(v.todo) > 0 {
		m := v.todo[len(v.todo)-1]
		v.todo = v.todo[:len(v.todo)-1]
		for t := range m.threads {
			if !v.step(m, t, m.threads[t]) || len(v.visited) > maxMoments {
				return nil
			}
		}
	}
	return &v.found
}

// first returns the first moment, and false if the accesses are not all of a kind that
// is known here.
func (v *walk) first() (moment, bool) {
	c, s := v.c, v.c.x.S
	write := map[int32]int32{}
	for _, w := range c.adds {
		r, _, _ := c.addition(s.Events[w].Value)
		v.found.reads[w], write[r] = r, w
	}
	v.threads = make([][]access, len(s.Threads))
	for i := range s.Events {
		e := &s.Events[i]
		if !e.IsRead() || int(e.Loc) != c.loc {
			continue
		}
		if e.Interrupt != 0 {
			return moment{}, false
		}
		w, ok := write[int32(i)]
		if !ok {
			w = -1
		}
		v.threads[e.Thread] = append(v.threads[e.Thread], access{int32(i), w})
	}
	first := c.x.writes(c.loc)[0]
	m := moment{value: s.Pool.Nodes[s.Events[first].Value].Val, last: first, done: make([]bool, len(c.adds))}
	for t, as := range v.threads {
		p := place{seen: []event.Value{m.value}}
		for _, a := range as {
			g, h := v.start(s.Events[a.r].Guard), event.False
			if a.w >= 0 {
				h = v.start(s.Events[a.w].Guard)
			}
			p.left = append(p.left, g, h)
		}
		p.left = append(p.left, v.ends(t))
		m.threads = append(m.threads, p)
	}
	return m, true
}

// ends returns the expression that says that a thread comes to an end, or to a cut in queries
// that have executions with cuts.
func (v *walk) ends(t int) event.Expr {
	s, some := v.c.x.S, event.False
	for _, l := range s.Threads[t].Ends {
		some = v.rest.Make(event.Any, some, v.start(l.Guard))
	}
	goal := v.c.x.Query.Goal
	for i := range s.Cuts {
		if s.Cuts[i].Thread == t && (goal == Cut || goal == Either) {
			some = v.rest.Make(event.Any, some, v.start(s.Cuts[i].Guard))
		}
	}
	return some
}

// visit notes a moment that has to be visited, unless it was.
func (v *walk) visit(m moment) {
	k := binary.AppendVarint(nil, m.value.Num)
	k = binary.AppendUvarint(k, uint64(m.last))
	for _, is := range m.done {
		k = append(k, byte(event.Truth(is).Num))
	}
	for _, p := range m.threads {
		k = binary.AppendUvarint(k, uint64(p.next))
		for _, g := range p.left {
			k = binary.AppendUvarint(k, uint64(g))
		}
		k = binary.AppendUvarint(k, uint64(len(p.seen)))
		for _, val := range p.seen {
			k = binary.AppendVarint(k, val.Num)
		}
	}
	v.c.x.work(len(k))
	if !v.visited[string(k)] {
		v.visited[string(k)] = true
		v.todo = append(v.todo, m)
	}
}

// step visits the moments after the next atomic operation of a thread, which is at a place. Before that
// operation it can execute other reads. It returns false if a value is not known, or a limit is reached.
func (v *walk) step(m moment, t int, p place) bool {
	if p.next == len(v.threads[t]) || p.left[len(p.left)-1] == event.False {
		return true
	}
	if v.looks > maxLooks {
		return false
	}
	a, g := v.threads[t][p.next], p.left[0]
	if g != event.True && !v.step(m, t, v.after(p, v.assume(nil, g, false))) {
		return false
	}
	if g == event.False {
		return true
	}
	facts := v.assume(nil, g, true)
	if a.w < 0 || p.left[1] != g {
		for _, val := range p.seen { // it only reads
			seen := facts.with(known{event.Read, a.r, val})
			w := v.know(p.left[1], seen)
			if w == event.True {
				continue
			}
			q := v.after(p, v.assume(seen, w, false))
			if a.w >= 0 && q.left[len(q.left)-1] != event.False {
				v.found.alone[a.r] = true
			}
			if !v.step(m, t, q) {
				return false
			}
		}
	}
	return a.w < 0 || v.operate(m, t, p, a, facts)
}

// operate visits the moment after an atomic operation.
func (v *walk) operate(m moment, t int, p place, a access, facts facts) bool {
	facts = facts.with(known{event.Read, a.r, m.value})
	w := v.know(p.left[1], facts)
	if w == event.False {
		return true
	}
	q := v.after(p, v.assume(facts, w, true))
	if q.left[len(q.left)-1] == event.False {
		return true
	}
	s := v.c.x.S
	val, ok := v.rest.ConstValue(v.know(v.start(s.Events[a.w].Value), facts))
	if !ok {
		return false
	}
	if v.found.values[a.r] == nil {
		v.found.values[a.r] = map[event.Value]bool{}
	}
	v.found.values[a.r][m.value] = true
	v.found.from[[2]int32{m.last, a.r}] = true
	for i, is := range m.done {
		if is {
			v.found.before[[2]int32{v.c.adds[i], a.w}] = true
		}
	}
	next := moment{val, a.w, slices.Clone(m.done), slices.Clone(m.threads)}
	next.done[slices.Index(v.c.adds, a.w)] = true
	q.seen = nil
	next.threads[t] = q
	for u := range next.threads {
		o := &next.threads[u]
		if !v.readsOn(u, *o) {
			o.seen = nil
		} else if at, has := slices.BinarySearchFunc(o.seen, val, byNumber); !has {
			o.seen = slices.Insert(slices.Clone(o.seen), at, val)
		}
	}
	v.visit(next)
	return true
}

func byNumber(a, b event.Value) int { return cmp.Compare(a.Num, b.Num) }

// readsOn reports whether a thread may still read the counter without an atomic operation.
func (v *walk) readsOn(t int, p place) bool {
	for k, a := range v.threads[t][p.next:] {
		if g := p.left[2*k]; g != event.False && (a.w < 0 || g != p.left[2*k+1]) {
			return true
		}
	}
	return false
}

// after returns the place behind the next access.
func (v *walk) after(p place, facts facts) place {
	v.c.x.work(16 + 2*len(p.left))
	q := place{next: p.next + 1, seen: p.seen, left: p.left[2:]}
	if len(facts) > 0 {
		q.left = slices.Clone(q.left)
		for i, g := range q.left {
			q.left[i] = v.know(g, facts)
		}
	}
	return q
}
