package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
)

const suite = "../../../shared/suites/power/"

// suiteFiles returns the public POWER tests by the names in their headers.
func suiteFiles(t *testing.T) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	if len(files) == 0 {
		t.Skip("the conformity suites are not here")
	}
	byName := map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(string(text), "\n")
		if fields := strings.Fields(header); len(fields) > 1 {
			byName[strings.TrimSuffix(fields[1], ".litmus")] = f
		}
	}
	return byName
}

// TestHerdLog compares --format herd with herd7's log of the public POWER
// tests, for the files in the order of the log. Only empty lines may differ:
// the log is one of several runs, joined.
func TestHerdLog(t *testing.T) {
	files := suiteFiles(t)
	log, err := os.ReadFile(suite + "herd7.log")
	if err != nil {
		t.Skip("herd7's log is not here: ", err)
	}
	args := []string{"check", "--format", "herd"}
	for line := range strings.Lines(string(log)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "Test" {
			if files[f[1]] == "" {
				t.Fatalf("no file has the test %s", f[1])
			}
			args = append(args, files[f[1]])
		}
	}
	got, want := nonEmpty(output(t, args...)), nonEmpty(log)
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("line %d: got %q, want %q", i+1, got[min(i, len(got)-1)], want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines too many", len(got)-len(want))
	}
	t.Logf("%d tests, %d lines", len(args)-3, len(got))
}

func nonEmpty(text []byte) (lines []string) {
	for line := range strings.Lines(string(text)) {
		if line != "\n" {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestCrossCheck checks that both engines give the same states for the public POWER
// tests.
func TestCrossCheck(t *testing.T) {
	if testing.Short() {
		t.Skip("the short tests leave the suite to others")
	}
	suiteFiles(t)
	var errs, both bytes.Buffer
	args := []string{"check", suite + "tests", "--states", "--cross-check=enumerate"}
	if s := cli.Main(t.Context(), args, iostreams.IO{Out: &both, Err: &errs}); s != exit.OK || errs.String() != "second opinions: enumerate\n" {
		t.Fatalf("status %d\n%s", s, &errs)
	}
	for _, engine := range []string{"smt", "enumerate"} {
		if !bytes.Equal(output(t, "check", suite+"tests", "--states", "--engine", engine), both.Bytes()) {
			t.Errorf("the engine %s alone writes something else than both", engine)
		}
	}
}

// TestJobs checks that the output, including errors, does not depend on the number of
// programs that are checked at a time.
func TestJobs(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	shapes := []string{
		"exists (0:r3=0 /\\ 1:r3=0)", "~exists (0:r3=0)", "forall (0:r3=1)", "exists (0:r3=", "locations [x;] exists (y=1)",
		"filter (0:r3=1) exists (1:r3=1)",
	}
	for i := range 60 {
		text := "PPC T\n{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }\n P0 | P1 ;\n li r1,1 | li r1,1 ;\n" +
			" stw r1,0(r2) | stw r1,0(r2) ;\n" + strings.Repeat(" nop | sync ;\n", i%3) + " lwz r3,0(r4) | lwz r3,0(r4) ;\n" + shapes[i%len(shapes)] + "\n"
		path := filepath.Join("tests", string(rune('a'+i%5)), string(rune('A'+i%26))+strings.Repeat("x", i/26)+".litmus")
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, flags := range [][]string{nil, {"--states"}, {"--format", "herd"}, {"--cross-check=enumerate", "--model", "sc"}} {
		var first [2]string
		for i, jobs := range []string{"1", "2", "7", "0"} {
			var out, errs bytes.Buffer
			args := append([]string{"check", "tests", "missing.litmus", "-j", jobs}, flags...)
			if s := cli.Main(context.Background(), args, iostreams.IO{Out: &out, Err: &errs}); s != exit.Input {
				t.Errorf("%v: status %d", args, s)
			}
			got := [2]string{out.String(), errs.String()}
			if i == 0 {
				first = got
			} else if got != first {
				t.Errorf("%v writes something else than -j 1:\n%s\n%s", args, got[0], got[1])
			}
			if strings.Count(got[1], "FW1") < 10 || !strings.Contains(got[1], "missing.litmus") {
				t.Errorf("%v: errors are missing:\n%s", args, got[1])
			}
		}
	}
}
