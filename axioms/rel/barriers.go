package rel

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// BarriersCanGo reports whether removing barriers with the given tags from an execution can
// never make it violate a plain axiom; if it can, why names the cause. That holds for more
// models than [Model.Monotone], since all accesses stay: a node that occurs negatively may
// depend on accesses between its two events, but not on such barriers.
func (m *Model) BarriersCanGo(tags isa.Tags) (ok bool, why string) {
	e := m.barrierEnds(tags)
	for i := range m.Axioms {
		if a := &m.Axioms[i]; a.Mode == Plain && a.Neg && e[a.Expr] != (ends{}) {
			return false, fmt.Sprintf("%s has to fail (%s)", a.Name, a.Span)
		}
	}
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		switch n := &m.Nodes[id]; {
		case pol[id] == 0 || !e[id].between:
		case n.Op == Brackets:
			return false, fmt.Sprintf("what %s relates depends on what is between (%s)", m.Text(ID(id)), n.Span)
		case pol[id]&Negative != 0:
			return false, fmt.Sprintf("%s occurs negatively (%s)", m.Text(ID(id)), n.Span)
		}
	}
	return true, ""
}

// ends says where barriers can be in what a node relates: at the start or the end of a pair,
// or between other events, so that pairs of these depend on them. Of a set, start and end
// say whether it can contain barriers.
type ends struct{ start, end, between bool }

func (x ends) or(y ends) ends {
	return ends{x.start || y.start, x.end || y.end, x.between || y.between}
}

// barrierEnds returns the ends of every node, for barriers with the given tags.
func (m *Model) barrierEnds(tags isa.Tags) []ends {
	all := make([]ends, len(m.Nodes))
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			if e := m.endsOf(&m.Nodes[id], all, tags).or(all[id]); e != all[id] {
				all[id], changed = e, true
			}
		}
	}
	return all
}

// endsOf returns the ends of a node, given those of its operands.
func (m *Model) endsOf(n *Node, all []ends, tags isa.Tags) ends {
	a, b := all[n.A], all[n.B]
	between := a.between || b.between
	switch n.Op {
	case SetBase, RelBase:
		return m.baseEnds(n.Base, tags)
	case Invalid, SetEmpty, RelEmpty:
		return ends{}
	case SetUniv, RelUniv:
		return ends{start: true, end: true}
	case SetCompl, Compl, Opt:
		return ends{true, true, between}
	case Star:
		return ends{true, true, between || a.start && a.end}
	case Plus:
		return ends{a.start, a.end, between || a.start && a.end}
	case SetUnion, Union:
		return a.or(b)
	case SetInter, Inter:
		return ends{a.start && b.start, a.end && b.end, between}
	case SetDiff, Diff:
		return ends{a.start, a.end, between}
	case Ident:
		return a
	case Cross:
		return ends{a.start, b.end, between}
	case Inverse:
		return ends{a.end, a.start, between}
	case Seq:
		return ends{a.start, b.end, between || a.end && b.start}
	case Domain:
		return ends{a.start, a.start, between || a.end}
	case Range:
		return ends{a.end, a.end, between || a.start}
	case Brackets:
		return ends{a.start, b.end, between || a.start || b.end}
	case RecVar:
		return all[m.Groups[n.Group].Defs[n.Member]]
	default:
		panic("rel: no such operator")
	}
}

// baseEnds returns the ends of a base set or relation.
func (m *Model) baseEnds(b vocabulary.Base, tags isa.Tags) ends {
	both := func(is bool) ends { return ends{start: is, end: is} }
	if t, ok := b.Tag(); ok {
		return both(tags.Has(t))
	}
	if r, ok := b.Static(); ok {
		info := &event.Statics[r]
		return ends{start: info.From == event.AnyEvent, end: info.To == event.AnyEvent}
	}
	if _, ok := b.Order(); ok || b == vocabulary.RelRf {
		return both(false)
	}
	switch b {
	case vocabulary.SetM, vocabulary.SetR, vocabulary.SetW, vocabulary.SetIW, vocabulary.SetShown,
		vocabulary.SetMsgsnd, vocabulary.SetIrq, vocabulary.SetMsgclr, vocabulary.RelDiffer, vocabulary.RelDB, vocabulary.RelSi:
		return both(false)
	case vocabulary.RelLoc: // some barriers have a location
		return both(m.Vocabulary.Language.Located(tags))
	default: // F, int, ext
		return both(true)
	}
}
