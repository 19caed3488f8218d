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

// AccessFormula is Formula for accesses with other tags in the place of the same accesses:
// those of one statement, between which its thread does nothing else.
func AccessFormula(ctx context.Context, m *rel.Model, weak, strong []event.Access) (f *cnf.Formula, why string) {
	u, why := exchange(ctx, m, accessChange(weak, strong))
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
	if ok, why := m.BarriersCanGo(isa.Of(weak, strong)); !ok {
		return nil, why
	}
	lang := m.Vocabulary.Language
	for _, t := range []isa.Tag{weak, strong} {
		if lang.Tags[t].Located {
			return nil, lang.Tags[t].Name + " is about one location"
		}
	}
	if lang.Full(weak) && !lang.Full(strong) {
		// Under a model that does not use the weak one, both would be equally
		// strong. That would be a statement about the model, not the barriers.
		return nil, lang.Tags[strong].Name + " cannot order all that " + lang.Tags[weak].Name + " can"
	}
	return exchange(ctx, m, barrierChange(weak, strong))
}

// exchange makes the universe with a change, and the clauses that some part of the model
// loses a pair.
func exchange(ctx context.Context, m *rel.Model, c *change) (u *universe, why string) {
	k := classify(m, c)
	all, why := parts(m, k)
	if why != "" {
		return nil, why
	}
	n := 0
	for _, p := range all {
		for _, id := range p.keep {
			n = max(n, k.middle(m, id))
		}
	}
	n += 2 + c.size() // the pair, and what changes
	if n > maxEvents {
		return nil, "the model is too large"
	}
	u = newUniverse(m, n, c, k, limit.For(ctx))
	w, s := u.under(c.weak), u.under(c.strong)
	var lost []cnf.Lit
	for _, p := range all {
		lost = append(lost, u.lostLit(w, s, p))
	}
	u.add(lost...)
	return u, ""
}

// lostLit returns the literal "the part has some pair with the weak barrier that it
// does not have with the strong one". All others are alike, so it is enough to
// consider pairs of the events that change and the first two other events.
func (u *universe) lostLit(w, s *version, p part) cnf.Lit {
	is := func(v *version, k int, of ...rel.ID) cnf.Lit {
		x := cnf.False
		for _, id := range of {
			x = u.or(x, v.valueLits(id)[k])
		}
		return x
	}
	lostAt := func(k int) cnf.Lit {
		return u.and(is(w, k, p.keep...), -u.or(is(s, k, p.keep...), is(s, k, p.gain...)))
	}
	lost := cnf.False
	set := u.m.Node(p.keep[0]).Op.IsSet()
	for i := range u.change.size() + 2 {
		if set {
			lost = u.or(lost, lostAt(i))
			continue
		}
		for j := range u.change.size() + 2 {
			lost = u.or(lost, lostAt(i*u.n+j))
		}
	}
	return lost
}

// Embeds reports whether a sequence of parts is at least as strong as another, given which
// single parts are at least as strong as others: each of the weak ones needs one of the
// strong ones, in the same order. Additional barriers and dependencies can only forbid more.
// A ctrl() needs a ctrl().
func Embeds(weak, strong []event.Part, atLeast func(weak, strong *event.Part) bool) bool {
	for i := range weak {
		w := &weak[i]
		for found := false; !found; strong = strong[1:] {
			if len(strong) == 0 {
				return false
			}
			s := &strong[0]
			found = w.Orders() && s.Text == w.Text && s.Ctrl == w.Ctrl || atLeast(w, s)
			if !found && !s.Orders() {
				return false
			}
		}
	}
	return !slices.ContainsFunc(strong, func(p event.Part) bool { return !p.Orders() })
}
