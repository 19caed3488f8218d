package unroll

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// finishInit sets the values of the initial writes, once the sizes of locations are known.
// A location that nothing accesses has the size of its type, or of a word if none is
// declared, unless its value needs more.
func (b *builder) finishInit() {
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if l.Size == 0 {
			l.Size = untouchedSize(l)
		}
		if l.Size < 8 {
			v, ok := event.Apply(event.ZeroExtend(l.Size), l.Init, event.Value{})
			if !ok {
				b.fail(diag.New(b.initSpan(i), diag.EventSize, "the address of %s does not fit into %s, a location of %d bits", b.s.Show(l.Init), l.Name, 8*l.Size).
					WithFix("declare it as uint64_t"))
			}
			l.Init = v
		}
		b.s.Events[i].Value = b.s.Pool.Const(l.Init)
	}
}

// untouchedSize returns the size of a location that nothing accesses.
func untouchedSize(l *event.Location) int {
	if v := l.Init.Num; l.Init.Loc == 0 && v != int64(int32(v)) && v != int64(uint32(v)) {
		return 8
	}
	return max(4, l.Type.Size)
}

// initSpan returns the place where the init block gives a location its value.
func (b *builder) initSpan(loc int) diag.Span {
	name := b.s.Locs[loc].Name
	for i := range b.s.Test.Init {
		in := &b.s.Test.Init[i]
		if t := &in.Target; !t.IsReg() && (t.Name == name || in.Owns(name) || in.Array > 0 && strings.HasPrefix(name, t.Name+"[")) {
			return in.Span
		}
	}
	return diag.Span{}
}

// finish returns the structure in its own memory.
func (b *builder) finish() *event.Structure {
	out := &struct {
		s event.Structure
		p event.Pool
	}{s: b.made}
	s := &out.s
	s.Pool = &out.p
	s.Pool.Nodes = exactCopy(b.pool.Nodes)
	if !slices.ContainsFunc(s.Cuts, func(c event.Cut) bool { return c.LosesExecutions() }) {
		s.Cuts = nil // waiting threads only matter beside other cuts
	}
	s.Locs, s.Events, s.Threads = exactCopy(s.Locs), exactCopy(s.Events), exactCopy(s.Threads)
	s.FreeChoices, s.Slots, s.Cuts, s.Interrupts = exactCopy(s.FreeChoices), exactCopy(s.Slots), exactCopy(s.Cuts), exactCopy(s.Interrupts)
	s.Waits = exactCopy(s.Waits)
	s.Atoms, s.Visits, s.Forks = exactCopy(s.Atoms), exactCopy(s.Visits), exactCopy(s.Forks)
	leaves := exactCopy(b.ends)
	for i := range s.Threads {
		n := len(s.Threads[i].Ends)
		s.Threads[i].Ends, leaves = leaves[:n:n], leaves[n:]
	}
	s.Regs = *b.regs
	b.relations(s)
	return s
}

// exactCopy returns a copy that shares no memory with the builder and has no spare capacity.
func exactCopy[T any](x []T) []T {
	if len(x) == 0 {
		return nil
	}
	c := make([]T, len(x))
	copy(c, x)
	return c
}

// relations fills the static relations of the structure from the edges of events.
func (b *builder) relations(s *event.Structure) {
	n := len(s.Events)
	w := (n + 63) / 64
	var made []event.Static
	for r := range event.NumStatic {
		if !event.Statics[r].Optional || b.success { // all optional ones are about the success of a stwcx.
			made = append(made, r)
		}
	}
	b.meter.Need(len(made) * 8 * n * w)
	words := make([]uint64, len(made)*n*w)
	for i, r := range made {
		s.Static[r] = bitset.Pairs{N: n, W: w, Bits: words[i*n*w : (i+1)*n*w : (i+1)*n*w]}
	}
	before := b.ancestors(n, w)
	for i := range b.edges {
		b.meter.Work(8 * w)
		l := &b.edges[i]
		slot := s.Events[i].Slot
		before(l.parent, func(p int32) {
			if slot < 0 || !excluded(&s.Events[p], &s.Events[i]) {
				s.Static[event.Po].Add(int(p), i)
			}
		})
		b.noteDeps(s, l.addr, i, event.Addr, event.AddrStwcx)
		b.noteDeps(s, l.data, i, event.Data, event.DataStwcx)
		for _, r := range b.elements(l.ctrl) {
			b.noteCtrl(s, r, i, b.elements(l.ctrl))
		}
		if l.rmw >= 0 {
			s.Static[event.Rmw].Add(int(l.rmw), i)
		}
	}
}

// noteDeps adds the dependencies of an event to two relations: those on reads to reads, and
// those on the success of a stwcx. to success.
func (b *builder) noteDeps(s *event.Structure, on deps, e int, reads, success event.Static) {
	plain := b.elements(on)
	for _, x := range plain {
		switch g, guarded := b.guardedBy(x); {
		case guarded && slices.Contains(plain, g.of):
		case guarded:
			b.noteGuarded(s, g, e, reads, success)
		case b.isSuccess(x):
			s.Static[success].Add(int(x), e)
		default:
			s.Static[reads].Add(int(x), e)
		}
	}
}

// isSuccess reports whether an element of deps is the write of a stwcx.
func (b *builder) isSuccess(e int32) bool { return b.edges[e].rmw >= 0 }

// ancestors returns a function that calls f for all events on the paths that end with a
// parent: an event or a join.
func (b *builder) ancestors(n, w int) func(parent int32, f func(int32)) {
	if len(b.joins) == 0 {
		return func(p int32, f func(int32)) {
			for ; p >= 0; p = b.edges[p].parent {
				b.meter.Work(4)
				f(p)
			}
		}
	}
	// The row of an event or a join contains all events before it, and the event itself.
	b.meter.Need(8 * (n + len(b.joins)) * w)
	rows := make(bitset.Set, (n+len(b.joins))*w)
	done := make([]bool, n+len(b.joins))
	var row func(p int32) bitset.Set
	row = func(p int32) bitset.Set {
		k := int(p)
		if p < -1 {
			k = n - 2 - int(p)
		}
		r := rows[k*w : (k+1)*w]
		if done[k] {
			return r
		}
		done[k] = true
		from := []int32{}
		if p >= 0 {
			r.Add(k)
			from = append(from, b.edges[p].parent)
		} else {
			from = b.joins[-2-p]
		}
		for _, q := range from {
			if q != -1 {
				r.AddAll(row(q))
			}
		}
		return r
	}
	return func(p int32, f func(int32)) {
		if p == -1 {
			return
		}
		row(p).Each(func(i int) { f(int32(i)) })
	}
}

// excluded reports whether two events belong to different choices of one slot.
func excluded(x, y *event.Event) bool {
	return x.Slot >= 0 && x.Slot == y.Slot && x.SlotChoice != y.SlotChoice
}
