package reason

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
)

// Teller describes reasons in the words of one program and one model. It reuses what it
// has made for other variants.
type Teller struct {
	s     *event.Structure
	m     *rel.Model
	gloss map[string]string // by axiom
	names []string          // of the axioms
	twins map[text]bool     // texts that several instructions of a thread have
	known map[heard]Cycle
}

// heard holds a reason and which of its grounds a variant has.
type heard struct {
	reason  *eval.Reason
	grounds string
}

// NewTeller returns a teller for a structure.
func NewTeller(s *event.Structure, m *rel.Model) *Teller {
	return &Teller{s: s, m: m, gloss: Glosses(m), names: m.AxiomNames(), twins: twins(s), known: map[heard]Cycle{}}
}

// name returns the name of an axiom, or its place if it has none.
func (t *Teller) name(a *rel.Axiom) string {
	for i := range t.m.Axioms {
		if &t.m.Axioms[i] == a {
			return t.names[i]
		}
	}
	return a.Name
}

// Tell describes reasons for a variant with the given choices for the free slots; picks
// may be nil if no slot is free.
func (t *Teller) Tell(reasons []*eval.Reason, picks []int) Why {
	var w Why
	type told struct {
		axiom *rel.Axiom
		cycle Cycle
	}
	var cycles []told
	paths := map[string]int{}
	for i, r := range reasons {
		c := t.cycle(r, picks)
		c.reasons = []int{i}
		path := t.name(r.Axiom) + " " + c.path()
		if k, ok := paths[path]; ok {
			cycles[k].cycle.join(&c)
			continue
		}
		paths[path] = len(cycles)
		cycles = append(cycles, told{r.Axiom, c})
	}
	groups := map[string]int{}
	for _, c := range cycles {
		name := t.name(c.axiom)
		key := name + ": " + c.cycle.shape()
		g, ok := groups[key]
		if !ok {
			g = len(w.Groups)
			groups[key] = g
			w.Groups = append(w.Groups, Group{Axiom: name, Gloss: t.gloss[c.axiom.Name]})
		}
		w.Groups[g].Cycles = append(w.Groups[g].Cycles, c.cycle)
	}
	for i := range w.Groups {
		g := &w.Groups[i]
		slices.SortStableFunc(g.Cycles, compareCycles)
		for k := range g.Cycles[1:] {
			g.Cycles[k+1].Like = like(&g.Cycles[0], &g.Cycles[k+1])
		}
	}
	w.sort()
	return w
}

// sort orders the groups: first cycles with barriers, then those with dependencies,
// then those that every program with such accesses has; of equal ones first those of
// most executions.
func (w *Why) sort() {
	slices.SortStableFunc(w.Groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(b.Candidates, a.Candidates), compareCycles(a.Cycles[0], b.Cycles[0]))
	})
}

// compareCycles orders cycles by the events that they contain.
func compareCycles(a, b Cycle) int {
	return slices.CompareFunc(a.Steps, b.Steps, func(x, y Step) int { return cmp.Compare(x.Event.ID, y.Event.ID) })
}

// weight ranks a group by how much it depends on the program.
func (g *Group) weight() (most int) {
	if !slices.ContainsFunc(g.Cycles[0].Steps, func(st Step) bool { return !st.Event.apart }) {
		return 0 // it is about how locks work
	}
	for _, st := range g.Cycles[0].Steps {
		for _, ground := range st.Grounds {
			for _, src := range ground {
				if src.Kind == ByBarrier || src.Kind == ByAccess {
					most = max(most, 2)
				} else if _, _, ok := src.Kind.dependency(); ok {
					most = max(most, 1)
				}
			}
		}
	}
	return most
}

// Says returns a text that is the same for two variants exactly if Tell describes the
// same for both.
func (t *Teller) Says(reasons []*eval.Reason, picks []int) string {
	var b strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&b, "%p %s ", r, t.has(r, picks))
	}
	return b.String()
}

// has describes which grounds of a reason a variant has.
func (t *Teller) has(r *eval.Reason, picks []int) string {
	var has []byte
	for i := range r.Steps {
		for k := range r.Steps[i].Grounds {
			has = append(has, map[bool]byte{true: '1', false: '0'}[r.Steps[i].Grounds[k].Possible(t.s, picks)])
		}
	}
	return string(has)
}

// cycle describes one reason.
func (t *Teller) cycle(r *eval.Reason, picks []int) Cycle {
	key := heard{r, t.has(r, picks)}
	c, ok := t.known[key]
	if !ok {
		c = t.told(r, picks)
		t.known[key] = c
	}
	return c
}

func (t *Teller) told(r *eval.Reason, picks []int) Cycle {
	v := newValues(t.s, r)
	c := Cycle{Steps: []Step{}, Open: r.Axiom.Kind == rel.Empty || !r.Cyclic(), Alone: r.Only != nil}
	if r.Event >= 0 {
		c.Steps = []Step{{Event: t.event(r.Event, v)}}
		return c
	}
	if len(r.Steps) == 0 {
		t.bare(r, &c, v)
		return c
	}
	for i := range r.Steps {
		st := &r.Steps[i]
		step := Step{Event: t.event(st.From, v), Rel: st.Rel}
		for _, g := range st.Grounds {
			if g.Possible(t.s, picks) {
				step.Grounds = append(step.Grounds, t.sources(&g, v, picks))
			}
		}
		slices.SortStableFunc(step.Grounds, func(a, b []Source) int {
			return slices.CompareFunc(a, b, func(a, b Source) int { return a.Event.ID - b.Event.ID })
		})
		c.Steps = append(c.Steps, step)
	}
	if n := len(r.Steps); n > 0 && c.Open {
		c.Steps = append(c.Steps, Step{Event: t.event(r.Steps[n-1].To, v)})
	}
	if t.s.Mixed() {
		c.within()
	}
	c.turn()
	c.number()
	return c
}

// within removes steps from one part of an access to another part of it: an event stands for
// the whole access.
func (c *Cycle) within() {
	n := len(c.Steps)
	var left []Step
	for i, st := range c.Steps {
		rests := slices.ContainsFunc(st.Grounds, func(g []Source) bool { return len(g) > 0 })
		if next := (i + 1) % n; n > 1 && !rests && !(c.Open && next == 0) && st.Event.ID == c.Steps[next].Event.ID {
			continue
		}
		left = append(left, st)
	}
	if len(left) > 0 {
		c.Steps = left
	}
}

// bare describes a reason without steps: an event that is related to itself by no step
// of any relation, or something that the axiom requires and the execution lacks.
func (t *Teller) bare(r *eval.Reason, c *Cycle, v *values) {
	text := t.m.Text(r.Axiom.Expr)
	switch {
	case r.Axiom.Neg:
		c.Says = map[rel.Kind]string{
			rel.Acyclic:     "requires a cycle of " + text + ", but none exists",
			rel.Irreflexive: "requires an event that " + text + " relates to itself, but none exists",
			rel.Empty:       "requires that " + text + " is not empty, but it is",
		}[r.Axiom.Kind]
	case len(r.Rest.Events) == 1:
		c.Open = false
		c.Steps = append(c.Steps, Step{Event: t.event(r.Rest.Events[0], v), Rel: text})
	default:
		c.Says = "forbids that " + text + " relates an event to itself, but it does"
	}
}

// turn makes the cycle begin where its first thread takes over from another.
func (c *Cycle) turn() {
	if c.Open {
		return
	}
	first := -1
	for i := range c.Steps {
		ev, before := c.Steps[i].Event, c.Steps[(i+len(c.Steps)-1)%len(c.Steps)].Event
		if ev.Column >= 0 && ev.Column != before.Column && (first < 0 || ev.ID < c.Steps[first].Event.ID) {
			first = i
		}
	}
	if first > 0 {
		c.Steps = slices.Concat(c.Steps[first:], c.Steps[:first])
	}
}

var kinds = map[event.Kind]Kind{
	event.ReadMem: Read, event.WriteMem: Write, event.InitWrite: Initial, event.FenceEvent: Barrier,
	event.MsgsndEvent: Message, event.IrqEvent: Interrupt, event.MsgclrEvent: Clear,
}

// Event describes an event of an execution.
func (t *Teller) Event(e int, c *execution.Candidate) Event {
	return t.event(e, &values{s: t.s, only: c})
}

// event describes an event in the words of the program.
func (t *Teller) event(e int, v *values) Event {
	ev := &t.s.Events[e]
	x := Event{ID: t.s.AccessOf(e), Column: ev.Thread, Row: ev.Cell, Kind: kinds[ev.Kind], Handler: ev.Interrupt > 0}
	if ev.Thread >= 0 {
		x.Thread = t.s.Threads[ev.Thread].Name
	}
	switch {
	case ev.Kind == event.InitWrite:
		x.Row, x.Text = -1, "initially"
	case ev.Kind == event.IrqEvent && ev.Interrupt > 0:
		x.Text = "doorbell interrupt"
	default:
		x.Text = ev.Instr.Phrase()
	}
	if ev.Instr != nil && ev.Instr.Span.Known() {
		x.Line, x.Where = ev.Instr.Span.Line(), ev.Instr.Where()
		if o := ev.Instr.Origin; o != nil {
			x.File = o.File
		}
	}
	x.Twin = ev.Instr != nil && t.twins[text{ev.Thread, x.Text}]
	x.Text = event.WithMachine(x.Text, ev.Machine.Instr)
	x.apart = ev.Tags&t.s.Lang.Apart() != 0
	if ev.IsAccess() {
		x.Loc = t.s.AccessName(e)
		x.Effect = x.Loc + map[bool]string{true: " := ", false: " -> "}[ev.IsWrite()] + t.value(e, v)
	}
	return x
}

// value returns the value of an access as final states are shown; "…" if it can have
// several.
func (t *Teller) value(e int, v *values) string {
	known := true
	text := t.s.ShowAccess(e, func(part int) event.Value {
		val, ok := v.of(part)
		known = known && ok
		return val
	})
	if !known {
		return "…"
	}
	return text
}

var sourceKinds = map[vocabulary.Base]SourceKind{
	vocabulary.RelAddr: ByAddress, vocabulary.RelData: ByData, vocabulary.RelCtrl: ByControl, vocabulary.RelRmw: ByAtomic,
	vocabulary.RelAddrStwcx: ByAddressStwcx, vocabulary.RelDataStwcx: ByDataStwcx, vocabulary.RelCtrlStwcx: ByControlStwcx,
	vocabulary.RelRf: ByReading, vocabulary.RelCo: ByCoherence, vocabulary.RelDbo: ByBell, vocabulary.RelDB: ByAnswer,
}

// kindOf returns the kind of source that a pair of a base relation is.
func kindOf(b vocabulary.Base) SourceKind {
	k, ok := sourceKinds[b]
	if !ok {
		panic(fmt.Sprintf("reason: no words for pairs of base relation %d", b))
	}
	return k
}

// Static returns the static relation of which a source is a pair; false for other
// sources.
func (k SourceKind) Static() (event.Static, bool) {
	for r := range event.NumStatic {
		if r != event.Po && kindOf(vocabulary.StaticBase(r)) == k {
			return r, true
		}
	}
	return 0, false
}

// sources lists what a ground consists of, in the order of the program: its barriers,
// and pairs. Accesses are listed with the pairs that they are in. That a barrier comes
// after a branch, or depends on what decides whether it is executed, adds nothing to
// the dependency.
func (t *Teller) sources(g *eval.Ground, v *values, picks []int) []Source {
	all := []Source{}
	for _, p := range g.Pairs {
		to := t.event(p.To, v)
		s := Source{Kind: kindOf(p.Base), Event: t.event(p.From, v), To: &to, Part: t.part(p)}
		if r, ok := p.Base.Static(); ok {
			if slot := t.s.DecidingSlot(r, p.From, p.To, picks); slot >= 0 {
				s.slot(t.s, slot, t.s.SlotChoice(slot, picks))
			}
		}
		all = append(all, s)
	}
	for _, e := range g.Events {
		ev := &t.s.Events[e]
		if ev.Kind != event.FenceEvent {
			continue
		}
		s := Source{Kind: ByBarrier, Event: t.event(e, v)}
		if ev.Slot >= 0 {
			s.slot(t.s, ev.Slot, ev.SlotChoice)
		}
		all = append(all, s)
	}
	for _, tag := range g.Tags {
		ev := &t.s.Events[tag.Event]
		s := Source{Kind: ByAccess, Event: t.event(tag.Event, v), Keeps: t.s.Lang.Tags[tag.Tag].Keeps}
		if ev.Slot >= 0 {
			s.slot(t.s, ev.Slot, ev.SlotChoice)
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b Source) int { return a.Event.ID - b.Event.ID })
	return all
}

// part returns the name of the part of memory that a pair is about if its accesses cover more;
// else "".
func (t *Teller) part(p eval.Pair) string {
	if p.Base != vocabulary.RelRf && p.Base != vocabulary.RelCo {
		return ""
	}
	name := t.s.GranuleName(t.s.Events[p.From].Loc)
	if name == t.s.AccessName(p.From) && name == t.s.AccessName(p.To) {
		return ""
	}
	return name
}

// slot sets the slot and the choice of the source.
func (s *Source) slot(of *event.Structure, slot, pick int) {
	s.Slot, s.Choice = of.Slots[slot].Name, of.Slots[slot].Choices[pick]
}
