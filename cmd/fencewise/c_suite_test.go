package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/internal/fixture"
)

// cSuite holds public programs in C with what is expected of them.
const cSuite = "../../../shared/suites/c/"

// slowRows are the rows that take more than a second.
var slowRows = map[string]bool{
	"mutex.c: safety": true, "mutex.c -DACQ2RX_FUTEX: safety": true, "mutex.c -DREL2RX_FUTEX: safety": true,
	"mutex.c: termination": true, "mutex.c -DACQ2RX: termination": true, "mutex.c -DREL2RX: termination": true,
	"linuxrwlock.c: safety": true, "linuxrwlock.c: termination": true, "linuxrwlock.c -DACQ2RX: termination": true, "linuxrwlock.c -DREL2RX: termination": true,
	"treiber.c: safety": true,
}

// neverRows are those of which nothing is known to the public tool beyond its bound, and for which
// the verdict is Never here.
var neverRows = map[string]bool{
	"mutex.c: safety": true, "mutex.c -DREL2RX_FUTEX: safety": true, "linuxrwlock.c: safety": true,
	"mutex.c: termination": true, "mutex.c -DACQ2RX: termination": true, "mutex.c -DREL2RX: termination": true,
}

// cTarget returns the target that stands for the machine of a row.
func cTarget(file, machine string) string {
	switch {
	case machine == "LKMM":
		return "lkmm"
	case strings.HasPrefix(file, "lkmm/"), strings.HasPrefix(file, "misc/"): // the kernel's primitives, or assembly
		return "power"
	}
	return "power-gcc"
}

// TestCSuite compares the verdicts on the public programs in C with what is expected: PASS is
// Never, FAIL is Sometimes, and UNKNOWN is not Sometimes.
func TestCSuite(t *testing.T) {
	rows := fixture.Rows(t, "c")
	nightly := os.Getenv("FENCEWISE_NIGHTLY") != ""
	compared := 0
	for _, row := range rows {
		file, macros, machine, property, expected := row[0], row[1], row[2], row[3], row[5]
		name := strings.TrimSpace(filepath.Base(file)+" "+macros) + ": " + property
		if slowRows[name] && !nightly {
			continue
		}
		args := []string{"check", cSuite + file, "--property", property, "--timeout", "30s", "--memory", "2GB"}
		if macros != "" {
			args = append(args, macros)
		}
		args = append(args, "--target", cTarget(file, machine))
		var out, errs bytes.Buffer
		cli.Main(t.Context(), args, iostreams.IO{Out: &out, Err: &errs})
		never, sometimes := strings.Contains(out.String(), " Never "), strings.Contains(out.String(), " Sometimes ")
		if strings.Count("\n"+out.String(), "\n"+cSuite) != 1 {
			t.Errorf("%s: not one line:\n%s", name, out.String())
		}
		ok := expected == "FAIL" && sometimes || expected == "PASS" && never || expected == "UNKNOWN" && !sometimes && (never || !neverRows[name])
		if !ok || !never && !sometimes && !strings.Contains(out.String(), " Unknown ") {
			t.Errorf("%s, expected %s:\n%s%s", name, expected, out.String(), errs.String())
		}
		compared++
	}
	if compared < 20 {
		t.Errorf("only %d rows", compared)
	}
}
