package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/waiting"
)

// Unusual describes, in a sentence or two each, the loads that are late and the
// events that take effect out of program order, and says whether this is minimal.
// Each pair that is given up is described once.
func (st *Story) Unusual() []string {
	out := st.unusual()
	for i := range out {
		out[i] = prose.Plain(out[i])
	}
	return out
}

// unusual returns the sentences, with blanks at which no line may be broken.
func (st *Story) unusual() []string {
	var out []string
	for _, l := range st.Late {
		out = append(out, st.late(l))
	}
	out = once(out)
	for _, s := range st.Steps {
		switch {
		case s.Kind == Completes && st.delayed[s.Event]:
			out = append(out, st.completed(s.Event)...)
		case s.Kind == Early:
			out = append(out, st.early(s)...)
		}
	}
	out = append(out, st.against()...)
	seen := map[string]bool{}
	out = slices.DeleteFunc(out, func(s string) bool { // a remark that is made twice
		again := seen[s] && strings.HasPrefix(s, "On POWER ")
		seen[s] = true
		return again
	})
	if len(out) == 0 {
		out = []string{"Everything takes effect in program order: the threads take turns."}
	} else {
		out = append(out, st.least())
	}
	waits := waiting.Of(st.C)
	for i := range waits {
		out = append(out, waits[i].Sentences(st.C.X.S))
	}
	if said := waiting.Together(st.C.X.S, waits); said != "" {
		out = append(out, said)
	}
	return out
}

// once keeps one copy of sentences that are equal, because they are about runs of
// one handler, and appends how often it occurred.
func once(said []string) []string {
	var out []string
	times := map[string]int{}
	for _, s := range said {
		if times[s]++; times[s] == 1 {
			out = append(out, s)
		}
	}
	for i, s := range out {
		if n := times[s]; n > 1 {
			out[i] += " That happens " + often(n) + "."
		}
	}
	return out
}

func often(n int) string {
	if n == 2 {
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// against describes the pairs that the model keeps and that take effect in the other
// order. Pairs with the same words share a sentence.
func (st *Story) against() []string {
	var pairs []string
	times := map[string]int{}
	for _, p := range st.Against {
		pair := st.whose(p.First) + " before " + st.its(p.Second, st.thread(p.First))
		if times[pair]++; times[pair] == 1 {
			pairs = append(pairs, pair)
		}
	}
	for i, pair := range pairs {
		number := ""
		if n := times[pair]; n > 1 {
			number = ", " + often(n)
		}
		pairs[i] = fmt.Sprintf("The model keeps %s, but here the first takes effect after the second%s: the orders that the model keeps, the order of the stores to each location and that of the doorbells form a cycle.", pair, number)
	}
	return pairs
}

// kept reports whether against describes a pair.
func (st *Story) kept(a, b int) bool { return slices.Contains(st.Against, Pair{a, b}) }

// access reports whether an event reads or writes memory.
func (st *Story) access(e int) bool { return st.C.X.S.Events[e].IsAccess() }

// least counts what is unusual in the story and says whether that is minimal.
func (st *Story) least() string {
	late, early := st.lateLoads()
	var items []string
	count := func(n int, one, many string) {
		switch n {
		case 0:
		case 1:
			items = append(items, "one "+one)
		default:
			items = append(items, fmt.Sprintf("%d %s", n, many))
		}
	}
	pairs := func(ps []Pair, how string) {
		of := " of accesses"
		if slices.ContainsFunc(ps, func(p Pair) bool { return !st.access(p.First) || !st.access(p.Second) }) {
			of = " of events"
		}
		count(st.statements(ps), "pair"+of+" takes effect "+how, "pairs"+of+" take effect "+how)
	}
	pairs(st.Against, "against an order that the model keeps")
	count(late, "load sees a store late", "loads see a store late")
	count(early, "load sees a store early", "loads see a store early")
	pairs(st.GivenUp, "out of program order")
	if !st.Minimal {
		return "This explanation may not be minimal, because the search was ended: " + prose.And(items) + "."
	}
	return "This explanation is minimal: " + prose.And(items) + "."
}

// lateLoads counts the loads that see a store late, and those that only see stores early.
func (st *Story) lateLoads() (late, early int) {
	misses := map[int]bool{}
	for _, l := range st.Late {
		misses[l.Read] = misses[l.Read] || !l.Early
	}
	for _, m := range misses {
		if m {
			late++
		} else {
			early++
		}
	}
	return late, early
}

// late describes a load that sees a store late, or early.
func (st *Story) late(l Late) string {
	me := st.thread(l.Read)
	if l.Early {
		return fmt.Sprintf("%s sees %s before it takes effect for all CPUs: a store reaches different CPUs at different times.", st.whose(l.Read), st.its(l.From, me))
	}
	done := "which has taken effect but has not reached " + me + " yet"
	if len(l.Seen) > 0 {
		var names []string
		for _, t := range l.Seen {
			names = append(names, st.C.X.S.Threads[t].Name)
		}
		verb := "has"
		if len(names) > 1 {
			verb = "have"
		}
		done = fmt.Sprintf("which %s %s seen but %s has not", prose.And(names), verb, me)
	}
	if l.Part != "" {
		return fmt.Sprintf("%s takes a part of its value from %s, and misses %s of it, %s: a store reaches different CPUs at different times.", st.whose(l.Read), st.its(l.Missed, me), l.Part, done) + st.unsynced(l.Read, l.Missed)
	}
	return fmt.Sprintf("%s misses %s, %s: a store reaches different CPUs at different times.", st.whose(l.Read), st.its(l.Missed, me), done) + st.unsynced(l.Read, l.Missed)
}

// completed describes a delayed event: what it was deferred past, which barriers
// do not prevent that, and which stores and messages of other threads came in between.
// It leaves out the events that the model keeps after it, which against describes, and
// returns nil if no others exist.
func (st *Story) completed(e int) []string {
	evs := st.C.X.S.Events
	past := slices.DeleteFunc(st.Passed(e), func(b int) bool { return st.kept(e, b) })
	if len(past) == 0 {
		return nil
	}
	slices.Sort(past) // as the program has them
	first := st.pos[e]
	for _, b := range past {
		first = min(first, st.pos[b])
	}
	t := fmt.Sprintf("%s takes effect only after %s%s.", st.whose(e), st.several(past), st.barriers(e, past[len(past)-1]))
	if m := st.meanwhile(st.order[first:st.pos[e]], evs[e].Thread); m != "" {
		t += " Meanwhile " + m + "."
	}
	return said(t, st.isyncAlone(e, past[len(past)-1]))
}

// meanwhile describes which stores and messages of other threads than the given one
// are among events: "P2 stores msg := 1 and hipi := 1, and rings P1".
func (st *Story) meanwhile(events []int, thread int) string {
	s := st.C.X.S
	var did []string
	for t := range s.Threads {
		var stores, rings, does []string
		for _, e := range events {
			switch ev := &s.Events[e]; {
			case ev.Thread != t || t == thread:
			case ev.IsWrite() && st.says(e) != "":
				does = append(does, prose.Unbroken(st.says(e)))
			case ev.IsWrite():
				stores = append(stores, prose.Unbroken(st.effect(e)))
			case ev.Kind == event.MsgsndEvent:
				if name := s.Threads[ev.Rings].Name; !slices.Contains(rings, name) {
					rings = append(rings, name)
				}
			}
		}
		var acts []string
		if len(stores) > 0 {
			acts = append(acts, "stores "+prose.And(stores))
		}
		if len(rings) > 0 {
			acts = append(acts, "rings "+prose.And(rings))
		}
		acts = append(acts, does...)
		switch {
		case len(acts) == 0:
			continue
		case len(stores) > 1:
			did = append(did, s.Threads[t].Name+" "+strings.Join(acts, ", and "))
		default:
			did = append(did, s.Threads[t].Name+" "+prose.And(acts))
		}
	}
	return strings.Join(did, "; ")
}

// early describes a load that is satisfied before accesses that stand above it and
// that neither completed nor against describes.
func (st *Story) early(s Step) []string {
	var above []int
	for _, a := range st.order[st.pos[s.Event]+1:] {
		if st.passes(s.Event, a) && !st.told(a) && !st.kept(a, s.Event) {
			above = append(above, a)
		}
	}
	if len(above) == 0 {
		return nil
	}
	slices.Sort(above)
	t := fmt.Sprintf("%s is satisfied before %s%s.", st.whose(s.Event), st.several(above), st.barriers(above[0], s.Event))
	if s.Forwarded {
		t += fmt.Sprintf(" It gets the value %sthat %s has not stored yet.", st.forwardedOf(s.Event), prose.Unbroken(st.phrase(st.pending(s.Event))))
	}
	return said(t, st.isyncAlone(above[0], s.Event))
}

// forwardedOf returns "of x+1 " if a load returns only that from its own pending store.
func (st *Story) forwardedOf(load int) string {
	if part := st.forwardedPart(load, " "); part != "" {
		return "of " + part
	}
	return ""
}

// said returns a sentence, and the remark on it unless that is empty.
func said(sentence, remark string) []string {
	if remark == "" {
		return []string{sentence}
	}
	return []string{sentence, remark}
}

// told reports whether completed describes an event.
func (st *Story) told(a int) bool {
	return slices.ContainsFunc(st.Steps, func(s Step) bool { return s.Event == a && s.Kind == Completes && st.delayed[a] })
}

// several lists events of one thread, in the order of the program.
func (st *Story) several(es []int) string {
	var names []string
	for i, e := range es {
		switch {
		case i > 0 && st.halves(es[i-1], e):
			names[len(names)-1] = st.operation(es[i-1], e, "its ")
		default:
			names = append(names, st.its(e, st.thread(e)))
		}
	}
	return prose.And(names)
}

// whose returns an event with its thread: "P1's store hipi := 0 (stw r5,0(r3))".
func (st *Story) whose(e int) string { return st.its(e, "") }

// its returns an event as part of a sentence about the thread me.
func (st *Story) its(e int, me string) string {
	ev := &st.C.X.S.Events[e]
	whose := st.thread(e) + "'s "
	if st.thread(e) == me {
		whose = "its "
	}
	switch {
	case st.says(e) != "":
		return st.located(e, whose+prose.Unbroken(st.which(e)), " (", ")")
	case ev.IsRead():
		return fmt.Sprintf("%sload %s (%s)", whose, prose.Unbroken(st.effect(e)), st.located(e, st.which(e), ", ", ""))
	case ev.IsWrite():
		return fmt.Sprintf("%sstore %s (%s)", whose, prose.Unbroken(st.effect(e)), st.located(e, st.which(e), ", ", ""))
	case st.interrupts(e):
		return whose + "doorbell interrupt " + st.effect(e)
	}
	return st.located(e, whose+prose.Unbroken(st.phrase(e)), " (", ")")
}

// which returns the instruction of an event, with the round of the loop if the thread
// executes it more than once.
func (st *Story) which(e int) string {
	ev := &st.C.X.S.Events[e]
	for _, f := range st.C.Events() {
		if o := &st.C.X.S.Events[f]; o.Instr == ev.Instr && o.Kind == ev.Kind && o.Thread == ev.Thread && o.Round != ev.Round {
			return fmt.Sprintf("%s, round %d", prose.Unbroken(st.phrase(e)), ev.Round+1)
		}
	}
	return prose.Unbroken(st.phrase(e))
}
