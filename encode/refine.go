package encode

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/limit"
)

// Refiner adds clauses of the model to a formula that lacks stages, as far as solutions
// violate them. Given a solution, it computes the relations of the model for it. For each
// axiom that the solution violates it finds cycles or pairs that show this, with one derivation
// each, and adds the clauses that say so: for each step of the derivation that the operands
// make the pair true, and that not all pairs of the cycle exist. [Encoding.Add] would add these
// clauses, or they follow from those that it would add. So a formula with them allows all that
// the whole formula allows, and if it is unsatisfiable, so is the whole. Few of the clauses are
// usually enough: thousands instead of millions for locks and queues.
//
// Orders with many members can be left to a Refiner, too; see [Options.Transitive].
type Refiner struct {
	x       *Encoding
	axioms  []int
	support bool   // the axioms can be treated like this
	reach   []bool // the nodes that the axioms are built from

	now   relations        // of the solution; only may is used
	rec   []iterations     // by component of the plan: of the solution
	lits  map[pair]cnf.Lit // of derived pairs
	added map[step]bool    // clauses that the formula has
	done  map[pair]bool    // pairs of the solution of which the formula has a derivation

	prev, level, next []int // scratch of path
	open              bitset.Set
}

// pair is a pair of a node.
type pair struct {
	id   rel.ID
	i, j int32
}

// step is a step of a derivation: how a pair follows from others.
type step struct {
	pair
	via int32 // the event between the two of the pair, the operand of a union, or direct
}

// direct is the step by which a pair of a relation is one of its closure.
const direct = -1

// maxViolations bounds the violations of one axiom that are excluded at once.
const maxViolations = 64

// Refine returns a refiner of a formula for the stages that have not been added. The formula
// must have no decisions. The refiner is valid until the next stage is added.
func (x *Encoding) Refine() (z *Refiner, err error) {
	defer limit.Catch(&err)
	z = &Refiner{x: x, support: true, lits: map[pair]cnf.Lit{}, added: map[step]bool{}, rec: make([]iterations, len(x.plan.comps)),
		prev: make([]int, x.n), open: make(bitset.Set, x.w)}
	for _, st := range x.plan.stages[x.stage:] {
		z.axioms = append(z.axioms, st.axioms...)
	}
	z.reach = x.plan.reach(z.axioms)
	if z.support = z.supported(); len(z.axioms) == 0 || !z.support {
		return z, nil
	}
	z.bounds()
	if z.forced(); x.P.Extend() {
		z.bounds()
	}
	size := len(x.M.Nodes) * x.n * x.w
	z.now = relations{may: x.mem.words.take(size), fixed: x.mem.words.take(x.w), tmp: x.rels.tmp, decided: true,
		together: x.rels.together, accesses: x.rels.accesses}
	z.now.must, z.now.alive = z.now.may, z.now.fixed
	return z, nil
}

// supported reports whether more pairs in a relation can only violate more. An axiom that must
// fail, and a relation that occurs negatively, need clauses in the other direction, too. The
// relation of different values has bounds but is not computed for a solution.
func (z *Refiner) supported() bool {
	for _, a := range z.axioms {
		if z.x.M.Axioms[a].Neg {
			return false
		}
	}
	for id, in := range z.reach {
		if n := &z.x.M.Nodes[id]; in && (z.x.plan.exact[id] || n.Op == rel.RelBase && n.Base == vocabulary.RelDiffer) {
			return false
		}
	}
	return true
}

// bounds computes the bounds of the relations, given what propagation has found.
func (z *Refiner) bounds() {
	z.x.settledVars = z.x.F.Vars() + 1
	z.x.prepare(z.reach)
	z.x.bounds(z.reach)
}

// forced adds that a pair of a base relation does not exist if pairs that every solution has
// close a cycle with it.
func (z *Refiner) forced() {
	x := z.x
	k := x.n * x.w
	for _, a := range z.axioms {
		ax := &x.M.Axioms[a]
		if ax.Kind != rel.Acyclic {
			continue
		}
		must, back := x.rels.tmp[:k], x.rels.tmp[k:2*k]
		copy(must, x.rows(x.rels.must, ax.Expr))
		x.close(must)
		x.invert(back, must)
		var members func(id rel.ID)
		members = func(id rel.ID) {
			switch n := &x.M.Nodes[id]; n.Op {
			case rel.Union:
				members(n.A)
				members(n.B)
			case rel.RelBase:
				x.eachPair(x.rows(x.rels.may, id), func(i, j int) {
					if x.hasPair(back, i, j) && !x.inBound(x.rels.must, id, i, j) {
						x.F.Add(cnf.Tag{Part: cnf.PartAxiom, Arg: int32(a)}, -x.pairLit(id, i, j))
					}
				})
			}
		}
		members(ax.Expr)
	}
}

// Axioms adds clauses that exclude a solution that violates the axioms, and returns how many. If
// it adds none, the solution satisfies the axioms, as the encoder reads them. ok is false if
// it cannot treat the axioms of the model; then it adds none.
func (z *Refiner) Axioms(values []bool) (clauses int, ok bool, err error) {
	defer limit.Catch(&err)
	if len(z.axioms) == 0 || !z.support {
		return 0, z.support, nil
	}
	before := z.x.F.Clauses()
	z.done = map[pair]bool{}
	z.evaluate(values)
	for _, a := range z.axioms {
		z.exclude(a)
	}
	if z.x.F.Contradiction { // an empty clause is not counted
		return 1, true, nil
	}
	return z.x.F.Clauses() - before, true, nil
}

// exclude adds the clauses for the violations of an axiom.
func (z *Refiner) exclude(a int) {
	ax := &z.x.M.Axioms[a]
	tag := cnf.Tag{Part: cnf.PartAxiom, Arg: int32(a)}
	m := z.x.rows(z.now.may, ax.Expr)
	found := 0
	forbid := func(i, j int) {
		if found++; found <= maxViolations {
			z.forbid(tag, ax.Expr, i, j)
		}
	}
	switch ax.Kind {
	case rel.Acyclic:
		for _, cycle := range z.cycles(ax.Expr, m) {
			clause := z.x.scratch[:0]
			for k, i := range cycle {
				j := cycle[(k+1)%len(cycle)]
				z.derive(ax.Expr, i, j)
				clause = append(clause, -z.lit(ax.Expr, i, j))
			}
			z.x.F.Add(tag, clause...)
			z.x.scratch = clause
		}
	case rel.Irreflexive:
		for i := range z.x.n {
			if z.x.hasPair(m, i, i) {
				forbid(i, i)
			}
		}
	case rel.Empty:
		z.x.eachPair(m, forbid)
	default:
		panic(fmt.Sprintf("encode: no such kind of axiom: %d", ax.Kind))
	}
}

// forbid adds that a pair of the solution must not exist. Like [Encoding.forbid], it uses the
// operands of unions and of one composition directly.
func (z *Refiner) forbid(tag cnf.Tag, e rel.ID, i, j int) {
	x := z.x
	n := &x.M.Nodes[e]
	use := z.usable(e, i, j)
	switch {
	case x.inBound(x.rels.must, e, i, j) || x.plan.structural[e]:
		x.F.Add(tag, -x.pairLit(e, i, j))
	case n.Op == rel.Union:
		z.forbid(tag, z.member(n, use, i, j), i, j)
	case n.Op == rel.Seq:
		k := z.middle(n, use, i, j)
		z.derive(n.A, i, k)
		z.derive(n.B, k, j)
		x.F.Add(tag, -z.lit(n.A, i, k), -z.lit(n.B, k, j))
	default:
		z.derive(e, i, j)
		x.F.Add(tag, -z.lit(e, i, j))
	}
}

// clause adds a clause once.
func (z *Refiner) clause(d step, tag cnf.Tag, lits ...cnf.Lit) {
	if !z.added[d] {
		z.added[d] = true
		z.x.F.Add(tag, lits...)
	}
}
