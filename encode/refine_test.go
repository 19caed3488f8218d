package encode

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestRefined refines formulas with solutions under random assumptions, from the part that says
// what an execution is. It compares them with the whole formula. Every clause that is added has
// to follow from the whole formula. A solution to which nothing is added has to satisfy the
// whole formula.
func TestRefined(t *testing.T) {
	c := refined{t: t, r: rand.New(rand.NewPCG(1, 2))}
	power := fixture.Model(t, "power")
	for seed := range fixture.Nightly(60, 2000) {
		c.check(power, families.Small(uint64(seed)), 10)
		c.check(fixture.ModelText(t, families.Model(uint64(seed))), families.Small(uint64(seed)), 10)
	}
	for seed := range fixture.Nightly(4, 40) {
		c.check(power, families.Random(6, uint64(seed)), 30)
		c.check(power, families.Loops(uint64(seed)), 10)
	}
	for _, name := range []string{"tas-2x2-isync-lwsync", "spsc-2-lwsync", "peterson-2x1-sync-sync", "mcs-2x1-isync-lwsync", "dekker-2x1-sync",
		"chaselev-p2-s1-t1-sync", "qspin-2x1-isync-lwsync", "dekker-2x2-sync"}[:fixture.Nightly(3, 8)] {
		text, ok := families.Sized(name)
		if !ok {
			t.Fatal(name)
		}
		c.check(power, text, fixture.Nightly(5, 100))
	}
	t.Logf("%d clauses follow, %d of them for orders; %d solutions satisfy the model; %d programs have a model that is not refined",
		c.follow, c.orders, c.allowed, c.unsupported)
	if testing.Short() {
		return
	}
	if c.follow < 2000 || c.orders < 20 || c.allowed < 200 || c.unsupported < 10 {
		t.Error("too little was tried")
	}
}

type refined struct {
	t                                    *testing.T
	r                                    *rand.Rand
	follow, orders, allowed, unsupported int

	whole   *Encoding
	session *solve.Session
	before  int // variables that say what an execution is
	vars    int // of the whole formula when it was extended last
	program string
}

// check compares a formula that is refined with the whole formula, in some queries.
func (c *refined) check(m *rel.Model, text string, queries int) {
	t, ctx := c.t, context.Background()
	c.program = text
	less, _ := m.RoundsCanGo()
	s := fixture.Structure(t, fixture.Parse(t, diag.NewSource("random", text)), unroll.Options{Limits: unroll.Limits{Bound: 2}, KeepRounds: !less.Rounds, KeepWrites: !less.Writes, SkipAttempts: less.Atomic})
	start := func(transitive int) (*Encoding, *solve.Solver) {
		e := NewEncoder(m)
		if p := e.planFor(s); len(p.stages) > 0 {
			var all []int
			for _, st := range p.stages {
				all = append(all, st.axioms...)
			}
			p.stages = []stage{{all, p.reach(all)}}
		}
		x, err := e.Start(ctx, Query{Structure: s, Goal: Any}, Options{Transitive: transitive})
		if err != nil {
			t.Fatal(err)
		}
		return x, solve.New(solve.Builtin)
	}
	x, solver := start(1)
	whole, judge := start(0)
	c.whole, c.before = whole, whole.F.Vars()
	if _, more, err := whole.Next(); err != nil || !more {
		return // a model without axioms
	}
	if len(whole.undecided) == 0 {
		return
	}
	for id := range m.Nodes { // a literal for each pair
		if whole.plan.stages[0].reach[id] && !whole.plan.structural[id] && m.Nodes[id].Op != rel.RelBase {
			whole.rows(whole.rels.need, rel.ID(id)).Difference(whole.rows(whole.rels.may, rel.ID(id)), whole.rows(whole.rels.must, rel.ID(id)))
		}
	}
	if err := whole.Add(); err != nil {
		t.Fatal(err)
	}
	seen := x.F.Clauses()
	z, err := x.Refine()
	if err != nil {
		t.Fatal(err)
	}
	c.vars = whole.F.Vars()
	c.session = judge.Session(whole.F, whole.P, solve.Limits{})
	session := solver.Session(x.F, x.P, solve.Limits{})
	c.take(x, &seen)
	for range queries {
		as := c.assume(x)
		for round := 0; ; round++ {
			if round > 1000 {
				t.Fatalf("no progress\n%s", c.program)
			}
			r, err := session.Ask(ctx, as...)
			if err != nil {
				t.Fatal(err)
			}
			if r.Status != solve.Sat {
				if w := c.ask(as); w.Status != solve.Unsat {
					t.Fatalf("refined: no solution, whole: %v\n%s", w.Status, c.program)
				}
				break
			}
			n, err := z.Order(r.Values)
			c.orders += n
			if n == 0 && err == nil {
				var ok bool
				if n, ok, err = z.Axioms(r.Values); !ok {
					c.unsupported++
					return
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				c.allowed++
				if w := c.ask(c.solution(x, r.Values)); w.Status != solve.Sat {
					t.Fatalf("a solution to which nothing is added is forbidden\n%s", c.program)
				}
				break
			}
			c.take(x, &seen)
			if err := session.Extend(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// assume returns random assumptions about what an execution chooses.
func (c *refined) assume(x *Encoding) (as []cnf.Lit) {
	for range c.r.IntN(6) {
		if v := 2 + c.r.IntN(c.before-1); x.F.Meaning[v].Kind.Decides() {
			as = append(as, cnf.Lit(v)*cnf.Lit(1-2*c.r.IntN(2)))
		}
	}
	return as
}

// solution returns what an execution chooses, as literals.
func (c *refined) solution(x *Encoding, values []bool) (lits []cnf.Lit) {
	executed := func(e int32) bool { l := x.exec[e]; return values[l.Var()] == (l > 0) }
	for v := 2; v <= c.before; v++ {
		l := cnf.Lit(v)
		if m := x.F.Meaning[v]; !m.Kind.Decides() || m.Kind == cnf.Coherence && !(executed(m.A) && executed(m.B)) {
			continue // the order of writes that are not executed need not be total
		}
		if !values[v] {
			l = -l
		}
		lits = append(lits, l)
	}
	return lits
}

// take checks the clauses that the formula has and the whole formula did not have before.
func (c *refined) take(x *Encoding, seen *int) {
	at := 0
	x.F.Each(func(tag cnf.Tag, clause []cnf.Lit) bool {
		if at++; at <= *seen {
			return true
		}
		*seen = at
		var not []cnf.Lit
		for _, l := range clause {
			not = append(not, -c.same(x, l))
		}
		if a := c.ask(not); a.Status != solve.Unsat {
			c.t.Fatalf("clause %s of part %d does not follow: %v\n%s", c.text(x, clause), tag.Part, a.Status, c.program)
		}
		c.follow++
		return true
	})
}

// ask asks the whole formula.
func (c *refined) ask(as []cnf.Lit) solve.Answer {
	if n := c.whole.F.Vars(); n != c.vars {
		c.vars = n
		c.whole.P.Extend()
		if err := c.session.Extend(context.Background()); err != nil {
			c.t.Fatal(err)
		}
	}
	a, err := c.session.Ask(context.Background(), as...)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// same returns the literal of the whole formula with the meaning of one of the refined one.
func (c *refined) same(x *Encoding, l cnf.Lit) cnf.Lit {
	if l < 0 {
		return -c.same(x, -l)
	}
	if int(l) <= c.before {
		return l
	}
	switch m := x.F.Meaning[l]; m.Kind {
	case cnf.BothExecuted:
		return c.whole.bothLit(int(m.A), int(m.B))
	case cnf.Derived:
		return c.whole.pairLit(rel.ID(m.C), int(m.A), int(m.B))
	default:
		c.t.Fatalf("variable of kind %d", m.Kind)
		return 0
	}
}

// text returns a clause as text.
func (c *refined) text(x *Encoding, clause []cnf.Lit) string {
	out := ""
	for _, l := range clause {
		m := x.F.Meaning[l.Var()]
		out += fmt.Sprintf(" %d{%d %d,%d %s}", l, m.Kind, m.A, m.B, x.M.Text(rel.ID(m.C)))
	}
	return out
}
