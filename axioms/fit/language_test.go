package fit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/models"
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

// TestModelOfTheLanguage: a program in kernel C is judged by the model of the kernel unless
// the user names one; a model whose file names no architecture is read for its language.
func TestModelOfTheLanguage(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("a.litmus", "C a\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := LoadDefault(models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := d.For(test)
	if err != nil || m.Name != "lkmm" {
		t.Fatalf("%v, %v", m, err)
	}
	if again, _ := d.For(test); again != m {
		t.Error("loaded twice")
	}
	rings, err := litmus.Parse(diag.NewSource("b.litmus", "C b\n{}\nP0() { ppc_msgsnd(P1); }\nP1() { take_doorbell(); }\nexists (pending(P1))\n"))
	if err != nil {
		t.Fatal(err)
	}
	if m, err := d.For(rings); err != nil || m.Name != "lkmm-doorbell" {
		t.Errorf("a program with doorbells: %v, %v", m, err)
	}
	plain, err := Load("lkmm", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.For(rings); err == nil || !strings.Contains(diag.All(err)[0].Fix, "lkmm-doorbell") {
		t.Errorf("lkmm judges doorbells: %v", err)
	}
	if has, err := d.HasVariant("lkmmv1"); !has || err != nil {
		t.Errorf("the variant of lkmm is not found: %v, %v", has, err)
	}
	file := filepath.Join(t.TempDir(), "mine.cat")
	if err := os.WriteFile(file, []byte("let marked = Once\nacyclic [marked] ; po-loc | rf | co | fr as a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file, models.Options{}); err == nil {
		t.Error("a set that POWER does not have is accepted for POWER")
	}
	if err := os.WriteFile(file, []byte("acyclic po-loc | rf | co | fr as a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mine, err := Load(file, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m, err = mine.For(test); err != nil || m.Vocabulary.Language.Arch != "C" {
		t.Errorf("%v, %v", m, err)
	}
}
