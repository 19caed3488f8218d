package event

import (
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/power"
)

// HasSuccess reports whether a dependency of the success of a stwcx. on its
// l*arx could order more: some event that dependencies order depends on the
// success but not already on the value of the l*arx.
func (s *Structure) HasSuccess() bool {
	if s.Static[CtrlStwcx].N == 0 {
		return false
	}
	found := false
	for _, d := range []struct{ reads, success *bitset.Pairs }{{&s.Static[Addr], &s.Static[AddrStwcx]}, {&s.Static[Data], &s.Static[DataStwcx]}, {&s.Static[Ctrl], &s.Static[CtrlStwcx]}} {
		d.success.Each(func(w, e int) {
			if found || d.success == &s.Static[CtrlStwcx] && !s.Events[e].startsLate() {
				return
			}
			for r := range w {
				if s.Static[Rmw].Has(r, w) && !d.reads.Has(r, e) {
					found = true
				}
			}
		})
	}
	return found
}

// startsLate reports whether a control dependency orders the event itself or,
// through an isync, the events after it.
func (e *Event) startsLate() bool {
	return e.Kind != ReadMem && (e.Kind != FenceEvent || e.Fence == power.Isync)
}
