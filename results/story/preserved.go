package story

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// Preserved program order is found from the axioms of a model. An axiom that forbids
// cycles through reads-from, such as happens-before, is about the order of events in
// time. The parts of its relation that stay within a thread are what the thread keeps
// in order: ppo and fence in power.cat, ppo, mfence and implied in tso.cat, program
// order in sc.cat.
//
// An axiom about the accesses to one location at a time does not count: coherence of
// one location does not order accesses to others, and lets a thread see its own store
// early. An axiom without reads-from does not count either: it is about the order in
// which stores reach other threads. Relations called ppo, fence or fences count in any
// case.

// preserving lists the relations of a model that are preserved program order.
func preserving(m *rel.Model) []rel.ID {
	inThread := map[vocabulary.Base]bool{vocabulary.RelInt: true, vocabulary.RelSi: true}
	for r := range event.NumStatic { // static relations lie in program order
		inThread[vocabulary.StaticBase(r)] = true
	}
	within := staying(m, inThread)
	local := staying(m, map[vocabulary.Base]bool{vocabulary.RelLoc: true, vocabulary.RelRf: true, vocabulary.RelCo: true, vocabulary.RelRmw: true})
	once := atOnce(m)
	var ids []rel.ID
	seen := map[rel.ID]bool{}
	add := func(id rel.ID) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		n := m.Node(a.Expr)
		transitive := n.Op == rel.Plus || n.Op == rel.RecVar
		if a.Mode != rel.Plain || a.Neg || n.Op.IsSet() || a.Kind == rel.Empty || a.Kind == rel.Irreflexive && !transitive {
			continue
		}
		parts := flatten(m, a.Expr, map[rel.ID]bool{})
		causal, wide := false, false
		for _, id := range parts {
			causal = causal || !within[id] && isRf(m, id, once)
			wide = wide || !local[id]
		}
		if !causal || !wide {
			continue
		}
		for _, id := range parts {
			if within[id] {
				add(id)
			}
		}
	}
	for _, name := range []string{"ppo", "fence", "fences"} {
		if id, ok := m.Named[name]; ok && !m.Node(id).Op.IsSet() {
			add(id)
		}
	}
	return ids
}

// flatten lists the members of a union, including those of inner unions. A relation has
// a cycle exactly if its transitive closure has one.
func flatten(m *rel.Model, id rel.ID, seen map[rel.ID]bool) []rel.ID {
	n := m.Node(id)
	switch {
	case seen[id]:
		return nil
	case n.Op == rel.Union:
		return append(flatten(m, n.A, seen), flatten(m, n.B, seen)...)
	case n.Op == rel.Plus:
		return flatten(m, n.A, seen)
	case n.Op == rel.RecVar:
		seen[id] = true
		return flatten(m, m.Groups[n.Group].Defs[n.Member], seen)
	}
	seen[id] = true
	return []rel.ID{id}
}

// atOnce marks the relations within the parts of an access, in a model for accesses of mixed
// size; nil for other models.
func atOnce(m *rel.Model) []bool {
	if !slices.ContainsFunc(m.Nodes, func(n rel.Node) bool { return n.Op == rel.RelBase && n.Base == vocabulary.RelSi }) {
		return nil
	}
	return staying(m, map[vocabulary.Base]bool{vocabulary.RelSi: true})
}

// isRf reports whether a relation is reads-from or a part of it, or relates other parts of the
// same accesses.
func isRf(m *rel.Model, id rel.ID, once []bool) bool {
	switch n := m.Node(id); n.Op {
	case rel.RelBase:
		return n.Base == vocabulary.RelRf
	case rel.Inter:
		return isRf(m, n.A, once) || isRf(m, n.B, once)
	case rel.Diff:
		return isRf(m, n.A, once)
	case rel.Seq:
		return once != nil && (once[n.A] && isRf(m, n.B, once) || once[n.B] && isRf(m, n.A, once))
	}
	return false
}

// staying marks the relations whose pairs are, in every execution, within one class,
// for example within one thread. It derives this from their definitions and from base,
// which says it of the base relations.
func staying(m *rel.Model, base map[vocabulary.Base]bool) []bool {
	mark := make([]bool, len(m.Nodes))
	for id := range mark {
		mark[id] = true
	}
	for changed := true; changed; {
		changed = false
		for id := 1; id < len(m.Nodes); id++ {
			if !mark[id] {
				continue
			}
			var stays bool
			switch n := &m.Nodes[id]; n.Op {
			case rel.RelBase:
				stays = base[n.Base]
			case rel.RelEmpty, rel.Ident:
				stays = true
			case rel.Inter:
				stays = mark[n.A] || mark[n.B]
			case rel.Union, rel.Seq:
				stays = mark[n.A] && mark[n.B]
			case rel.Diff, rel.Inverse, rel.Plus, rel.Star, rel.Opt:
				stays = mark[n.A]
			case rel.RecVar:
				stays = mark[m.Groups[n.Group].Defs[n.Member]]
			}
			if !stays {
				mark[id], changed = false, true
			}
		}
	}
	return mark
}

// preserved returns the pairs in program order that the model keeps in order in an
// execution, and the pairs that start at an interrupt: nothing after it takes effect
// before it.
func preserved(c *execution.Candidate, m *rel.Model) bitset.Pairs {
	s := c.X.S
	p := bitset.NewPairs(len(s.Events))
	j := eval.New(m)
	j.Consistent(nil, c)
	for _, id := range preserving(m) {
		for _, pair := range j.Pairs(id) {
			if s.Po(pair[0], pair[1]) {
				p.Add(pair[0], pair[1])
			}
		}
	}
	for _, a := range c.Events() {
		if s.Events[a].Kind != event.IrqEvent {
			continue
		}
		for _, b := range c.Events() {
			if s.Po(int(a), int(b)) {
				p.Add(int(a), int(b))
			}
		}
	}
	return p
}
