package solve

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
)

// formula returns a formula of n variables, of which every second is a decision.
func formula(n int, clauses ...[]cnf.Lit) *cnf.Formula {
	f := cnf.New()
	for i := range n {
		k := cnf.BoolExpr
		if i%2 == 0 {
			k = cnf.ReadsFrom
		}
		f.Var(cnf.Meaning{Kind: k})
	}
	for _, c := range clauses {
		f.Add(cnf.Tag{}, c...)
	}
	return f
}

func randomFormula(r *rand.Rand) *cnf.Formula {
	n := 4 + r.IntN(7)
	f := formula(n)
	for range r.IntN(5 * n) {
		var c []cnf.Lit
		for range 2 + r.IntN(2) {
			l := cnf.Lit(2 + r.IntN(n))
			if r.IntN(2) == 0 {
				l = -l
			}
			c = append(c, l)
		}
		f.Add(cnf.Tag{}, c...)
	}
	return f
}

func satisfies(f *cnf.Formula, value func(cnf.Lit) bool) bool {
	ok := !f.Contradiction
	f.Each(func(_ cnf.Tag, c []cnf.Lit) bool {
		some := false
		for _, l := range c {
			some = some || value(l)
		}
		ok = ok && some
		return ok
	})
	return ok
}

// bruteForce says whether f has a solution under the assumptions.
func bruteForce(f *cnf.Formula, assumed []cnf.Lit) bool {
	n := f.Vars() - 1
	for bits := range 1 << n {
		value := func(l cnf.Lit) bool {
			v := l.Var()
			b := v == 1 || bits>>(v-2)&1 != 0
			return b == (l > 0)
		}
		ok := satisfies(f, value)
		for _, l := range assumed {
			ok = ok && value(l)
		}
		if ok {
			return true
		}
	}
	return false
}

// TestAsk compares many queries of one session with trying all assignments.
func TestAsk(t *testing.T) {
	for _, e := range Backends() {
		t.Run(string(e), func(t *testing.T) { testAsk(t, e) })
	}
}

func testAsk(t *testing.T, e Backend) {
	r := rand.New(rand.NewPCG(3, 4))
	s := New(e)
	defer s.Close()
	by := map[Step]int{}
	for range 800 {
		f := randomFormula(r)
		q := s.Session(f, cnf.NewPropagator(f), Limits{})
		for range 4 {
			var as []cnf.Lit
			for range r.IntN(3) {
				l := cnf.Lit(2 + r.IntN(f.Vars()-1))
				if r.IntN(2) == 0 {
					l = -l
				}
				as = append(as, l)
			}
			a, err := q.Ask(context.Background(), as...)
			if err != nil {
				t.Fatal(err)
			}
			by[a.By]++
			want := Unsat
			if bruteForce(f, as) {
				want = Sat
			}
			if a.Status != want {
				t.Fatalf("got %v by %s, want %v", a.Status, a.By, want)
			}
			if a.Status == Sat {
				value := func(l cnf.Lit) bool { return a.Values[l.Var()] == (l > 0) }
				if !satisfies(f, value) {
					t.Fatalf("%s: the values do not satisfy the formula", a.By)
				}
				for _, l := range as {
					if !value(l) {
						t.Fatalf("%s: assumption %d does not hold", a.By, l)
					}
				}
			}
			for _, l := range a.Core {
				if !contains(as, l) {
					t.Fatalf("core literal %d was not assumed", l)
				}
			}
			if len(a.Core) > 0 && bruteForce(f, a.Core) {
				t.Fatal("the core is satisfiable")
			}
		}
		if err := q.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(by)
	if by[Search] == 0 || by[Propagation] == 0 || by[Greedy] == 0 {
		t.Error("not every step was used: ", by)
	}
}

func contains(ls []cnf.Lit, l cnf.Lit) bool {
	for _, k := range ls {
		if k == l {
			return true
		}
	}
	return false
}

// pigeons says that n+1 pigeons sit alone in n holes: unsatisfiable, and hard.
func pigeons(n int) *cnf.Formula {
	f := cnf.New()
	at := func(p, h int) cnf.Lit { return cnf.Lit(2 + p*n + h) }
	for range (n + 1) * n {
		f.Var(cnf.Meaning{Kind: cnf.ReadsFrom})
	}
	for p := range n + 1 {
		var c []cnf.Lit
		for h := range n {
			c = append(c, at(p, h))
			for q := range p {
				f.Add(cnf.Tag{}, -at(p, h), -at(q, h))
			}
		}
		f.Add(cnf.Tag{}, c...)
	}
	return f
}

func TestLimits(t *testing.T) {
	for _, e := range Backends() {
		t.Run(string(e), func(t *testing.T) { testLimits(t, e) })
	}
}

func testLimits(t *testing.T, e Backend) {
	f := pigeons(11)
	for _, c := range []struct {
		name   string
		limits Limits
		ctx    func() (context.Context, context.CancelFunc)
		want   string
	}{
		{"budget", Limits{Budget: 20000}, background, "budget used up"},
		{"almost no budget", Limits{Budget: 1}, background, "budget used up"},
		{"almost no time", Limits{}, within(1), "time limit reached (--timeout 1ns)"},
		{"time", Limits{}, within(20 * time.Millisecond), "time limit reached (--timeout 20ms)"},
		{"memory", Limits{}, func() (context.Context, context.CancelFunc) {
			ctx, end := context.WithCancelCause(context.Background())
			time.AfterFunc(20*time.Millisecond, func() { end(&limit.Reached{What: "memory limit reached"}) })
			return ctx, func() { end(nil) }
		}, "memory limit reached"},
		{"cancelled before", Limits{}, func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, cancel
		}, "cancelled"},
		{"cancelled during", Limits{}, func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(30*time.Millisecond, cancel)
			return ctx, cancel
		}, "cancelled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := New(e)
			defer s.Close()
			q := s.Session(f, cnf.NewPropagator(f), c.limits)
			defer q.Close()
			ctx, cancel := c.ctx()
			defer cancel()
			a, err := q.Ask(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if a.Status != Unknown || a.Reason != c.want {
				t.Errorf("got %v (%q), want Unknown (%q)", a.Status, a.Reason, c.want)
			}
		})
	}
}

func within(d time.Duration) func() (context.Context, context.CancelFunc) {
	return func() (context.Context, context.CancelFunc) { return limit.WithTimeout(context.Background(), d) }
}

func background() (context.Context, context.CancelFunc) {
	return context.Background(), func() {}
}

// TestNoBackendWithoutNeed holds the reason for starting backends late: a query that
// propagation settles must not pay for Z3.
func TestNoBackendWithoutNeed(t *testing.T) {
	s := New("")
	defer s.Close()
	f := formula(2, []cnf.Lit{2}, []cnf.Lit{-2, 3})
	if a, err := s.Session(f, cnf.NewPropagator(f), Limits{}).Ask(context.Background()); err != nil || a.Status != Sat {
		t.Fatal(a, err)
	}
	if len(s.started) != 0 {
		t.Error("a backend was started for a query that propagation settles")
	}
}

// TestStopsSoon checks that a query ends soon after its context, although the formula is
// large.
func TestStopsSoon(t *testing.T) {
	f := pigeons(60)
	p := cnf.NewPropagator(f)
	for _, e := range Backends() {
		s := New(e)
		q := s.Session(f, p, Limits{})
		if a, err := q.Ask(context.Background(), -2, 2); err != nil || a.Status != Unsat { // starts
			t.Fatal(a, err)
		}
		ctx, end := limit.WithTimeout(context.Background(), 300*time.Millisecond)
		a, err := q.Ask(ctx)
		late := time.Since(deadline(t, ctx))
		if err != nil || a.Status != Unknown || late > 2*time.Second { // idle: a few milliseconds
			t.Errorf("%s: %v (%q, %v) after the end of its time: %v", e, a.Status, a.Reason, err, late)
		}
		end()
		q.Close()
		s.Close()
	}
}

func deadline(t *testing.T, ctx context.Context) time.Time {
	d, ok := ctx.Deadline()
	if !ok {
		t.Fatal("the context has no deadline")
	}
	return d
}

// TestConcurrent runs solvers of all backends at the same time. They share nothing.
func TestConcurrent(t *testing.T) {
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(i/2)))
			s := New(Backends()[i%len(Backends())])
			defer s.Close()
			for range 60 {
				f := randomFormula(r)
				q := s.Session(f, cnf.NewPropagator(f), Limits{})
				if a, err := q.Ask(context.Background()); err != nil || (a.Status == Sat) != bruteForce(f, nil) {
					t.Error(a, err)
				}
				q.Close()
			}
		})
	}
	all.Wait()
}

func TestParseBackend(t *testing.T) {
	for _, e := range Backends() {
		if got, err := ParseBackend(string(e)); got != e || err != nil {
			t.Error(e, got, err)
		}
	}
	if e, err := ParseBackend("minisat"); e != "" || err == nil {
		t.Error(e, err)
	}
	if _, err := ParseBackend("z3"); (err == nil) != (Version() != "") {
		t.Error(err, Version())
	}
}
