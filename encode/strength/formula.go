package strength

import (
	"context"
	"slices"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// maxEvents bounds the universe. No formula is made for models with more
// compositions.
const maxEvents = 16

// Formula returns a formula that is unsatisfiable only if the barrier strong is at
// least as strong as weak in its place: its solutions are relations in which a part of
// the model loses a pair. If no such formula exists, why says why.
//
// If ctx ends, work on the formula unwinds to the nearest [limit.Catch].
func Formula(ctx context.Context, m *rel.Model, weak, strong isa.Tag) (f *cnf.Formula, why string) {
	u, why := compare(ctx, m, weak, strong)
	if why != "" {
		return nil, why
	}
	return u.f, ""
}

// Names returns the meaning of the variables of a formula, by number: "po(e1,e2)"
// for a pair of a relation, "R(e1)" for an event in a set, where e0 is the barrier;
// "" for what the clauses define. It returns nil if there is no formula.
func Names(m *rel.Model, weak, strong isa.Tag) []string {
	u, why := compare(context.Background(), m, weak, strong)
	if why != "" {
		return nil
	}
	u.names = append(u.names, make([]string, u.f.Vars()+1-len(u.names))...)
	return u.names
}

// compare makes the universe in which strong takes the place of weak, with the
// clauses that some part of the model loses a pair.
func compare(ctx context.Context, m *rel.Model, weak, strong isa.Tag) (u *universe, why string) {
	if ok, why := m.Monotone(); !ok {
		return nil, why
	}
	if lang := m.Vocabulary.Language; lang.Full(weak) && !lang.Full(strong) {
		// Under a model that does not use the weak one, both would be equally
		// strong. That would be a statement about the model, not the barriers.
		return nil, lang.Tags[strong].Name + " cannot order all that " + lang.Tags[weak].Name + " can"
	}
	all, why := parts(m)
	if why != "" {
		return nil, why
	}
	n := 0
	for _, p := range all {
		for _, id := range p {
			n = max(n, middle(m, id))
		}
	}
	n += 3 // the pair, and the barrier
	if n > maxEvents {
		return nil, "the model is too large"
	}
	u = newUniverse(m, n, limit.For(ctx))
	w, s := u.under(weak), u.under(strong)
	var lost []cnf.Lit
	for _, p := range all {
		lost = append(lost, u.lostLit(w, s, p))
	}
	u.add(lost...)
	return u, ""
}

// lostLit returns the literal "the part has some pair with the weak barrier that it
// does not have with the strong one". All events are alike, so it is enough to
// consider pairs of the barrier and the first two other events.
func (u *universe) lostLit(w, s *version, p part) cnf.Lit {
	is := func(v *version, k int) cnf.Lit {
		x := cnf.False
		for _, id := range p {
			x = u.or(x, v.valueLits(id)[k])
		}
		return x
	}
	lost := cnf.False
	set := u.m.Node(p[0]).Op.IsSet()
	for i := range 3 {
		if set {
			lost = u.or(lost, u.and(is(w, i), -is(s, i)))
			continue
		}
		for j := range 3 {
			lost = u.or(lost, u.and(is(w, i*u.n+j), -is(s, i*u.n+j)))
		}
	}
	return lost
}

// Embeds reports whether a sequence of barriers and ctrl() is at least as strong as
// another, given which single barriers are at least as strong as others: each of the
// weak ones needs one of the strong ones, in the same order. Additional barriers and
// dependencies can only forbid more. A ctrl() needs a ctrl().
func Embeds(weak, strong []event.Part, atLeast func(weak, strong isa.Tag) bool) bool {
	for _, w := range weak {
		k := slices.IndexFunc(strong, func(s event.Part) bool {
			return s == w || w.Fence != isa.NoTag && s.Fence != isa.NoTag && atLeast(w.Fence, s.Fence)
		})
		if k < 0 {
			return false
		}
		strong = strong[k+1:]
	}
	return true
}
