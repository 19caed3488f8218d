package dot

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/results/graph"
)

// Write writes a drawing for Graphviz.
func Write(w io.Writer, d *graph.Drawing) error {
	p := printer{d: d, styles: map[string]string{}, ghosts: map[string]bool{}}
	for _, r := range d.Relations {
		p.styles[r.Name] = style(r)
	}
	p.head()
	for t := range d.Columns {
		p.column(t)
	}
	p.rows()
	for _, e := range d.Edges {
		p.edge(e)
	}
	p.line("}")
	_, err := io.WriteString(w, p.b.String())
	return err
}

type printer struct {
	b      strings.Builder
	d      *graph.Drawing
	styles map[string]string // of the edges of each relation
	ghosts map[string]bool   // those that are drawn
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

func (p *printer) head() {
	p.line("digraph %s {", quote(p.d.Title))
	p.line("\tlabel=%s; tooltip=%s;", quote(p.d.Title, p.d.Condition), quote(p.d.Desc))
	p.line("\tlabelloc=t; fontname=\"Helvetica\"; fontsize=13; splines=true; nodesep=0.9; ranksep=0.3;")
	p.line("\tnode [shape=box, fontname=\"Courier\", fontsize=11, margin=\"0.1,0.05\"];")
	p.line("\tedge [fontname=\"Helvetica-Oblique\", fontsize=10, arrowsize=0.7];")
}

// ghost is the node of an initial write for an edge to or from another node; each
// of these has one beside it. One for all would be led to by lines all over the paper.
func (p *printer) ghost(init, other int) string {
	id := fmt.Sprintf("i%d_%d", init, other)
	if p.ghosts[id] {
		return id
	}
	p.ghosts[id] = true
	n := p.d.Node(init)
	p.line("\t%s [label=%s, tooltip=%s%s];", id, quote(n.Lines...), quote(n.Title), shapes[n.Kind])
	if n := p.d.Node(other); n.Kind != graph.Initial && p.frame(*n) < 0 { // a frame would lose its node
		p.line("\t{ rank=same; %s; e%d; }", id, other)
	}
	return id
}

// ends are the nodes that an edge runs between.
func (p *printer) ends(e graph.Edge) (from, to string) {
	from, to = fmt.Sprintf("e%d", e.From), fmt.Sprintf("e%d", e.To)
	if p.d.Node(e.From).Kind == graph.Initial {
		from = p.ghost(e.From, e.To)
	}
	if p.d.Node(e.To).Kind == graph.Initial {
		to = p.ghost(e.To, e.From)
	}
	return from, to
}

// column draws a thread: its name, and its nodes from the top. Columns are kept
// straight by their group.
func (p *printer) column(t int) {
	p.line("\thead%d [label=%s, shape=plaintext, fontname=\"Helvetica-Bold\", fontsize=13, group=t%d];", t, quote(p.d.Columns[t]), t)
	frame := -1
	above, row := fmt.Sprintf("head%d", t), -1
	for _, n := range p.d.Nodes {
		if n.Thread != t {
			continue
		}
		if f := p.frame(n); f != frame {
			if frame >= 0 {
				p.line("\t}")
			}
			if frame = f; f >= 0 {
				p.line("\tsubgraph cluster_i%d {", f)
				p.line("\tlabel=%s; labeljust=l; fontsize=10; style=\"rounded,dashed\";", quote(p.d.Frames[f].Text))
			}
		}
		p.node(n, fmt.Sprintf(", group=t%d", t))
		if row < 0 {
			p.line("\t%s -> e%d [style=invis, weight=10, minlen=%d];", above, n.Event, n.Row+1)
		}
		row = n.Row
	}
	if frame >= 0 {
		p.line("\t}")
	}
}

// frame is the run of a handler that a node is in, as an index; -1 for none.
func (p *printer) frame(n graph.Node) int {
	for i, f := range p.d.Frames {
		if f.Thread == n.Thread && f.First <= n.Row && n.Row <= f.Last {
			return i
		}
	}
	return -1
}

// rows keeps the columns in order, and their names level.
func (p *printer) rows() {
	if len(p.d.Columns) < 2 {
		return
	}
	heads := make([]string, len(p.d.Columns))
	for t := range heads {
		heads[t] = fmt.Sprintf("head%d", t)
	}
	p.line("\t{ rank=same; %s [style=invis]; }", strings.Join(heads, " -> "))
}

// shapes tell kinds of nodes apart: a message points to where it goes, an interrupt
// is a sign to stop.
var shapes = map[graph.Kind]string{
	graph.Initial:   ", style=\"rounded,dashed\"",
	graph.Barrier:   ", shape=plaintext",
	graph.Message:   ", shape=cds, margin=\"0.2,0.12\"",
	graph.Interrupt: ", shape=octagon",
	graph.Clear:     ", shape=hexagon",
}

func (p *printer) node(n graph.Node, extra string) {
	lines := n.Lines
	switch {
	case n.Kind == graph.Barrier && len(lines) == 2:
		lines = []string{"──── " + lines[0] + " (" + lines[1] + ") ────"}
	case n.Kind == graph.Barrier:
		lines = []string{"──── " + lines[0] + " ────"}
	}
	lines = append(slices.Clip(lines), n.Branches...)
	extra += shapes[n.Kind]
	if n.Bold {
		extra += ", penwidth=2"
	}
	p.line("\te%d [label=%s, tooltip=%s%s];", n.Event, quote(lines...), quote(n.Told()), extra)
}

func (p *printer) edge(e graph.Edge) {
	extra := p.styles[e.Relation]
	if e.Bold {
		extra += ", penwidth=2.6"
	}
	from, to := p.ends(e)
	if n := p.d.Node(e.To); p.d.Node(e.From).Kind == graph.Initial && p.frame(*n) >= 0 {
		extra = strings.ReplaceAll(extra, notPlacing, "") // above it, then
	}
	p.line("\t%s -> %s [label=%s, tooltip=%s%s];", from, to, quote(" "+e.Label()), quote(e.Title), extra)
}
