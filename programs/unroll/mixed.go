package unroll

import (
	"context"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll/granules"
)

// A program has accesses of mixed size if an access has another size than the location that it
// is to. Nearly no program has them, so a structure is first made without: an access then
// is to a whole location. If that fails because of a size, it is made again. Each access is
// still one event, about the location in which it begins; what it covers is noted beside it.
// In the end package granules divides the events.
//
// An address cannot be divided. A path is cut before it stores an address where some access
// covers a part; which locations these are is known after a first attempt.

// place is what an access covers: a whole location, or if size is not 0 some bytes of its
// object, from a distance from the start of the object.
type place struct {
	loc  int32 // the location in which it begins
	off  int64
	size int
}

const endianFix = "write a line Endian=little or Endian=big under the first line, or give --endian little or --endian big"

// maxAttempts bounds how often a structure is made. Each attempt can find that more
// locations are divided.
const maxAttempts = 8

// Mixed reports whether a program has accesses of mixed size, within the default bounds.
func Mixed(t *litmus.Test) bool {
	if !severalSizes(t) {
		return false
	}
	s, err := Build(context.Background(), t, Options{FreeSlots: true})
	if err != nil {
		s, err = Build(context.Background(), t, Options{})
	}
	return err == nil && s.Mixed()
}

// severalSizes reports whether the instructions of a program access different numbers of bytes,
// or another number than its declarations say. If not, it has no accesses of mixed size.
func severalSizes(t *litmus.Test) bool {
	if t.InC() {
		return severalSizesInC(t)
	}
	set := sets.ForArch(t.Arch)
	if set == nil || set.Size == nil {
		return false
	}
	one, several := 0, false
	note := func(size int) {
		several = several || size > 0 && one > 0 && size != one
		one = max(one, size)
	}
	instr := func(in *litmus.Instr) {
		if in != nil {
			note(set.Size(in.Op))
		}
	}
	for _, th := range t.Threads {
		for ; th != nil; th = th.Handler {
			for i := range th.Cells {
				instr(th.Cells[i].Instr)
			}
		}
	}
	for _, sl := range t.Slots {
		for i := range sl.Choices {
			for _, in := range sl.Choices[i].Instrs {
				instr(in)
			}
		}
	}
	for i := range t.Init {
		if in := &t.Init[i]; !in.Target.IsReg() && in.Type != "" && !in.Ptr {
			size, _ := litmus.CType(in.Type)
			note(size)
			if in.Struct != nil {
				for k := range in.Struct.Fields {
					note(in.Struct.Fields[k].Size)
				}
			}
		}
	}
	return several
}

// buildMixed builds the structure, if need be with accesses of mixed size.
func (b *builder) buildMixed(t *litmus.Test, opts Options) (*event.Structure, error) {
	s, err := b.build(t)
	shares := err == nil && b.sharesBytes()
	// A .c file always says an order of bytes. Its pointers are known less exactly than registers
	// of assembly, and a pointer that may lead to a part mostly does not.
	misfit := b.misfit || err == nil && b.mayMisfit && !t.Translated()
	if !misfit && !shares || err == nil && !shares && t.Endian == litmus.NoOrder {
		return s, err
	}
	whole := err == nil && !shares // there is a structure without mixed sizes, with a path that is cut
	var divided []bool
	for range maxAttempts {
		b.dec.Reset()
		b.reset(t, opts)
		b.mixed, b.divided, b.parts = true, divided, map[int32]place{}
		in, failed := b.build(t)
		if failed != nil {
			if whole {
				return s, nil
			}
			return nil, failed
		}
		accesses, at := b.footprints(in)
		some, found := granules.Divided(in, accesses)
		if !some && !b.sharesBytes() {
			return in, nil
		}
		if divided != nil && !anyNew(found, divided) {
			if d := b.refuseMixed(in, found); d != nil && whole {
				return s, nil
			} else if d != nil {
				return nil, diag.List{d}
			}
			return granules.Split(in, at, nil, t.Endian == litmus.BigEndian), nil
		}
		for i := range divided {
			found[i] = found[i] || divided[i]
		}
		divided = found
	}
	if whole {
		return s, nil
	}
	return nil, diag.List{diag.New(t.NameSpan, diag.EventLimit, "which parts of memory the accesses of %s cover depends on the values of too many addresses", t.Name).
		WithFix("keep addresses in locations that no access covers a part of")}
}

// anyNew reports whether a is true somewhere where b is not.
func anyNew(a, b []bool) bool {
	for i := range a {
		if a[i] && !b[i] {
			return true
		}
	}
	return false
}

// refuseMixed returns what keeps a program with accesses of mixed size from having a meaning;
// nil if nothing does.
func (b *builder) refuseMixed(s *event.Structure, divided []bool) *diag.Diagnostic {
	for i := range s.Locs {
		l := &s.Locs[i]
		if divided[i] && l.Init.Loc != 0 {
			return diag.New(b.initSpan(i), diag.EventMeaning, "%s holds an address, and is accessed in parts", l.Name).
				Note("an address has no bytes here").WithFix("access it with doublewords only")
		}
	}
	for i := range s.Events {
		if e := &s.Events[i]; e.Kind == event.FenceEvent && e.Loc >= 0 && divided[e.Loc] {
			return diag.New(e.Instr.Span, diag.EventDivided, "%s is about %s, of which other accesses cover a part", e.Instr.Op, s.Locs[e.Loc].Name).
				WithFix("do not access %s as data", s.Locs[e.Loc].Name)
		}
	}
	if s.Test.Endian != litmus.NoOrder {
		return nil
	}
	for i := range s.Events {
		e := &s.Events[i]
		if at, ok := b.parts[int32(i)]; ok {
			return diag.New(e.Instr.Span, diag.EventEndian, "%s accesses %s at %s, and what these mean in a number depends on the order of bytes", e.Instr.Op, prose.Count(at.size, "byte"),
				s.Show(event.Value{Loc: s.Locs[at.loc].Addr.Loc, Num: at.off})).
				WithFix(endianFix)
		}
	}
	if x, y := b.shared(); x >= 0 {
		return diag.New(s.Locs[y].First, diag.EventEndian, "%s and %s share bytes, and what these mean in a number depends on the order of bytes", s.Locs[x].Name, s.Locs[y].Name).
			WithFix(endianFix)
	}
	panic("unroll: locations are divided, and every access is to a whole location")
}

// footprints returns what the accesses of a structure cover, and by event what those cover
// that are not to a whole location.
func (b *builder) footprints(s *event.Structure) (all []granules.Footprint, at map[int32]granules.Footprint) {
	at = map[int32]granules.Footprint{}
	for i := range s.Events {
		e := &s.Events[i]
		if !e.IsAccess() || e.Kind == event.InitWrite {
			continue
		}
		l := &s.Locs[e.Loc]
		f := granules.Footprint{Object: l.Addr.Loc, Off: l.Addr.Num, Size: l.Size}
		if p, ok := b.parts[int32(i)]; ok {
			f.Off, f.Size = p.off, p.size
			at[int32(i)] = f
		}
		all = append(all, f)
	}
	return all, at
}

// noteTyped records which locations have a declared size.
func (b *builder) noteTyped() {
	b.typed = b.typed[:0]
	for i := range b.s.Locs {
		b.typed = append(b.typed, b.s.Locs[i].Size > 0)
	}
}

// covers records what an event accesses.
func (b *builder) covers(e int32, at place) {
	if at.size > 0 {
		b.parts[e] = at
	}
}

// coveredBy returns what an event accesses.
func (b *builder) coveredBy(e int32) place {
	if at, ok := b.parts[e]; ok {
		return at
	}
	return place{loc: b.s.Events[e].Loc}
}

// sizeRead returns the size of a read in bytes.
func (b *builder) sizeRead(e int32) int {
	if at, ok := b.parts[e]; ok {
		return at.size
	}
	return b.s.Locs[b.s.Events[e].Loc].Size
}

// isDivided reports whether a location is known to consist of several granules.
func (b *builder) isDivided(loc int32) bool { return b.divided != nil && b.divided[loc] }

// placeAt returns what an access to a known address covers; ok is false if the path ends
// there.
func (u *unroller) placeAt(p *path, c *code, v event.Value) (at place, ok bool) {
	b := u.b
	loc := b.locationAt(v, c.op.Size)
	size := int64(c.op.Size)
	if loc >= 0 && (!b.mixed || b.s.Locs[loc].Size == int(size) || b.isWhole(c, loc) || !b.typed[loc]) {
		return place{loc: loc}, u.checkSize(loc, c)
	}
	start, total := b.around(v)
	switch {
	case size == 0 || start < 0 || v.Num < 0 || v.Num >= total:
		u.badAddress(p, c, v)
		return place{}, false
	case !b.mixed:
		b.misfit = true
		u.badAddress(p, c, v)
		return place{}, false
	case v.Num%size != 0:
		return place{}, u.unaligned(p, c, v)
	case v.Num+size > total && !u.certain(p):
		u.badAddress(p, c, v)
		return place{}, false
	case v.Num+size > total:
		u.checkSize(start, c)
		return place{}, false
	case !b.typed[start]:
		u.checkSize(start, c) // it is not of this size, or it would be a whole location
		return place{}, false
	}
	return place{loc: start, off: v.Num, size: int(size)}, true
}

// around returns the location in which an address lies, -1 for none, and the size of its object.
func (b *builder) around(v event.Value) (loc int32, size int64) {
	loc = -1
	if v.Loc <= 0 {
		return loc, 0
	}
	for i := int(v.Loc - 1); i < len(b.s.Locs) && b.s.Locs[i].Addr.Loc == v.Loc; i++ {
		l := &b.s.Locs[i]
		size = max(size, l.Addr.Num+int64(l.Size))
		if l.Addr.Num <= v.Num {
			loc = int32(i)
		}
		if l.Object != "" {
			size = b.bytesOf(v)
		}
	}
	return loc, size
}

// unaligned reports an access whose address is not a multiple of its size, or cuts the path if
// not every execution takes it.
func (u *unroller) unaligned(p *path, c *code, v event.Value) bool {
	if !u.certain(p) {
		u.addCut(p, event.Cut{Kind: event.Unaligned, Guard: p.guard, At: c.instr.Span})
		return false
	}
	u.b.fail(diag.New(c.instr.Span, diag.EventUnaligned, "%s accesses %d bytes at %s, which is not aligned", c.instr.Op, c.op.Size, u.b.s.Show(v)).
		Note("such an access need not be atomic, and may be divided anywhere").
		WithFix("use an address that is a multiple of the size"))
	return false
}

// keepDefined reports whether it is defined what a store-conditional does under a reservation
// for something else. It is not if the two are in one object and of different sizes, or if one
// covers a part of the other: the ISA (Book II, section 1.7.4) then leaves open whether it
// stores.
func (u *unroller) keepDefined(p *path, c *code, reserved, at place) bool {
	b := u.b
	f, g := b.footprint(reserved), b.footprint(at)
	if f.Object != g.Object || f.Size == g.Size && f.Off != g.Off {
		return true
	}
	if !u.certain(p) {
		u.addCut(p, event.Cut{Kind: event.Undefined, Guard: p.guard, At: c.instr.Span})
		return false
	}
	b.fail(diag.New(c.instr.Span, diag.EventReservation, "%s stores %s, and the reservation is for %s", c.instr.Op, prose.Count(g.Size, "byte"), prose.Count(f.Size, "byte")).
		Note("the Power ISA does not say whether it stores").WithFix("use a load-reserve and a store-conditional of one size, with one address"))
	return false
}

// footprint returns what a place covers.
func (b *builder) footprint(at place) granules.Footprint {
	l := &b.s.Locs[at.loc]
	if at.size == 0 {
		return granules.Footprint{Object: l.Addr.Loc, Off: l.Addr.Num, Size: l.Size}
	}
	return granules.Footprint{Object: l.Addr.Loc, Off: at.off, Size: at.size}
}

// keepWhole records that a store to a location that is divided has no meaning if the value is
// an address.
func (b *builder) keepWhole(at place, v event.Expr) {
	if !b.isDivided(at.loc) || !b.mayBeAddress(v) {
		return
	}
	shifted := b.s.Pool.Make(event.Shl, v, b.s.Pool.Number(8))
	if ill := b.meaningless(shifted); ill != event.False {
		b.unchecked, b.inParts = append(b.unchecked, ill), ill
	}
}

// partTargets adds the places to the targets of an access that are not whole locations.
func (u *unroller) partTargets(p *path, c *code, addr regValue, can pointees, all []target) ([]target, *target) {
	b, pool := u.b, u.b.s.Pool
	for _, v := range b.partsOf(can, c.op.Size) {
		loc, _ := b.around(v)
		t := target{at: place{loc, v.Num, int(c.op.Size)}, addr: regValue{val: pool.Const(v), deps: addr.deps}}
		t.here = b.settle(p.guard, pool.Make(event.Eq64, addr.val, t.addr.val))
		switch t.here {
		case event.False:
			continue
		case event.True:
			return nil, &t
		}
		all = append(all, t)
	}
	return all, nil
}

// partsOf lists the addresses of a set at which an access of a size would not be to a whole
// location, but to bytes of an object whose size is declared.
func (b *builder) partsOf(can pointees, size uint8) (all []event.Value) {
	if size == 0 {
		return nil
	}
	n := int64(size)
	for i := range b.s.Locs {
		first := &b.s.Locs[i]
		if int(first.Addr.Loc-1) != i {
			continue
		}
		_, total := b.around(first.Addr)
		o := can[first.Addr.Loc]
		add := func(off int64) {
			v := event.Value{Loc: first.Addr.Loc, Num: off}
			if off < 0 || off%n != 0 || off+n > total {
				return
			}
			loc, _ := b.around(v)
			if whole := b.locationAt(v, size); loc < 0 || whole >= 0 && b.s.Locs[whole].Size == int(n) || !b.typed[loc] {
				return
			}
			all = append(all, v)
		}
		if !o.any {
			for _, off := range o.at {
				add(off)
			}
			continue
		}
		for off := int64(0); off+n <= total; off += n {
			add(off)
		}
	}
	return all
}
