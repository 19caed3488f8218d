package csource_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestRefusesWhatGCCRefuses changes programs at random: what GCC refuses with our headers is refused here,
// and nothing panics or takes long. It runs at night; FENCEWISE_MUTANTS says how many programs it tries.
func TestRefusesWhatGCCRefuses(t *testing.T) {
	if os.Getenv("FENCEWISE_NIGHTLY") == "" {
		t.Skip("compiles programs with gcc: FENCEWISE_NIGHTLY=1 runs it")
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("there is no gcc")
	}
	tries, _ := strconv.Atoi(os.Getenv("FENCEWISE_MUTANTS"))
	if tries == 0 {
		tries = 1000
	}
	seed := uint64(time.Now().UnixNano())
	if s, err := strconv.ParseUint(os.Getenv("FENCEWISE_SEED"), 10, 64); err == nil {
		seed = s
	}
	t.Logf("seed %d", seed)
	gcc := newCompiler(t)
	var names []string
	for _, pattern := range []string{"testdata/sequential/*.c", "../../docs/examples/c/*.c", "../library/*/*.c", "../../../shared/suites/c/*/*.c"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	names = slices.DeleteFunc(names, func(name string) bool { // GCC has to take what nobody has changed
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(name) == "wrong.c" {
			return true
		}
		why := gcc.refuses(t, name, string(text))
		if why != "" {
			t.Errorf("%s: GCC refuses it: %s", name, why)
		}
		return why != ""
	})
	rng := rand.New(rand.NewPCG(seed, 0))
	refused, both := 0, 0
	for n := range tries {
		name := names[rng.IntN(len(names))]
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		mutant := string(text)
		for range 1 + rng.IntN(3)/2 {
			mutant = mutate(rng, mutant)
		}
		start := time.Now()
		ours := reads(t, name, mutant)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("mutant %d of seed %d, from %s: took %s", n, seed, name, took)
		}
		theirs := gcc.refuses(t, name, mutant)
		if ours != nil {
			refused++
		}
		if theirs != "" && ours != nil {
			both++
		}
		if theirs != "" && ours == nil {
			t.Errorf("mutant %d of seed %d, from %s: GCC refuses it: %s\n%s", n, seed, name, theirs, changed(string(text), mutant))
		}
		if theirs == "" && ours != nil && os.Getenv("FENCEWISE_VERBOSE") != "" {
			t.Logf("mutant %d, from %s: GCC takes it: %v\n%s", n, name, ours, changed(string(text), mutant))
		}
	}
	t.Logf("%d of %d programs are refused, %d of them by GCC too", refused, tries, both)
}

// reads returns the error with which a program is refused.
func reads(t *testing.T, name, text string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s: panic: %v\n%s", name, p, text)
		}
	}()
	test, err := csource.Read(diag.NewSource(name, text), csource.Options{})
	if test == nil && err == nil {
		t.Errorf("%s: neither a program nor an error\n%s", name, text)
	}
	return err
}

// compiler is GCC with our headers.
type compiler struct{ folder string }

func newCompiler(t *testing.T) compiler {
	t.Helper()
	c := compiler{t.TempDir()}
	for name, text := range csource.HeaderFiles() {
		path := filepath.Join(c.folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

var gccError = regexp.MustCompile(`(?m)^.*error: .*$`)

// refuses returns the first error of GCC, "" if it takes the program.
func (c compiler) refuses(t *testing.T, name, text string) string {
	t.Helper()
	cmd := exec.Command("gcc", "-fsyntax-only", "-x", "c", "-std=gnu11", "-funsigned-char", "-nostdinc", "-isystem", c.folder,
		"-Werror=int-conversion", "-Werror=incompatible-pointer-types", "-")
	cmd.Dir = filepath.Dir(name)
	cmd.Stdin = strings.NewReader(csource.ForCompiler(name, text))
	out, err := cmd.CombinedOutput()
	if err == nil {
		return ""
	}
	if m := gccError.Find(out); m != nil {
		return string(m)
	}
	t.Fatalf("gcc: %v\n%.500s", err, out)
	return ""
}

var words = regexp.MustCompile(`[A-Za-z_]\w*|[0-9]\w*|"(?:\\.|[^"\\\n])*"|->|\+\+|--|&&|\|\||[<>=!]=|<<|>>|[-+*/%&|^~!<>=?:;,.(){}\[\]]`)

// mutate changes one word of a program.
func mutate(rng *rand.Rand, text string) string {
	all := words.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return text
	}
	pick := func() []int { return all[rng.IntN(len(all))] }
	at := pick()
	word := text[at[0]:at[1]]
	other := pick()
	put := func(s string) string { return text[:at[0]] + s + text[at[1]:] }
	switch rng.IntN(14) {
	case 8, 9, 10, 11, 12, 13: // one of the same kind
		for range 50 {
			if o := text[other[0]:other[1]]; isName(o) == isName(word) && isName(o) != 2 {
				return put(o)
			}
			other = pick()
		}
		return put([]string{"==", "=", "+", "-", "&", "|", "<", "&&", "+="}[rng.IntN(9)])
	case 0:
		return put("")
	case 1:
		return put(word + " " + word)
	case 2:
		return put(text[other[0]:other[1]])
	case 3:
		return put(word + " " + text[other[0]:other[1]])
	case 4:
		return put([]string{"+", "-", "*", "&", "=", "==", ";", ",", "(", ")", "{", "}", "->", ".", "<<", "/", "%", "!", "~", "[", "]"}[rng.IntN(21)])
	case 5:
		return put([]string{"0", "1", "-1", "2147483648", "x", "int", "long *", "void", "return", "struct", "const", "unsigned", "sizeof", "1.5", "goto", "static", "volatile", "\"a\""}[rng.IntN(18)])
	case 6: // a line less
		lines := strings.SplitAfter(text, "\n")
		k := rng.IntN(len(lines))
		return strings.Join(slices.Delete(lines, k, k+1), "")
	default: // two words change places
		if at[0] > other[0] {
			at, other = other, at
		}
		if at[1] > other[0] {
			return text
		}
		return text[:at[0]] + text[other[0]:other[1]] + text[at[1]:other[0]] + text[at[0]:at[1]] + text[other[1]:]
	}
}

// isName returns 0 for names, 1 for numbers, and 2 for others.
func isName(word string) int {
	switch c := word[0]; {
	case c >= '0' && c <= '9':
		return 1
	case c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return 0
	}
	return 2
}

// changed returns the lines in which two texts differ.
func changed(from, to string) string {
	a, b := strings.Split(from, "\n"), strings.Split(to, "\n")
	var out strings.Builder
	for i := 0; i < len(b); i++ {
		if i >= len(a) || a[i] != b[i] {
			fmt.Fprintf(&out, "%d: %s\n", i+1, b[i])
			if len(a) != len(b) && out.Len() > 400 {
				break
			}
		}
	}
	return out.String()
}
