package granules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// Split returns a structure in which each access is divided into events about granules. The
// given structure has one event for each access; of accesses that are not to a whole location,
// at says by number of the event what they cover. more are further footprints, which divide
// memory as those of accesses do. big says that the first byte of a number is its highest.
func Split(s *event.Structure, at map[int32]Footprint, more []Footprint, big bool) *event.Structure {
	x := &splitter{old: s, at: at}
	accesses := slices.Clone(more)
	for i := range s.Events {
		if e := &s.Events[i]; e.IsAccess() && e.Kind != event.InitWrite {
			accesses = append(accesses, x.footprint(int32(i)))
		}
	}
	x.layout = newLayout(s, accesses, big)
	n := *s
	x.s = &n
	x.granules()
	x.events()
	x.s.Pool = event.NewPool()
	x.expressions()
	x.rewrite()
	x.relations()
	x.s.ListMembers()
	return x.s
}

// splitter makes one structure from another.
type splitter struct {
	old, s *event.Structure
	at     map[int32]Footprint
	layout *layout

	first []int32      // by old event: the number of its first event; one more at the end
	parts []*part      // by new event: its granule; nil for what is no access
	to    []event.Expr // by old expression: the new one
	made  map[event.Expr]composed
}

// footprint returns what an event covers.
func (x *splitter) footprint(e int32) Footprint {
	if f, ok := x.at[e]; ok {
		return f
	}
	return whole(&x.old.Locs[x.old.Events[e].Loc])
}

// granules lists the granules.
func (x *splitter) granules() {
	s := x.s
	s.Granules = []event.Granule{}
	for i := range x.layout.blocks {
		b := &x.layout.blocks[i]
		init := x.initial(b)
		for k := range b.parts {
			p := &b.parts[k]
			p.of = int32(len(s.Granules))
			g := event.Granule{Size: len(p.bytes), Mask: p.mask, Init: init}
			g.Name, g.Loc = x.name(b, p.bytes)
			start := int(b.Off - x.old.Locs[g.Loc].Addr.Num)
			g.First, g.Last = start+p.bytes[0], start+p.bytes[len(p.bytes)-1]
			if len(b.parts) > 1 {
				g.Init = event.Number(int64(uint64(init.Num) & p.mask))
			}
			s.Granules = append(s.Granules, g)
		}
	}
}

// initial returns the initial value of a block. Of a block that holds an address, it is the
// only one of its location, and not divided.
func (x *splitter) initial(b *block) event.Value {
	var v event.Value
	for i := range x.old.Locs {
		l := &x.old.Locs[i]
		f := whole(l)
		switch {
		case !b.covers(f):
		case f == b.Footprint:
			return l.Init
		default:
			v.Num |= l.Init.Num << x.layout.shift(b, f)
		}
	}
	return v
}

// name returns the name of some bytes of a block, and the location in which they begin: that of
// the location if they are the whole of one, or else with their numbers there. Of bytes of several
// fields of a struct, the numbers are those in the struct.
func (x *splitter) name(b *block, bytes []int) (string, int32) {
	start := b.Off + int64(bytes[0])
	k, covers := int32(-1), false
	for i := range x.old.Locs { // the last one of the object that does not begin after it, or better covers it
		l := &x.old.Locs[i]
		if l.Addr.Loc != b.Object || l.Addr.Num > start {
			continue
		}
		if c := b.Off+int64(bytes[len(bytes)-1]) < l.Addr.Num+int64(l.Size); c || !covers {
			k, covers = int32(i), c
		}
	}
	l := &x.old.Locs[k]
	name, base := l.Name, l.Addr.Num
	if l.Object != "" && !covers {
		name, base = l.Object, 0
	}
	var ranges []string
	for i := 0; i < len(bytes); {
		j := i
		for j+1 < len(bytes) && bytes[j+1] == bytes[j]+1 {
			j++
		}
		from := b.Off + int64(bytes[i]) - base
		r := strconv.FormatInt(from, 10)
		if j > i {
			r += "-" + strconv.FormatInt(from+int64(j-i), 10)
		}
		ranges = append(ranges, r)
		i = j + 1
	}
	if len(ranges) == 1 && len(bytes) == l.Size && start == l.Addr.Num {
		return l.Name, k
	}
	return name + "+" + strings.Join(ranges, ","), k
}

// covered returns the name of what a footprint covers.
func (x *splitter) covered(b *block, f Footprint) string {
	var bytes []int
	for k := range f.Size {
		bytes = append(bytes, int(f.Off-b.Off)+k)
	}
	name, _ := x.name(b, bytes)
	return name
}

// events makes the events, without their values and guards.
func (x *splitter) events() {
	s := x.s
	s.Events, s.Access = nil, nil
	add := func(e event.Event, p *part, first int, name string) {
		if p != nil {
			e.Loc = p.of
		}
		s.Events, s.Access, s.Covered, x.parts = append(s.Events, e), append(s.Access, int32(first)), append(s.Covered, name), append(x.parts, p)
	}
	for i := range x.layout.blocks {
		b := &x.layout.blocks[i]
		first, name := len(s.Events), x.covered(b, b.Footprint)
		for k := range b.parts {
			add(event.Event{Kind: event.InitWrite, Thread: -1, Guard: event.True, Slot: -1}, &b.parts[k], first, name)
		}
	}
	for i := range x.old.Events {
		e := x.old.Events[i]
		first := len(s.Events)
		switch {
		case e.Kind == event.InitWrite:
			x.first = append(x.first, -1)
			continue
		case e.IsAccess():
			f := x.footprint(int32(i))
			b := x.layout.blockOf(f)
			name := x.covered(b, f)
			for _, p := range x.layout.covered(b, f) {
				add(e, p, first, name)
			}
		case e.Loc >= 0: // a barrier about a location
			f := whole(&x.old.Locs[e.Loc])
			all := x.layout.covered(x.layout.blockOf(f), f)
			if len(all) > 1 {
				panic(fmt.Sprintf("granules: event %d is a barrier about a location that is divided", i))
			}
			add(e, all[0], first, "")
		default:
			add(e, nil, first, "")
		}
		x.first = append(x.first, int32(first))
	}
	x.first = append(x.first, int32(len(s.Events)))
}

// of returns the events that an event was divided into, as a range of numbers.
func (x *splitter) of(e int32) (from, to int32) {
	from = x.first[e]
	to = x.first[e+1]
	return from, to
}

// relations divides the static relations: what holds between two accesses holds between their
// parts. The two halves of an atomic operation are related in each granule.
func (x *splitter) relations() {
	s, n := x.s, len(x.s.Events)
	divide := func(r event.Static, old bitset.Pairs) bitset.Pairs {
		if old.N == 0 {
			return old
		}
		p := bitset.NewPairs(n)
		old.Each(func(i, j int) {
			from, to := x.of(int32(i))
			for a := from; a < to; a++ {
				b, end := x.of(int32(j))
				for ; b < end; b++ {
					if !event.Statics[r].SameLoc || s.Events[a].Loc == s.Events[b].Loc {
						p.Add(int(a), int(b))
					}
				}
			}
		})
		return p
	}
	for r := range event.NumStatic {
		s.Static[r] = divide(r, x.old.Static[r])
	}
	s.BySlot = slices.Clone(x.old.BySlot)
	for i := range s.BySlot {
		s.BySlot[i].Pairs = divide(s.BySlot[i].Of, s.BySlot[i].Pairs)
	}
	s.Guarded = slices.Clone(x.old.Guarded)
	for i := range s.Guarded {
		g := &s.Guarded[i]
		g.Guard, g.Pairs = x.to[g.Guard], divide(g.Of, g.Pairs)
	}
}
