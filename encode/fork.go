package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// forks notes the literals of the outcomes of forks, from which an execution is read:
// those of their conditions. Guards and values name an outcome only where the execution
// comes to the fork.
func (x *Encoding) forks() {
	if len(x.S.Forks) == 0 {
		return
	}
	for e := range x.S.Pool.Nodes {
		if n := &x.S.Pool.Nodes[e]; n.Op == event.Outcome {
			x.F.Named = append(x.F.Named, cnf.Named{Meaning: cnf.Meaning{Kind: cnf.Outcome, A: n.Arg, B: n.Arg2}, Lit: x.truth(event.Expr(e))})
		}
	}
}

// chosenValues adds the clauses for values that are chosen between others. What decides
// the choice can depend on the value itself, through memory. So this waits until nothing
// else is being encoded.
func (x *Encoding) chosenValues() {
	for x.nested == 0 && len(x.chosen) > 0 {
		e := x.chosen[len(x.chosen)-1]
		x.chosen = x.chosen[:len(x.chosen)-1]
		n := &x.S.Pool.Nodes[e]
		x.nested++
		c := x.truth(event.Expr(n.Arg))
		tag := cnf.Tag{Part: cnf.PartValue, Arg: int32(e)}
		for _, arm := range []source{{c, n.A}, {-c, n.B}} {
			sub := x.values(arm.expr)
			for k, v := range x.domain[arm.expr] {
				if i := x.indexIn(e, v); i >= 0 {
					x.F.Add(tag, -arm.sel, -sub[k], x.valLits[e][i])
				} else { // deeper than any chain of reads: no execution has it
					x.F.Add(tag, -arm.sel, -sub[k])
				}
			}
		}
		x.atMostOne(tag, cnf.Among, x.valLits[e])
		x.nested--
	}
}

// dependsOn is the literal "the value of e is computed from the read r".
func (x *Encoding) dependsOn(e event.Expr, r int32, memo map[event.Expr]cnf.Lit) cnf.Lit {
	if l, known := memo[e]; known {
		return l
	}
	x.work(4)
	n := &x.S.Pool.Nodes[e]
	m, tag := cnf.Meaning{Kind: cnf.InPath, A: r, B: r, C: -1}, cnf.Tag{Part: cnf.PartValue}
	l := cnf.False
	switch {
	case n.Op == event.Read:
		l = truthOf(n.Arg == r)
	case n.Op == event.Ite:
		c := x.truth(event.Expr(n.Arg))
		a, b := x.dependsOn(n.A, r, memo), x.dependsOn(n.B, r, memo)
		l = -x.and(m, tag, -x.and(m, tag, c, a), -x.and(m, tag, -c, b))
	default:
		ops, count := n.Operands()
		for _, o := range ops[:count] {
			l = -x.and(m, tag, -l, -x.dependsOn(o, r, memo))
		}
	}
	memo[e] = l
	return l
}
