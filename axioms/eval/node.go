package eval

import (
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
)

// begin prepares the memory for an execution.
func (j *Judge) begin(c *execution.Candidate) {
	j.c, j.part = c, nil
	j.n = len(c.Events())
	j.w = max(1, (j.n+63)/64)
	j.round++
	if j.round == 0 { // after 2^32 judgements the marks of old ones would count again
		clear(j.done)
		j.round = 1
	}
	nodes := len(j.m.Nodes)
	j.meter.Work(64)
	j.meter.Need(8 * nodes * j.n * j.w)
	j.rels = grow(j.rels, nodes*j.n*j.w)
	j.sets = grow(j.sets, nodes*j.w)
	j.all, j.work = grow(j.all, j.w), grow(j.work, j.w)
	j.universe(j.all)

	n := len(c.Executed)
	j.mask = grow(j.mask, (n+63)/64)
	clear(j.mask)
	if cap(j.pos) < n {
		j.pos = make([]int32, n)
	}
	j.pos = j.pos[:n]
	for i, e := range c.Events() {
		j.pos[e] = int32(i)
		put(j.mask, int(e))
	}
}

func grow(s []uint64, n int) []uint64 {
	if cap(s) < n {
		return make([]uint64, n, n+n/2)
	}
	return s[:n]
}

func (j *Judge) rel(id rel.ID) []uint64 {
	size := j.n * j.w
	return j.rels[int(id)*size : (int(id)+1)*size : (int(id)+1)*size]
}

func (j *Judge) setOf(id rel.ID) []uint64 {
	return j.sets[int(id)*j.w : (int(id)+1)*j.w : (int(id)+1)*j.w]
}

// eval computes a node and what it needs, unless it is computed already.
func (j *Judge) eval(id rel.ID) {
	if id == 0 || j.done[id] == j.round {
		return
	}
	n := j.m.Node(id)
	if n.Op == rel.RecVar {
		j.solve(int(n.Group))
		return
	}
	j.eval(n.A)
	j.eval(n.B)
	j.compute(id, n)
	j.done[id] = j.round
}

// compute computes a node from its operands.
func (j *Judge) compute(id rel.ID, n *rel.Node) {
	j.meter.Work(j.n * j.w)
	if n.Op.IsSet() {
		j.computeSet(j.setOf(id), n)
		return
	}
	d := j.rel(id)
	switch n.Op {
	case rel.RelBase:
		j.relation(d, n.Base)
	case rel.RelUniv:
		j.cross(d, j.all, j.all)
	case rel.RelEmpty:
		clear(d)
	case rel.Ident:
		j.ident(d, j.setOf(n.A))
	case rel.Cross:
		j.cross(d, j.setOf(n.A), j.setOf(n.B))
	case rel.Union:
		or(d, j.rel(n.A), j.rel(n.B))
	case rel.Inter:
		and(d, j.rel(n.A), j.rel(n.B))
	case rel.Diff:
		andNot(d, j.rel(n.A), j.rel(n.B))
	case rel.Compl:
		j.complement(d, j.rel(n.A), j.all)
	case rel.Seq:
		j.seq(d, j.rel(n.A), j.rel(n.B))
	case rel.Inverse:
		j.inverse(d, j.rel(n.A))
	case rel.Plus, rel.Star:
		copy(d, j.rel(n.A))
		j.close(d)
		if n.Op == rel.Star {
			j.reflexive(d)
		}
	case rel.Opt:
		copy(d, j.rel(n.A))
		j.reflexive(d)
	}
}

func (j *Judge) computeSet(d []uint64, n *rel.Node) {
	switch n.Op {
	case rel.SetBase:
		j.set(d, n.Base)
	case rel.SetUniv:
		copy(d, j.all)
	case rel.SetEmpty:
		clear(d)
	case rel.SetUnion:
		or(d, j.setOf(n.A), j.setOf(n.B))
	case rel.SetInter:
		and(d, j.setOf(n.A), j.setOf(n.B))
	case rel.SetDiff:
		andNot(d, j.setOf(n.A), j.setOf(n.B))
	case rel.SetCompl:
		andNot(d, j.all, j.setOf(n.A))
	case rel.Domain:
		j.domain(d, j.rel(n.A))
	case rel.Range:
		j.codomain(d, j.rel(n.A))
	}
}
