package svg

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/browser"
	"github.com/fencewise/fencewise/internal/browser/browsertest"
	"github.com/fencewise/fencewise/results/graph"
)

// overflowing lists the texts that a browser sets wider than the layout has taken them
// for: in boxes, and of labels.
const overflowing = `[...document.querySelectorAll(".fw-node, .fw-label")].flatMap(g => {
  const shape = g.querySelector("rect, path")
  if (!shape) return []
  const room = shape.getBBox()
  return [...g.querySelectorAll("text")].filter(t => {
    const b = t.getBBox()
    return b.x < room.x - .5 || b.x + b.width > room.x + room.width + .5
  }).map(t => t.textContent)
})`

// TestBrowser looks at drawings where they will be looked at.
func TestBrowser(t *testing.T) {
	b := browsertest.Start(t)
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		p := browsertest.Open(t, b, f, browser.Look{})
		if wide := browsertest.Eval[[]string](t, p, overflowing); len(wide) > 0 {
			t.Errorf("%s: %q do not fit", f, wide)
		}
		browsertest.CheckClean(t, p)
		if f == filepath.Join("testdata", "mail.svg") {
			alone(t, p)
		}
	}
	p := browsertest.Open(t, b, hostile(t), browser.Look{})
	if wide := browsertest.Eval[[]string](t, p, overflowing); len(wide) > 0 {
		t.Errorf("%q do not fit", wide)
	}
	inPage(t, b)
}

// alone: a drawing that stands alone is one image that is described, and has colours for
// light and dark.
func alone(t *testing.T, p *browser.Page) {
	nodes, err := p.Accessible()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(nodes, func(n browser.Accessible) bool {
		return n.Role == "image" && n.Name == "host-ipi-mail" && strings.HasPrefix(n.Description, "An execution of host-ipi-mail. P0, from the top: a: writes 1 to hipi")
	}) {
		t.Errorf("a screen reader has %+v", nodes)
	}
	colours := func() string {
		return browsertest.Eval[string](t, p, `[".fw-paper", ".fw-rf .fw-head", ".fw-node text"].map(s => getComputedStyle(document.querySelector(s)).fill).join(" ")`)
	}
	if got := colours(); got != "rgb(255, 255, 255) rgb(179, 38, 30) rgb(27, 31, 36)" {
		t.Errorf("light: %s", got)
	}
	if err := p.SetLook(browser.Look{Dark: true}); err != nil {
		t.Fatal(err)
	}
	if got := colours(); got != "rgb(20, 24, 29) rgb(255, 138, 128) rgb(230, 233, 236)" {
		t.Errorf("dark: %s", got)
	}
}

// hostile is a drawing with texts of all scripts, as long as they may be.
func hostile(t *testing.T) string {
	d := &graph.Drawing{Title: "x", Condition: "y", Columns: []string{"P0", "P1"}, Relations: []graph.Relation{{Name: "WWWWMMMM", Family: graph.Derived}, {Name: "漢字", Family: graph.Derived}}}
	for i, text := range []string{
		"WWWW@@@@MMMM", strings.Repeat("W@m", 60), "漢字カナ한글", "👩‍👩‍👧‍👦🚀🚀", "<&>\"'", strings.Repeat("Wide_名前", 40), "Ωμέγα Жук ẞß", "iiii....llll",
	} {
		d.Nodes = append(d.Nodes, graph.Node{Event: i, Thread: i % 2, Row: d.Rows, Kind: graph.Kind(1 + i%6), Lines: []string{text, text}, Title: text})
		d.Rows++
		if i > 0 {
			d.Edges = append(d.Edges, graph.Edge{From: i - 1, To: i, Relation: d.Relations[i%2].Name, Bold: i%3 == 0})
		}
	}
	var b bytes.Buffer
	if err := Write(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "hostile.svg")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// inPage: two drawings in one page keep apart; a screen reader finds their nodes and edges; the page has
// its colours in them.
func inPage(t *testing.T, b *browser.Browser) {
	d := &graph.Drawing{Title: "t", Desc: "d", Columns: []string{"P0"}, Rows: 2, Relations: []graph.Relation{{Name: "po"}}}
	for i := range 2 {
		d.Nodes = append(d.Nodes, graph.Node{Event: i, Row: i, Kind: graph.Read, Lines: []string{"R x=0"}, Title: "a reads " + string(rune('x'+i))})
	}
	d.Edges = []graph.Edge{{From: 0, To: 1, Relation: "po", Title: "po: from here to there"}}
	page := bytes.NewBufferString("<!doctype html><title>page</title><style>" + Style() + "main { --fw-ink: rgb(1, 2, 3) }</style><main>")
	for _, prefix := range []string{"one-", "two-"} {
		if err := Write(page, d, Options{Prefix: prefix, Page: true}); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	p := browsertest.Open(t, b, file, browser.Look{Dark: true})
	browsertest.CheckClean(t, p)
	if got := browsertest.Eval[string](t, p, `getComputedStyle(document.querySelector("#two-e1 text")).fill`); got != "rgb(1, 2, 3)" {
		t.Errorf("the page's ink is %s", got)
	}
	if got := browsertest.Eval[[]string](t, p, `[...document.querySelectorAll("[id]")].map(e => e.id).filter((id, i, all) => all.indexOf(id) != i)`); len(got) > 0 {
		t.Errorf("ids that stand twice: %q", got)
	}
	nodes, err := p.Accessible()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, n := range nodes {
		if n.Name == "a reads y" || n.Name == "po: from here to there" {
			found++
		}
	}
	if found != 4 {
		t.Errorf("a screen reader has %+v", nodes)
	}
}
