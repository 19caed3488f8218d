package event

import (
	"fmt"
	"math/bits"
)

// Granule is a part of memory that every access of the program covers wholly or not at all.
// In a program with accesses of mixed size, an access is one event for each granule that it
// covers. The value of a granule is that of its block with 0 in all other bytes, so that the
// value of an access is the bitwise or of those of its granules, shifted to its place.
type Granule struct {
	Name string // "x", or with the numbers of its bytes "x+1"
	Loc  int32  // index into Structure.Locs: the location in which it begins
	Size int    // in bytes
	Mask uint64 // its bits in the value of its block
	Init Value  // of the initial write

	First, Last int // its first and last byte, counted from the start of Loc
}

// Mixed reports whether some accesses cover a part of what others cover.
func (s *Structure) Mixed() bool { return s.Granules != nil }

// ByteOrder returns the name of the order of bytes that the structure was made for; "" if it
// does not matter, because each access is to a whole location.
func (s *Structure) ByteOrder() string {
	if !s.Mixed() {
		return ""
	}
	return s.Test.Endian.String()
}

// NumGranules returns the number of granules; in a program with accesses of one size each
// location is one.
func (s *Structure) NumGranules() int {
	if s.Granules == nil {
		return len(s.Locs)
	}
	return len(s.Granules)
}

// GranuleName returns the name of a granule: that of the location if it is the whole of one.
func (s *Structure) GranuleName(g int32) string {
	if s.Granules == nil {
		return s.Locs[g].Name
	}
	return s.Granules[g].Name
}

// AccessName returns the name of what the access of an event covers.
func (s *Structure) AccessName(e int) string {
	if s.Covered == nil {
		return s.Locs[s.Events[e].Loc].Name
	}
	return s.Covered[e]
}

// ShowAccess returns the text of the value of the access of an event, given that of each of its
// parts. A part of a location has no sign.
func (s *Structure) ShowAccess(e int, part func(e int) Value) string {
	from, to := s.Parts(e)
	if s.Granules == nil {
		return s.ShowAt(s.Events[e].Loc, part(e))
	}
	v, low := uint64(0), 64
	for p := from; p < to; p++ {
		of := part(p)
		if of.Loc != 0 { // the only granule of its block
			return s.Show(of)
		}
		v |= uint64(of.Num)
		low = min(low, s.Granules[s.Events[p].Loc].place())
	}
	v >>= low
	if loc := s.LocOf(s.Events[from].Loc); s.Covered[e] == s.Locs[loc].Name {
		return s.ShowAs(s.Locs[loc].Type, Number(int64(v)))
	}
	return s.ShowAs(Type{8, false}, Number(int64(v)))
}

// GranuleNamed returns the granule of a name; -1 if there is none.
func (s *Structure) GranuleNamed(name string) int {
	for g := range s.NumGranules() {
		if s.GranuleName(int32(g)) == name {
			return g
		}
	}
	return -1
}

// GranulesOf lists the granules that hold the final value of a location.
func (s *Structure) GranulesOf(loc int) []int32 {
	if s.Granules == nil {
		return []int32{int32(loc)}
	}
	return s.finals(s.Finals[loc])
}

// GranuleSize returns the size of a granule in bytes.
func (s *Structure) GranuleSize(g int32) int {
	if s.Granules == nil {
		return s.Locs[g].Size
	}
	return s.Granules[g].Size
}

// LocOf returns the location in which a granule begins, as an index into Locs.
func (s *Structure) LocOf(g int32) int32 {
	if s.Granules == nil {
		return g
	}
	return s.Granules[g].Loc
}

// AccessOf returns the access that an event is a part of, by the number of its first event.
// An event that is no part of a larger access is its own.
func (s *Structure) AccessOf(e int) int {
	if s.Access == nil {
		return e
	}
	return int(s.Access[e])
}

// SameAccess reports whether two events are parts of one access.
func (s *Structure) SameAccess(a, b int) bool {
	return a == b || s.Access != nil && s.Access[a] == s.Access[b]
}

// Parts returns the events of the access of an event, in the order of their addresses.
func (s *Structure) Parts(e int) (from, to int) {
	if s.Access == nil {
		return e, e + 1
	}
	from = int(s.Access[e])
	for to = from + 1; to < len(s.Access) && int(s.Access[to]) == from; to++ {
	}
	return from, to
}

// PartAt returns the part of the access of an event that is about a granule; -1 if the access
// does not cover it.
func (s *Structure) PartAt(e int, granule int32) int {
	from, to := s.Parts(e)
	for ; from < to; from++ {
		if s.Events[from].Loc == granule {
			return from
		}
	}
	return -1
}

// Covers reports whether the access of an event covers a granule.
func (s *Structure) Covers(e int, granule int32) bool { return s.PartAt(e, granule) >= 0 }

// Torn reports whether a read that takes one granule from the write w, and another from the
// write v, would see a part of one of them: they are two, and both cover both granules. r and q
// are the events of the read for the two granules.
func (s *Structure) Torn(w, v, r, q int) bool {
	return !s.SameAccess(w, v) && s.Covers(w, s.Events[q].Loc) && s.Covers(v, s.Events[r].Loc)
}

// EachShared calls f for the events of the accesses of a and b that are about one granule.
func (s *Structure) EachShared(a, b int, f func(i, j int)) {
	from, to := s.Parts(a)
	for i := from; i < to; i++ {
		at, end := s.Parts(b)
		for j := at; j < end; j++ {
			if s.Events[i].Loc == s.Events[j].Loc {
				f(i, j)
			}
		}
	}
}

// Final returns the expression for the value of a location in the final state.
func (s *Structure) Final(loc int) Expr {
	if s.Finals == nil {
		return s.Pool.Leaf(Final, int32(loc), 0)
	}
	return s.Finals[loc]
}

// Whole reports whether a granule is the whole of a location.
func (s *Structure) Whole(granule int32) bool {
	return s.Granules == nil || s.Granules[granule].Name == s.Locs[s.Granules[granule].Loc].Name
}

// Own returns the value of a granule as a number of its own bytes.
func (s *Structure) Own(granule int32, v Value) Value {
	if s.Granules == nil || v.Loc != 0 {
		return v
	}
	return Number(int64(uint64(v.Num) >> s.Granules[granule].place()))
}

// AddTo returns the value of a granule whose own number is increased; false if the sum has more
// bytes than the granule, in a program with accesses of mixed size.
func (s *Structure) AddTo(granule int32, v Value, more int64) (Value, bool) {
	if s.Granules == nil {
		return Number(v.Num + more), true
	}
	g := &s.Granules[granule]
	sum := uint64(v.Num) + uint64(more)<<g.place()
	return Number(int64(sum)), sum&^g.Mask == 0
}

// ShiftInAccess returns how many bits the lowest bit of a part of an access is above that of the
// access.
func (s *Structure) ShiftInAccess(e int) int {
	if s.Granules == nil {
		return 0
	}
	low := 64
	from, to := s.Parts(e)
	for ; from < to; from++ {
		low = min(low, s.Granules[s.Events[from].Loc].place())
	}
	return s.Granules[s.Events[e].Loc].place() - low
}

// Bytes returns the location in which a granule begins, as an index into Locs, and the first and
// the last of its bytes there. Between these there can be bytes of other granules.
func (s *Structure) Bytes(granule int32) (loc int32, first, last int) {
	if s.Granules == nil {
		return granule, 0, s.Locs[granule].Size - 1
	}
	g := &s.Granules[granule]
	return g.Loc, g.First, g.Last
}

// place returns how many bits the lowest bit of a granule is above that of its block.
func (g *Granule) place() int { return bits.TrailingZeros64(g.Mask) }

// checkGranules verifies that the parts of an access are neighbours of one kind, under one guard
// and about different granules, which share no bits, and that program order does not relate them.
func (s *Structure) checkGranules() error {
	if s.Granules == nil {
		if s.Access != nil || s.Finals != nil || s.Covered != nil || s.Loaded != nil {
			return fmt.Errorf("accesses are divided, and there are no granules")
		}
		return nil
	}
	if len(s.Access) != len(s.Events) || len(s.Covered) != len(s.Events) || len(s.Finals) != len(s.Locs) {
		return fmt.Errorf("%d events of %d accesses, and %d values for %d locations", len(s.Events), len(s.Access), len(s.Finals), len(s.Locs))
	}
	for _, e := range s.Loaded {
		if from, _ := s.Parts(int(e)); from != int(e) || !s.Events[e].IsRead() {
			return fmt.Errorf("event %d is not the first of a load", e)
		}
	}
	for e := range s.Events {
		from, to := s.Parts(e)
		if e < from || e >= to {
			return fmt.Errorf("event %d is not among the parts of its access", e)
		}
		a, b := &s.Events[from], &s.Events[e]
		if a.Kind != b.Kind || a.Thread != b.Thread || a.Guard != b.Guard || a.Tags != b.Tags || !b.IsAccess() && to > from+1 {
			return fmt.Errorf("events %d and %d are not parts of one access", from, e)
		}
		for o := from; o < e; o++ {
			if s.Po(o, e) || s.Granules[s.Events[o].Loc].Mask&s.Granules[b.Loc].Mask != 0 {
				return fmt.Errorf("events %d and %d of one access are in order, or overlap", o, e)
			}
		}
	}
	return nil
}
