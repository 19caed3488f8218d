package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGuards checks that every test that a guard names exists. Otherwise nobody would
// notice a renamed test, since a test that does not run does not fail.
func TestGuards(t *testing.T) {
	names := regexp.MustCompile(`^\^(Test)(?:\((.*)\)|(\w+))\$$`)
	for i := range guards {
		g := &guards[i]
		var text strings.Builder
		files, _ := filepath.Glob(filepath.Join(root, g.pkg, "*_test.go"))
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text.Write(b)
		}
		if len(files) == 0 {
			t.Errorf("%s: %s has no tests", g.name, g.pkg)
		}
		for _, pattern := range []string{g.run, g.skip} {
			if pattern == "" {
				continue
			}
			m := names.FindStringSubmatch(pattern)
			if m == nil {
				t.Errorf("%s: %s is not a list of tests", g.name, pattern)
				continue
			}
			for name := range strings.SplitSeq(m[2]+m[3], "|") {
				if !strings.Contains(text.String(), "func Test"+name+"(") {
					t.Errorf("%s: %s has no Test%s", g.name, g.pkg, name)
				}
			}
		}
	}
}

// TestSpeaks checks that a failure that the evaluator reports counts as its opinion,
// whichever test fails.
func TestSpeaks(t *testing.T) {
	g := guard{opinion: herd}
	for line, want := range map[string]opinion{
		"    suite_test.go:39: MP.litmus: Never (), want Sometimes":                                           herd,
		"    suite_test.go:36: MP under power: the solver and the evaluator disagree: the execution violates": evaluator,
		"    corpus_test.go:60: MP: 3 states by the solver, 4 by enumeration":                                 enumeration,
		"    corpus_test.go:52: MP: Sometimes () by enumeration, want Never":                                  herd,
	} {
		if got := g.opinionOf(line); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}
