package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/graphtest"
)

// TestGolden pins drawings that were looked at: whoever updates them looks again,
// with make pages.
func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name, program string
		choices       map[string]string
		edges         []string
		o             Options
	}{
		{"mail", "host_ipi/mail", map[string]string{"set.before": "none", "clear.after": "none"}, nil, Options{}},
		{"mail-hb", "host_ipi/mail", map[string]string{"set.before": "none", "clear.after": "none"}, []string{"ppo", "fence", "hb"}, Options{}},
		{"handler", "host_ipi_handler/mail", nil, nil, Options{Prefix: "w1-", Page: true}},
		{"mp", mp, nil, nil, Options{}},
		{"iriw", "../../../programs/corpus/IRIW+eieios.litmus", nil, nil, Options{}},
	} {
		x, m := graphtest.Witness(t, c.program, c.choices)
		var b bytes.Buffer
		if err := Write(&b, graphtest.Drawing(t, x, m, c.edges...), c.o); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, filepath.Join("testdata", c.name+".svg"), b.Bytes())
		read(t, b.Bytes(), c.o)
	}
}

const mp = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r2) ;
 stw r1,0(r2) | lwz r3,0(r4) ;
 stw r1,0(r4) |              ;
exists (1:r1=1 /\ 1:r3=0)
`

// element is one of a document that was read.
type element struct {
	name, parent string
	attr         map[string]string
	text         string
	titled       bool
}

// read reads a document as any reader of XML would, and holds what a page and a screen reader
// rely on.
func read(t fataler, text []byte, o Options) (all []*element) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	var open []*element
	ids := map[string]bool{}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("not well-formed: %v", err)
			return nil
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				if _, twice := e.attr[a.Name.Local]; twice {
					t.Errorf("%s has %s twice", e.name, a.Name.Local)
				}
				e.attr[a.Name.Local] = a.Value
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") {
					t.Errorf("%s has %s", e.name, a.Name.Local)
				}
			}
			if n := len(open); n > 0 {
				e.parent = open[n-1].name
				open[n-1].titled = open[n-1].titled || e.name == "title"
			}
			if id := e.attr["id"]; id != "" {
				if ids[id] || !strings.HasPrefix(id, o.Prefix) {
					t.Errorf("id %s stands twice, or has not its prefix", id)
				}
				ids[id] = true
			}
			open, all = append(open, e), append(all, e)
		case xml.CharData:
			if n := len(open); n > 0 {
				open[n-1].text += string(tok)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
	for _, e := range all {
		class := " " + e.attr["class"] + " "
		if (strings.Contains(class, " fw-node ") || strings.Contains(class, " fw-edge ")) && !e.titled {
			t.Errorf("%s %s has no title", class, e.attr["id"])
		}
		for _, ref := range []string{"aria-labelledby", "aria-describedby"} {
			if id := e.attr[ref]; id != "" && !ids[id] {
				t.Errorf("%s points to %s, which is not there", ref, id)
			}
		}
		if e.name == "script" || e.name == "foreignObject" || e.name == "image" || e.name == "style" && o.Page || strings.Contains(e.text, "@import") || strings.Contains(e.text, "url(") {
			t.Errorf("there is a %s in %s", e.name, e.parent)
		}
		if !utf8.ValidString(e.text) {
			t.Errorf("%q is no text", e.text)
		}
	}
	return all
}

// anyDrawing is a drawing with whatever names.
func anyDrawing(t *rapid.T) *graph.Drawing {
	name := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"x", "<script>", "a&amp;b", `"'`, "]]>", "\x00\x1b[31m", "\xff\xfe", "漢字の場所", "\u202egnp", strings.Repeat("long_", 200), "", "-->", "👩‍👩‍👧‍👦"}),
	)
	d := &graph.Drawing{Title: name.Draw(t, "title"), Condition: name.Draw(t, "condition"), Desc: name.Draw(t, "desc")}
	threads := 64
	if testing.Short() {
		threads = 8
	}
	for range rapid.IntRange(0, threads).Draw(t, "threads") {
		d.Columns = append(d.Columns, name.Draw(t, "thread"))
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "initial") {
		d.Nodes = append(d.Nodes, graph.Node{Event: i, Thread: -1, Lines: []string{name.Draw(t, "location")}})
	}
	for c := range d.Columns {
		row := rapid.IntRange(0, 5).Draw(t, "first row")
		for range rapid.IntRange(0, 6).Draw(t, "length") {
			n := graph.Node{Event: len(d.Nodes), Thread: c, Row: row, Kind: graph.Kind(rapid.IntRange(1, int(graph.Clear)).Draw(t, "kind")), Bold: rapid.Bool().Draw(t, "bold")}
			n.Lines, n.Title = rapid.SliceOfN(name, 1, 3).Draw(t, "lines"), name.Draw(t, "title")
			n.Branches = rapid.SliceOfN(name, 0, 2).Draw(t, "branches")
			d.Nodes = append(d.Nodes, n)
			row++
			d.Rows = max(d.Rows, row)
		}
	}
	for i := range rapid.IntRange(1, 9).Draw(t, "relations") {
		d.Relations = append(d.Relations, graph.Relation{Name: fmt.Sprint(i, name.Draw(t, "relation")), Long: name.Draw(t, "long"), Family: graph.Family(rapid.IntRange(0, int(graph.Derived)).Draw(t, "family")), Index: i})
	}
	seen := map[graph.Edge]bool{}
	for range rapid.IntRange(0, 200).Draw(t, "edges") {
		if len(d.Nodes) == 0 {
			break
		}
		node := rapid.IntRange(0, len(d.Nodes)-1)
		e := graph.Edge{From: node.Draw(t, "from"), To: node.Draw(t, "to"), Relation: rapid.SampledFrom(d.Relations).Draw(t, "of").Name}
		if !seen[e] {
			seen[e] = true
			e.Title, e.Bold = name.Draw(t, "title"), rapid.Bool().Draw(t, "bold")
			d.Edges = append(d.Edges, e)
		}
	}
	return d
}

// TestAnything: whatever is to be drawn, and whatever it is called, the drawing holds its
// invariants, and is XML that says all that it should.
func TestAnything(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		d := anyDrawing(t)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		o := Options{Prefix: rapid.SampledFrom([]string{"", "a-"}).Draw(t, "prefix"), Page: rapid.Bool().Draw(t, "page")}
		check(t, "any", lay(d, o.Page), true)
		var b bytes.Buffer
		if err := Write(&b, d, o); err != nil {
			t.Fatal(err)
		}
		nodes, edges, labels := 0, 0, 0
		for _, e := range read(t, b.Bytes(), o) {
			class := e.attr["class"]
			switch {
			case strings.HasPrefix(class, "fw-node"):
				if e.attr["id"] != o.Prefix+"e"+e.attr["data-event"] {
					t.Errorf("node %s has id %s", e.attr["data-event"], e.attr["id"])
				}
				nodes++
			case strings.HasPrefix(class, "fw-edge"), strings.HasPrefix(class, "fw-label"):
				x := d.Edges[edges%max(1, len(d.Edges))]
				if strings.HasPrefix(class, "fw-label") {
					x = d.Edges[labels]
					labels++
				} else {
					edges++
				}
				if e.attr["data-rel"] != graph.Clean(x.Relation) || e.attr["data-from"] != fmt.Sprint(x.From) || e.attr["data-to"] != fmt.Sprint(x.To) || strings.Contains(class, "fw-bold") != x.Bold {
					t.Errorf("%+v is %v", x, e.attr)
				}
			}
		}
		if nodes != len(d.Nodes) || edges != len(d.Edges) || labels != len(d.Edges) {
			t.Errorf("%d nodes, %d edges, %d labels, of %d and %d", nodes, edges, labels, len(d.Nodes), len(d.Edges))
		}
	})
}

// TestSize: the largest program with the longest names is drawn in bounded space.
func TestSize(t *testing.T) {
	long := strings.Repeat("<", 500)
	d := &graph.Drawing{Title: long, Condition: strings.Repeat(long+" ", 50), Desc: long, Rows: 4, Relations: []graph.Relation{{Name: "po"}, {Name: "rf", Family: graph.ReadsFrom}}}
	for t := range 64 {
		d.Columns = append(d.Columns, long)
		for r := range 4 {
			e := len(d.Nodes)
			d.Nodes = append(d.Nodes, graph.Node{Event: e, Thread: t, Row: r, Kind: graph.Read, Lines: []string{long, long}, Title: long})
			if r > 0 {
				d.Edges = append(d.Edges, graph.Edge{From: e - 1, To: e, Relation: "po", Title: long})
			}
			d.Edges = append(d.Edges, graph.Edge{From: (e * 37) % (e + 1), To: e, Relation: "rf", Title: long})
		}
	}
	l := lay(d, false)
	check(t, "large", l, false)
	if l.view.w > 64*500 || l.view.h > 64*20 {
		t.Errorf("it is %.0f by %.0f pixels", l.view.w, l.view.h)
	}
	var b bytes.Buffer
	if err := Write(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	if n := b.Len(); n > 3<<20 {
		t.Errorf("it is %d bytes", n)
	}
	read(t, b.Bytes(), Options{})
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		in    string
		limit float64
		want  string
	}{
		{"short", 100, "short"},
		{"abcdefghij", 5 * code.width("m"), "ab…ij"},
		{"漢字漢字漢字", 60, "漢字…字"},
		{"", 10, ""},
		{"abc", 0, "…"},
	} {
		got := code.fit(c.in, c.limit)
		if got != c.want || c.limit > 0 && code.width(got) > c.limit {
			t.Errorf("%q in %v: %q, want %q", c.in, c.limit, got, c.want)
		}
	}
	if got := small.wrap("exists (a /\\ b /\\ c /\\ d)", 60, 2); len(got) != 2 || got[0] != "exists (a" || !strings.HasSuffix(got[1], "d)") {
		t.Errorf("%q", got)
	}
}
