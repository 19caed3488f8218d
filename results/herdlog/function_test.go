package herdlog

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

const kernelSuite = "../../../shared/suites/lkmm/"

var anyHash = regexp.MustCompile(`(?m)^Hash=(\w+)$`)

// TestHashOfC: the hash of a program in C is herd7's. Its heads are in one spelling, and
// its bodies count as they are written. The hashes here are those of herd7 7.58.
func TestHashOfC(t *testing.T) {
	const text = `C t
{ int x=1; int *p=&x; atomic_t a = ATOMIC_INIT(2); int y; 1:r0=3; }
P0(volatile int *x, int  **p, atomic_t *a)
{
	int r0; // a comment
	r0 = READ_ONCE(*x);
	atomic_inc(a); /*@ s: atomic_inc(a), smp_mb */
}
P1(int *y) { WRITE_ONCE(*y, 1); }
locations [y; 0:r0]
exists (0:r0=1 /\ x=1)
`
	for choice, want := range map[string]string{"": "570c6cb6e4db969abcedbb4c9f4ffc43", "smp_mb": ""} {
		test := fixture.Parse(t, diag.NewSource("t.litmus", text))
		fixed := map[string]string{}
		if choice != "" {
			fixed["s"] = choice
		}
		if got, ok := Hash(fixture.Structure(t, test, unroll.Options{Fixed: fixed})); got != want || ok != (want != "") {
			t.Errorf("%q: %s, want %s", choice, got, want)
		}
	}
}

// TestAtomicValues: herd7 7.58 prints atomic_t without a sign where the init block declares
// it, in the order of signed numbers.
func TestAtomicValues(t *testing.T) {
	m := fixture.Model(t, "lkmm")
	const text = `C neg2
{ atomic_t a = ATOMIC_INIT(0); }
P0(atomic_t *a) { atomic_set(a, -1); }
P1(atomic_t *a) { atomic_set(a, 1); }
P2(atomic_t *a) { int r0 = atomic_read(a); }
locations [a]
exists (2:r0=-1)
`
	const want = "States 6\n2:r0=-1; [a]=4294967295;\n2:r0=-1; [a]=1;\n2:r0=0; [a]=4294967295;\n2:r0=0; [a]=1;\n2:r0=1; [a]=4294967295;\n2:r0=1; [a]=1;\n"
	got, err := kernelLog(t, m, "neg2.litmus", text, 1000)
	if err != nil || !strings.Contains(got, want) {
		t.Errorf("got:\n%s%v\nwant:\n%s", got, err, want)
	}
}

// TestHashesOfKernelSuite compares the hashes of the kernel's tests with those in herd7's
// logs.
func TestHashesOfKernelSuite(t *testing.T) {
	want := kernelLogs(t)
	seen := 0
	for name, log := range want {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		test := fixture.Parse(t, diag.NewSource(name, string(text)))
		got, ok := Hash(fixture.Structure(t, test, unroll.Options{}))
		if m := anyHash.FindStringSubmatch(log); m == nil || !ok || got != m[1] {
			t.Errorf("%s: %s, want %q", name, got, m)
		}
		seen++
	}
	t.Logf("%d hashes", seen)
}

// kernelLogs returns herd7's logs of the kernel's tests, without the empty lines, by the
// file of the test.
func kernelLogs(t *testing.T) map[string]string {
	t.Helper()
	if _, err := os.Stat(kernelSuite); err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	logs := map[string]string{}
	add := func(file, log string) {
		_, log, ok := strings.Cut("\n"+log, "\nTest ")
		if log = "Test " + log; ok {
			log = timeLine.ReplaceAllString(log, "")
			end := anyHash.FindStringIndex(log)
			logs[file] = log[:end[1]] + "\n\n"
		}
	}
	read := func(file string) string {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for _, e := range strings.Split("\n"+read(kernelSuite+"herd7.log"), "\n## ")[1:] {
		file, log, _ := strings.Cut(e, "\n")
		add(kernelSuite+"tests/"+file, log)
	}
	err := filepath.WalkDir(kernelSuite, func(path string, d fs.DirEntry, err error) error {
		if rest, ok := strings.CutSuffix(path, ".log"); ok && filepath.Base(path) != "herd7.log" {
			add(rest+".litmus", read(path))
		} else if rest, ok := strings.CutSuffix(path, ".expected"); ok {
			add(rest, read(path))
		}
		return err
	})
	if err != nil || len(logs) < 2000 {
		t.Fatalf("%d logs, %v", len(logs), err)
	}
	return logs
}
