package compare

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// TestTooManyVariants: a study whose lattice cannot be looked at is an error
// with a place, and only where the lattice is asked for.
func TestTooManyVariants(t *testing.T) {
	t.Chdir(t.TempDir())
	var cells, picks []string
	for i := range 11 { // 4^11 combinations
		cells = append(cells, fmt.Sprintf(" (*@ s%d: none, eieio, lwsync, sync *) ;\n", i))
		picks = append(picks, fmt.Sprintf("s%d = \"none\"", i))
	}
	for file, text := range map[string]string{
		"many.litmus": "PPC many\n{ 0:r1=x; }\n P0 ;\n stw r1,0(r1) ;\n" + strings.Join(cells, "") + " lwz r2,0(r1) ;\nexists (0:r2=1)\n",
		"study.toml": "title = \"Many\"\nprogram = [\"many.litmus\"]\nmodels = [\"power\", \"sc\"]\n" +
			"[[variant]]\nname = \"none\"\nsource = \"made up\"\nslots = { " + strings.Join(picks, ", ") + " }\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	st, err := library.LoadStudy("study.toml")
	if err != nil {
		t.Fatal(err)
	}
	ms := []*fit.Model{fittest.Load(t, "power"), fittest.Load(t, "sc")}
	compare := func(all bool) error {
		_, err := Study(context.Background(), st, ms, Options{All: all})
		return err
	}
	diff := func(all bool) error {
		_, err := Models(context.Background(), st, ms[0], ms[1], all, opinion.Options{})
		return err
	}
	for name, f := range map[string]func(bool) error{"compare": compare, "diff": diff} {
		if err := f(false); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		ds := diag.All(f(true))
		if len(ds) != 1 || ds[0].Code != diag.TooManyVariants || ds[0].Span.Line() != 1 || ds[0].Fix == "" {
			t.Errorf("%s of every combination: %v", name, ds)
		}
	}
}
