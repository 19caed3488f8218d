package repo

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	target   = regexp.MustCompile(`(?m)^([a-z]+):.*$`)
	makeCall = regexp.MustCompile(`\bmake ([a-z]+)\b`)
	inline   = regexp.MustCompile("`[^`]*`")
	link     = regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)\s]*)?\)`)
)

// TestMakeTargets checks that the Makefile has few targets, that each has a line in `make
// help`, and that every target that a text mentions exists.
func TestMakeTargets(t *testing.T) {
	targets := map[string]bool{}
	for _, m := range target.FindAllStringSubmatch(string(read(t, "Makefile")), -1) {
		targets[m[1]] = true
		if !strings.Contains(m[0], " ## ") {
			t.Errorf("Makefile: target %s has no line in make help", m[1])
		}
	}
	if len(targets) < 5 || len(targets) > 16 {
		t.Errorf("Makefile has %d documented targets, want at most 16", len(targets))
	}
	for _, f := range files(t) {
		if path.Ext(f) != ".md" && f != ".ci/run" {
			continue
		}
		for _, code := range codeOf(string(read(t, f)), f == ".ci/run") {
			for _, m := range makeCall.FindAllStringSubmatch(code, -1) {
				if !targets[m[1]] {
					t.Errorf("%s says %q, but no such target exists", f, m[0])
				}
			}
		}
	}
}

// codeOf returns the parts of a Markdown text that are code, or the whole text of a
// script.
func codeOf(text string, script bool) []string {
	if script {
		return []string{text}
	}
	var code []string
	fenced := false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			fenced = !fenced
		case fenced:
			code = append(code, line)
		default:
			code = append(code, inline.FindAllString(line, -1)...)
		}
	}
	return code
}

// TestLinks checks that links within the repository lead to files that exist.
func TestLinks(t *testing.T) {
	for _, f := range files(t) {
		if path.Ext(f) != ".md" || strings.Contains(f, "testdata/") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(inline.ReplaceAllString(string(read(t, f)), ""), -1) {
			to := m[1]
			if strings.Contains(to, ":") {
				continue // another site
			}
			if _, err := os.Stat(filepath.Join(root(), path.Dir(f), filepath.FromSlash(to))); err != nil {
				t.Errorf("%s links to %s, which does not exist", f, to)
			}
		}
	}
}
