package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Polarity says how a node occurs in an expression: positively if more pairs in the node
// can only add pairs to the expression, negatively if they can only remove some.
type Polarity uint8

// The occurrences, as bits. A node can have both.
const (
	Positive Polarity = 1 << iota
	Negative
)

func (p Polarity) flip() Polarity {
	return p&Positive<<1 | p&Negative>>1
}

// Polarity returns how each node occurs in what the plain axioms forbid: positively if more
// pairs can only make an axiom fail, 0 if no plain axiom uses the node.
func (m *Model) Polarity() []Polarity {
	return m.PolarityIn(func(a *Axiom) bool { return a.Mode == Plain })
}

// PolarityIn is like Polarity, for the axioms that keep selects.
func (m *Model) PolarityIn(keep func(*Axiom) bool) []Polarity {
	pol := make([]Polarity, len(m.Nodes))
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if !keep(a) {
			continue
		}
		p := Positive
		if a.Neg {
			p = Negative
		}
		addOccurrence(m.Nodes, m.Groups, pol, a.Expr, p)
	}
	return pol
}

// addOccurrence adds to pol the occurrence p of a node and the resulting occurrences of the nodes
// below it. A member of a group passes its polarity to its definition.
func addOccurrence(nodes []Node, groups []Group, pol []Polarity, id ID, p Polarity) {
	type item struct {
		id ID
		p  Polarity
	}
	todo := []item{{id, p}}
	for len(todo) > 0 {
		it := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if it.id == 0 || pol[it.id]|it.p == pol[it.id] {
			continue
		}
		pol[it.id] |= it.p
		switch n := &nodes[it.id]; n.Op {
		case RecVar:
			todo = append(todo, item{groups[n.Group].Defs[n.Member], it.p})
		case SetCompl, Compl:
			todo = append(todo, item{n.A, it.p.flip()})
		case SetDiff, Diff:
			todo = append(todo, item{n.A, it.p}, item{n.B, it.p.flip()})
		default:
			todo = append(todo, item{n.A, it.p}, item{n.B, it.p})
		}
	}
}

// Static reports whether the node is the same in every execution with the same events, so
// that it does not depend on rf, co or doorbell orders.
func (m *Model) Static(id ID) bool { return !m.Dynamic()[id] }

// Dynamic marks the nodes that depend on what the execution chooses.
func (m *Model) Dynamic() []bool {
	return m.markDependents(func(n *Node) bool {
		return (n.Op == SetBase || n.Op == RelBase) && n.Base.Dynamic()
	})
}

// markDependents marks the nodes that seed selects and all that depend on them.
func (m *Model) markDependents(seed func(*Node) bool) []bool {
	mark := make([]bool, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			n := &m.Nodes[id]
			if mark[id] {
				continue
			}
			on := seed(n) || mark[n.A] || mark[n.B]
			if n.Op == RecVar {
				on = on || mark[m.Groups[n.Group].Defs[n.Member]]
			}
			if on {
				mark[id], changed = true, true
			}
		}
	}
	return mark
}

// Monotone reports whether removing events or pairs from an execution can never make it
// violate a plain axiom; if it can, why names the cause. This is not about events in a
// doorbell order: without an interrupt, the next one answers the messages of both.
//
// A model is monotone if every node that occurs negatively in a plain axiom is pointwise: a
// boolean combination of static base sets and relations, identities and products, such as
// W*R or id, so that membership of a pair depends on its two events alone. If an event is
// removed, such a node loses the pairs of the event and no others. A composition is not
// pointwise: r \ (po;po) gains pairs if a middle event is removed. A check that must fail,
// such as ~empty, is never monotone: what makes it fail can be removed.
func (m *Model) Monotone() (ok bool, why string) {
	for i := range m.Axioms {
		if a := &m.Axioms[i]; a.Mode == Plain && a.Neg {
			return false, fmt.Sprintf("%s has to fail (%s)", a.Name, a.Span)
		}
	}
	pol := m.Polarity()
	shifting := m.losing()
	for id := 1; id < len(m.Nodes); id++ {
		if pol[id] != 0 && m.Nodes[id].Op == Brackets {
			return false, fmt.Sprintf("what %s relates depends on what is between (%s)", m.Text(ID(id)), m.Nodes[id].Span)
		}
		if pol[id]&Negative != 0 && shifting[id] {
			return false, fmt.Sprintf("%s occurs negatively (%s)", m.Text(ID(id)), m.Nodes[id].Span)
		}
	}
	return true, ""
}

// RoundsCanGo reports whether removing a round of a loop can never make an
// execution violate a plain axiom; if it can, why names the cause. The
// model must be monotone, and no control dependency may occur negatively: without
// the round that has the branch, the two events are there and the dependency is
// not. Dependencies through addresses and values stay, since registers keep theirs.
func (m *Model) RoundsCanGo() (ok bool, why string) {
	if ok, why := m.Monotone(); !ok {
		return false, why
	}
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		if n.Op == RelBase && (n.Base == vocabulary.RelCtrl || n.Base == vocabulary.RelCtrlStwcx) && pol[id]&Negative != 0 {
			return false, fmt.Sprintf("%s occurs negatively (%s)", m.Text(ID(id)), n.Span)
		}
	}
	return true, ""
}

// RoundsCanGoIn is RoundsCanGo for the executions of one program: of a model that is made
// smaller for programs (see [Model.Specialize]), only what concerns this one counts.
func (m *Model) RoundsCanGoIn(t *litmus.Test) bool { return NewRounds(m).CanGo(t) }

// Rounds answers [Model.RoundsCanGoIn] for many programs. It finds out only once what is
// the same for several of them.
type Rounds struct {
	m      *Model
	byTags map[isa.Tags]bool // 0 for the whole model
}

// NewRounds returns the Rounds of a model.
func NewRounds(m *Model) *Rounds { return &Rounds{m, map[isa.Tags]bool{}} }

// CanGo is RoundsCanGoIn of the model.
func (r *Rounds) CanGo(t *litmus.Test) bool {
	var tags isa.Tags
	if r.m.Specializes() {
		tags, _ = sets.Tags(t)
	}
	can, known := r.byTags[tags]
	if !known {
		can, _ = r.m.WithTags(tags).RoundsCanGo()
		r.byTags[tags] = can
	}
	return can
}

// CtrlForbids reports whether more control dependencies can only forbid more executions,
// because ctrl never occurs negatively. This matters for control dependencies that depend
// on a slot choice.
func (m *Model) CtrlForbids() bool {
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		if n := &m.Nodes[id]; n.Op == RelBase && n.Base == vocabulary.RelCtrl && pol[id]&Negative != 0 {
			return false
		}
	}
	return true
}

// Shifting marks the nodes that are not pointwise: membership of a pair depends on more
// than its two events.
func (m *Model) Shifting() []bool {
	return m.markDependents(func(n *Node) bool {
		switch n.Op {
		case SetBase, RelBase:
			return n.Base.Dynamic()
		case Domain, Range, Seq, Plus, Star, RecVar, Brackets:
			return true
		}
		return false
	})
}

// losing marks the nodes that can lose a pair, besides those of a removed event, if an event
// or a pair is removed from an execution. What subtracts such a node gains pairs, and does
// no harm where it is itself subtracted.
func (m *Model) losing() []bool {
	loses, gains := make([]bool, len(m.Nodes)), make([]bool, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			n := &m.Nodes[id]
			l, g := loses[n.A] || loses[n.B], gains[n.A] || gains[n.B]
			switch n.Op {
			case SetBase, RelBase:
				l = n.Base.Dynamic()
			case Domain, Range, Seq, Plus, Star:
				l = true
			case Brackets:
				l, g = true, true
			case RecVar:
				l, g = true, gains[m.Groups[n.Group].Defs[n.Member]]
			case Diff, SetDiff:
				l, g = loses[n.A] || gains[n.B], gains[n.A] || loses[n.B]
			case Compl, SetCompl:
				l, g = gains[n.A], loses[n.A]
			default: // they lose and gain what their operands do
			}
			if l != loses[id] || g != gains[id] {
				loses[id], gains[id], changed = l, g, true
			}
		}
	}
	return loses
}
