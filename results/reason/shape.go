package reason

import (
	"fmt"
	"slices"
	"strings"
)

// path describes the instructions of a cycle, the relations between them, and what of
// the program each step rests on. Two cycles with the same path differ in values, or in
// copies of an instruction in a loop or a handler. What is enough for a step of one is
// then enough in the other; otherwise the two, shown as one, would say "by A or B"
// although each has only one of these.
func (c *Cycle) path() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %v %s", c.Open, c.Alone, c.Says)
	for i := range c.Steps {
		ev := &c.Steps[i].Event
		fmt.Fprintf(&b, "; %d %v %d %d %d %q %q %q", ev.Column, ev.Handler, ev.Turn, ev.Row, ev.Line, ev.Text, ev.Loc, c.Steps[i].Rel)
		for _, g := range c.rests(i) {
			fmt.Fprintf(&b, " |%s", g)
		}
	}
	return b.String()
}

// rests returns the barriers and dependencies that a step rests on, without what reads
// from where.
func (c *Cycle) rests(i int) []string {
	event := func(e *Event) string {
		at := slices.IndexFunc(c.Steps, func(st Step) bool { return st.Event.ID == e.ID })
		if at >= 0 {
			return fmt.Sprint(" ", at)
		}
		return fmt.Sprintf(" %d %v %d %q", e.Column, e.Handler, e.Line, e.Text)
	}
	var all []string
	for _, g := range c.Steps[i].Grounds {
		var parts []string
		for k := range g {
			s := &g[k]
			_, _, dependency := s.Kind.dependency()
			switch {
			case s.Kind == ByAccess:
				parts = append(parts, " "+s.Keeps+event(&s.Event))
			case s.Kind == ByBarrier:
				parts = append(parts, fmt.Sprintf(" %q%s", s.Slot, event(&s.Event)))
			case dependency || s.Kind == ByAtomic:
				parts = append(parts, " "+string(s.Kind)+event(&s.Event)+event(s.To))
			}
		}
		slices.Sort(parts)
		text := strings.Join(parts, ",")
		if len(g) == 0 {
			text = " po"
		}
		all = append(all, text)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// join adds to a cycle what differs in another with the same path, so that it describes
// both.
func (c *Cycle) join(o *Cycle) {
	c.reasons = append(c.reasons, o.reasons...)
	c.Steps = slices.Clone(c.Steps)
	same := map[int]int{} // events that stand in the same place
	own := map[int]bool{}
	for i := range c.Steps {
		same[o.Steps[i].Event.ID] = c.Steps[i].Event.ID
		own[c.Steps[i].Event.ID] = true
	}
	for i := range c.Steps {
		st, other := &c.Steps[i], &o.Steps[i]
		st.Event.Effect = joinEffects(st.Event.Effect, other.Event.Effect)
		st.Grounds = slices.Clone(st.Grounds)
		for _, g := range other.Grounds {
			g = moved(g, same)
			if !slices.ContainsFunc(st.Grounds, func(h []Source) bool { return seen(g, own) == seen(h, own) }) {
				st.Grounds = append(st.Grounds, g)
			}
		}
	}
}

// moved returns a ground of one cycle with the events of the other.
func moved(g []Source, same map[int]int) []Source {
	g = slices.Clone(g)
	for i := range g {
		if id, ok := same[g[i].Event.ID]; ok {
			g[i].Event.ID = id
		}
		if g[i].To == nil {
			continue
		}
		if id, ok := same[g[i].To.ID]; ok {
			to := *g[i].To
			to.ID, g[i].To = id, &to
		}
	}
	return g
}

// joinEffects joins "x -> 0" and "x -> 1" to "x -> 0 or 1".
func joinEffects(a, b string) string {
	at := strings.LastIndex(b, " -> ") + len(" -> ")
	if !strings.Contains(b, " -> ") {
		at = strings.LastIndex(b, " := ") + len(" := ")
	}
	if a == b || !strings.HasPrefix(a, b[:at]) || slices.Contains(strings.Split(a[at:], " or "), b[at:]) {
		return a
	}
	all := append(strings.Split(a[at:], " or "), b[at:])
	slices.Sort(all)
	return a[:at] + strings.Join(all, " or ")
}

// seen describes a ground of a cycle. The cycle's own events are described elsewhere.
func seen(g []Source, own map[int]bool) string {
	var b strings.Builder
	event := func(e *Event) {
		if own[e.ID] {
			fmt.Fprintf(&b, " %d", e.ID)
		} else {
			fmt.Fprintf(&b, " %d %v %d %q %q", e.Column, e.Handler, e.Line, e.Text, e.Effect)
		}
	}
	for i := range g {
		s := &g[i]
		fmt.Fprintf(&b, "%s %q", s.Kind, s.Slot)
		event(&s.Event)
		if s.To != nil {
			event(s.To)
		}
	}
	return b.String()
}

// shape returns a cycle without the names of threads, locations and slots, starting at
// the event for which the text is the smallest.
func (c *Cycle) shape() string {
	if c.Open || len(c.Steps) == 0 {
		return c.Says + c.shapeFrom(0)
	}
	var all []string
	for i := range c.Steps {
		all = append(all, c.shapeFrom(i))
	}
	return slices.Min(all)
}

func (c *Cycle) shapeFrom(start int) string {
	var b strings.Builder
	name := numbering{}
	for i := range c.Steps {
		st := &c.Steps[(start+i)%len(c.Steps)]
		fmt.Fprintf(&b, "%s %d %d %v; %s", st.Event.Kind, name.of("thread "+st.Event.Thread), name.of("loc "+st.Event.Loc), st.Event.Handler, st.Rel)
		b.WriteString(st.standing())
	}
	return b.String()
}

// standing describes the barriers and dependencies that a step rests on, without the
// names of barriers.
func (st *Step) standing() string {
	var all []string
	for _, g := range st.Grounds {
		text := " |"
		for _, s := range g {
			if s.Kind == ByBarrier {
				text += " " + s.Event.Text
			} else if s.Kind == ByAccess {
				text += " " + s.Keeps
			} else if _, _, ok := s.Kind.dependency(); ok {
				text += " " + string(s.Kind)
			}
		}
		if !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// numbering numbers names in the order in which they are met.
type numbering map[string]int

func (n numbering) of(name string) int {
	if k, ok := n[name]; ok {
		return k
	}
	n[name] = len(n)
	return n[name]
}

// like pairs the names of a cycle with those of the first of its group. If it can start
// at several events, it chooses one with which the fewest names change.
func like(first, c *Cycle) *Like {
	want := first.shape()
	from := func(c *Cycle) (starts []int) {
		for i := range c.Steps {
			if c.shapeFrom(i) == want {
				starts = append(starts, i)
			}
		}
		return starts
	}
	var best *Like
	starts := from(c)
	for _, i := range from(first) {
		for _, k := range starts {
			if l := renaming(first, c, i, k); best == nil || l.changes() < best.changes() {
				best = l
			}
		}
	}
	return best
}

func renaming(a, b *Cycle, i, k int) *Like {
	l := &Like{}
	add := func(list *[][2]string, from, to string) {
		if pair := [2]string{to, from}; from != to && !slices.Contains(*list, pair) {
			*list = append(*list, pair)
		}
	}
	for n := range a.Steps {
		x, y := a.Steps[(i+n)%len(a.Steps)].Event, b.Steps[(k+n)%len(b.Steps)].Event
		add(&l.Threads, x.Thread, y.Thread)
		add(&l.Locations, x.Loc, y.Loc)
	}
	return l
}

func (l *Like) changes() int { return len(l.Threads) + len(l.Locations) }
