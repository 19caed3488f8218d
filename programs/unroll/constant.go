package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Kernel C reaches what it shares through pointers in memory that nothing changes, such as
// paca_ptrs[42]. What a load of such a pointer returns is known, so that an access through it
// is to one place, without a fork. Which locations nothing changes is known from a first
// structure, in which no such value was assumed: it has every store of the program up to
// its cuts. The second one must store to none of them either, since it can reach further.

// buildKnown builds the structure, with the values of pointers that nothing changes.
func (b *builder) buildKnown(t *litmus.Test, opts Options) (*event.Structure, error) {
	b.constant = nil
	s, err := b.buildStructs(t, opts)
	if err != nil || !t.Translated() {
		return s, err
	}
	fixed := constantPointers(s)
	if fixed == nil {
		return s, nil
	}
	b.dec.Reset()
	b.reset(t, opts)
	b.constant = fixed
	again, err := b.buildStructs(t, opts)
	b.constant = nil
	if err != nil || storesTo(again, fixed) {
		return s, nil
	}
	return again, nil
}

// constantPointers returns the names of the locations that hold an address, that some event
// reads, and that none writes; nil if there are none.
func constantPointers(s *event.Structure) map[string]bool {
	var names map[string]bool
	for i := range s.Locs {
		l := &s.Locs[i]
		if l.Init.Loc > 0 && touches(s, i, (*event.Event).IsRead) && !touches(s, i, (*event.Event).IsWrite) {
			if names == nil {
				names = map[string]bool{}
			}
			names[l.Name] = true
		}
	}
	return names
}

// storesTo reports whether some event writes to one of the locations.
func storesTo(s *event.Structure, names map[string]bool) bool {
	for i := range s.Locs {
		if names[s.Locs[i].Name] && touches(s, i, (*event.Event).IsWrite) {
			return true
		}
	}
	return false
}

// touches reports whether an event of a kind, other than an initial write, accesses a byte of a
// location.
func touches(s *event.Structure, loc int, is func(*event.Event) bool) bool {
	l := &s.Locs[loc]
	for i := range s.Events {
		e := &s.Events[i]
		if e.Kind == event.InitWrite || e.Loc < 0 || !is(e) {
			continue
		}
		at := &s.Locs[s.LocOf(e.Loc)]
		if at.Addr.Loc != l.Addr.Loc {
			continue
		}
		first, last := at.Addr.Num, at.Addr.Num+int64(at.Size)-1
		if s.Granules != nil {
			g := &s.Granules[e.Loc]
			first, last = at.Addr.Num+int64(g.First), at.Addr.Num+int64(g.Last)
		}
		if first < l.Addr.Num+int64(l.Size) && l.Addr.Num <= last {
			return true
		}
	}
	return false
}
