package cover

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// two returns a lattice of two slots, with the steps that hold for POWER.
func two() *Lattice {
	return &Lattice{
		Slots: []Slot{
			{"writer", []string{"none", "eieio", "lwsync", "sync"}, [][]string{{}, {"eieio"}, {"lwsync"}, {"sync"}}, nil, true},
			{"reader", []string{"none", "lwsync", "msgsync+lwsync", "sync"}, [][]string{{}, {"lwsync"}, {"msgsync", "lwsync"}, {"sync"}}, nil, true},
		},
		Steps: []Step{{"eieio", "lwsync"}, {"lwsync", "sync"}, {"eieio", "sync"}},
	}
}

// shown returns facts and rows that suffice for Never with lwsync or a stronger barrier in
// both slots.
func shown() ([]Fact, []Row) {
	return []Fact{{Refuted, []int{2, 1}}, {Ends, []int{3, 3}}, {Ends, []int{3, 2}}, {Possible, []int{3, 3}}, {Possible, []int{3, 2}}},
		[]Row{{0, [][]int{{2, 3}, {1, 2, 3}}}}
}

func TestCheck(t *testing.T) {
	l := two()
	facts, rows := shown()
	n, err := l.Check(facts, rows)
	if err != nil || n.All != 16 || n.Never != 6 || n.Empty != 0 || n.Trivial != 0 {
		t.Fatalf("%+v, %v", n, err)
	}
	for _, c := range []struct {
		v    []int
		want bool
	}{{[]int{2, 1}, true}, {[]int{3, 2}, true}, {[]int{1, 1}, false}, {[]int{3, 0}, false}} {
		if got, _, _ := n.Of(l, c.v); got != c.want {
			t.Errorf("%v: %v", c.v, got)
		}
	}
	if r := l.Widest(0, &facts[0]); !slices.EqualFunc(r.Choices, rows[0].Choices, slices.Equal) {
		t.Errorf("the widest row is %v", r)
	}
}

// TestRefused checks that tables that claim too much are rejected, and with which
// message.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		forge func(l *Lattice, facts []Fact, rows []Row) ([]Fact, []Row)
		want  string
	}{
		{"a variant more", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Choices[0] = []int{1, 2, 3}
			return f, r
		}, "row 1: writer=eieio does not follow: the proof is for lwsync, and it is not proved that eieio is at least as strong"},
		{"a proof less", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Fact = 9
			return f, r
		}, "row 1: it names a proof that does not exist"},
		{"a solution in place of a proof", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Fact = 1
			return f, r
		}, "row 1: it names a proof that does not exist"},
		{"a step less", func(l *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			l.Steps = slices.Delete(l.Steps, 1, 2)
			return f, r
		}, "row 1: writer=sync does not follow: the proof is for lwsync, and it is not proved that sync is at least as strong"},
		{"a slot without an order", func(l *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			l.Slots[1].Ordered = false
			return f, r
		}, "row 1: reader=msgsync+lwsync does not follow"},
		{"no execution", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			return slices.Delete(f, 2, 3), r
		}, "writer=lwsync, reader=msgsync+lwsync is claimed to be Never, but it is not shown that the program has an execution with it"},
		{"no candidate", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			return slices.Delete(f, 3, 4), r
		}, "writer=lwsync, reader=sync is claimed to be Never, but it is not shown that the outcome is possible without a model"},
		{"an execution of a weaker variant", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			f[1].Choice[0] = 1
			return f, r
		}, "is claimed to be Never, but it is not shown that the program has an execution with it"},
		{"a choice twice", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Choices[0] = []int{2, 2}
			return f, r
		}, "row 1: writer has no such choice, or its choices are out of order"},
		{"a choice that there is not", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Choices[0] = []int{2, 4}
			return f, r
		}, "row 1: writer has no such choice"},
		{"a cell less", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			r[0].Choices = r[0].Choices[:1]
			return f, r
		}, "row 1: it does not have one cell for each slot"},
		{"an execution of no variant", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			f[1].Choice[0] = Any
			return f, r
		}, "fact 2 is about slots or choices that do not exist"},
		{"a proof about a slot more", func(_ *Lattice, f []Fact, r []Row) ([]Fact, []Row) {
			f[0].Choice = append(f[0].Choice, 0)
			return f, r
		}, "fact 1 is about slots or choices that do not exist"},
	} {
		l := two()
		facts, rows := c.forge(l, first(shown()), second(shown()))
		if _, err := l.Check(facts, rows); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func first(f []Fact, _ []Row) []Fact { return f }
func second(_ []Fact, r []Row) []Row { return r }

// TestQualified checks that no execution or candidate is required if a fact says that
// none exists.
func TestQualified(t *testing.T) {
	l := two()
	facts := []Fact{{Refuted, []int{Any, Any}}, {Empty, []int{2, Any}}, {Trivial, []int{Any, 3}}, {Ends, []int{1, 3}}, {Ends, []int{1, 2}}, {Possible, []int{3, 2}}}
	rows := []Row{l.Widest(0, &facts[0]), l.Widest(1, &facts[1]), l.Widest(2, &facts[2])}
	n, err := l.Check(facts, rows)
	if err != nil || n.Never != 16 || n.Empty != 8 || n.Trivial != 4 {
		t.Fatalf("%+v, %v", n, err)
	}
	if _, err := l.Check(facts, rows[:2]); err == nil {
		t.Error("it passes without the row that says that they are trivial")
	}
	if _, err := l.Check(facts, rows[1:]); err != nil {
		t.Errorf("a row about what nothing is claimed of: %v", err)
	}
}

// TestOneVariant checks a program without free slots.
func TestOneVariant(t *testing.T) {
	l := &Lattice{}
	facts := []Fact{{Refuted, nil}, {Ends, nil}, {Possible, nil}}
	rows := []Row{{0, nil}}
	if n, err := l.Check(facts, rows); err != nil || n.All != 1 || n.Never != 1 {
		t.Errorf("%+v, %v", n, err)
	}
	if _, err := l.Check(facts[:2], rows); err == nil || !strings.HasPrefix(err.Error(), "the program is claimed to be Never") {
		t.Errorf("%v", err)
	}
}

func TestTooMany(t *testing.T) {
	l := &Lattice{}
	for range 21 {
		l.Slots = append(l.Slots, two().Slots[0])
	}
	if _, err := l.Check(nil, nil); err == nil || !strings.Contains(err.Error(), "more than 1048576 variants") {
		t.Errorf("%v", err)
	}
}

// TestSound compares the check with lattices in which the Never variants are known:
// those that are at least as strong as one of some variants, in a random order. Correct
// facts must never make another variant Never, whatever rows are tried, and the widest
// rows must make all of them Never.
func TestSound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 7))
	barriers := []string{"a", "b", "c", "d"}
	passed, refused := 0, 0
	for range 3000 {
		l := &Lattice{}
		rank := map[string]int{}
		for _, b := range barriers {
			rank[b] = r.IntN(3)
		}
		for _, weak := range barriers {
			for _, strong := range barriers {
				if weak != strong && rank[weak] <= rank[strong] && r.IntN(4) > 0 {
					l.Steps = append(l.Steps, Step{weak, strong})
				}
			}
		}
		for s := range 1 + r.IntN(3) {
			sl := Slot{Name: string(rune('x' + s)), Ordered: r.IntN(5) > 0}
			for c := range 2 + r.IntN(3) {
				var bs []string
				for range r.IntN(3) {
					bs = append(bs, barriers[r.IntN(len(barriers))])
				}
				sl.Choices, sl.Barriers = append(sl.Choices, string(rune('0'+c))), append(sl.Barriers, bs)
			}
			l.Slots = append(l.Slots, sl)
		}
		// By construction, a variant is Never if for some core its choice in each slot
		// is at least as strong as that of the core.
		var facts []Fact
		for range 1 + r.IntN(3) {
			core := make([]int, len(l.Slots))
			for s := range core {
				core[s] = r.IntN(len(l.Slots[s].Choices)+1) - 1
			}
			facts = append(facts, Fact{Refuted, core})
		}
		truth := func(v []int) bool {
			return slices.ContainsFunc(facts, func(f Fact) bool {
				for s, c := range f.Choice {
					if f.Kind == Refuted && c != Any && !stronger(l, s, c, v[s]) || f.Kind != Refuted {
						return false
					}
				}
				return true
			})
		}
		cores := len(facts)
		size, _ := l.size()
		for number := range size { // every variant has an execution of its own
			v := make([]int, len(l.Slots))
			l.variant(number, v)
			facts = append(facts, Fact{Ends, v}, Fact{Possible, v})
		}
		var rows []Row
		for i := range cores {
			rows = append(rows, l.Widest(i, &facts[i]))
		}
		n, err := l.Check(facts, rows)
		if err != nil {
			t.Fatalf("%+v %+v: %v", l, facts[:cores], err)
		}
		v := make([]int, len(l.Slots))
		for number := range size {
			l.variant(number, v)
			if got, _, _ := n.Of(l, v); got != truth(v) {
				t.Fatalf("%+v %+v: %v is %v", l, facts[:cores], v, got)
			}
		}
		// A choice more somewhere.
		i, s := r.IntN(cores), r.IntN(len(l.Slots))
		c := r.IntN(len(l.Slots[s].Choices))
		if !slices.Contains(rows[i].Choices[s], c) {
			rows[i].Choices[s] = append(rows[i].Choices[s], c)
			slices.Sort(rows[i].Choices[s])
			if _, err := l.Check(facts, rows); err == nil {
				t.Fatalf("%+v %+v: row %v passes", l, facts[:cores], rows[i])
			}
			refused++
		} else {
			passed++
		}
	}
	if passed < 100 || refused < 100 {
		t.Errorf("%d tables as they should be, %d refused", passed, refused)
	}
}

// stronger implements the order independently of the package: it tries all ways to map the
// barriers of the weaker choice to barriers of the stronger one in the same order.
func stronger(l *Lattice, s, weak, strong int) bool {
	sl := &l.Slots[s]
	if weak == strong || !sl.Ordered {
		return weak == strong
	}
	var some func(w, b []string) bool
	some = func(w, b []string) bool {
		if len(w) == 0 {
			return true
		}
		for k := range b {
			if (b[k] == w[0] || slices.Contains(l.Steps, Step{w[0], b[k]})) && some(w[1:], b[k+1:]) {
				return true
			}
		}
		return false
	}
	return some(sl.Barriers[weak], sl.Barriers[strong])
}
