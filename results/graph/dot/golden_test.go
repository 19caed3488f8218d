package dot

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/internal/property"
	"github.com/fencewise/fencewise/results/graph"
	"github.com/fencewise/fencewise/results/graph/graphtest"
)

func text(t *testing.T, d *graph.Drawing) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGolden pins drawings that were looked at.
func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name, program string
		choices       map[string]string
		edges         []string
	}{
		{"mail", "host_ipi/mail", map[string]string{"set.before": "none", "clear.after": "none"}, []string{"ppo"}},
		{"handler", "host_ipi_handler/mail", nil, nil},
		{"iriw", "../../../programs/corpus/IRIW+eieios.litmus", nil, nil},
	} {
		x, m := graphtest.Witness(t, c.program, c.choices)
		got := text(t, graphtest.Drawing(t, x, m, c.edges...))
		golden.Check(t, filepath.Join("testdata", c.name+".dot"), []byte(got))
		graphviz(t, got)
	}
}

// graphviz has Graphviz read a text, where it is installed.
func graphviz(t *testing.T, text string) {
	t.Helper()
	path, err := exec.LookPath("dot")
	if err != nil {
		t.Log("not read by Graphviz, which is not installed")
		return
	}
	cmd := exec.Command(path, "-Tsvg", "-o", os.DevNull)
	cmd.Stdin = strings.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil { // what it warns of is its routing
		t.Errorf("dot: %v %s", err, out)
	}
}

// TestEach: every node and edge of the drawing of every witness is in the text, once.
func TestEach(t *testing.T) {
	graphtest.Each(t, func(name string, c *execution.Candidate, m *rel.Model) {
		d := graphtest.Drawing(t, c, m, "hb")
		got := text(t, d)
		for _, n := range d.Nodes {
			if n.Kind != graph.Initial && strings.Count(got, fmt.Sprintf("\te%d [label=", n.Event)) != 1 {
				t.Errorf("%s: event %d", name, n.Event)
			}
		}
		lines := map[string][]string{}
		for line := range strings.Lines(got) {
			if what, rest, found := strings.Cut(line, ", tooltip="); found {
				lines[what] = append(lines[what], rest)
			}
		}
		for _, e := range d.Edges {
			from, to := fmt.Sprintf("e%d", e.From), fmt.Sprintf("e%d", e.To)
			if d.Node(e.From).Kind == graph.Initial {
				from = fmt.Sprintf("i%d_%d", e.From, e.To)
			}
			if d.Node(e.To).Kind == graph.Initial {
				to = fmt.Sprintf("i%d_%d", e.To, e.From)
			}
			found := lines[fmt.Sprintf("\t%s -> %s [label=%q", from, to, " "+e.Label())]
			if len(found) != 1 || strings.Contains(found[0], "penwidth=2.6") != e.Bold {
				t.Errorf("%s: %s from %d to %d: %q", name, e.Relation, e.From, e.To, found)
			}
		}
	})
}

var (
	quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	plain  = regexp.MustCompile(`^[\w\s=.,;{}\[\]>-]*$`)
)

// TestAnything: whatever names there are, they stay within their quotes.
func TestAnything(t *testing.T) {
	hostile := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{`"]; evil [`, `\`, `\"`, "&quot;", "a\nb", "\x00", "-->", "漢字"}))
	var some string
	property.Check(t, func(rt *rapid.T) {
		name := func() string { return hostile.Draw(rt, "name") }
		d := &graph.Drawing{Title: name(), Condition: name(), Desc: name(), Columns: []string{name(), name()}, Rows: 1,
			Relations: []graph.Relation{{Name: name(), Family: graph.Family(rapid.IntRange(0, int(graph.Derived)).Draw(rt, "family"))}},
			Frames:    []graph.Frame{{Thread: 1, Text: name()}},
			Nodes: []graph.Node{
				{Event: 0, Thread: 0, Kind: graph.Barrier, Lines: []string{name(), name()}, Title: name()},
				{Event: 1, Thread: 1, Kind: graph.Interrupt, Lines: []string{name()}, Title: name()},
			},
		}
		d.Edges = []graph.Edge{{From: 0, To: 1, Relation: d.Relations[0].Name, Title: name()}}
		some = text(t, d)
		if rest := quoted.ReplaceAllString(some, ""); !plain.MatchString(rest) {
			rt.Errorf("outside of quotes: %q", rest)
		}
	})
	graphviz(t, some)
}
