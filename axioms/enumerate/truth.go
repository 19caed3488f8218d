package enumerate

import "github.com/fencewise/fencewise/programs/event"

// truth is what is known of a boolean before anything is read.
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

// truths is what follows from the booleans decided so far for those made of
// them. Decisions are undone in the reverse order.
type truths struct {
	s       *event.Structure
	is      []truth      // per expression
	known   []event.Expr // those that are not open, in the order of becoming so
	decided []decision
	wholes  []event.Expr // decided, though made of parts that are not
	chooses []bool       // per expression: a free choice is part of it; nil until needed

	// Expressions share their parts, so that what was looked at is not looked
	// at again: until the next decision by of, in one search by choice.
	round   uint32
	open    []uint32 // per expression: the round in which it was found to be open
	search  uint32
	without []uint32 // per expression: the search that found no choice in it
}

func newTruths(s *event.Structure) *truths {
	n := len(s.Pool.Nodes)
	return &truths{s: s, is: make([]truth, n), round: 1, open: make([]uint32, n)}
}

// marker is a state to return to.
type marker struct{ known, decided, wholes int }

func (t *truths) mark() marker { return marker{len(t.known), len(t.decided), len(t.wholes)} }

func (t *truths) undo(m marker) {
	for _, e := range t.known[m.known:] { // what was found to be open stays so
		t.is[e] = open
	}
	t.known, t.decided, t.wholes = t.known[:m.known], t.decided[:m.decided], t.wholes[:m.wholes]
}

// of is what is known of a boolean. A part that is false decides a
// conjunction, even if one before it is open: should that have no value in the
// end, there is no execution either.
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

// parts is what follows for a boolean from its parts.
func (t *truths) parts(e event.Expr) truth {
	n := &t.s.Pool.Nodes[e]
	var decides truth // one part of it decides
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

// require decides a boolean; false if it is known to be otherwise. Parts are
// decided where all of them have to be so.
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
		t.wholes = append(t.wholes, e)
	}
	return true
}

func (t *truths) decide(e event.Expr, holds bool) {
	t.round++
	t.is[e] = truthOf(holds)
	t.known = append(t.known, e)
	t.decided = append(t.decided, decision{e, holds})
}

// broken reports whether something was decided otherwise than its parts say.
func (t *truths) broken() bool {
	for _, e := range t.wholes {
		if k := t.parts(e); k != open && k != t.is[e] {
			return true
		}
	}
	return false
}

// left appends to all what a decision still asks of what is read, the known
// parts of its boolean left out.
func (t *truths) left(all []decision, d decision) []decision {
	n := &t.s.Pool.Nodes[d.e]
	switch n.Op {
	case event.Not:
		return t.left(all, decision{n.A, !d.holds})
	case event.All, event.Any:
		a, b := t.of(n.A), t.of(n.B)
		either := d.holds == (n.Op == event.Any) // one part of it is enough
		switch want := truthOf(d.holds); {
		case either && (a == want || b == want):
			return all
		case either && a == open && b == open:
			return append(all, d)
		}
		if a == open {
			all = t.left(all, decision{n.A, d.holds})
		}
		if b == open {
			all = t.left(all, decision{n.B, d.holds})
		}
		return all
	}
	return append(all, d)
}

// ask is the first of the parts of an open boolean that has to be known: a
// choice, or what is made of values alone.
func (t *truths) ask(e event.Expr) event.Expr {
	switch n := &t.s.Pool.Nodes[e]; {
	case n.Op == event.Not:
		return t.ask(n.A)
	case n.Op != event.All && n.Op != event.Any:
		if c := t.choice(e); c >= 0 {
			return c
		}
		return e
	case t.of(n.A) == open:
		return t.ask(n.A)
	default:
		return t.ask(n.B)
	}
}

// choice is the first free choice not decided that a value still depends on;
// -1 for none.
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
		c := t.choiceIn(n.A)
		if c < 0 && !n.Op.Unary() {
			c = t.choiceIn(n.B)
		}
		if c >= 0 {
			return c
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
		for i := range t.s.Pool.Nodes { // operands come before what is made of them
			switch n := &t.s.Pool.Nodes[i]; {
			case n.Op == event.Choice:
				t.chooses[i] = true
			case !n.Op.Leaf():
				t.chooses[i] = t.chooses[n.A] || !n.Op.Unary() && t.chooses[n.B]
			}
		}
	}
	return t.chooses[e]
}

// spare looks at what was decided as a whole and depends on choices that are
// still open: first is one of these, -1 if there are none. denied reports
// whether all comes out as decided when they are answered with no, whatever is
// read.
func (t *truths) spare() (first event.Expr, denied bool) {
	m := t.mark()
	defer t.undo(m)
	first = -1
	var asking []event.Expr
	for _, e := range t.wholes {
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
