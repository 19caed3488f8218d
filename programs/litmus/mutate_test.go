package litmus

import (
	"flag"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

var mutations = flag.Int("mutations", 5000, "mutants of the test of all forms to try")

// TestMutants deletes, repeats and exchanges pieces of tests that contain every form.
// Mutants that are still accepted must print and parse to the same tree. This reaches
// inputs that a fuzzer of bytes rarely finds: files that are almost correct.
func TestMutants(t *testing.T) {
	for _, file := range []string{"testdata/forms.litmus", "testdata/doorbell.litmus", "testdata/kernelc.litmus"} {
		mutants(t, file)
	}
}

func mutants(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := pieces(string(text))
	rng := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range *mutations {
		p := append([]string(nil), all...)
		for range 1 + rng.IntN(3) {
			i, j := rng.IntN(len(p)), rng.IntN(len(p))
			switch rng.IntN(4) {
			case 0:
				p = append(p[:i], p[i+1:]...)
			case 1:
				p[i] += " " + p[i]
			case 2:
				p[i], p[j] = p[j], p[i]
			case 3:
				p[i] = p[j]
			}
		}
		src := diag.NewSource("mutant.litmus", strings.Join(p, ""))
		if _, err := Parse(src); err == nil {
			accepted++
			roundTrip(t, src)
		}
		if t.Failed() {
			t.Fatal(src.Text)
		}
	}
	if accepted < *mutations/100 {
		t.Errorf("%s: only %d of %d mutants were accepted", file, accepted, *mutations)
	}
}

// pieces cuts text into words and single other bytes.
func pieces(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		j := i + 1
		for class[text[i]]&isInWord != 0 && j < len(text) && class[text[j]]&isInWord != 0 {
			j++
		}
		out = append(out, text[i:j])
		i = j
	}
	return out
}
