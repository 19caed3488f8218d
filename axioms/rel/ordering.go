package rel

import (
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/isa"
)

// Mentions reports whether a plain axiom depends on a base set: on b itself or,
// if b is a kind of fence, on F.
func (m *Model) Mentions(b vocabulary.Base) bool {
	pol := m.Polarity()
	for id := 1; id < len(m.Nodes); id++ {
		n := &m.Nodes[id]
		if pol[id] != 0 && n.Op == SetBase && (n.Base == b || n.Base == vocabulary.SetF && m.isFence(b)) {
			return true
		}
	}
	return false
}

// isFence reports whether b is the set of the barriers of one kind.
func (m *Model) isFence(b vocabulary.Base) bool {
	t, ok := b.Tag()
	return ok && m.Vocabulary.Language.Tags[t].Barrier
}

// Redundant reports whether a kind of fence cannot matter under the model
// because everything that such a fence could order is in order without it: one
// acyclic axiom holds reads-from, coherence and from-read between threads
// together with program order between the accesses that the fence could order.
// This holds for every fence under sequential consistency, and for all but sync
// under total store order. False may also mean that it is not known.
func (m *Model) Redundant(fence vocabulary.Base) bool {
	orders := m.orders(fence)
	if orders == nil {
		return false
	}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		if a.Mode != Plain || a.Kind != Acyclic || a.Neg {
			continue
		}
		e := pairEval{m: m}
		all := e.in(a.Expr, &externalRf) == yes && e.in(a.Expr, &externalCo) == yes && e.in(a.Expr, &externalFr) == yes
		for _, o := range orders {
			all = all && e.in(a.Expr, &pairOf{first: o[0], second: o[1], po: yes, internal: yes}) == yes
		}
		if all {
			return true
		}
	}
	return false
}

// orders lists the pairs of accesses that a fence can order: reads and writes before it
// with reads and writes after it. An isync does so only for reads that a branch before
// it depends on. A msgsync orders interrupts, not accesses.
func (m *Model) orders(fence vocabulary.Base) (pairs [][2]vocabulary.Base) {
	t, ok := fence.Tag()
	if !ok {
		return nil
	}
	at := m.Vocabulary.Language.Tags[t].Orders
	for _, p := range []struct {
		kind          isa.Pairs
		first, second vocabulary.Base
	}{
		{isa.ReadRead, vocabulary.SetR, vocabulary.SetR}, {isa.ReadWrite, vocabulary.SetR, vocabulary.SetW},
		{isa.WriteRead, vocabulary.SetW, vocabulary.SetR}, {isa.WriteWrite, vocabulary.SetW, vocabulary.SetW},
	} {
		if at&p.kind != 0 {
			pairs = append(pairs, [2]vocabulary.Base{p.first, p.second})
		}
	}
	return pairs
}

// truth tells what is known about a pair or an event in every execution.
type truth int8

const (
	unknown truth = iota
	yes
	no
)

func (t truth) not() truth {
	switch t {
	case yes:
		return no
	case no:
		return yes
	}
	return unknown
}

func either(a, b truth) truth {
	switch {
	case a == yes || b == yes:
		return yes
	case a == no && b == no:
		return no
	}
	return unknown
}

func both(a, b truth) truth { return either(a.not(), b.not()).not() }

// pairOf describes a pair of different accesses: what each is, how it is
// related, and, for a relation that is composed of two, through what.
type pairOf struct {
	first, second        vocabulary.Base // SetR or SetW
	po, rf, co, internal truth
	inverse              *pairOf    // what is known of the pair read backwards; nil for nothing
	via                  [2]*pairOf // the pairs that it is composed of; nil for none
}

// The pairs that communications between threads consist of.
var (
	anyRf      = pairOf{first: vocabulary.SetW, second: vocabulary.SetR, rf: yes, co: no}
	anyCo      = pairOf{first: vocabulary.SetW, second: vocabulary.SetW, rf: no, co: yes}
	rfBack     = pairOf{first: vocabulary.SetR, second: vocabulary.SetW, rf: no, co: no, inverse: &anyRf}
	externalRf = pairOf{first: vocabulary.SetW, second: vocabulary.SetR, po: no, rf: yes, co: no, internal: no}
	externalCo = pairOf{first: vocabulary.SetW, second: vocabulary.SetW, po: no, rf: no, co: yes, internal: no}
	externalFr = pairOf{first: vocabulary.SetR, second: vocabulary.SetW, po: no, rf: no, co: no, internal: no, via: [2]*pairOf{&rfBack, &anyCo}}
)

// pairEval decides whether a pair is in a relation of a model, as far as this
// follows from the description of the pair.
type pairEval struct{ m *Model }

func (e pairEval) in(id ID, p *pairOf) truth {
	if p == nil {
		return unknown
	}
	switch n := e.m.Node(id); n.Op {
	case RelBase:
		return p.base(n.Base)
	case RelUniv:
		return yes
	case RelEmpty, Ident: // the two accesses differ
		return no
	case Cross:
		return both(e.member(n.A, p.first), e.member(n.B, p.second))
	case Union:
		return either(e.in(n.A, p), e.in(n.B, p))
	case Inter:
		return both(e.in(n.A, p), e.in(n.B, p))
	case Diff:
		return both(e.in(n.A, p), e.in(n.B, p).not())
	case Compl:
		return e.in(n.A, p).not()
	case Inverse:
		return e.in(n.A, p.inverse)
	case Seq:
		if a := e.m.Node(n.A); a.Op == Ident {
			return both(e.member(a.A, p.first), e.in(n.B, p))
		}
		if b := e.m.Node(n.B); b.Op == Ident {
			return both(e.in(n.A, p), e.member(b.A, p.second))
		}
		if both(e.in(n.A, p.via[0]), e.in(n.B, p.via[1])) == yes {
			return yes
		}
	case Plus, Star, Opt:
		if e.in(n.A, p) == yes {
			return yes
		}
	}
	return unknown
}

// base returns whether the pair is in a base relation, as far as that is known.
func (p *pairOf) base(b vocabulary.Base) truth {
	switch b {
	case vocabulary.RelPo:
		return p.po
	case vocabulary.RelRf:
		return p.rf
	case vocabulary.RelCo:
		return p.co
	case vocabulary.RelInt:
		return p.internal
	case vocabulary.RelExt:
		return p.internal.not()
	case vocabulary.RelDbo, vocabulary.RelDB:
		return no
	}
	return unknown
}

// member says whether a read or write is in a set. The initial writes are left
// out: nothing is before them.
func (e pairEval) member(id ID, access vocabulary.Base) truth {
	switch n := e.m.Node(id); n.Op {
	case SetBase:
		switch _, tag := n.Base.Tag(); {
		case n.Base == vocabulary.SetM, n.Base == access:
			return yes
		case tag && !e.m.isFence(n.Base):
			return unknown
		}
		return no
	case SetUniv:
		return yes
	case SetEmpty:
		return no
	case SetUnion:
		return either(e.member(n.A, access), e.member(n.B, access))
	case SetInter:
		return both(e.member(n.A, access), e.member(n.B, access))
	case SetDiff:
		return both(e.member(n.A, access), e.member(n.B, access).not())
	case SetCompl:
		return e.member(n.A, access).not()
	}
	return unknown
}
