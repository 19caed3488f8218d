package rel

import (
	"github.com/fencewise/fencewise/axioms/vocabulary"
)

// losing marks the nodes that can lose a pair, besides those of a removed event, if an event
// or a pair is removed from an execution. What subtracts such a node gains pairs, and does
// no harm where it is itself subtracted. If writesStay is set, only events are removed
// that are no writes, and with them their pairs: reads that stay keep their sources.
func (m *Model) losing(writesStay bool) []bool {
	loses, gains := make([]bool, len(m.Nodes)), make([]bool, len(m.Nodes))
	first, last := make([]bool, len(m.Nodes)), make([]bool, len(m.Nodes))
	if writesStay {
		first, last = m.ofWrites()
	}
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			n := &m.Nodes[id]
			l, g := loses[n.A] || loses[n.B], gains[n.A] || gains[n.B]
			switch n.Op {
			case SetBase, RelBase:
				l = n.Base.Dynamic() && !(writesStay && (n.Base == vocabulary.RelRf || n.Base == vocabulary.RelCo))
			case Domain:
				l = l || !last[n.A]
			case Range:
				l = l || !first[n.A]
			case Seq: // with the identity on a set, the middle event is one of the pair
				l = l || !last[n.A] && !first[n.B] && m.Nodes[n.A].Op != Ident && m.Nodes[n.B].Op != Ident
			case Plus, Star:
				l = l || !last[n.A] && !first[n.A]
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

// ofWrites marks the relations whose pairs all begin with a write, and those whose pairs all
// end with one. Of a set it marks in both whether all of its events are writes.
func (m *Model) ofWrites() (first, last []bool) {
	first, last = make([]bool, len(m.Nodes)), make([]bool, len(m.Nodes))
	for id := 1; id < len(m.Nodes); id++ {
		switch n := &m.Nodes[id]; n.Op {
		case SetBase:
			first[id] = n.Base == vocabulary.SetW || n.Base == vocabulary.SetIW || m.tagsWrites(n.Base)
			last[id] = first[id]
		case RelBase:
			first[id] = n.Base == vocabulary.RelRf || n.Base == vocabulary.RelCo
			last[id] = n.Base == vocabulary.RelCo || n.Base == vocabulary.RelRmw
		case SetEmpty, RelEmpty:
			first[id], last[id] = true, true
		case Ident:
			first[id], last[id] = first[n.A], first[n.A]
		case SetUnion, Union:
			first[id], last[id] = first[n.A] && first[n.B], last[n.A] && last[n.B]
		case SetInter, Inter:
			first[id], last[id] = first[n.A] || first[n.B], last[n.A] || last[n.B]
		case SetDiff, Diff, Plus:
			first[id], last[id] = first[n.A], last[n.A]
		case Domain:
			first[id], last[id] = first[n.A], first[n.A]
		case Range:
			first[id], last[id] = last[n.A], last[n.A]
		case Cross, Seq:
			first[id], last[id] = first[n.A], last[n.B]
		case Inverse:
			first[id], last[id] = last[n.A], first[n.A]
		default: // nothing is known
		}
	}
	return first, last
}

// tagsWrites reports whether a base is the set of events with a tag that only writes have.
func (m *Model) tagsWrites(b vocabulary.Base) bool {
	tag, ok := b.Tag()
	return ok && m.Vocabulary != nil && m.Vocabulary.Language.Tags[tag].Writes
}
