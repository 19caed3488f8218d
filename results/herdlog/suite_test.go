package herdlog

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

const suite = "../../../shared/suites/power/"

// TestSuite compares whole logs with herd7's: states, counts, verdicts and
// hashes of the public POWER tests.
func TestSuite(t *testing.T) {
	if _, err := os.Stat(suite); err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	sameLogs(t, suite+"tests/*.litmus", suite+"herd7.log")
}

// TestCorpus does the same with our own tests.
func TestCorpus(t *testing.T) {
	sameLogs(t, "../../programs/corpus/*.litmus", "../../programs/corpus/reference.log")
}

// sameLogs compares the logs of the tests that match a pattern with a log of
// them all.
func sameLogs(t *testing.T, tests, log string) {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	want := entries(string(text))
	files, err := filepath.Glob(tests)
	if err != nil || len(files) == 0 {
		t.Fatal("no tests: ", err)
	}
	m := fixture.Model(t, "power")
	start, tried, seen := time.Now(), 0, 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, o := logOf(t, m, f, string(text))
		tried += o.Candidates
		name := o.S.Test.Name
		if want[name] == "" {
			t.Errorf("%s is not in the log", name)
			continue
		}
		seen++
		if got != want[name] {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", f, got, want[name])
		}
	}
	if seen != len(want) {
		t.Errorf("%d tests, the log has %d", seen, len(want))
	}
	t.Logf("%d tests, %d candidates, %v", len(files), tried, time.Since(start).Round(time.Millisecond))
}

// entries splits a log by test, without the empty lines between them.
func entries(log string) map[string]string {
	m := map[string]string{}
	for _, e := range strings.Split("\n"+log, "\nTest ")[1:] {
		name, _, _ := strings.Cut(e, " ")
		m[name] = "Test " + strings.TrimRight(e, "\n") + "\n\n"
	}
	return m
}

// logOf is the log of a litmus text.
func logOf(t testing.TB, m *rel.Model, file, text string) (string, *enumerate.Outcome) {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource(file, text))
	s := fixture.Structure(t, test, unroll.Options{KeepRounds: true})
	o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{Counts: true})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String(), o
}
