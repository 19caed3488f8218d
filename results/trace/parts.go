package trace

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
)

// byParts reports whether the trace has the events of the structure as they are. Without
// accesses of mixed size each is one access; up to schema 1 the parts of accesses are events.
func (t *Trace) byParts(s *event.Structure) bool { return t.Schema < 2 || !s.Mixed() }

// number returns the number that the trace has for an event of the structure: that of the
// first event of its access.
func (t *Trace) number(s *event.Structure, e int32) int32 {
	if t.byParts(s) {
		return e
	}
	return int32(s.AccessOf(int(e)))
}

// location returns the location of an access, and what its access covers if that is more.
func (t *Trace) location(s *event.Structure, e int) (name, covers string) {
	if !t.byParts(s) {
		return s.AccessName(e), ""
	}
	if from, to := s.Parts(e); to > from+1 {
		covers = s.AccessName(e)
	}
	return s.GranuleName(s.Events[e].Loc), covers
}

// value returns the text of what an access reads or writes.
func (t *Trace) value(c *execution.Candidate, e int) string {
	s := c.X.S
	if t.byParts(s) {
		return s.ShowAt(s.Events[e].Loc, c.Value(e))
	}
	return s.ShowAccess(e, c.Value)
}

// sources lists the writes that an access reads from, each with the parts that come from it
// unless all do.
func (t *Trace) sources(x *execution.Execution, e int32) []ReadsFrom {
	s := x.S
	if t.byParts(s) {
		return []ReadsFrom{{Write: x.Rf[e], Read: e}}
	}
	var all []ReadsFrom
	from, to := s.Parts(int(e))
	for r := from; r < to; r++ {
		w, k := t.number(s, x.Rf[r]), 0
		for k < len(all) && all[k].Write != w {
			k++
		}
		if k == len(all) {
			all = append(all, ReadsFrom{Write: w, Read: e})
		}
		all[k].Parts = append(all[k].Parts, s.GranuleName(s.Events[r].Loc))
	}
	if len(all) == 1 {
		all[0].Parts = nil
	}
	return all
}

// choose gives the read its source, for the parts that are named. It returns false if the
// program has no such accesses, or a part already has a source.
func (p *ReadsFrom) choose(t *Trace, x *execution.Execution) bool {
	s := x.S
	if t.byParts(s) { // completing the execution checks the write
		if p.Read < 0 || int(p.Read) >= len(s.Events) || x.Rf[p.Read] >= 0 || p.Write < 0 || p.Parts != nil {
			return false
		}
		x.Rf[p.Read] = p.Write
		return true
	}
	if !t.isAccess(s, p.Read) || !t.isAccess(s, p.Write) {
		return false
	}
	var granules []int32
	for _, name := range p.Parts {
		granules = append(granules, int32(s.GranuleNamed(name)))
	}
	if from, to := s.Parts(int(p.Read)); p.Parts == nil {
		for ; from < to; from++ {
			granules = append(granules, s.Events[from].Loc)
		}
	}
	for _, g := range granules {
		r, w := s.PartAt(int(p.Read), g), s.PartAt(int(p.Write), g)
		if r < 0 || w < 0 || x.Rf[r] >= 0 {
			return false
		}
		x.Rf[r] = int32(w)
	}
	return true
}

// is reports whether a number is one that the trace can have for an event.
func (t *Trace) is(s *event.Structure, e int32) bool {
	return e >= 0 && int(e) < len(s.Events) && t.number(s, e) == e
}

func (t *Trace) isAccess(s *event.Structure, e int32) bool {
	return t.is(s, e) && s.Events[e].IsAccess()
}

// members translates the writes of an order into events about a granule. It returns false if
// one is not a write to it.
func (t *Trace) members(s *event.Structure, granule int, list []int32) ([]int32, bool) {
	if t.byParts(s) {
		return list, true // completing the execution checks them
	}
	out := make([]int32, len(list))
	for i, w := range list {
		if !t.isAccess(s, w) {
			return nil, false
		}
		if out[i] = int32(s.PartAt(int(w), int32(granule))); out[i] < 0 {
			return nil, false
		}
	}
	return out, true
}
