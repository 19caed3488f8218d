package starred

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/litmus"
)

// test tells whether the values of a state satisfy a proposition.
type test func(values []string) bool

func (r *reader) prop(p litmus.Prop) test {
	switch p := p.(type) {
	case nil:
		return func([]string) bool { return true }
	case *litmus.Const:
		return func([]string) bool { return p.Value }
	case *litmus.Not:
		q := r.prop(p.P)
		return func(v []string) bool { return !q(v) }
	case *litmus.Implies:
		q, s := r.prop(p.P), r.prop(p.Q)
		return func(v []string) bool { return !q(v) || s(v) }
	case *litmus.And:
		return r.until(p.Ps, false)
	case *litmus.Or:
		return r.until(p.Ps, true)
	case *litmus.Pending:
		at := r.named("pending(P" + strconv.Itoa(p.Thread) + ")")
		return func(v []string) bool { return v[at] == "1" }
	case *litmus.Atom:
		return r.atom(p)
	}
	panic(fmt.Sprintf("starred: no such proposition: %T", p))
}

// until returns so if one of the parts is so, else the opposite.
func (r *reader) until(ps []litmus.Prop, so bool) test {
	parts := make([]test, len(ps))
	for i, p := range ps {
		parts[i] = r.prop(p)
	}
	return func(v []string) bool {
		for _, q := range parts {
			if q(v) == so {
				return so
			}
		}
		return !so
	}
}

func (r *reader) atom(a *litmus.Atom) test {
	var right func(v []string) string
	switch {
	case a.Braces:
		items := make([]string, len(a.Values))
		for i := range a.Values {
			items[i] = r.types.text(&a.Loc, &a.Values[i])
		}
		all := strings.Join(items, ",")
		if len(items) > 1 {
			all = "{" + all + "}"
		}
		right = func([]string) string { return all }
	case a.Other != nil:
		at := r.place(a.Other)
		right = func(v []string) string { return v[at] }
	default:
		c := r.types.text(&a.Loc, &a.Values[0])
		right = func([]string) string { return c }
	}
	at := r.place(&a.Loc)
	switch a.Op {
	case litmus.Eq:
		return func(v []string) bool { return v[at] == right(v) }
	case litmus.Ne:
		return func(v []string) bool { return v[at] != right(v) }
	case litmus.Lt:
		return func(v []string) bool { return ordered(v[at], right(v), -1, -1) }
	case litmus.Le:
		return func(v []string) bool { return ordered(v[at], right(v), -1, 0) }
	case litmus.Gt:
		return func(v []string) bool { return ordered(v[at], right(v), 1, 1) }
	case litmus.Ge:
		return func(v []string) bool { return ordered(v[at], right(v), 0, 1) }
	}
	panic(fmt.Sprintf("starred: no such comparison: %d", a.Op))
}

// ordered reports whether two texts compare as one of two results: numbers with
// numbers, addresses with those of the same location. Nothing else has an order.
func ordered(x, y string, either, or int) bool {
	base, n, ok := number(x)
	other, m, fine := number(y)
	if !ok || !fine || base != other {
		return false
	}
	c := n.Cmp(m)
	return c == either || c == or
}

// number reads "-3", "x" or "x+8".
func number(text string) (base string, n *big.Int, ok bool) {
	if text == "" {
		return "", nil, false
	}
	if c := text[0]; c != '-' && (c < '0' || c > '9') {
		if base, text, ok = strings.Cut(text, "+"); !ok {
			return base, new(big.Int), true
		}
	}
	n, ok = new(big.Int).SetString(text, 10)
	return base, n, ok
}
