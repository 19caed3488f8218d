package kernelc

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestDocs checks that the table of primitives in docs/kernel-c.md lists exactly the
// primitives of the embedded table.
func TestDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/kernel-c.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n| primitives |")
	section, _, _ = strings.Cut(section, "\n\n")
	listed := map[string]bool{}
	for line := range strings.Lines(section) {
		if cells := strings.Split(line, "|"); len(cells) > 2 && strings.HasPrefix(line, "|") {
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
				for _, name := range patternNames(m[1]) {
					if listed[name] {
						t.Errorf("docs/kernel-c.md lists %s twice", name)
					}
					listed[name] = true
				}
			}
		}
	}
	for _, name := range Embedded().Names() {
		if !listed[name] {
			t.Errorf("docs/kernel-c.md does not list %s", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("docs/kernel-c.md lists %s, which the table does not have", name)
	}
}

// TestDocsExamples checks that the examples in docs/kernel-c.md are read.
func TestDocsExamples(t *testing.T) {
	text, err := os.ReadFile("../../docs/kernel-c.md")
	if err != nil {
		t.Fatal(err)
	}
	functions, tables := 0, 0
	blocks := strings.Split(string(text), "```")
	for i := 1; i < len(blocks); i += 2 {
		src := diag.NewSource("docs/kernel-c.md", blocks[i])
		if strings.Contains(blocks[i], "__load") {
			if _, err := ParseMacros(src); err != nil {
				t.Error(err)
			}
			tables++
			continue
		}
		for _, at := range regexp.MustCompile(`(?m)^(P\d|void \w+)\(`).FindAllStringIndex(blocks[i], -1) {
			f, _, errs := ParseFunc(src, at[0], Options{Handler: strings.HasPrefix(blocks[i][at[0]:], "void ")})
			if errs = append(errs, Check(f, Embedded())...); len(errs) > 0 {
				t.Error(errs)
			}
			functions++
		}
	}
	if functions != 9 || tables != 1 {
		t.Errorf("%d functions and %d tables seen", functions, tables)
	}
}

// patternNames returns the names that a pattern such as a{,_b,_c} stands for.
func patternNames(pattern string) []string {
	before, rest, ok := strings.Cut(pattern, "{")
	if !ok {
		return []string{pattern}
	}
	list, after, _ := strings.Cut(rest, "}")
	var all []string
	for _, one := range strings.Split(list, ",") {
		for _, end := range patternNames(after) {
			all = append(all, before+one+end)
		}
	}
	slices.Sort(all)
	return all
}
