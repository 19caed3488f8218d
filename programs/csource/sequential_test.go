package csource_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestSequential: programs of one thread end with the values that a C compiler gives them. The bad
// outcome in each file of testdata/sequential is the end that GCC computed.
func TestSequential(t *testing.T) {
	files, err := filepath.Glob("testdata/sequential/*.c")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs (%v)", err)
	}
	bad := regexp.MustCompile(`(?s)/\*@ bad: (.*) \*/`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if v := ends(t, f, string(text)); v != "" {
			t.Errorf("%s: the end that GCC computed is not one: %s", f, v)
		}
		other := bad.ReplaceAllString(string(text), "/*@ bad: !($1) */")
		if v := ends(t, f, other); v != string(verdict.Never) {
			t.Errorf("%s: there is another end: %s", f, v)
		}
	}
}

// ends decides a program of one thread. It returns "" if the outcome is possible, the verdict if
// not, and what is outside of what is read or decided after "refused: ".
func ends(t *testing.T, name, text string) string {
	t.Helper()
	test, err := csource.Read(diag.NewSource(name, text), csource.Options{})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	d := decide.New(fixture.ModelFor(t, "lkmm", test), decide.Options{})
	defer d.Close()
	_, a, err := d.DecideTest(context.Background(), 4, test, nil)
	switch {
	case decide.TooLarge(err):
		return "refused: " + err.Error()
	case err != nil:
		t.Fatalf("%v\n%s", err, text)
	case a.Verdict == verdict.Unknown:
		return "refused: " + a.Reason
	case a.Verdict == verdict.Never:
		return string(a.Verdict)
	}
	return ""
}

// TestSequentialRandom compares random programs of one thread with what the C compiler of this
// machine makes of them. It runs at night.
func TestSequentialRandom(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("compiles programs with cc: FENCEWISE_NIGHTLY=1 runs it")
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("there is no gcc")
	}
	seed := uint64(time.Now().UnixNano())
	decided := 0
	for batch := range 20 {
		programs, ends1 := compiled(t, rand.New(rand.NewPCG(seed, uint64(batch))), 100)
		for i, p := range programs {
			text := p.Program(ends1[i])
			switch v := ends(t, fmt.Sprintf("seed%d.c", seed), text); {
			case v == "":
				decided++
			case !strings.HasPrefix(v, "refused: "):
				t.Errorf("seed %d, batch %d: %s\n%s", seed, batch, v, text)
			}
		}
	}
	if decided < 200 {
		t.Errorf("only %d programs were decided", decided)
	}
}

// compiled returns random programs, and the values of their results at their ends. The C compiler
// fails on some programs: then there are none.
func compiled(t *testing.T, rng *rand.Rand, n int) (programs []families.SequentialC, ends [][]string) {
	t.Helper()
	var c, main strings.Builder
	for i := range n {
		p := families.RandomC(rng, fmt.Sprintf("p%d_", i))
		programs = append(programs, p)
		c.WriteString(p.Text)
		fmt.Fprintf(&main, "p%d_run();\n", i)
		for _, r := range p.Results {
			fmt.Fprintf(&main, "printf(\"%%ld \", (long)%s);\n", r)
		}
		main.WriteString("puts(\"\");\n")
	}
	file, exe := filepath.Join(t.TempDir(), "all.c"), filepath.Join(t.TempDir(), "all")
	text := "#include <stdio.h>\n" + c.String() + "int main(void)\n{\n" + main.String() + "return 0;\n}\n"
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("gcc", "-w", "-fwrapv", "-fno-strict-aliasing", "-o", exe, file).CombinedOutput(); err != nil {
		t.Logf("gcc: %.200s", out)
		return nil, nil
	}
	out, err := exec.Command(exe).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		ends = append(ends, strings.Fields(l))
	}
	return programs, ends
}
