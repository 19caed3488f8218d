package encode

import (
	"math/bits"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
)

// If a recursive relation or a closure occurs negatively, a pair must not be true
// without a reason. Clauses in both directions only say that the relation is a
// fixpoint, and pairs that justify each other satisfy them. So every pair of the
// component gets a number, its rank. A pair that is true needs a derivation whose
// recursive premises have lower ranks where the recursion closes (at its variable,
// or at a step of a closure) and no higher ranks elsewhere. Then every true pair is
// derived in finitely many steps, as the least fixpoint requires.

// ranks makes the ranks of one component.
type ranks struct {
	x    *Encoding
	comp int32
	tag  cnf.Tag
	bits int
	of   map[rankKey][]cnf.Lit
}

type rankKey struct {
	id   rel.ID
	i, j int
}

// support adds, for every demanded pair of a component, the clause "if the pair is
// true, some derivation supports it".
func (x *Encoding) support(c component) {
	r := &ranks{x: x, comp: x.plan.compOf[c.nodes[0]], of: map[rankKey][]cnf.Lit{}}
	pairs := x.demanded(c.nodes)
	r.bits = bits.Len(uint(pairs))
	for _, id := range c.nodes {
		n := &x.M.Nodes[id]
		r.tag = cnf.Tag{Part: cnf.PartRelation, Arg: int32(id)}
		x.eachPair(x.rows(x.rels.need, id), func(i, j int) {
			c := x.pairLit(id, i, j)
			if n.Op == rel.Star && i == j {
				return // reflexive: no derivation is needed
			}
			some := []cnf.Lit{-c}
			for _, d := range r.derivations(id, n, i, j) {
				some = append(some, r.supportLit(id, i, j, d))
			}
			x.F.Add(r.tag, some...)
		})
	}
}

// proof is one way to derive a pair. Its premises in the component must have ranks
// below that of the pair, strictly if strict is set.
type proof struct {
	premises []rankKey
	strict   bool
}

// derivations lists the ways to derive a pair of a node.
func (r *ranks) derivations(id rel.ID, n *rel.Node, i, j int) (ps []proof) {
	x := r.x
	add := func(strict bool, premises ...rankKey) { ps = append(ps, proof{premises, strict}) }
	switch n.Op {
	case rel.RecVar:
		add(true, rankKey{x.M.Groups[n.Group].Defs[n.Member], i, j})
	case rel.Union, rel.SetUnion:
		add(false, rankKey{n.A, i, j})
		add(false, rankKey{n.B, i, j})
	case rel.Inter, rel.SetInter:
		add(false, rankKey{n.A, i, j}, rankKey{n.B, i, j})
	case rel.Diff, rel.SetDiff: // the recursion does not go through what is subtracted
		add(false, rankKey{n.A, i, j})
	case rel.Opt:
		if i == j {
			ps = append(ps, proof{})
		}
		add(false, rankKey{n.A, i, j})
	case rel.Inverse:
		add(false, rankKey{n.A, j, i})
	case rel.Ident: // a set is stored as the identity on its elements
		add(false, rankKey{n.A, i, i})
	case rel.Cross:
		add(false, rankKey{n.A, i, i}, rankKey{n.B, j, j})
	case rel.Domain, rel.Range:
		for k := range x.n {
			p := rankKey{n.A, i, k}
			if n.Op == rel.Range {
				p = rankKey{n.A, k, i}
			}
			if x.inBound(x.rels.may, n.A, p.i, p.j) {
				add(false, p)
			}
		}
	case rel.Seq:
		x.between(n, i, j, func(k int) { add(false, rankKey{n.A, i, k}, rankKey{n.B, k, j}) })
	case rel.Plus, rel.Star:
		add(false, rankKey{n.A, i, j})
		x.between(&rel.Node{A: n.A, B: id}, i, j, func(k int) {
			if k != j || n.Op == rel.Plus {
				add(true, rankKey{n.A, i, k}, rankKey{id, k, j})
			}
		})
	default:
		panic("encode: no recursion goes through node " + x.M.Text(id))
	}
	return ps
}

// supportLit returns a literal that is true only if the proof holds and its ranks
// decrease.
func (r *ranks) supportLit(id rel.ID, i, j int, p proof) cnf.Lit {
	x := r.x
	s := x.newPairVar(id, i, j)
	if op := x.M.Nodes[id].Op; op == rel.Diff || op == rel.SetDiff {
		if b := x.M.Nodes[id].B; !x.plan.structural[b] {
			x.F.Add(r.tag, -s, -x.pairLit(b, i, j))
		}
	}
	for _, q := range p.premises {
		l := x.pairLit(q.id, q.i, q.j)
		x.F.Add(r.tag, -s, l)
		if l != cnf.False && l != cnf.True && x.plan.compOf[q.id] == r.comp {
			x.F.Add(r.tag, -s, r.lessLit(r.rank(q), r.rank(rankKey{id, i, j}), p.strict))
		}
	}
	return s
}

// rank returns the rank of a pair in binary, lowest bit first.
func (r *ranks) rank(k rankKey) []cnf.Lit {
	if b := r.of[k]; b != nil {
		return b
	}
	b := make([]cnf.Lit, r.bits)
	for i := range b {
		b[i] = r.x.newPairVar(k.id, k.i, k.j)
	}
	r.of[k] = b
	return b
}

// lessLit returns a literal that is true only if a < b, or a <= b if not strict.
func (r *ranks) lessLit(a, b []cnf.Lit, strict bool) cnf.Lit {
	f := r.x.F
	lower := truthOf(!strict) // of the bits looked at so far
	for i := range a {
		l := f.Var(cnf.Meaning{Kind: cnf.BoolExpr})
		f.Add(r.tag, -l, -a[i], b[i])
		f.Add(r.tag, -l, lower, -a[i])
		f.Add(r.tag, -l, lower, b[i])
		lower = l
	}
	return lower
}
