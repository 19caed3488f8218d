package event

import (
	"github.com/fencewise/fencewise/internal/bitset"
)

// SuccessOrdersMore reports whether more could be ordered if the success of a stwcx.
// depended on its l*arx: some event that dependencies order depends on the success, but not
// on the value of the l*arx.
func (s *Structure) SuccessOrdersMore() bool {
	if s.Static[CtrlStwcx].N == 0 {
		return false
	}
	found := false
	for _, d := range []struct{ reads, success *bitset.Pairs }{{&s.Static[Addr], &s.Static[AddrStwcx]}, {&s.Static[Data], &s.Static[DataStwcx]}, {&s.Static[Ctrl], &s.Static[CtrlStwcx]}} {
		d.success.Each(func(w, e int) {
			if found || d.success == &s.Static[CtrlStwcx] && !s.orderedByControl(&s.Events[e]) {
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

// orderedByControl reports whether a control dependency orders the event itself or, if the
// event is a barrier such as isync, the events after it.
func (s *Structure) orderedByControl(e *Event) bool {
	return e.Kind != ReadMem && (e.Kind != FenceEvent || s.Lang.Tags[s.Lang.Barrier(e.Tags)].Control)
}
