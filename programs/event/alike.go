package event

import (
	"slices"

	"github.com/fencewise/fencewise/programs/litmus"
)

// Alike is a set of two or more threads that nothing tells apart: exchanging any two of
// them maps the structure onto itself.
type Alike struct {
	// Events holds the events of each thread, the threads in order. Events with the same
	// index correspond to each other.
	Events [][]int32
}

// AlikeThreads returns the sets of threads that nothing in the structure tells apart, nor
// the given boolean expressions, such as the condition. Two threads are in one set only if
// exchanging them was tried: it maps events, static relations, forks, ends and cuts onto
// others of the structure, and each expression onto one with the same meaning. The
// executions of the structure that satisfy the expressions are then the same after the
// exchange. There are no sets in a structure with free slots or with doorbells.
func (s *Structure) AlikeThreads(keep ...Expr) []Alike {
	if len(s.Threads) < 2 || s.Members[Dbo] != nil || len(s.Interrupts) > 0 ||
		slices.ContainsFunc(s.Slots, func(sl Slot) bool { return sl.Fixed < 0 }) {
		return nil
	}
	if !s.someSameEvents() { // so it is in most programs
		return nil
	}
	f := &alikeFinder{s: s, keep: keep, events: s.threadEvents()}
	var sets [][]int
	for t := range s.Threads {
		k := slices.IndexFunc(sets, func(set []int) bool { return s.sameEvents(set[0], t) && f.exchangeable(set[0], t) })
		if k < 0 {
			sets = append(sets, []int{t})
		} else {
			sets[k] = append(sets[k], t)
		}
	}
	var found []Alike
	for _, set := range sets {
		if len(set) < 2 {
			continue
		}
		var a Alike
		for _, t := range set {
			a.Events = append(a.Events, f.events[t])
		}
		found = append(found, a)
	}
	return found
}

// someSameEvents reports whether two threads have the same events.
func (s *Structure) someSameEvents() bool {
	for u := range s.Threads {
		for t := range u {
			if s.sameEvents(t, u) {
				return true
			}
		}
	}
	return false
}

// sameEvents reports whether two threads have events, and of the same kinds at the same
// locations in the same order.
func (s *Structure) sameEvents(t, u int) bool {
	i, j := s.nextOf(t, 0), s.nextOf(u, 0)
	some := i < len(s.Events)
	for i < len(s.Events) && j < len(s.Events) {
		if !alikeEvents(&s.Events[i], &s.Events[j]) {
			return false
		}
		i, j = s.nextOf(t, i+1), s.nextOf(u, j+1)
	}
	return some && i == j // both are at the end
}

// nextOf returns the first event of a thread from a number on; the number of events if
// there is none.
func (s *Structure) nextOf(t, from int) int {
	for from < len(s.Events) && s.Events[from].Thread != t {
		from++
	}
	return from
}

// threadEvents returns the events of each thread.
func (s *Structure) threadEvents() [][]int32 {
	lists, room := make([][]int32, len(s.Threads)), make([]int32, 0, len(s.Events))
	for t := range lists {
		start := len(room)
		for i := range s.Events {
			if s.Events[i].Thread == t {
				room = append(room, int32(i))
			}
		}
		lists[t] = room[start:len(room):len(room)]
	}
	return lists
}

// alikeFinder finds the threads of a structure that are alike.
type alikeFinder struct {
	s      *Structure
	keep   []Expr
	events [][]int32 // by thread
	// The following is made when two threads have the same events.
	choices, forks, cuts [][]int32 // by thread
	forms                *forms
	plain                []int32 // the forms of expressions as they are
}

// alikeEvents reports whether two events differ at most in their threads, values and guards.
func alikeEvents(a, b *Event) bool {
	return a.Kind == b.Kind && a.Tags == b.Tags && a.Loc == b.Loc
}

// exchangeable reports whether exchanging two threads maps the structure onto itself and
// keeps the expressions. The threads have the same events.
func (f *alikeFinder) exchangeable(t, u int) bool {
	if f.forms == nil {
		f.prepare()
	}
	s := f.s
	if len(f.choices[t]) != len(f.choices[u]) || len(f.forks[t]) != len(f.forks[u]) || len(f.cuts[t]) != len(f.cuts[u]) {
		return false
	}
	x := exchange{
		events:  exchanged(len(s.Events), f.events[t], f.events[u]),
		choices: exchanged(len(s.FreeChoices), f.choices[t], f.choices[u]),
		forks:   exchanged(len(s.Forks), f.forks[t], f.forks[u]),
		cuts:    exchanged(len(s.Cuts), f.cuts[t], f.cuts[u]),
		threads: exchanged(len(s.Threads), []int32{int32(t)}, []int32{int32(u)}),
	}
	moved := f.forms.of(s, &x)
	same := func(a, b Expr) bool { return moved[a] == f.plain[b] }
	return f.eventsMatch(&x, same) && f.pairsMatch(&x) && f.guardedMatch(&x, same) && f.waysMatch(&x, same) &&
		!slices.ContainsFunc(f.keep, func(e Expr) bool { return !same(e, e) })
}

// prepare finds the parts of each thread.
func (f *alikeFinder) prepare() {
	s := f.s
	n := len(s.Threads)
	f.choices, f.forks, f.cuts = make([][]int32, n), make([][]int32, n), make([][]int32, n)
	of := map[*litmus.Instr]int{}
	for i := range s.Events {
		if e := &s.Events[i]; e.Instr != nil {
			of[e.Instr] = e.Thread
		}
	}
	for i := range s.FreeChoices { // one that is in no thread is not exchanged
		if t, ok := of[s.FreeChoices[i].Instr]; ok {
			f.choices[t] = append(f.choices[t], int32(i))
		}
	}
	for i := range s.Forks {
		t := s.Forks[i].Thread
		f.forks[t] = append(f.forks[t], int32(i))
	}
	for i := range s.Cuts {
		t := s.Cuts[i].Thread
		f.cuts[t] = append(f.cuts[t], int32(i))
	}
	f.forms = &forms{ids: map[form]int32{}, members: map[int32]members{}}
	f.plain = f.forms.of(s, &exchange{
		events: exchanged(len(s.Events), nil, nil), choices: exchanged(len(s.FreeChoices), nil, nil), forks: exchanged(len(s.Forks), nil, nil),
	})
}

// exchange is a permutation of the parts of a structure, by number.
type exchange struct{ events, choices, forks, cuts, threads []int32 }

// exchanged returns the permutation of the numbers below n that exchanges those at the same
// index of two lists.
func exchanged(n int, a, b []int32) []int32 {
	p := make([]int32, n)
	for i := range p {
		p[i] = int32(i)
	}
	for k := range a {
		p[a[k]], p[b[k]] = b[k], a[k]
	}
	return p
}

// eventsMatch reports whether each event is mapped onto one of its kind, value and guard.
func (f *alikeFinder) eventsMatch(x *exchange, same func(a, b Expr) bool) bool {
	for i := range f.s.Events {
		a, b := &f.s.Events[i], &f.s.Events[x.events[i]]
		if !alikeEvents(a, b) || !same(a.Guard, b.Guard) || !same(a.Value, b.Value) {
			return false
		}
	}
	return true
}

// pairsMatch reports whether the pairs of each static relation are mapped onto its pairs.
func (f *alikeFinder) pairsMatch(x *exchange) bool {
	for r := range NumStatic {
		pairs, ok := &f.s.Static[r], true
		if pairs.N == 0 {
			continue
		}
		pairs.Each(func(i, j int) { ok = ok && pairs.Has(int(x.events[i]), int(x.events[j])) })
		if !ok { // the exchange is its own inverse, so one direction is enough
			return false
		}
	}
	return true
}

// guardedMatch reports whether the pairs that depend on the way of a thread are mapped onto such pairs.
func (f *alikeFinder) guardedMatch(x *exchange, same func(a, b Expr) bool) bool {
	s := f.s
	for k := range s.Guarded {
		g, ok := &s.Guarded[k], true
		g.Pairs.Each(func(i, j int) {
			ok = ok && slices.ContainsFunc(s.Guarded, func(h GuardedPairs) bool {
				return h.Of == g.Of && same(g.Guard, h.Guard) && h.Pairs.Has(int(x.events[i]), int(x.events[j]))
			})
		})
		if !ok {
			return false
		}
	}
	return true
}

// waysMatch reports whether forks, ends and cuts are mapped onto such as they are.
func (f *alikeFinder) waysMatch(x *exchange, same func(a, b Expr) bool) bool {
	s := f.s
	for i := range s.Forks {
		a, b := &s.Forks[i], &s.Forks[x.forks[i]]
		if !same(a.Guard, b.Guard) || !slices.EqualFunc(a.Conds, b.Conds, same) {
			return false
		}
	}
	for i := range s.Threads {
		if !slices.EqualFunc(s.Threads[i].Ends, s.Threads[x.threads[i]].Ends, func(a, b ThreadEnd) bool { return same(a.Guard, b.Guard) }) {
			return false
		}
	}
	for i := range s.Cuts {
		a, b := &s.Cuts[i], &s.Cuts[x.cuts[i]]
		if a.Kind != b.Kind || !same(a.Guard, b.Guard) {
			return false
		}
	}
	return true
}
