package repo

import (
	"regexp"
	"strings"
	"testing"
)

// whole lists the folders that ARCHITECTURE.md describes in one row with all below them.
var whole = []string{"cmd/fencewise/...", "scripts/..."}

var quoted = regexp.MustCompile("`([^`]+)`")

// TestArchitecture checks that the table of packages lists each package once, and
// nothing else. It also lists the folder of the corpus, which has no code.
func TestArchitecture(t *testing.T) {
	listed := map[string]int{}
	table := false
	for _, line := range strings.Split(string(read(t, "ARCHITECTURE.md")), "\n") {
		switch {
		case strings.HasPrefix(line, "## "):
			table = line == "## Packages"
		case table && strings.HasPrefix(line, "| "):
			for _, m := range quoted.FindAllStringSubmatch(strings.Split(line, "|")[1], -1) {
				listed[m[1]]++
			}
		}
	}
	if len(listed) < 50 {
		t.Fatalf("only %d packages found in ARCHITECTURE.md", len(listed))
	}
	exists := map[string]bool{"programs/corpus": true, "scripts": true}
	for _, p := range packages(t) {
		name := p.rel()
		if name == "." {
			name = "fencewise"
		}
		exists[name] = true
		if !matches(whole, name) && listed[name] == 0 {
			t.Errorf("ARCHITECTURE.md does not list the package %s", name)
		}
	}
	for name, n := range listed {
		if !exists[name] {
			t.Errorf("ARCHITECTURE.md lists %s, and there is no such package", name)
		}
		if n > 1 {
			t.Errorf("ARCHITECTURE.md lists %s %d times", name, n)
		}
	}
}
