package vocabulary_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// strange holds a model for each base set that no embedded model uses.
var strange = map[vocabulary.Base]string{
	vocabulary.SetF:      "acyclic (po ; [F] ; po) | rf | co | fr as every-fence-orders-everything",
	vocabulary.SetIW:     "empty [IW] ; rf as no-initial-value-is-read",
	vocabulary.SetShown:  "empty [Shown] ; rf as no-write-to-what-is-shown-is-read",
	vocabulary.RelDiffer: "empty different-values(co) as every-write-writes-the-same",
	vocabulary.SetMsgclr: "empty [Msgsnd] ; dbo ; [Msgclr] as no-message-is-cleared",
}

// program is a program of the corpus with the model for its verdict.
type program struct {
	name  string
	s     *event.Structure
	model string
}

// TestEveryBaseDecides checks that for every base set and relation the corpus has a
// program with an event or pair in it whose verdict changes if the set is empty.
func TestEveryBaseDecides(t *testing.T) {
	programs := corpus(t)
	loaded := map[string]*rel.Model{}
	before := map[string]verdict.Verdict{} // by program and model
	decide := func(p *program, m *rel.Model) verdict.Verdict {
		o, err := enumerate.Run(context.Background(), p.s, m, enumerate.Options{})
		if err != nil {
			t.Fatal(p.name, err)
		}
		v, _ := o.Verdict()
		return v
	}
	for _, b := range vocabulary.For(sets.Default().Language).List() {
		found := slices.ContainsFunc(programs, func(p program) bool {
			model := p.model
			if text := strange[b.Base]; text != "" {
				model = text
			}
			m := loaded[model]
			if m == nil {
				m = load(t, model)
				loaded[model] = m
			}
			if !m.Judges(p.s) {
				return false
			}
			less := lacking(m, b.Base)
			if less == nil {
				return false
			}
			key := p.name + " " + model
			if _, ok := before[key]; !ok {
				before[key] = decide(&p, m)
			}
			v := decide(&p, less)
			if v != before[key] {
				t.Logf("%s decides %s: %s, and %s if it were empty", b.Name, p.name, before[key], v)
			}
			return v != before[key]
		})
		if !found {
			t.Errorf("%s decides the verdict of no program in programs/corpus", b.Name)
		}
	}
}

var modelLine = regexp.MustCompile(`\(\* model: (.+) \*\)`)

// corpus reads the programs, those with rare events first.
func corpus(t *testing.T) (list []program) {
	t.Helper()
	for _, pattern := range []string{"beyond/*.litmus", "*.litmus"} {
		files, err := filepath.Glob(filepath.Join("../../programs/corpus", pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no programs: %v", err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			test := fixture.Parse(t, diag.NewSource(f, string(text)))
			s := fixture.Structure(t, test, unroll.Options{})
			p := program{filepath.Base(f), s, "power"}
			if m := modelLine.FindSubmatch(text); m != nil {
				p.model = string(m[1])
			}
			list = append(list, p)
		}
	}
	return list
}

// load returns an embedded model by its name, with variants after it, or the model that
// consists of the text of an axiom.
func load(t *testing.T, model string) *rel.Model {
	t.Helper()
	words := strings.Fields(model)
	var m *rel.Model
	var err error
	if slices.Contains(models.Names(), words[0]) {
		variants := map[string]bool{}
		for _, v := range words[1:] {
			variants[v] = true
		}
		m, err = models.LoadWith(words[0], variants)
	} else {
		file := filepath.Join(t.TempDir(), "strange.cat")
		if err := os.WriteFile(file, []byte(model), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err = models.LoadFile(file, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lacking returns a model in which a base set or relation is empty; nil if the model does
// not use it.
func lacking(m *rel.Model, b vocabulary.Base) *rel.Model {
	less := *m
	less.Nodes = slices.Clone(m.Nodes)
	uses := false
	for i := range less.Nodes {
		switch n := &less.Nodes[i]; {
		case n.Base != b:
		case n.Op == rel.SetBase:
			*n, uses = rel.Node{Op: rel.SetEmpty}, true
		case n.Op == rel.RelBase:
			*n, uses = rel.Node{Op: rel.RelEmpty}, true
		}
	}
	if !uses {
		return nil
	}
	return &less
}
