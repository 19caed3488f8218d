package decide

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify/lrat"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/sat"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSolversAgree decides programs with every backend of encode/solve: the suite, our own
// tests, the families, programs of real size, and random programs. All must agree. Propagation
// decides most of these, so encode/sat also gets the whole formula of each premise of the
// verdicts, to be solved without it.
func TestSolversAgree(t *testing.T) {
	var ds, mixed []*Decider
	for _, b := range solve.Backends() {
		ds, mixed = append(ds, newDecider(t, "power", Options{Solver: b})), append(mixed, newMixed(t, "power", Options{Solver: b}))
	}
	a := &agreement{ds: ds, mixed: mixed, count: map[verdict.Verdict]int{}}
	every := fixture.Nightly(7, 1) // which share of the large sets is tried
	for i, f := range filesOf(suite + "tests/*.litmus") {
		if i%every == 0 {
			a.file(t, f)
		}
	}
	for i, f := range append(filesOf("../../programs/library/*/*.litmus"), filesOf("../../programs/corpus/*.litmus")...) {
		if i%every == 0 {
			a.file(t, f)
		}
	}
	for _, name := range []string{"dekker-2x1-none", "peterson-2x1-none-none", "peterson-2x1-sync-sync", "spsc-3-lwsync", "tas-2x2-isync-lwsync", "tas-3x1-isync-lwsync", "ticket-3x1-isync-lwsync", "treiber-2p1-lwsync", "treiber-2p2-none"} {
		for _, f := range filesOf(suite + "../scale/tests/" + name + ".litmus") {
			a.file(t, f)
		}
	}
	names, texts := scaled()
	for i, text := range texts {
		if i%every == 0 {
			a.test(t, names[i], fixture.ParseText(t, text))
		}
	}
	for seed := range fixture.Nightly(150, 5000) {
		text := families.Small(uint64(seed))
		test := fixture.ParseText(t, text)
		v := a.test(t, text, test)
		found, limit, err := enumerate.Exists(context.Background(), fixture.Structure(t, test, unroll.Options{KeepRounds: true}), ds[0].Model(), enumerate.Options{MaxCandidates: 50_000})
		if err != nil {
			t.Fatal(err)
		}
		if limit == "" && (found != nil) != (v != verdict.Never) {
			t.Errorf("%s by the solvers, found=%v by enumeration\n%s", v, found != nil, text)
		}
	}
	t.Log(a.count, "searched:", a.searched, "formulas:", a.formulas, "proved:", a.proved)
	if a.count[verdict.Never] == 0 || a.count[verdict.Sometimes] == 0 || a.searched == 0 || a.proved == 0 {
		t.Error("the programs do not tell")
	}
}

func filesOf(pattern string) []string {
	files, _ := filepath.Glob(pattern)
	return files
}

// agreement compares the verdicts of several deciders, and counts them.
type agreement struct {
	ds, mixed                  []*Decider // mixed: for programs with accesses of mixed size
	count                      map[verdict.Verdict]int
	searched, formulas, proved int // answers that needed search, formulas given to encode/sat alone, proofs checked
}

func (a *agreement) file(t *testing.T, f string) {
	t.Helper()
	a.test(t, f, fixture.ParseFile(t, f))
}

// test returns the verdict about a program on which all deciders agree.
func (a *agreement) test(t *testing.T, name string, test *litmus.Test) verdict.Verdict {
	t.Helper()
	ds := a.ds
	if unroll.Mixed(test) {
		ds = a.mixed
	}
	s, err := ds[0].Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var first Answer
	for i, d := range ds {
		x, err := d.Decide(context.Background(), s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if x.By == solve.Search {
			a.searched++
		}
		if i == 0 {
			first = x
		} else if x.Verdict != first.Verdict {
			t.Errorf("%s: %s (%s) by %s, %s (%s) by %s", name, first.Verdict, first.Reason, ds[0].opts.Solver, x.Verdict, x.Reason, d.opts.Solver)
		}
	}
	a.count[first.Verdict]++
	a.alone(t, ds[0], name, s, first.Verdict)
	return first.Verdict
}

// alone has encode/sat answer the premises of a verdict, without propagation before.
func (a *agreement) alone(t *testing.T, d *Decider, name string, s *event.Structure, v verdict.Verdict) {
	t.Helper()
	for _, p := range Premises(s, v, false) {
		x, err := encode.NewEncoder(d.modelFor(p.Query)).Encode(context.Background(), p.Query, encode.Options{Whole: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(x.F.Lits) > 400_000 {
			continue
		}
		clauses := make([]int32, 0, len(x.F.Lits)+3)
		clauses = append(clauses, 1, 0)
		for _, l := range x.F.Lits {
			clauses = append(clauses, int32(l))
		}
		if x.F.Contradiction {
			clauses = append(clauses, 0)
		}
		a.formulas++
		proof, err := lrat.New(x.F.Vars(), clauses, nil)
		if err != nil {
			t.Fatal(err)
		}
		q := sat.New(sat.Split(clauses).Size(x.F.Vars()), sat.Split(clauses), proof)
		got := q.Solve(sat.Limits{})
		if (got == sat.Sat) != p.Sat || got == sat.Unknown {
			t.Errorf("%s: encode/sat answers %d to %s; the verdict %s rests on: solvable, %v", name, got, p.Query.Goal, v, p.Sat)
		}
		if got == sat.Unsat {
			if err := proof.Refutes(nil, q.Hints()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			a.proved++
		}
		if got != sat.Sat {
			continue
		}
		m := make([]bool, x.F.Vars()+1)
		q.Values(m)
		x.F.Each(func(_ cnf.Tag, c []cnf.Lit) bool {
			for _, l := range c {
				if m[l.Var()] == (l > 0) {
					return true
				}
			}
			t.Errorf("%s: a clause is false in the solution: %v", name, c)
			return false
		})
	}
}
