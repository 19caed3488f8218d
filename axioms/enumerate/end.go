package enumerate

import "github.com/fencewise/fencewise/programs/event"

// end is one way in which a thread can come to its end or to a cut.
type end struct {
	guard  event.Expr
	cut    int     // index into Structure.Cuts; -1 for a leaf
	events []int32 // the events of the thread on this way
	takes  []int32 // the free choices that are decided for
}

// ends lists the ends of every thread. The guard of an end is a conjunction
// that grows along the path, so the events on the way to it are those whose
// guard is a part of it. Whether that is so in the end is for axioms/eval to
// check, which evaluates every guard.
func ends(s *event.Structure) [][]end {
	all := make([][]end, len(s.Threads))
	for t := range s.Threads {
		for i := range s.Threads[t].Leaves {
			all[t] = append(all[t], end{guard: s.Threads[t].Leaves[i].Guard, cut: -1})
		}
	}
	for i := range s.Cuts {
		t := s.Cuts[i].Thread
		all[t] = append(all[t], end{guard: s.Cuts[i].Guard, cut: i})
	}
	for t := range all {
		for i := range all[t] {
			all[t][i].follow(s, t)
		}
	}
	return all
}

// follow fills in what lies on the way to the end.
func (e *end) follow(s *event.Structure, thread int) {
	for i := range s.Events {
		if ev := &s.Events[i]; ev.Thread == thread && s.Pool.Conjunct(e.guard, ev.Guard) {
			e.events = append(e.events, int32(i))
		}
	}
	for g := e.guard; ; {
		n := &s.Pool.Nodes[g]
		last := n
		if n.Op == event.All {
			last = &s.Pool.Nodes[n.B]
		}
		if last.Op == event.Choice {
			e.takes = append(e.takes, last.Arg)
		}
		if n.Op != event.All {
			return
		}
		g = n.A
	}
}
