package event

import "github.com/fencewise/fencewise/programs/power"

// HasSuccess reports whether more could be ordered in the program if the success
// of a stwcx. depended on its l*arx: something that dependencies order depends on
// the success, and not on the value of the l*arx anyway.
func (s *Structure) HasSuccess() bool {
	if s.CtrlStwcx.N == 0 {
		return false
	}
	found := false
	for _, d := range []struct{ reads, success *Pairs }{{&s.Addr, &s.AddrStwcx}, {&s.Data, &s.DataStwcx}, {&s.Ctrl, &s.CtrlStwcx}} {
		d.success.Each(func(w, e int) {
			if found || d.success == &s.CtrlStwcx && !s.Events[e].startsLate() {
				return
			}
			for r := range w {
				if s.Rmw.Has(r, w) && !d.reads.Has(r, e) {
					found = true
				}
			}
		})
	}
	return found
}

// startsLate reports whether a control dependency orders the event, or, by an
// isync, what is behind it.
func (e *Event) startsLate() bool {
	return e.Kind != ReadMem && (e.Kind != FenceEvent || e.Fence == power.Isync)
}
