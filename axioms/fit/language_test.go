package fit

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestOtherLanguage: a program is never judged by a model for another language, in which
// the numbers of tags mean other sets.
func TestOtherLanguage(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("a.litmus", "PPC a\n{}\n P0 ;\n sync ;\nexists (x=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := cat.Parse(diag.NewSource("m.cat", "acyclic po as a\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		language *isa.Language // nil: the one that the model's file says
		refused  bool
	}{{nil, false}, {&isa.Language{Name: "Toy", Arch: "TOY"}, true}} {
		m, err := rel.Elaborate(f, rel.Options{Name: "m", Language: c.language})
		if err != nil {
			t.Fatal(err)
		}
		_, err = named("m", m).For(test)
		if ds := diag.All(err); c.refused != (len(ds) == 1 && ds[0].Code == diag.CatArch && ds[0].Span.Known()) || !c.refused && err != nil {
			t.Errorf("refused %v: %v", c.refused, err)
		}
	}
}
