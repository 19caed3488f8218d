package eval

import (
	"fmt"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/bitset"
)

// begin prepares the memory for an execution.
func (j *Judge) begin(c *execution.Candidate) {
	if !j.m.Judges(c.X.S) {
		panic("eval: model " + j.m.Name + " is for programs with accesses of one size")
	}
	j.c, j.part = c, nil
	j.n = len(c.Events())
	j.w = max(1, bitset.Words(j.n))
	j.round++
	if j.round == 0 { // after 2^32 judgements old marks would become valid again
		clear(j.done)
		j.round = 1
	}
	nodes := len(j.m.Nodes)
	j.meter.Work(64)
	j.meter.Need(8 * nodes * j.n * j.w)
	j.rels = grow(j.rels, nodes*j.n*j.w)
	j.sets = grow(j.sets, nodes*j.w)
	j.all, j.work = grow(j.all, j.w), grow(j.work, j.w)
	j.all.Fill(j.n)

	n := len(c.Executed)
	j.mask = grow(j.mask, bitset.Words(n))
	clear(j.mask)
	if cap(j.pos) < n {
		j.pos = make([]int32, n)
	}
	j.pos = j.pos[:n]
	for i, e := range c.Events() {
		j.pos[e] = int32(i)
		j.mask.Add(int(e))
	}
}

func grow(s bitset.Set, n int) bitset.Set {
	if cap(s) < n {
		return make(bitset.Set, n, n+n/2)
	}
	return s[:n]
}

func (j *Judge) rel(id rel.ID) bitset.Set {
	size := j.n * j.w
	return j.rels[int(id)*size : (int(id)+1)*size : (int(id)+1)*size]
}

func (j *Judge) setOf(id rel.ID) bitset.Set {
	return j.sets[int(id)*j.w : (int(id)+1)*j.w : (int(id)+1)*j.w]
}

// eval computes a node and its operands, unless they are computed already.
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
		d.Union(j.rel(n.A), j.rel(n.B))
	case rel.Inter:
		d.Intersection(j.rel(n.A), j.rel(n.B))
	case rel.Diff:
		d.Difference(j.rel(n.A), j.rel(n.B))
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
	case rel.Brackets:
		j.brackets(d, j.setOf(n.A), j.setOf(n.B))
	default:
		panic(fmt.Sprintf("eval: node %d is of unknown kind %d", id, n.Op))
	}
}

func (j *Judge) computeSet(d bitset.Set, n *rel.Node) {
	switch n.Op {
	case rel.SetBase:
		j.set(d, n.Base)
	case rel.SetUniv:
		copy(d, j.all)
	case rel.SetEmpty:
		clear(d)
	case rel.SetUnion:
		d.Union(j.setOf(n.A), j.setOf(n.B))
	case rel.SetInter:
		d.Intersection(j.setOf(n.A), j.setOf(n.B))
	case rel.SetDiff:
		d.Difference(j.setOf(n.A), j.setOf(n.B))
	case rel.SetCompl:
		d.Difference(j.all, j.setOf(n.A))
	case rel.Domain:
		j.domain(d, j.rel(n.A))
	case rel.Range:
		j.codomain(d, j.rel(n.A))
	default:
		panic(fmt.Sprintf("eval: no such kind of set: %d", n.Op))
	}
}
