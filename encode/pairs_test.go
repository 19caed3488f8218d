package encode

import (
	"context"
	"os"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestPairs compares every relation of random models with the evaluator, pair by pair: in
// each candidate execution it lies between its bounds, and the literal of an undecided
// pair follows exactly if the relation has the pair. If the relation is defined in both
// directions, the negated literal follows otherwise. The axioms are left out, so that
// every candidate satisfies the formula.
func TestPairs(t *testing.T) {
	every := fixture.ModelText(t, "empty 0 as nothing")
	programs := []func(uint64) string{families.Small, families.Doorbell}
	c, seeds := &pairCheck{t: t}, 600
	switch {
	case os.Getenv("FENCEWISE_NIGHTLY") != "":
		seeds = 20_000
	case testing.Short():
		seeds = 60
	}
	for seed := range seeds {
		c.model = families.Model(uint64(seed))
		c.m = fixture.ModelText(t, c.model)
		c.program = programs[seed%2](uint64(seed))
		test := fixture.Parse(t, diag.NewSource("random", c.program))
		s := fixture.Structure(t, test, unroll.Options{Limits: unroll.Limits{Bound: 1, Interrupts: 1}, KeepRounds: true})
		var err error
		if c.x, err = NewEncoder(c.m).Start(context.Background(), Query{Structure: s, Goal: Any}, Options{}); err != nil {
			t.Fatal(err)
		}
		c.determined = c.follows()
		for ; c.x.stage < len(c.x.plan.stages); c.x.stage++ {
			if _, more, err := c.x.Next(); err != nil {
				t.Fatal(err)
			} else if !more { // an axiom demands what no execution has
				break
			}
			reach := c.x.plan.stages[c.x.stage].reach
			derived := len(c.x.undecided) > 0
			if derived {
				c.x.derive(reach)
				c.x.P.Extend()
			}
			judge := eval.New(c.m)
			seen, next := 0, 1 // neighbours are much alike: look at fewer and fewer of them
			_, err := enumerate.Each(context.Background(), s, every, enumerate.Options{MaxCandidates: 2000}, func(k *execution.Candidate) bool {
				if seen++; seen >= next && len(k.Cuts) == 0 {
					next = seen + 1 + seen/3
					judge.Judge(nil, k)
					c.candidate(judge, k, reach, derived)
				}
				return !t.Failed()
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if t.Failed() {
			return
		}
	}
	t.Log(c.relations, "relations,", c.literals, "literals")
	if c.relations == 0 || c.literals == 0 {
		t.Error("nothing was compared")
	}
}

type pairCheck struct {
	t                   *testing.T
	model, program      string
	m                   *rel.Model
	x                   *Encoding
	determined          []bool // by node; see follows
	relations, literals int
}

func (c *pairCheck) candidate(judge *eval.Judge, k *execution.Candidate, reach []bool, derived bool) {
	x, r := c.x, &c.x.rels
	mark := x.P.Mark()
	defer x.P.Undo(mark)
	for _, l := range decisions(x, k) {
		if !x.P.Assume(l) {
			c.wrong(k, "is no solution")
			return
		}
	}
	for id := rel.ID(1); int(id) < len(c.m.Nodes); id++ {
		if !reach[id] || c.m.Nodes[id].Op.IsSet() {
			continue // sets are seen in what is made of them
		}
		c.relations++
		actual := map[[2]int]bool{}
		for _, p := range judge.Pairs(id) {
			actual[p] = true
		}
		for i := range x.n {
			for j := range x.n {
				is, p := actual[[2]int{i, j}], x.inBound(r.need, id, i, j)
				switch {
				case is && !x.inBound(r.may, id, i, j):
					c.wrong(k, "has a pair (%d,%d) in %s that may not be there", i, j, c.m.Text(id))
				case !is && x.inBound(r.must, id, i, j):
					c.wrong(k, "lacks a pair (%d,%d) in %s that must be there", i, j, c.m.Text(id))
				case derived && p && r.tables[id].before != nil:
					c.literals++
					got := x.P.Lit(*x.lit(&r.tables[id], i, j))
					if !is && got == cnf.IsTrue || c.determined[id] && (is && got != cnf.IsTrue || !is && x.plan.exact[id] && got != cnf.IsFalse) {
						c.wrong(k, "has (%d,%d) in %s: %v, and its literal is %d", i, j, c.m.Text(id), is, got)
					}
				}
			}
		}
	}
}

// follows marks the nodes whose literals follow from the choices of a candidate.
// Where a literal is needed in one direction only, its negation does not; nor does
// it where there are ranks, which a solver has to find.
func (c *pairCheck) follows() []bool {
	p := c.x.plan
	marked := make([]bool, len(c.m.Nodes))
	for _, k := range p.comps {
		ok := !k.exact || !k.rec && !isClosure(&c.m.Nodes[k.nodes[0]])
		for _, id := range k.nodes {
			n := &c.m.Nodes[id]
			operands(c.m, id, func(o rel.ID) { ok = ok && (marked[o] || p.compOf[o] == p.compOf[id]) })
			switch n.Op {
			case rel.Diff, rel.SetDiff:
				ok = ok && (p.exact[n.B] || p.structural[n.B])
			case rel.Compl, rel.SetCompl:
				ok = ok && (p.exact[n.A] || p.structural[n.A])
			}
		}
		for _, id := range k.nodes {
			marked[id] = ok
		}
	}
	return marked
}

func (c *pairCheck) wrong(k *execution.Candidate, format string, args ...any) {
	c.t.Helper()
	if !c.t.Failed() {
		c.t.Errorf("rf %v, co %v, dbo %v "+format+"\n%s\n%s", append([]any{k.X.Rf, k.X.Order[event.Co], k.X.Order[event.Dbo]}, append(args, c.model, c.program)...)...)
	}
}

// decisions is the literals that make the formula describe one candidate.
func decisions(x *Encoding, k *execution.Candidate) (lits []cnf.Lit) {
	for v := 2; v < len(x.F.Meaning); v++ {
		m, is := x.F.Meaning[v], false
		switch m.Kind {
		case cnf.ReadsFrom:
			is = k.X.Rf[m.B] == m.A
		case cnf.Choice:
			is = k.X.Choices[m.A]
		case cnf.Coherence:
			is = before(k.X.Order[event.Co][x.S.Events[m.A].Loc], m.A, m.B)
		case cnf.DoorbellOrder:
			is = before(k.X.Order[event.Dbo][x.S.Events[m.A].Doorbell()], m.A, m.B)
		default:
			continue
		}
		if (m.Kind == cnf.Coherence || m.Kind == cnf.DoorbellOrder) && !(k.Executed[m.A] && k.Executed[m.B]) {
			continue // it says nothing
		}
		l := cnf.Lit(v)
		if !is {
			l = -l
		}
		lits = append(lits, l)
	}
	return lits
}

// before reports whether a comes before b in a list.
func before(list []int32, a, b int32) bool {
	for _, e := range list {
		if e == a || e == b {
			return e == a
		}
	}
	return false
}
