package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/reason"
)

// Why holds the reasons for a Never.
type Why struct {
	Program int     `json:"program"`
	Picks   []int   `json:"picks"` // that it was found for
	Extent  string  `json:"extent"`
	Groups  []Group `json:"groups"`
	Bare    []Bare  `json:"bare"`
}

// Group holds a cycle, and others of its shape.
type Group struct {
	Who     string   `json:"who"`
	Axiom   string   `json:"axiom"`
	Gloss   string   `json:"gloss,omitempty"`
	Steps   []Step   `json:"steps"`
	Open    bool     `json:"open,omitempty"`
	Others  []string `json:"others,omitempty"`
	Drawing int      `json:"drawing"`
}

// Step holds an event of a cycle, and how it leads to the next.
type Step struct {
	Event  int      `json:"event"`
	Cell   string   `json:"cell,omitempty"`
	Thread string   `json:"thread,omitempty"`
	Text   string   `json:"text"`
	Effect string   `json:"effect,omitempty"`
	Rel    string   `json:"rel,omitempty"`
	Says   string   `json:"says,omitempty"`
	Rests  []string `json:"rests,omitempty"` // the cells of the barriers that it rests on
}

// Bare lists cycles that depend on nothing in the program, in a line each.
type Bare struct {
	Axiom  string   `json:"axiom"`
	Gloss  string   `json:"gloss,omitempty"`
	Cycles []string `json:"cycles"`
}

// maxOthers bounds the cycles of a shape that are shown besides the first, and those
// that are shown in a line.
const maxOthers = 12

// Why adds a reason for a variant with these choices.
func (p *Page) Why(program int, s *event.Structure, picks []int, w *reason.Why) (int, error) {
	y := &Why{Program: program, Picks: picks, Extent: w.Extent(), Groups: []Group{}, Bare: []Bare{}}
	for i := range w.Groups {
		g := &w.Groups[i]
		if g.Bare() && i > 0 && !w.Groups[0].Bare() {
			b := Bare{Axiom: g.Axiom, Gloss: g.Gloss}
			for k := range g.Cycles {
				if k == maxOthers {
					b.Cycles = append(b.Cycles, fmt.Sprintf("and %d more", len(g.Cycles)-k))
					break
				}
				b.Cycles = append(b.Cycles, prose.Plain(g.Cycles[k].Short()))
			}
			y.Bare = append(y.Bare, b)
			continue
		}
		first := &g.Cycles[0]
		out := Group{Who: first.Who(), Axiom: g.Axiom, Gloss: g.Gloss, Open: first.Open, Steps: []Step{}}
		for k := range first.Steps {
			out.Steps = append(out.Steps, step(s, first, k))
		}
		for k := range g.Cycles[1:] {
			c := &g.Cycles[k+1]
			if k == maxOthers {
				out.Others = append(out.Others, fmt.Sprintf("and %d more", len(g.Cycles)-1-k))
				break
			}
			if words := c.Words(first); words != "" {
				out.Others = append(out.Others, "the same with "+words)
			} else {
				out.Others = append(out.Others, prose.Plain(c.Short()))
			}
		}
		var err error
		if out.Drawing, err = p.draw(cycleDrawing(s, first)); err != nil {
			return 0, err
		}
		y.Groups = append(y.Groups, out)
	}
	p.Whys = append(p.Whys, y)
	return len(p.Whys) - 1, nil
}

func step(s *event.Structure, c *reason.Cycle, k int) Step {
	st := &c.Steps[k]
	ev := &st.Event
	next := &c.Steps[(k+1)%len(c.Steps)].Event
	out := Step{Event: ev.ID, Cell: cell(s, ev.ID), Thread: ev.Thread, Text: ev.Text, Effect: arrow(ev.Effect), Rel: st.Rel}
	if st.Rel != "" {
		out.Says = prose.Plain(st.Says(next))
	}
	for _, g := range st.Grounds {
		for _, src := range g {
			if at := cell(s, src.Event.ID); src.Kind == reason.ByBarrier && at != "" && !slices.Contains(out.Rests, at) {
				out.Rests = append(out.Rests, at)
			}
		}
	}
	return out
}

// cycleDrawing returns the drawing of a cycle: its events in the columns of their
// threads, with the barriers between them that it rests on.
func cycleDrawing(s *event.Structure, c *reason.Cycle) *graph.Drawing {
	d := &graph.Drawing{Title: "Cycle of " + c.Who()}
	events := map[int]reason.Event{}
	for i := range c.Steps {
		st := &c.Steps[i]
		events[st.Event.ID] = st.Event
		for _, g := range st.Grounds {
			for _, src := range g {
				if src.Kind == reason.ByBarrier {
					events[src.Event.ID] = src.Event
				}
			}
		}
	}
	var ids, columns []int
	for id := range events {
		ids = append(ids, id)
	}
	slices.Sort(ids) // along program order
	for _, id := range ids {
		if t := events[id].Column; t >= 0 && !slices.Contains(columns, t) {
			columns = append(columns, t)
		}
	}
	slices.Sort(columns)
	length := make([]int, len(columns))
	for _, t := range columns {
		d.Columns = append(d.Columns, s.Threads[t].Name)
	}
	letter := 'a'
	for _, id := range ids {
		ev := events[id]
		n := graph.Node{Event: id, Thread: slices.Index(columns, ev.Column), Kind: drawnKinds[ev.Kind], Bold: true}
		if n.Thread >= 0 {
			n.Row = length[n.Thread]
			length[n.Thread]++
			d.Rows = max(d.Rows, length[n.Thread])
		}
		switch {
		case ev.Kind == reason.Barrier:
			n.Lines, n.Bold = []string{ev.Text}, false
			if sl := s.Events[id].Slot; sl >= 0 {
				n.Lines = append(n.Lines, s.Slots[sl].Name)
			}
			n.Title = ev.Thread + ": " + ev.Text
		case ev.Kind == reason.Initial:
			n.Lines, n.Title = []string{ev.Effect}, "initially "+ev.Effect
		default:
			n.Letter = string(letter)
			letter = letter%'z' + 1
			does := string(ev.Kind)
			if ev.Effect != "" { // as in drawings of executions
				does = strings.ToUpper(does[:1]) + " " + strings.NewReplacer(" -> ", "=", " := ", "=").Replace(ev.Effect)
			}
			n.Lines, n.Title = []string{n.Letter + ": " + does, ev.Text}, n.Letter+": "+ev.Thread+" "+does+" ("+ev.Text+")"
		}
		d.Nodes = append(d.Nodes, n)
	}
	last := len(c.Steps)
	if c.Open {
		last--
	}
	var said []string
	for i := range last {
		st, next := &c.Steps[i], &c.Steps[(i+1)%len(c.Steps)]
		e := graph.Edge{From: st.Event.ID, To: next.Event.ID, Relation: st.Rel, Bold: true}
		e.Title = st.Rel + ": from " + d.Node(e.From).Title + " to " + d.Node(e.To).Title
		said = append(said, e.Title)
		if slices.Contains(d.Edges, e) {
			continue
		}
		d.Edges = append(d.Edges, e)
		if !slices.ContainsFunc(d.Relations, func(r graph.Relation) bool { return r.Name == st.Rel }) {
			d.Relations = append(d.Relations, look(st.Rel, len(d.Relations)))
		}
	}
	d.Desc = "A cycle: " + strings.Join(said, "; ") + "."
	return d
}

var drawnKinds = map[reason.Kind]graph.Kind{
	reason.Read: graph.Read, reason.Write: graph.Write, reason.Initial: graph.Initial, reason.Barrier: graph.Barrier,
	reason.Message: graph.Message, reason.Interrupt: graph.Interrupt, reason.Clear: graph.Clear,
}

// look returns the family of a relation, by the usual names of the relations that it is
// part of.
func look(name string, index int) graph.Relation {
	r := graph.Relation{Name: name, Family: graph.Derived, Index: index}
	switch strings.TrimRight(name, "ei") {
	case "po", "po-loc":
		r.Family = graph.ProgramOrder
	case "rf":
		r.Family = graph.ReadsFrom
	case "co":
		r.Family = graph.Coherence
	case "fr":
		r.Family = graph.FromReads
	}
	return r
}
