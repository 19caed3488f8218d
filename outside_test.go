package fencewise

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestFromOutside builds and runs the checker of docs/library.md in a module of its own,
// with the lines in go.mod that the page gives for a local copy.
func TestFromOutside(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	page, err := os.ReadFile("docs/library.md")
	if err != nil {
		t.Fatal(err)
	}
	block := func(begins string) string {
		_, rest, _ := strings.Cut(string(page), "```"+begins)
		text, _, found := strings.Cut(rest, "```")
		if !found {
			t.Fatalf("the page has no block that begins with %q", begins)
		}
		return text
	}
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	lines := "require github.com/fencewise/fencewise v0.0.0\n" + strings.ReplaceAll(block("\nrequire github.com/fencewise/fencewise v0.0.0\n"), "../fencewise", root)
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := strings.Fields(string(mod[strings.Index(string(mod), "\ngo ")+1:]))[1]
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    fmt.Sprintf("module example.org/checker\n\ngo %s\n\n%s", version, lines),
		"go.sum":    string(sum),
		"main.go":   block("go\n"),
		"sb.litmus": strings.NewReplacer("(*@ a: none, lwsync, sync *)", "sync", "(*@ b: none, lwsync, sync *)", "sync").Replace(sb),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) string {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	run("go", "build", "-o", "checker", ".")
	if out := run(filepath.Join(dir, "checker"), "sb.litmus"); !strings.HasPrefix(out, "Never") {
		t.Errorf("store buffering with sync on both sides: %s", out)
	}
	if out := run(filepath.Join(dir, "checker"), "host_ipi/mail"); !strings.HasPrefix(out, "Sometimes") || !strings.Contains(out, "takes effect") {
		t.Errorf("host_ipi/mail: %s", out)
	}
}
