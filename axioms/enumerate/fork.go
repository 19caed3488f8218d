package enumerate

import "github.com/fencewise/fencewise/programs/event"

// outcome says which outcome a fork has. The enumeration decides it before any read has a
// source; the condition of the outcome is checked against what is read afterwards.
type outcome struct{ fork, is int32 }

// leavesOf lists the expressions for the outcomes of each fork that occur, by outcome; 0
// for one that does not.
func leavesOf(s *event.Structure) [][]event.Expr {
	if len(s.Forks) == 0 {
		return nil
	}
	leaves := make([][]event.Expr, len(s.Forks))
	for k := range leaves {
		leaves[k] = make([]event.Expr, len(s.Forks[k].Conds))
	}
	for e := range s.Pool.Nodes {
		if n := &s.Pool.Nodes[e]; n.Op == event.Outcome {
			leaves[n.Arg][n.Arg2] = event.Expr(e)
		}
	}
	return leaves
}

// decideOutcome notes that a fork has one outcome, and so no other.
func (t *truths) decideOutcome(e event.Expr) {
	n := &t.s.Pool.Nodes[e]
	for i, other := range t.leaves[n.Arg] {
		if other != 0 && int32(i) != n.Arg2 && t.is[other] == open {
			t.is[other] = no
			t.known = append(t.known, other)
		}
	}
}

// undecided returns a boolean that has to be decided to know the outcomes of the forks
// of a thread; false if all are known.
func (w *walk) undecided() (event.Expr, bool) {
	for k := range w.s.Forks {
		f := &w.s.Forks[k]
		if f.Thread != w.number {
			continue
		}
		switch w.know.of(f.Guard) {
		case no:
			continue
		case open:
			return w.know.openPart(f.Guard), true
		}
		if first := w.openOutcome(k); first != 0 {
			return first, true
		}
	}
	return 0, false
}

// openOutcome returns the expression for an outcome of a fork that is not decided, if
// none is decided for; else 0.
func (w *walk) openOutcome(k int) (first event.Expr) {
	for _, e := range w.know.leaves[k] {
		switch {
		case e == 0:
		case w.know.of(e) == yes:
			return 0
		case w.know.of(e) == open && first == 0:
			first = e
		}
	}
	return first
}

// outcomes notes the outcomes of the forks on a way, and what they ask of what is read.
func (w *walk) outcomes(way *way) {
	for k := range w.s.Forks {
		f := &w.s.Forks[k]
		if f.Thread != w.number || w.know.of(f.Guard) != yes {
			continue
		}
		is, others := int32(-1), 0
		for i, e := range w.know.leaves[k] {
			switch {
			case e != 0 && w.know.of(e) == yes:
				is, others = int32(i), -len(f.Conds)
			case e == 0 && others >= 0: // no other outcome is taken, so it is the one without an expression
				is = int32(i)
				others++
			}
		}
		if others > 1 {
			panic("enumerate: several outcomes of a fork are not named")
		}
		way.outcomes = append(way.outcomes, outcome{int32(k), is})
		for i, c := range f.Conds {
			if is < 0 || int32(i) == is {
				way.requires = append(way.requires, decision{c, is >= 0})
			}
		}
	}
}
