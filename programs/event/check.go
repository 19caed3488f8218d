package event

import "fmt"

// Check verifies the invariants of the structure; an error is a bug.
func (s *Structure) Check() error {
	n := len(s.Events)
	for i := range s.Events {
		e := &s.Events[i]
		if (e.Kind == InitWrite) != (i < len(s.Locs)) {
			return fmt.Errorf("event %d: initial writes come first, one per location", i)
		}
		if e.Kind == InitWrite && (int(e.Loc) != i || e.Guard != True) {
			return fmt.Errorf("event %d: a wrong initial write", i)
		}
		if e.Kind == FenceEvent != (e.Loc < 0) {
			return fmt.Errorf("event %d: fences, and only fences, have no location", i)
		}
		if e.Kind == ReadMem && (s.Pool.Nodes[e.Value].Op != Read || int(s.Pool.Nodes[e.Value].Arg) != i) {
			return fmt.Errorf("event %d: the value of a read is what it reads", i)
		}
		if e.Guard != False && e.Guard != True && !s.Pool.Nodes[e.Guard].Op.IsBool() {
			return fmt.Errorf("event %d: guard is no boolean", i)
		}
	}
	for _, r := range []struct {
		name string
		p    Pairs
	}{{"po", s.Po}, {"addr", s.Addr}, {"data", s.Data}, {"ctrl", s.Ctrl}, {"rmw", s.Rmw}} {
		if r.p.N != n {
			return fmt.Errorf("%s: %d rows for %d events", r.name, r.p.N, n)
		}
		var err error
		r.p.Each(func(i, j int) {
			switch {
			case i >= j || s.Events[i].Thread != s.Events[j].Thread:
				err = fmt.Errorf("%s: (%d,%d) is not in program order", r.name, i, j)
			case r.name != "po" && (!s.Events[i].IsRead() || !s.Po.Has(i, j)):
				err = fmt.Errorf("%s: (%d,%d) does not start at a read before it", r.name, i, j)
			}
		})
		if err != nil {
			return err
		}
	}
	for i, e := range s.Pool.Nodes {
		if !e.Op.Leaf() && (int(e.A) >= i || int(e.B) >= i) {
			return fmt.Errorf("expression %d refers forward", i)
		}
	}
	return nil
}
