package event

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// finishInit fixes the values of the initial writes, once sizes are known. A
// location that nothing accesses is a word, as in herd7, unless its value does
// not fit one.
func (b *builder) finishInit() {
	for i := range b.s.Locs {
		l := &b.s.Locs[i]
		if l.Size == 0 {
			l.Size = 4
			if v := l.Init.Num; l.Init.Loc == 0 && v != int64(int32(v)) && v != int64(uint32(v)) {
				l.Size = 8
			}
		}
		if l.Size < 8 {
			v, ok := Apply(zeroExtend(l.Size), l.Init, Value{})
			if !ok {
				b.fail(diag.New(b.initSpan(i), diag.EventSize, "the address of %s does not fit %s, a location of %d bits", b.s.Show(l.Init), l.Name, 8*l.Size).
					WithFix("declare it as uint64_t"))
			}
			l.Init = v
		}
		b.s.Events[i].Value = b.s.Pool.Const(l.Init)
	}
}

// initSpan is where the location gets its initial value.
func (b *builder) initSpan(loc int) diag.Span {
	name := b.s.Locs[loc].Name
	for i := range b.s.Test.Init {
		in := &b.s.Test.Init[i]
		if t := &in.Target; !t.IsReg() && (t.Name == name || in.Array > 0 && strings.HasPrefix(name, t.Name+"[")) {
			return in.Span
		}
	}
	return diag.Span{}
}

// finish is the structure in memory of its own.
func (b *builder) finish() *Structure {
	out := &struct {
		s Structure
		p Pool
	}{s: b.made}
	s := &out.s
	s.Pool = &out.p
	s.Pool.Nodes = own(b.pool.Nodes)
	s.Locs, s.Events, s.Threads = own(s.Locs), own(s.Events), own(s.Threads)
	s.Choices, s.Slots, s.Cuts = own(s.Choices), own(s.Slots), own(s.Cuts)
	leaves := own(b.leaves)
	for i := range s.Threads {
		n := len(s.Threads[i].Leaves)
		s.Threads[i].Leaves, leaves = leaves[:n:n], leaves[n:]
	}
	s.regs = b.dec.Registers
	b.relations(s)
	return s
}

// own is a copy that shares nothing with the builder.
func own[T any](x []T) []T {
	if len(x) == 0 {
		return nil
	}
	c := make([]T, len(x))
	copy(c, x)
	return c
}

// relations builds the matrices from the links.
func (b *builder) relations(s *Structure) {
	n := len(s.Events)
	w := (n + 63) / 64
	bits := make([]uint64, 5*n*w)
	for i, p := range []*Pairs{&s.Po, &s.Addr, &s.Data, &s.Ctrl, &s.Rmw} {
		*p = Pairs{N: n, W: w, Bits: bits[i*n*w : (i+1)*n*w : (i+1)*n*w]}
	}
	for i := range b.links {
		l := &b.links[i]
		slot := s.Events[i].Slot
		for p := l.parent; p >= 0; p = b.links[p].parent {
			if slot < 0 || !excluded(&s.Events[p], &s.Events[i]) {
				s.Po.Add(int(p), i)
			}
		}
		for _, r := range b.set(l.addr) {
			s.Addr.Add(int(r), i)
		}
		for _, r := range b.set(l.data) {
			s.Data.Add(int(r), i)
		}
		for _, r := range b.set(l.ctrl) {
			s.Ctrl.Add(int(r), i)
		}
		if l.rmw >= 0 {
			s.Rmw.Add(int(l.rmw), i)
		}
	}
}

// excluded reports whether two events belong to different choices of one slot.
func excluded(x, y *Event) bool {
	return x.Slot >= 0 && x.Slot == y.Slot && x.Pick != y.Pick
}
