package repo

import (
	"regexp"
	"strings"
	"testing"
)

var released = regexp.MustCompile(`^v\d+\.\d+\.\d+, \d{4}-\d{2}-\d{2}$`)

// TestChangelog checks that each version of CHANGELOG.md is dated and says which verdicts
// changed, and that what is not released comes first.
func TestChangelog(t *testing.T) {
	sections := strings.Split("\n"+string(read(t, "CHANGELOG.md")), "\n## ")[1:]
	if len(sections) == 0 || !strings.HasPrefix(sections[0], "Unreleased\n") {
		t.Fatal("CHANGELOG.md does not begin with a section Unreleased")
	}
	for i, s := range sections {
		title, text, _ := strings.Cut(s, "\n")
		if i > 0 && !released.MatchString(title) {
			t.Errorf("CHANGELOG.md: %q is not a version with its date, such as v1.2.3, 2026-11-30", title)
		}
		_, verdicts, ok := strings.Cut(text, "\n### Verdicts that changed\n")
		if !ok || strings.TrimSpace(verdicts) == "" {
			t.Errorf("CHANGELOG.md: %s does not end with a list of the verdicts that changed", title)
		}
	}
}
