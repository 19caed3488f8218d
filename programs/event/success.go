package event

// SuccessOrdersMore reports whether more could be ordered if the success of a stwcx.
// depended on its l*arx: some event that dependencies order depends on the success, but not
// on the value of the l*arx.
func (s *Structure) SuccessOrdersMore() bool {
	if s.Static[CtrlStwcx].N == 0 {
		return false
	}
	found := false
	for _, d := range []struct{ reads, success Static }{{Addr, AddrStwcx}, {Data, DataStwcx}, {Ctrl, CtrlStwcx}} {
		note := func(w, e int, guard Expr) {
			if found || d.success == CtrlStwcx && !s.orderedByControl(&s.Events[e]) {
				return
			}
			for r := range w {
				if s.Static[Rmw].Has(r, w) && !s.relatesUnder(d.reads, r, e, guard) {
					found = true
				}
			}
		}
		s.Static[d.success].Each(func(w, e int) { note(w, e, True) })
		for i := range s.Guarded {
			if g := &s.Guarded[i]; g.Of == d.success {
				g.Pairs.Each(func(w, e int) { note(w, e, g.Guard) })
			}
		}
	}
	return found
}

// relatesUnder reports whether a static relation holds between two events in any case, or under
// just this guard.
func (s *Structure) relatesUnder(r Static, i, j int, guard Expr) bool {
	holds := s.Relates(r, i, j)
	s.EachGuard(r, i, j, func(g Expr) { holds = holds || g == guard })
	return holds
}

// orderedByControl reports whether a control dependency orders the event itself or, if the
// event is a barrier such as isync, the events after it.
func (s *Structure) orderedByControl(e *Event) bool {
	return e.Kind != ReadMem && (e.Kind != FenceEvent || s.Lang.Tags[s.Lang.Barrier(e.Tags)].Control)
}
