package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/vocabulary"
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
func (m *Model) Monotone() (ok bool, why string) { return m.monotone(false) }

// monotone is Monotone or, if writesStay is set, is about removing events other than writes: a
// composition whose middle events are writes then loses no pairs.
func (m *Model) monotone(writesStay bool) (ok bool, why string) {
	for i := range m.Axioms {
		if a := &m.Axioms[i]; a.Mode == Plain && a.Neg {
			return false, fmt.Sprintf("%s has to fail (%s)", a.Name, a.Span)
		}
	}
	pol := m.Polarity()
	shifting := m.losing(writesStay)
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
