package encode

import (
	"slices"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// source is one way in which an expression gets its value: if sel holds, it has the
// value of expr.
type source struct {
	sel  cnf.Lit
	expr event.Expr
}

// truthOf returns the literal of a constant.
func truthOf(b bool) cnf.Lit {
	if b {
		return cnf.True
	}
	return cnf.False
}

// values returns one literal for each value in the domain of an expression, in domain
// order. At most one of them is true, and exactly one if the reads in the expression
// are executed. Through reads the values of expressions can depend on each other in a
// circle (not in an execution, see groundedValues). So the literals of an expression
// are made before those of its operands.
func (x *Encoding) values(e event.Expr) []cnf.Lit {
	if x.valLits[e] != nil {
		return x.valLits[e]
	}
	n := &x.S.Pool.Nodes[e]
	lits := x.mem.lits.take(len(x.domain[e]))
	x.valLits[e] = lits
	switch n.Op {
	case event.Const:
		lits[0] = cnf.True
	case event.Read:
		var srcs []source
		for _, w := range x.sources[n.Arg] {
			srcs = append(srcs, source{x.rf[int(w)*x.n+int(n.Arg)], x.S.Events[w].Value})
		}
		x.fromSources(e, lits, srcs)
	case event.Ite:
		for i := range lits {
			lits[i] = x.F.Var(cnf.Meaning{Kind: cnf.ValueIs, A: int32(e), B: int32(i)})
		}
		x.chosen = append(x.chosen, e)
		x.chosenValues()
	case event.Final:
		var srcs []source
		for _, w := range x.writes(int(n.Arg)) {
			srcs = append(srcs, source{x.lastLit(w), x.S.Events[w].Value})
		}
		x.fromSources(e, lits, srcs)
	default:
		x.compute(e, n, lits)
	}
	return lits
}

// maxRepeatedSources bounds the sources of a load for which it is encoded twice that
// only one of them counts: once for the sources and once for their values. The number
// of clauses for the second grows with the square of the sources.
const maxRepeatedSources = 64

// fromSources makes the value literals of an expression that takes its value from
// the one source whose selector holds.
func (x *Encoding) fromSources(e event.Expr, lits []cnf.Lit, srcs []source) {
	tag := cnf.Tag{Part: cnf.PartValue, Arg: int32(e)}
	dom := x.domain[e]
	constant := true
	for _, s := range srcs {
		constant = constant && x.S.Pool.Nodes[s.expr].Op == event.Const
	}
	if len(dom) == 1 && constant {
		lits[0] = cnf.True
		return
	}
	alias := x.mem.flags.take(len(dom)) // the literal is that of the one source
	for i, v := range dom {
		x.work(len(srcs))
		var same cnf.Lit
		count := 0
		for _, s := range srcs {
			if x.S.Pool.Nodes[s.expr].Val == v {
				same = s.sel
				count++
			}
		}
		if constant && count == 1 {
			lits[i], alias[i] = same, true
		} else {
			lits[i] = x.F.Var(cnf.Meaning{Kind: cnf.ValueIs, A: int32(e), B: int32(i)})
		}
	}
	// Of two values with one source each it is said already that one of them is not
	// there: a load has one source.
	told := constant && x.S.Pool.Nodes[e].Op == event.Read && len(srcs) > maxRepeatedSources
	for _, s := range srcs {
		x.work(len(dom))
		sub := x.values(s.expr)
		for k, v := range x.domain[s.expr] {
			i := slices.Index(dom, v)
			if i < 0 { // deeper than any chain of reads: no execution has it
				x.F.Add(tag, -s.sel, -sub[k])
				continue
			}
			x.F.Add(tag, -s.sel, -sub[k], lits[i])
			if constant {
				for j := range lits {
					if j != i && !(told && alias[i] && alias[j]) {
						x.F.Add(tag, -s.sel, -lits[j])
					}
				}
			}
		}
	}
	if !constant {
		x.atMostOne(tag, cnf.Among, lits)
	}
}

// maxPairwise is the largest number of literals for which atMostOne takes them in
// pairs. Of more, a ladder has fewer clauses.
const maxPairwise = 8

// pairwise adds that no two of some literals are true.
func pairwise(f *cnf.Formula, tag cnf.Tag, lits []cnf.Lit) {
	for i := range lits {
		for j := range i {
			f.Add(tag, -lits[i], -lits[j])
		}
	}
}

// atMostOne adds that at most one of some literals is true.
func (x *Encoding) atMostOne(tag cnf.Tag, kind cnf.Kind, lits []cnf.Lit) {
	if x.inPairs(len(lits)) {
		pairwise(x.F, tag, lits)
		return
	}
	x.ladder(tag, kind, lits)
}

// inPairs reports whether it is said of n literals in pairs that at most one is true.
func (x *Encoding) inPairs(n int) bool { return n <= maxPairwise || x.opts.Former }

// ladder adds that at most one of some literals is true, with a row of variables, of which
// number i says that one of the literals up to number i is true.
func (x *Encoding) ladder(tag cnf.Tag, kind cnf.Kind, lits []cnf.Lit) {
	before := cnf.False
	for i, l := range lits {
		if i > 0 {
			x.F.Add(tag, -before, -l)
		}
		if i+1 == len(lits) {
			break
		}
		up := x.F.Var(cnf.Meaning{Kind: kind, A: tag.Arg, B: int32(i)})
		x.F.Add(tag, -l, up)
		if i > 0 {
			x.F.Add(tag, -before, up)
		}
		before = up
	}
}

// compute makes the value literals of an operation from those of its operands.
func (x *Encoding) compute(e event.Expr, n *event.Node, lits []cnf.Lit) {
	tag := cnf.Tag{Part: cnf.PartValue, Arg: int32(e)}
	for i := range lits { // before the operands, which may depend on e through reads
		lits[i] = x.F.Var(cnf.Meaning{Kind: cnf.ValueIs, A: int32(e), B: int32(i)})
	}
	x.tuples(n, func(a, b cnf.Lit, v event.Value, ok bool) {
		if !ok {
			return // on no path that goes on, see ill
		}
		i := x.indexIn(e, v)
		if i < 0 {
			x.F.Add(tag, -a, -b)
			return
		}
		x.F.Add(tag, -a, -b, lits[i])
	})
	x.atMostOne(tag, cnf.Among, lits)
}

// tuples calls f for every combination of operand values, with the literals
// that say that the operands have them and the result.
func (x *Encoding) tuples(n *event.Node, f func(a, b cnf.Lit, v event.Value, ok bool)) {
	as := x.values(n.A)
	x.work(len(as) * 8)
	if n.Op.Unary() {
		for i, u := range x.domain[n.A] {
			v, ok := event.Apply(n.Op, u, event.Value{})
			f(as[i], cnf.True, v, ok)
		}
		return
	}
	bs := x.values(n.B)
	for i, u := range x.domain[n.A] {
		x.work(8 * len(bs))
		for j, w := range x.domain[n.B] {
			v, ok := event.Apply(n.Op, u, w)
			f(as[i], bs[j], v, ok)
		}
	}
}
