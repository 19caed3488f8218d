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

	styleDB  = `style="dashed,bold", color=red3, arrowhead=diamond, constraint=false`
	styleDBO = `style=dotted, color=red3, arrowhead=odiamond, constraint=false`
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
	d.doorbells()
	d.line("}")
	_, err := io.WriteString(w, d.b.String())
	return err
}

type drawing struct {
	b     strings.Builder
	c     *eval.Candidate
	s     *event.Structure
	heads []string // of the columns, from the left
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
	legend := "po grey, rf dashed, co dotted, fr bold"
	if d.s.Bells != nil {
		legend += ", db with a diamond"
	}
	d.line("\tlabel=%s;", quote(d.s.Test.Name, d.s.Test.Cond.String(), legend))
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
	d.heading("init", "initially")
	last := head("init")
	for _, l := range inits {
		d.line("\t%s [label=%s, shape=plaintext, group=init];", node(l), quote(d.s.Locs[l].Name+" = "+d.s.Show(d.c.Value(l))))
		d.line("\t%s -> %s [style=invis, weight=10];", last, node(l))
		last = node(l)
	}
}

// head is the node above a column, heading draws it. Columns are kept straight
// by their group, and in order by edges between their heads that are not drawn.
func head(column string) string { return "head_" + column }

func (d *drawing) heading(column, text string) {
	d.line("\t%s [label=%s, shape=plaintext, fontsize=14, group=%s];", head(column), quote(text), column)
	d.heads = append(d.heads, head(column))
}

func (d *drawing) columns() {
	d.line("\t{ rank=same; %s [style=invis]; }", strings.Join(d.heads, " -> "))
}

func (d *drawing) thread(t int) {
	column := fmt.Sprintf("t%d", t)
	d.heading(column, d.s.Threads[t].Name)
	last, style := head(column), "style=invis, weight=10"
	runs := 0
	for _, e := range d.c.Events() {
		if d.s.Events[e].Thread != t {
			continue
		}
		switch {
		case d.s.Events[e].Interrupt == 0:
			d.event(int(e), column)
		case d.s.Events[e].Kind == event.IrqEvent:
			runs++
			d.handler(int(e), column, runs)
		}
		d.line("\t%s -> %s [%s];", last, node(int(e)), style)
		last, style = node(int(e)), `label="po", `+stylePo
	}
}

func (d *drawing) event(e int, column string) {
	ev := &d.s.Events[e]
	text := []string{ev.Instr.String()}
	extra := ", shape=plaintext" // a barrier
	if shape := bellShape[ev.Kind]; shape != "" {
		extra = ", shape=" + shape
	}
	if ev.IsAccess() {
		arrow := " := "
		if ev.IsRead() {
			arrow = " -> "
		}
		text = append(text, d.s.Locs[ev.Loc].Name+arrow+d.s.Show(d.c.Value(e)))
		extra = ""
	}
	d.line("\t%s [label=%s, group=%s%s];", node(e), quote(text...), column, extra)
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
