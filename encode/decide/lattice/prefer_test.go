package lattice

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// prices returns the prices of a structure by the default ranks.
func prices(t testing.TB, s *event.Structure) *Prices {
	t.Helper()
	m, err := cost.Load(cost.Default)
	if err != nil {
		t.Fatal(err)
	}
	p := &Prices{Less: func(a, b cost.Cost) bool { return m.Compare(a, b) < 0 }}
	for i := range s.Slots {
		var of []cost.Cost
		for _, parts := range s.Slots[i].Parts {
			c, err := m.Of(parts)
			if err != nil {
				t.Fatal(err)
			}
			of = append(of, c)
		}
		p.Of = append(p.Of, of)
	}
	return p
}

func (p *Prices) sum(picks []int) (sum cost.Cost) {
	for i, c := range picks {
		sum = sum.Plus(p.Of[i][c])
	}
	return sum
}

// sameWithPrices explores a lattice again, cheap variants first. Each variant has the same
// verdict and, if it is Sometimes, an execution of its own.
func sameWithPrices(t *testing.T, d *Decider, s *event.Structure, want *Variants, seed uint64) *Variants {
	t.Helper()
	p := prices(t, s)
	all, err := d.Borders(context.Background(), s, p)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	for v := range all.Len() {
		if got, want := all.Answer(v).Verdict, want.Answer(v).Verdict; got != want {
			t.Errorf("seed %d, %s: %s, and %s with prices", seed, fixture.Named(s, all.Slots(v)), want, got)
		}
		if c, err := all.Witness(context.Background(), v); err != nil || (c != nil) != (all.Answer(v).Verdict == verdict.Sometimes) {
			t.Errorf("seed %d, %s: %v", seed, fixture.Named(s, all.Slots(v)), err)
		}
	}
	if !slices.Equal(all.Minimal(), want.Minimal()) {
		t.Errorf("seed %d: minimal are %v, and %v with prices", seed, want.Minimal(), all.Minimal())
	}
	never := func(a *decide.Answer) bool { return a.Verdict == verdict.Never }
	best := all.Cheapest(p, never)
	for picks, a := range want.All() {
		if a.Verdict == verdict.Never && (best == nil || p.Less(p.sum(picks), p.sum(best))) {
			t.Errorf("seed %d: %v is cheaper than %v", seed, picks, best)
		}
	}
	return all
}

// TestCheapFirst: with the exploration ended anywhere, no variant that is not decided
// costs less than one that was asked about and is Never.
func TestCheapFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	ended := 0
	d := newDecider(t, "power", decide.Options{})
	for n := range 60 {
		text := families.ManySlots(6)
		if n%2 > 0 {
			text = families.SlotRing(5)
		}
		s, err := d.Structure(context.Background(), fixture.ParseText(t, text), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		order, err := d.Order(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		g, err := newGrid(s, order, maxVariants)
		if err != nil {
			t.Fatal(err)
		}
		w := newLattice(d, g, [][]int{nil})
		w.prices = prices(t, s)
		e := newExplorer(w, encode.Query{Structure: s, Goal: encode.Holds})
		session, err := d.Open(context.Background(), e.query)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		left := r.IntN(16)
		var nevers [][]int
		e.ask = func(ctx context.Context, slots []int) (decide.Answer, error) {
			if left--; left < 0 {
				cancel()
			}
			a, err := session.Ask(ctx, slots)
			if a.Verdict == verdict.Never {
				nevers = append(nevers, slices.Clone(slots))
			}
			return a, err
		}
		if err := e.explore(ctx); err != nil {
			t.Fatal(err)
		}
		cancel()
		session.Close()
		all := &Variants{grid: w.grid, answers: e.answers, found: e.found, asked: w.asked}
		open := all.Cheapest(w.prices, func(a *decide.Answer) bool { return a.Verdict == verdict.Unknown })
		for _, v := range nevers {
			if open != nil && w.prices.Less(w.prices.sum(open), w.prices.sum(v)) {
				t.Errorf("%s is Never, and the cheaper %s not decided", fixture.Named(s, v), fixture.Named(s, open))
			}
		}
		if open != nil && len(nevers) > 0 {
			ended++
		}
	}
	if ended < 10 {
		t.Errorf("only %d explorations ended between a Never and the end", ended)
	}
}

// TestManySlots: where the choices of slots cannot be compared, the strongest variants that
// are not Never are many, and an execution is put under many of them at once.
func TestManySlots(t *testing.T) {
	for _, c := range []struct{ slots, minimal, atMost int }{{12, 64, 100}, {24, 512, 600}} {
		d := newDecider(t, "power", decide.Options{})
		s, err := d.Structure(context.Background(), fixture.ParseText(t, families.ManySlots(c.slots)), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Borders(context.Background(), s, prices(t, s))
		if err != nil {
			t.Fatal(err)
		}
		none := 0
		for _, g := range all.Groups() {
			if g.Verdict == verdict.Never {
				none += g.Variants
			}
		}
		if len(all.Minimal()) != c.minimal || none != never(5, c.slots/3) || all.Queries > c.atMost {
			t.Errorf("%d slots: %d minimal, %d Never, %d queries", c.slots, len(all.Minimal()), none, all.Queries)
		}
		n := 0
		for v := range all.EachMaximal() {
			if n++; n > 20 {
				break
			}
			if w, err := all.Witness(context.Background(), v); err != nil || w == nil {
				t.Errorf("%d slots: %s: %v", c.slots, fixture.Named(s, all.Slots(v)), err)
			}
		}
		var many *TooMany
		if _, err := d.Lattice(context.Background(), s); !errors.As(err, &many) {
			t.Errorf("%d slots: %v", c.slots, err)
		}
	}
}
