package story

import (
	"context"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/programs/event"
)

// Whether a story is minimal is asked of a solver: the definition of doc.go is
// written as clauses over "x takes effect before y", and nothing of the search
// is used. What the model preserves is taken by the names that its text gives.
var preservedNames = map[string][]string{
	"sc":                  {"po"},
	"tso":                 {"ppo", "mfence", "implied"},
	"power":               {"ppo", "fence"},
	"power-doorbell":      {"ppo", "fence", "ssnd", "taken", "sent-after", "done-after"},
	"power-doorbell-2.07": {"ppo", "fence", "ssnd", "taken", "sent-after", "done-after"},
}

// definition is the orders of an execution as clauses.
type definition struct {
	t      *testing.T
	c      *execution.Candidate
	kept   map[[2]int]bool
	f      *cnf.Formula
	events []int
	before map[[2]int]cnf.Lit

	// That a preserved pair is out of order, that a read is late, that a pair is
	// given up.
	against, late, given []cnf.Lit
}

func define(t *testing.T, c *execution.Candidate, m *rel.Model, names []string) *definition {
	t.Helper()
	d := &definition{t: t, c: c, f: cnf.New(), before: map[[2]int]cnf.Lit{}, kept: map[[2]int]bool{}}
	j := eval.New(m)
	j.Judge(nil, c)
	s := c.X.S
	for _, name := range names {
		pairs, ok := j.Relation(name)
		if !ok {
			t.Fatalf("%s has no %s", m.Name, name)
		}
		for _, p := range pairs {
			if m.Name != "sc" || s.Events[p[0]].IsAccess() && s.Events[p[1]].IsAccess() {
				d.kept[[2]int{s.AccessOf(p[0]), s.AccessOf(p[1])}] = true
			}
		}
	}
	for _, e := range c.Events() {
		if ev := &s.Events[e]; ev.Thread >= 0 && ev.Kind != event.FenceEvent && s.AccessOf(int(e)) == int(e) {
			d.events = append(d.events, int(e))
		}
	}
	d.orders()
	for i, a := range d.events {
		for _, b := range d.events[i+1:] {
			if !s.Po(a, b) {
				continue
			}
			g := d.new()
			d.add(d.first(a, b), g)
			if d.kept[[2]int{a, b}] || s.Events[a].Kind == event.IrqEvent {
				d.kept[[2]int{a, b}] = true
				d.against = append(d.against, g)
			} else {
				d.given = append(d.given, g)
			}
		}
	}
	for _, load := range d.events {
		if s.Events[load].IsRead() {
			late := d.new()
			d.late = append(d.late, late)
			from, to := s.Parts(load)
			for r := from; r < to; r++ {
				d.read(r, late)
			}
		}
	}
	return d
}

func (d *definition) new() cnf.Lit         { return d.f.Var(cnf.Meaning{}) }
func (d *definition) add(lits ...cnf.Lit)  { d.f.Add(cnf.Tag{}, lits...) }
func (d *definition) implies(a, b cnf.Lit) { d.add(a.Not(), b) }

// first is that a takes effect before b. Initial writes do before all, and the parts of an
// access at once.
func (d *definition) first(a, b int) cnf.Lit {
	s := d.c.X.S
	a, b = s.AccessOf(a), s.AccessOf(b)
	switch {
	case s.Events[a].Thread < 0:
		return cnf.True
	case s.Events[b].Thread < 0:
		return cnf.False
	case a > b:
		return d.first(b, a).Not()
	}
	return d.before[[2]int{a, b}]
}

// orders says that the order is one, and what holds in all.
func (d *definition) orders() {
	for i, a := range d.events {
		for _, b := range d.events[i+1:] {
			d.before[[2]int{a, b}] = d.new()
		}
	}
	for _, a := range d.events {
		for _, b := range d.events {
			for _, c := range d.events {
				if a != b && b != c && a != c {
					d.add(d.first(a, b).Not(), d.first(b, c).Not(), d.first(a, c))
				}
			}
		}
	}
	lists := append(append([][]int32{}, d.c.X.Order[event.Co]...), d.c.X.Order[event.Dbo]...)
	for _, l := range lists {
		for i, a := range l {
			for _, b := range l[i+1:] {
				d.add(d.first(int(a), int(b)))
			}
		}
	}
}

// read says when the read r, which can be a part of a load, is not late: memory has what it
// reads, or its thread is about to store that.
func (d *definition) read(r int, late cnf.Lit) {
	s := d.c.X.S
	loc := s.Events[r].Loc
	w := int(d.c.X.Rf[r])
	// w is the newest store in effect.
	newest := d.new()
	d.implies(newest, d.first(w, r))
	behind := false
	for _, x := range d.c.X.Order[event.Co][loc] {
		if behind {
			d.implies(newest, d.first(r, int(x)))
		}
		behind = behind || int(x) == w
	}
	// The thread's last store to the location is not in effect.
	own := -1
	for _, x := range d.c.X.Order[event.Co][loc] {
		if s.Po(int(x), r) && (own < 0 || s.Po(own, int(x))) {
			own = int(x)
		}
	}
	switch {
	case own < 0:
		d.add(late, newest)
	case own == w:
		d.add(late, newest, d.first(r, own))
	default:
		d.add(late, newest)
		d.add(late, d.first(own, r))
	}
}

// counter is literals of which the k-th is true if more than k of the given
// ones are.
func (d *definition) counter(lits []cnf.Lit) []cnf.Lit {
	var count []cnf.Lit
	for _, l := range lits {
		next := make([]cnf.Lit, len(count)+1)
		for k := range next {
			next[k] = d.new()
			if k < len(count) {
				d.implies(count[k], next[k])
			}
			if k == 0 {
				d.implies(l, next[k])
			} else {
				d.add(l.Not(), count[k-1].Not(), next[k])
			}
		}
		count = next
	}
	return count
}

// minimal checks with the solver that the numbers of a story are possible, and no
// smaller ones.
func (d *definition) minimal(s *solve.Solver, name string, st *Story) {
	d.t.Helper()
	counters := [][]cnf.Lit{d.counter(d.against), d.counter(d.late), d.counter(d.given)}
	session := s.Session(d.f, cnf.NewPropagator(d.f), solve.Limits{})
	defer session.Close()
	ask := func(want solve.Status, most ...int) {
		d.t.Helper()
		var as []cnf.Lit
		for i, n := range most {
			if n < 0 {
				return
			}
			if n < len(counters[i]) {
				as = append(as, counters[i][n].Not())
			}
		}
		a, err := session.Ask(context.Background(), as...)
		if err != nil {
			d.t.Fatal(err)
		}
		if a.Status != want {
			d.t.Errorf("%s: at most %v against, late, given up: the solver says %v, want %v", name, most, a.Status, want)
		}
	}
	loads := map[int]bool{}
	for _, l := range st.Late {
		loads[l.Read] = true
	}
	against, late, given := len(st.Against), len(loads), len(st.GivenUp)
	ask(solve.Sat, against, late, given)
	ask(solve.Unsat, against, late, given-1)
	ask(solve.Unsat, against, late-1)
	ask(solve.Unsat, against-1)
}

// effects lists the events that take effect in rows, in their order. A row of an atomic
// operation is about its read, and then about its write if that has no row of its own.
func (d *definition) effects(rows []Row) (all []int) {
	s := d.c.X.S
	own := map[int]bool{}
	for _, row := range rows {
		if row.Kind != Branches {
			own[row.Event] = true
		}
	}
	for _, row := range rows {
		if row.Kind == Branches || row.Kind == Deferred || row.Kind == Returns || s.Events[row.Event].Kind == event.FenceEvent {
			continue
		}
		all = append(all, row.Event)
		for _, w := range d.events {
			if !own[w] && s.RelatesIn(event.Rmw, row.Event, w, d.c.X.Slots) {
				all = append(all, w)
			}
		}
	}
	return all
}

// hold replays a story: what is late in it, and what it gives up, is what the
// definition says of its order, and nothing that is preserved is given up.
func (d *definition) hold(name string, st *Story) {
	d.t.Helper()
	s := d.c.X.S
	memory := map[int32]int{}
	for g := range s.NumGranules() {
		memory[int32(g)] = g // the initial write
	}
	done := map[int]bool{}
	late, called := map[int]bool{}, map[int]bool{}
	pairs := map[Pair]bool{}
	for _, e := range d.effects(st.Rows()) {
		for _, a := range d.events {
			if s.Po(a, e) && !done[a] {
				pairs[Pair{a, e}] = true
			}
		}
		part, end := s.Parts(e)
		for ; part < end; part++ {
			ev := &s.Events[part]
			if ev.IsRead() {
				from := memory[ev.Loc]
				for _, o := range d.events { // in program order
					if w := s.PartAt(o, ev.Loc); w >= 0 && s.Events[w].IsWrite() && s.Po(w, part) {
						from = memory[ev.Loc]
						if !done[o] {
							from = w
						}
					}
				}
				if from != int(d.c.X.Rf[part]) {
					late[e] = true
				} else if d.c.Value(from) != d.c.Value(part) {
					d.t.Errorf("%s: %s gets %v", name, d.c.Describe(part), d.c.Value(from))
				}
			}
			if ev.IsWrite() {
				memory[ev.Loc] = part
			}
		}
		done[e] = true
	}
	for _, l := range st.Late {
		if called[l.Read] = true; !late[l.Read] {
			d.t.Errorf("%s: %s is called late and is not", name, d.c.Describe(l.Read))
		}
	}
	for e := range late {
		if !called[e] {
			d.t.Errorf("%s: %s is late and not called so", name, d.c.Describe(e))
		}
	}
	for _, list := range []struct {
		pairs []Pair
		kept  bool
	}{{st.GivenUp, false}, {st.Against, true}} {
		for _, p := range list.pairs {
			if !pairs[p] || d.kept[[2]int{p.First, p.Second}] != list.kept {
				d.t.Errorf("%s: %s and %s are called out of order", name, d.c.Describe(p.First), d.c.Describe(p.Second))
			}
			delete(pairs, p)
		}
	}
	for p := range pairs {
		d.t.Errorf("%s: %s and %s are out of order and not called so", name, d.c.Describe(p.First), d.c.Describe(p.Second))
	}
	if len(done) != len(d.events) {
		d.t.Errorf("%s: %d of %d events take effect", name, len(done), len(d.events))
	}
}

// checked tells an execution, and holds the story against the definition.
func checked(t *testing.T, s *solve.Solver, name string, c *execution.Candidate, m *rel.Model) *Story {
	t.Helper()
	st := Tell(c, m)
	sound(t, name, st)
	d := define(t, c, m, preservedNames[m.Name])
	d.hold(name, st)
	if !st.Minimal {
		t.Errorf("%s: not proved minimal", name)
	}
	d.minimal(s, name, st)
	return st
}
