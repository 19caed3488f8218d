package why

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// part is a part of the condition or the filter, with negations moved inwards: a
// comparison, a constant, or a disjunction or conjunction of parts.
type part struct {
	prop   litmus.Prop // as written, without the negation
	not    bool
	filter bool
	is     event.Expr

	sides []part // of a disjunction, or members of a conjunction
	or    bool
}

// conjuncts returns the parts that have to hold together.
func (p *part) conjuncts() []part {
	if len(p.sides) == 0 || p.or {
		return []part{*p}
	}
	var all []part
	for i := range p.sides {
		all = append(all, p.sides[i].conjuncts()...)
	}
	return all
}

// leaves returns the number of comparisons in the part.
func (p *part) leaves() int {
	if len(p.sides) == 0 {
		return 1
	}
	n := 0
	for i := range p.sides {
		n += p.sides[i].leaves()
	}
	return n
}

// negated returns the proposition, negated if the part is.
func (p *part) negated() litmus.Prop {
	if p.not {
		return &litmus.Not{P: p.prop, Span: p.prop.At()}
	}
	return p.prop
}

// reader makes parts, with expressions in the pool of its structure.
type reader struct {
	s     *event.Structure
	atoms map[litmus.Prop]event.Expr
}

// condition returns the parts of the filter of s, which comes first in the text,
// together with those of its condition.
func condition(s *event.Structure) part {
	r := reader{s, make(map[litmus.Prop]event.Expr, len(s.Atoms))}
	for _, a := range s.Atoms {
		r.atoms[a.Prop] = a.Holds
	}
	c := r.part(s.Test.Cond.Prop, false, false)
	if s.Test.Filter == nil {
		return c
	}
	return r.join(nil, []part{r.part(s.Test.Filter, false, true), c}, false)
}

// part makes the part of a proposition.
func (r *reader) part(prop litmus.Prop, not, filter bool) part {
	var q part
	switch p := prop.(type) {
	case *litmus.Not:
		q = r.part(p.P, !not, filter)
		if len(q.sides) == 0 && q.not { // as it is written
			q.prop, q.not = p, false
		}
		return q
	case *litmus.And:
		q = r.join(prop, r.parts(p.Ps, not, filter), not)
	case *litmus.Or:
		q = r.join(prop, r.parts(p.Ps, not, filter), !not)
	case *litmus.Implies:
		q = r.join(prop, []part{r.part(p.P, !not, filter), r.part(p.Q, not, filter)}, !not)
	case *litmus.Const:
		q = part{prop: prop, is: r.s.Pool.Const(event.Truth(p.Value != not))}
	default:
		q = part{prop: prop, is: r.atoms[prop]}
		if not {
			q.is = r.s.Pool.Make(event.Not, q.is, 0)
		}
	}
	q.not, q.filter = not, filter
	return q
}

// parts makes the parts of some propositions.
func (r *reader) parts(ps []litmus.Prop, not, filter bool) []part {
	all := make([]part, len(ps))
	for i, p := range ps {
		all[i] = r.part(p, not, filter)
	}
	return all
}

// join makes the disjunction or conjunction of parts.
func (r *reader) join(prop litmus.Prop, sides []part, or bool) part {
	op, is := event.All, event.True
	if or {
		op, is = event.Any, event.False
	}
	for i := range sides {
		is = r.s.Pool.Make(op, is, sides[i].is)
	}
	return part{prop: prop, is: is, sides: sides, or: or}
}
