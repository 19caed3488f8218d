package herdlog

import (
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// condition returns a condition as herd7 prints it. The printer of package litmus
// writes more parentheses, for readers of tests; herd7 has no operator for "is not" and
// prints a negation.
func condition(c litmus.Cond) string {
	return string(c.Quant) + " (" + prop(c.Prop, top) + ")"
}

// operator is the operator of a proposition, or the one that it is an operand of.
type operator int

const (
	top operator = iota
	and
	or
	implies
)

// parentheses says which operators, as operands of which others, need parentheses: an
// or inside an or needs none, nor an and inside an or.
var parentheses = map[[2]operator]bool{
	{and, or}: true, {and, implies}: true, {or, implies}: true,
	{implies, and}: true, {implies, or}: true,
}

func prop(p litmus.Prop, in operator) string {
	put := func(here operator, text string) string {
		if parentheses[[2]operator{in, here}] {
			return "(" + text + ")"
		}
		return text
	}
	switch p := p.(type) {
	case *litmus.Not:
		return "not (" + prop(p.P, top) + ")"
	case *litmus.And:
		return put(and, join(p.Ps, ` /\ `, and))
	case *litmus.Or:
		return put(or, join(p.Ps, ` \/ `, or))
	case *litmus.Implies:
		return put(implies, prop(p.P, implies)+" => "+prop(p.Q, implies))
	case *litmus.Atom:
		if p.Op == litmus.Ne {
			eq := *p
			eq.Op = litmus.Eq
			return "not (" + litmus.PropString(&eq) + ")"
		}
	}
	return litmus.PropString(p)
}

func join(ps []litmus.Prop, with string, in operator) string {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = prop(p, in)
	}
	return strings.Join(texts, with)
}
