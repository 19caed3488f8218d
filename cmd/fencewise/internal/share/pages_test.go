package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

var day = time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)

// TestPages checks that each command has a page, and that the page names all flags.
func TestPages(t *testing.T) {
	files, err := pages(day)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	var check func(*cobra.Command)
	check = func(cmd *cobra.Command) {
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
		text := string(files["man/man1/"+name+".1"])
		if text == "" {
			t.Errorf("%s has no page", name)
			return
		}
		seen++
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(text, `\-\-`+strings.ReplaceAll(f.Name, "-", `\-`)) && !strings.Contains(text, "--"+f.Name) {
				t.Errorf("the page of %s does not name --%s", name, f.Name)
			}
		})
		for _, want := range []string{`"Nov 2026"`, ".SH NAME", ".SH EXIT STATUS", ".SH SEE ALSO"} {
			if !strings.Contains(text, want) {
				t.Errorf("the page of %s has no %s", name, want)
			}
		}
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() && c.Name() != "help" {
				check(c)
			}
		}
	}
	check(cli.NewRoot(iostreams.IO{}))
	if seen < 10 {
		t.Errorf("only %d commands seen", seen)
	}
	const row = "Sometimes  it holds in at least one"
	if page := files["man/man1/fencewise-check.1"]; !bytes.Contains(page, []byte(row)) {
		t.Errorf("the table in the page of check has lost its columns: no line contains %q:\n%s", row, page)
	}
}

// TestWrite writes all files twice, and checks that they are the same and that man-page
// formatters find no error.
func TestWrite(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1800000000")
	dirs := [2]string{t.TempDir(), t.TempDir()}
	for _, d := range dirs {
		if err := write(d); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	err := filepath.WalkDir(dirs[0], func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dirs[0], path)
		if err != nil {
			return err
		}
		a, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dirs[1], rel))
		if err != nil {
			return err
		}
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s is empty, or differs when it is written again", rel)
		}
		names = append(names, filepath.ToSlash(rel))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(names, "\n") + "\n"
	for _, path := range completions {
		if !strings.Contains(all, path+"\n") {
			t.Errorf("%s is not written, only\n%s", path, all)
		}
	}
	mandoc, err := exec.LookPath("mandoc")
	if err != nil {
		t.Skip("mandoc, which checks manual pages, is not installed")
	}
	found, _ := filepath.Glob(filepath.Join(dirs[0], "man/man1/*.1"))
	if out, err := exec.Command(mandoc, append([]string{"-T", "lint", "-W", "error"}, found...)...).CombinedOutput(); err != nil {
		t.Errorf("mandoc: %v\n%s", err, out)
	}
}
