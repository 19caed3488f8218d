package graph

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
)

// Style of each relation: differing in line and arrow, not only in colour.
const (
	stylePo = `style=solid, color=gray40, weight=10`
	styleRf = `style=dashed, arrowhead=normal, constraint=false`
	styleCo = `style=dotted, penwidth=2, arrowhead=empty, constraint=false`
	styleFr = `style=bold, arrowhead=vee, constraint=false`
)

// Dot writes an execution for Graphviz.
func Dot(w io.Writer, c *eval.Candidate) error {
	d := drawing{c: c, s: c.X.S}
	d.head()
	d.initial()
	for t := range d.s.Threads {
		d.thread(t)
	}
	d.columns()
	d.readsFrom()
	d.coherence()
	d.fromReads()
	d.line("}")
	_, err := io.WriteString(w, d.b.String())
	return err
}

type drawing struct {
	b strings.Builder
	c *eval.Candidate
	s *event.Structure
}

func (d *drawing) line(format string, args ...any) { fmt.Fprintf(&d.b, format+"\n", args...) }

// quote writes a text as a string of the dot language. A backslash would begin
// an escape, such as that of a line break, which stands for itself here.
func quote(lines ...string) string {
	escaped := make([]string, len(lines))
	for i, l := range lines {
		escaped[i] = escape.Replace(l)
	}
	return `"` + strings.Join(escaped, `\n`) + `"`
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ")

func (d *drawing) head() {
	d.line("digraph %s {", quote(d.s.Test.Name))
	d.line("\tlabel=%s;", quote(d.s.Test.Name, d.s.Test.Cond.String(), "po grey, rf dashed, co dotted, fr bold"))
	d.line("\tlabelloc=t; fontname=\"monospace\"; splines=spline; ranksep=0.35;")
	d.line("\tnode [shape=box, fontname=\"monospace\", fontsize=11, margin=\"0.08,0.04\"];")
	d.line("\tedge [fontname=\"monospace\", fontsize=10];")
}

func node(e int) string { return fmt.Sprintf("e%d", e) }

// initial draws the initial writes that something hangs on: those read from,
// and those that a drawn write comes after.
func (d *drawing) initial() {
	var inits []int
	for l, co := range d.c.X.Co {
		if len(co) > 1 || slices.Contains(d.c.X.Rf, int32(l)) {
			inits = append(inits, l)
		}
	}
	if len(inits) == 0 {
		return
	}
	d.line("\tsubgraph cluster_init {")
	d.line("\t\tlabel=\"initially\"; style=dashed;")
	for _, l := range inits {
		d.line("\t\t%s [label=%s, shape=plaintext];", node(l), quote(d.s.Locs[l].Name+" = "+d.s.Show(d.c.Value(l))))
	}
	d.line("\t}")
}

func (d *drawing) thread(t int) {
	d.line("\tsubgraph cluster_%d {", t)
	d.line("\t\tlabel=%s; style=solid;", quote(d.s.Threads[t].Name))
	last := -1
	for _, e := range d.c.Events() {
		if d.s.Events[e].Thread != t {
			continue
		}
		d.event(int(e))
		if last >= 0 {
			d.line("\t\t%s -> %s [label=\"po\", %s];", node(last), node(int(e)), stylePo)
		}
		last = int(e)
	}
	if last < 0 {
		d.line("\t\tt%d [label=\"\", shape=point, style=invis];", t)
	}
	d.line("\t}")
}

// columns puts the threads side by side in their order: the first events stand
// in one row, joined by edges that are not drawn.
func (d *drawing) columns() {
	tops := make([]string, len(d.s.Threads))
	for t := range tops {
		tops[t] = fmt.Sprintf("t%d", t)
	}
	for _, e := range slices.Backward(d.c.Events()) {
		if t := d.s.Events[e].Thread; t >= 0 {
			tops[t] = node(int(e))
		}
	}
	d.line("\t{ rank=same; %s [style=invis]; }", strings.Join(tops, " -> "))
}

func (d *drawing) event(e int) {
	ev := &d.s.Events[e]
	text := []string{ev.Instr.String()}
	extra := ", shape=plaintext" // a barrier
	if ev.IsAccess() {
		arrow := " := "
		if ev.IsRead() {
			arrow = " -> "
		}
		text = append(text, d.s.Locs[ev.Loc].Name+arrow+d.s.Show(d.c.Value(e)))
		extra = ""
	}
	d.line("\t\t%s [label=%s%s];", node(e), quote(text...), extra)
}

func (d *drawing) readsFrom() {
	for _, r := range d.c.Events() {
		if d.s.Events[r].IsRead() {
			d.line("\t%s -> %s [label=\"rf\", %s];", node(int(d.c.X.Rf[r])), node(int(r)), styleRf)
		}
	}
}

func (d *drawing) coherence() {
	for _, co := range d.c.X.Co {
		for i := 1; i < len(co); i++ {
			d.line("\t%s -> %s [label=\"co\", %s];", node(int(co[i-1])), node(int(co[i])), styleCo)
		}
	}
}

// fromReads draws an edge from each read to the write that overwrites what it
// read. That of an atomic pair says nothing new.
func (d *drawing) fromReads() {
	for _, r := range d.c.Events() {
		if !d.s.Events[r].IsRead() {
			continue
		}
		co := d.c.X.Co[d.s.Events[r].Loc]
		i := slices.Index(co, d.c.X.Rf[r])
		if i < 0 || i+1 == len(co) || d.s.Rmw.Has(int(r), int(co[i+1])) {
			continue
		}
		d.line("\t%s -> %s [label=\"fr\", %s];", node(int(r)), node(int(co[i+1])), styleFr)
	}
}
