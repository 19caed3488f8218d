package repo

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// These constants bound the lengths of Go files that are neither tests nor generated. A
// file holds one idea, and an idea that needs 800 lines is more than one.
const (
	maxLines    = 800
	maxLinesP90 = 500
	maxMedian   = 200
)

func TestFileLengths(t *testing.T) {
	var lengths []int
	for _, f := range files(t) {
		if !strings.HasSuffix(f, ".go") || strings.HasSuffix(f, "_test.go") || slices.Contains(strings.Split(f, "/"), "testdata") {
			continue
		}
		text := read(t, f)
		if syntax, err := parser.ParseFile(token.NewFileSet(), f, text, parser.ParseComments|parser.PackageClauseOnly); err != nil {
			t.Error(err)
		} else if ast.IsGenerated(syntax) {
			continue
		}
		n := bytes.Count(text, []byte("\n"))
		if n > maxLines {
			t.Errorf("%s has %d lines, more than %d", f, n, maxLines)
		}
		lengths = append(lengths, n)
	}
	if len(lengths) < 30 {
		t.Fatalf("only %d Go files seen", len(lengths))
	}
	slices.Sort(lengths)
	median, p90 := lengths[len(lengths)/2], lengths[len(lengths)*9/10]
	t.Logf("%d files: median %d lines, nine tenths within %d, longest %d", len(lengths), median, p90, lengths[len(lengths)-1])
	if median > maxMedian {
		t.Errorf("the median Go file has %d lines, more than %d", median, maxMedian)
	}
	if p90 > maxLinesP90 {
		t.Errorf("a tenth of the Go files has more than %d lines (90th percentile %d)", maxLinesP90, p90)
	}
}

// TestPackageComments checks that every package has a package comment.
func TestPackageComments(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles)+len(p.CgoFiles) > 0 && p.Doc == "" {
			t.Errorf("package %s has no package comment", p.rel())
		}
	}
}

// foreign matches absolute paths that exist only on one machine. The character before the
// slash distinguishes them from relative paths and URLs.
var foreign = regexp.MustCompile(`(?:^|[^\w.)\]}*-])/(?:root|work|home/\w+|Users/\w+)/`)

func TestNoMachinePaths(t *testing.T) {
	for _, bad := range []string{"/" + "root/x", "see /" + "work/main", `"/` + `home/me/go"`, "(/" + "work/a)"} {
		if !foreign.MatchString(bad) {
			t.Errorf("%q is not caught", bad)
		}
	}
	for _, good := range []string{"a/root/b", "https://example.org/work/1", "../work/x", "/workload/", "${DIR}/root/"} {
		if foreign.MatchString(good) {
			t.Errorf("%q is caught", good)
		}
	}
	seen := 0
	for _, f := range files(t) {
		text := read(t, f)
		if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			continue
		}
		seen++
		for i, line := range bytes.Split(text, []byte("\n")) {
			if m := foreign.Find(line); m != nil {
				t.Errorf("%s:%d: contains %q, a path that exists only on one machine", f, i+1, bytes.TrimSpace(m))
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d text files seen", seen)
	}
}
