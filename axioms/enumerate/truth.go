package enumerate

import "github.com/fencewise/fencewise/programs/event"

// truth is what is known about a boolean before any read has a source.
type truth uint8

const (
	open truth = iota
	no
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// truths holds what the decisions so far imply for all booleans. Decisions are undone in
// reverse order.
type truths struct {
	s         *event.Structure
	is        []truth      // per expression
	known     []event.Expr // those that are not open, in the order in which they became known
	decided   []decision
	undivided []event.Expr   // decided as a whole, while parts are open
	leaves    [][]event.Expr // see leavesOf
	chooses   []bool         // per expression: a free choice is part of it; nil until needed

	// Expressions share their parts. of does not look at an open part again before
	// the next decision, and choice not within one search.
	round   uint32
	open    []uint32 // per expression: the round in which it was found to be open
	search  uint32
	without []uint32 // per expression: the search that found no choice in it
}

func newTruths(s *event.Structure) *truths {
	n := len(s.Pool.Nodes)
	return &truths{s: s, leaves: leavesOf(s), is: make([]truth, n), round: 1, open: make([]uint32, n)}
}

// marker is a state that undo can return to.
type marker struct{ known, decided, wholes int }

func (t *truths) mark() marker { return marker{len(t.known), len(t.decided), len(t.undivided)} }

func (t *truths) undo(m marker) {
	for _, e := range t.known[m.known:] { // what was open stays open
		t.is[e] = open
	}
	t.known, t.decided, t.undivided = t.known[:m.known], t.decided[:m.decided], t.undivided[:m.wholes]
}

// of returns what is known about a boolean. A false conjunct decides a conjunction, even
// if one before it is open: if that one has no value in the end, no execution exists
// either.
func (t *truths) of(e event.Expr) truth {
	if t.is[e] != open || t.open[e] == t.round {
		return t.is[e]
	}
	k := t.parts(e)
	if k == open {
		t.open[e] = t.round
		return k
	}
	t.is[e] = k
	t.known = append(t.known, e)
	return k
}

// parts returns what the parts of a boolean imply for it.
func (t *truths) parts(e event.Expr) truth {
	n := &t.s.Pool.Nodes[e]
	var decides truth // the value of one part that decides the whole
	switch n.Op {
	case event.Const:
		return truthOf(n.Val.IsTrue())
	case event.Not:
		switch t.of(n.A) {
		case no:
			return yes
		case yes:
			return no
		}
		return open
	case event.All:
		decides = no
	case event.Any:
		decides = yes
	default:
		return open
	}
	a := t.of(n.A)
	if a == decides {
		return a
	}
	b := t.of(n.B)
	if b == decides || a != open && b != open {
		return b
	}
	return open
}

// require decides a boolean. It returns false if the opposite is known. If the decision
// determines all parts of the boolean, it decides these, too.
func (t *truths) require(e event.Expr, holds bool) bool {
	if k := t.of(e); k != open {
		return k == truthOf(holds)
	}
	n := &t.s.Pool.Nodes[e]
	switch {
	case n.Op == event.Not:
		return t.require(n.A, !holds)
	case n.Op == event.All && holds, n.Op == event.Any && !holds:
		return t.require(n.A, holds) && t.require(n.B, holds)
	}
	t.decide(e, holds)
	if n.Op == event.All || n.Op == event.Any || t.chosen(e) && n.Op != event.Choice {
		t.undivided = append(t.undivided, e)
	}
	return true
}

func (t *truths) decide(e event.Expr, holds bool) {
	t.round++
	t.is[e] = truthOf(holds)
	t.known = append(t.known, e)
	t.decided = append(t.decided, decision{e, holds})
	if holds && t.s.Pool.Nodes[e].Op == event.Outcome {
		t.decideOutcome(e)
	}
}

// broken reports whether the parts of a decided boolean imply the opposite.
func (t *truths) broken() bool {
	for _, e := range t.undivided {
		if k := t.parts(e); k != open && k != t.is[e] {
			return true
		}
	}
	return false
}

// remaining appends to all what a decision still requires of the values that are read. It
// leaves out the known parts of the boolean.
func (t *truths) remaining(all []decision, d decision) []decision {
	n := &t.s.Pool.Nodes[d.e]
	switch n.Op {
	case event.Not:
		return t.remaining(all, decision{n.A, !d.holds})
	case event.All, event.Any:
		a, b := t.of(n.A), t.of(n.B)
		either := d.holds == (n.Op == event.Any) // one of the two parts suffices
		switch want := truthOf(d.holds); {
		case either && (a == want || b == want):
			return all
		case either && a == open && b == open:
			return append(all, d)
		}
		if a == open {
			all = t.remaining(all, decision{n.A, d.holds})
		}
		if b == open {
			all = t.remaining(all, decision{n.B, d.holds})
		}
		return all
	}
	return append(all, d)
}

// openPart returns the first open part of a boolean on which to branch: a free choice, or
// a part that is computed from values alone.
func (t *truths) openPart(e event.Expr) event.Expr {
	switch n := &t.s.Pool.Nodes[e]; {
	case n.Op == event.Not:
		return t.openPart(n.A)
	case n.Op != event.All && n.Op != event.Any:
		if c := t.choice(e); c >= 0 {
			return c
		}
		return e
	case t.of(n.A) == open:
		return t.openPart(n.A)
	default:
		return t.openPart(n.B)
	}
}

// choice returns the first undecided free choice that a value still depends on, or -1.
func (t *truths) choice(e event.Expr) event.Expr {
	if !t.chosen(e) {
		return -1
	}
	t.search++
	return t.choiceIn(e)
}

func (t *truths) choiceIn(e event.Expr) event.Expr {
	n := &t.s.Pool.Nodes[e]
	switch {
	case !t.chosen(e) || t.without[e] == t.search || t.parts(e) != open:
		return -1
	case n.Op == event.Choice && t.is[e] == open:
		return e
	case n.Op != event.Choice:
		ops, k := n.Operands()
		for _, o := range ops[:k] {
			if c := t.choiceIn(o); c >= 0 {
				return c
			}
		}
	}
	t.without[e] = t.search
	return -1
}

// chosen reports whether a free choice is part of an expression.
func (t *truths) chosen(e event.Expr) bool {
	if len(t.s.FreeChoices) == 0 {
		return false
	}
	if t.chooses == nil {
		t.chooses, t.without = make([]bool, len(t.is)), make([]uint32, len(t.is))
		for i := range t.s.Pool.Nodes { // operands come first
			switch n := &t.s.Pool.Nodes[i]; {
			case n.Op == event.Choice:
				t.chooses[i] = true
			default:
				ops, k := n.Operands()
				for _, o := range ops[:k] {
					t.chooses[i] = t.chooses[i] || t.chooses[o]
				}
			}
		}
	}
	return t.chooses[e]
}

// openChoice looks at the booleans that are decided as a whole and depend on open free
// choices. first is one of these choices, -1 if none is open. denied reports whether all
// these booleans have the decided values if all open choices are "no", whatever is read.
func (t *truths) openChoice() (first event.Expr, denied bool) {
	m := t.mark()
	defer t.undo(m)
	first = -1
	var asking []event.Expr
	for _, e := range t.undivided {
		if c := t.choice(e); c >= 0 {
			asking = append(asking, e)
			if first < 0 {
				first = c
			}
		}
	}
	for _, e := range asking {
		for c := t.choice(e); c >= 0; c = t.choice(e) {
			t.decide(c, false)
		}
	}
	for _, e := range asking {
		if t.parts(e) != t.is[e] {
			return first, false
		}
	}
	return first, true
}
