package lattice

import (
	"cmp"
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// randomGrid returns a grid whose choices are ordered at random: some are equally
// strong, some are not compared.
func randomGrid(t *testing.T, r *rand.Rand) grid {
	s := &event.Structure{Test: &litmus.Test{Name: "random"}, Slots: make([]event.Slot, 1+r.IntN(4))}
	order := make(Order, len(s.Slots))
	for i := range s.Slots {
		n := 1 + r.IntN(4)
		s.Slots[i] = event.Slot{Choices: make([]string, n), Parts: make([][]event.Part, n), Fixed: -1}
		if r.IntN(6) == 0 {
			s.Slots[i].Fixed = r.IntN(n)
		}
		order[i] = make([][]bool, n)
		for a := range n {
			order[i][a] = make([]bool, n)
			for b := range n {
				order[i][a][b] = a == b || r.IntN(3) == 0
			}
		}
		for k := range n { // transitive
			for a := range n {
				for b := range n {
					order[i][a][b] = order[i][a][b] || order[i][a][k] && order[i][k][b]
				}
			}
		}
	}
	g, err := newGrid(s, order, MaxListed)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// oneByOne explores variants as the explorer does, with an answer for each variant
// in an array.
type oneByOne struct {
	g     *grid
	ask   func(slots []int) decide.Answer
	found []decide.Answer
	known []bool
	asked []int
}

func (o *oneByOne) explore() {
	rank := func(v int) (n int) {
		for i, c := range o.g.position(v) {
			n += o.g.below[i][c]
		}
		return n
	}
	var all []int
	for v := range o.g.size {
		all = append(all, v)
	}
	slices.SortStableFunc(all, func(v, w int) int { return cmp.Compare(rank(w), rank(v)) })
	for _, v := range all {
		if o.known[v] {
			continue
		}
		o.settle(v)
		for again := o.found[v].Verdict == verdict.Never; again; {
			v, again = o.down(v)
		}
	}
}

// down settles the variants one step below v until one is Never and weaker.
func (o *oneByOne) down(v int) (int, bool) {
	at := o.g.position(v)
	for i := range at {
		for c := range o.g.below[i] {
			if c == at[i] || !o.g.order[i][c][at[i]] || o.g.stride[i] == 0 {
				continue
			}
			to := slices.Clone(at)
			to[i] = c
			w := o.g.number(to)
			if !o.known[w] {
				o.settle(w)
			}
			if o.found[w].Verdict == verdict.Never && !o.g.order[i][at[i]][c] {
				return w, true
			}
		}
	}
	return v, false
}

func (o *oneByOne) settle(v int) {
	at := o.g.position(v)
	a := o.ask(o.g.choices(at))
	o.asked = append(o.asked, v)
	o.found[v], o.known[v] = a, true
	for w := range o.found {
		in := a.Verdict != verdict.Unknown
		for i, c := range o.g.position(w) {
			switch a.Verdict {
			case verdict.Never:
				in = in && (!slices.Contains(a.Core, i) || o.g.order[i][at[i]][c])
			case verdict.Sometimes:
				in = in && o.g.order[i][c][at[i]]
			}
		}
		if in && (!o.known[w] || o.found[w].Verdict == verdict.Unknown) {
			o.found[w], o.known[w] = a, true
			o.found[w].Follows = true
		}
	}
}

// randomAnswers returns answers to the query about each variant. With order, they
// respect that of the grid; a core of a Never is then one by which it is Never.
// Some are Unknown.
func randomAnswers(r *rand.Rand, g *grid, ordered bool) func(slots []int) decide.Answer {
	type least struct{ at, core []int } // what is at least as strong in the core is Never
	var never []least
	for range r.IntN(4) {
		l := least{at: g.position(r.IntN(g.size)), core: []int{}}
		for i := range l.at {
			if r.IntN(3) > 0 {
				l.core = append(l.core, i)
			}
		}
		never = append(never, l)
	}
	unknown := r.IntN(4)
	memo := map[int]decide.Answer{}
	return func(slots []int) decide.Answer {
		v := g.number(slots)
		if a, ok := memo[v]; ok {
			return a
		}
		at := g.position(v)
		a := decide.Answer{Verdict: verdict.Sometimes, Vars: v}
		for _, l := range never {
			if !slices.ContainsFunc(l.core, func(i int) bool { return !g.order[i][l.at[i]][at[i]] }) {
				a.Verdict, a.Core = verdict.Never, l.core
			}
		}
		if !ordered {
			a.Verdict, a.Core = []verdict.Verdict{verdict.Never, verdict.Sometimes}[r.IntN(2)], []int{r.IntN(len(at))}
		}
		if r.IntN(8) < unknown {
			a = decide.Answer{Verdict: verdict.Unknown, Reason: "budget", Vars: v}
		}
		memo[v] = a
		return a
	}
}

// TestExplore: the explorer asks about the same variants in the same order as one
// that keeps an answer for each variant, and finds the same answers; so also if the
// answers do not respect the order, or forget diagrams on the way. The border is the
// one by definition.
func TestExplore(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	count := map[verdict.Verdict]int{}
	for n := range 4000 {
		g := randomGrid(t, r)
		answer := randomAnswers(r, &g, n%3 > 0)
		o := &oneByOne{g: &g, ask: answer, found: make([]decide.Answer, g.size), known: make([]bool, g.size)}
		o.explore()
		w := newLattice(nil, g, [][]int{nil})
		w.tidyAt = r.IntN(100)
		e := newExplorer(w, encode.Query{})
		var asked []int
		e.ask = func(_ context.Context, slots []int) (decide.Answer, error) {
			asked = append(asked, g.number(slots))
			return answer(slots), nil
		}
		if err := e.explore(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(asked, o.asked) || w.queries != len(asked) {
			t.Fatalf("%v: asked about %v, want %v", g.order, asked, o.asked)
		}
		all := &Variants{grid: g, answers: e.answers, found: e.found, asked: w.asked}
		for v, a := range o.found {
			if count[a.Verdict]++; !reflect.DeepEqual(all.Answer(v), a) {
				t.Fatalf("%v: variant %d: %+v, want %+v", g.order, v, all.Answer(v), a)
			}
		}
		sameBorder(t, all)
		unknown := slices.ContainsFunc(o.found, func(a decide.Answer) bool { return a.Verdict == verdict.Unknown })
		if n%3 > 0 && !unknown {
			coversAll(t, all)
		}
	}
	for _, v := range []verdict.Verdict{verdict.Never, verdict.Sometimes, verdict.Unknown} {
		if count[v] < 1000 {
			t.Errorf("%v", count)
		}
	}
}

// sameBorder checks the borders of variants by definition.
func sameBorder(t *testing.T, all *Variants) {
	t.Helper()
	border := func(is verdict.Verdict, beyond func(slot, c, instead int) bool) (vs []int) {
		for v := range all.Len() {
			last, at := all.Answer(v).Verdict == is, all.position(v)
			for i, c := range at {
				for other := range all.below[i] {
					to := slices.Clone(at)
					to[i] = other
					switch {
					case other == c || !beyond(i, c, other) || all.stride[i] == 0:
					case beyond(i, other, c):
						last = last && other > c
					default:
						last = last && all.Answer(all.number(to)).Verdict != is
					}
				}
			}
			if last {
				vs = append(vs, v)
			}
		}
		return vs
	}
	if want := border(verdict.Never, func(i, c, to int) bool { return all.AtLeast(i, to, c) }); !slices.Equal(all.Minimal(), want) {
		t.Fatalf("minimal: %v, want %v", all.Minimal(), want)
	}
	if want := border(verdict.Sometimes, func(i, c, to int) bool { return all.AtLeast(i, c, to) }); !slices.Equal(all.Maximal(), want) {
		t.Fatalf("maximal: %v, want %v", all.Maximal(), want)
	}
}

// coversAll checks that each variant is above a minimal one or below a maximal one.
func coversAll(t *testing.T, all *Variants) {
	t.Helper()
	above := func(weak, strong []int) bool {
		for i := range weak {
			if all.stride[i] != 0 && !all.AtLeast(i, weak[i], strong[i]) {
				return false
			}
		}
		return true
	}
	for v := range all.Len() {
		never := slices.ContainsFunc(all.Minimal(), func(w int) bool { return above(all.position(w), all.position(v)) })
		some := slices.ContainsFunc(all.Maximal(), func(w int) bool { return above(all.position(v), all.position(w)) })
		if never == some {
			t.Fatalf("variant %d: above a minimal one: %v, below a maximal one: %v", v, never, some)
		}
	}
}

// TestInterruptsAddUp: answers about several sets of interrupts are combined for each
// variant, and a variant with an execution is not asked about again.
func TestInterruptsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 1000 {
		g := randomGrid(t, r)
		w := newLattice(nil, g, make([][]int, 3))
		w.tidyAt = r.IntN(100)
		answers, total := []decide.Answer{{}}, make([]decide.Answer, g.size)
		for range w.interrupts {
			e, answer := newExplorer(w, encode.Query{}), randomAnswers(r, &g, true)
			e.ask = func(_ context.Context, slots []int) (decide.Answer, error) { return answer(slots), nil }
			e.leaveOut(answers)
			if err := e.explore(t.Context()); err != nil {
				t.Fatal(err)
			}
			o := &oneByOne{g: &g, ask: answer, found: make([]decide.Answer, g.size), known: make([]bool, g.size)}
			for v := range total {
				o.known[v] = total[v].Verdict == verdict.Sometimes
			}
			o.explore()
			for v := range total {
				if total[v].Verdict != verdict.Sometimes {
					total[v] = decide.UnionAnswer(total[v], o.found[v])
				}
			}
			answers = e.addTo(answers)
		}
		for v := range total {
			if got := answers[g.space.At(w.total, g.position(v))]; !reflect.DeepEqual(got, total[v]) {
				t.Fatalf("variant %d: %+v, want %+v", v, got, total[v])
			}
		}
	}
}

// TestGiveUp: what is found before a limit stays, and the rest is Unknown.
func TestGiveUp(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		g := randomGrid(t, r)
		answer := randomAnswers(r, &g, true)
		w := newLattice(nil, g, [][]int{nil})
		e := newExplorer(w, encode.Query{})
		ctx, cancel := context.WithCancel(t.Context())
		left := r.IntN(4)
		e.ask = func(_ context.Context, slots []int) (decide.Answer, error) {
			if left--; left < 0 {
				cancel()
			}
			return answer(slots), nil
		}
		err := e.explore(ctx)
		cancel()
		if err != nil || e.space.Counts(e.found)[notKnown] > 0 {
			t.Fatalf("%v, %v", err, e.space.Counts(e.found))
		}
		for v := range g.size {
			a := e.answers[e.space.At(e.found, g.position(v))]
			if a.Verdict == verdict.Unknown && a.Reason != "cancelled" && !w.asked[v] {
				t.Fatalf("%+v", a)
			}
			if want := answer(g.choices(g.position(v))); a.Verdict != verdict.Unknown && want.Verdict != verdict.Unknown && a.Verdict != want.Verdict {
				t.Fatalf("variant %d is %s, and was found %s", v, want.Verdict, a.Verdict)
			}
		}
	}
}
