package decide

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernelHerd compares final states, the numbers of executions and flags of random
// programs in kernel C with those of herd7, if it is installed and FENCEWISE_LKMM names
// the folder of the kernel's own model files.
func TestKernelHerd(t *testing.T) {
	dir := os.Getenv(kernelFiles)
	herd, err := exec.LookPath("herd7")
	if dir == "" || err != nil {
		t.Skip("no herd7, or no folder with the kernel's model files: set " + kernelFiles)
	}
	d := newDecider(t, "lkmm", Options{})
	same, slow := 0, 0
	for seed := range fixture.Nightly(60, 3000) {
		text := families.Kernel(uint64(seed), true)
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
		o, err := enumerate.Run(context.Background(), s, d.model, enumerate.Options{Counts: true, MaxCandidates: 100_000})
		if err != nil {
			t.Fatal(err)
		}
		log, ok := herdLog(t, herd, text, "-variant", "lkmmv2", "-I", dir, "-macros", filepath.Join(dir, "linux-kernel.def"),
			"-bell", filepath.Join(dir, "linux-kernel.bell"), "-model", filepath.Join(dir, "linux-kernel.cat"))
		if !ok || o.Limit != "" {
			slow++
			continue
		}
		states := []string{fmt.Sprintf("Positive: %d Negative: %d", o.Positive, o.Negative)}
		for _, st := range o.States {
			states = append(states, o.Text(st))
		}
		flags, err := d.Flags(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flags {
			if f.Verdict == verdict.Sometimes {
				states = append(states, "Flag "+f.Name)
			}
		}
		slices.Sort(states)
		if diff := cmp.Diff(log, states); diff != "" {
			t.Errorf("-herd7 +ours\n%s\n%s", diff, text)
			continue
		}
		same++
	}
	t.Logf("%d programs are the same, %d are too large", same, slow)
	if same == 0 {
		t.Error("nothing was compared")
	}
}

// herdLine is a line of herd7's log that says something about executions.
var herdLine = regexp.MustCompile(`(?m)^(?:Positive: .*|Flag .*|(?:\d+:\w+=|\[?\w+\]?=).*;)$`)

// herdLog returns such lines of herd7's log of a program, sorted; false if it takes too
// long.
func herdLog(t *testing.T, herd, text string, options ...string) ([]string, bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.litmus")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithTimeout(context.Background(), 5*time.Second)
	defer end()
	out, err := exec.CommandContext(ctx, herd, append(options, path)...).Output()
	if ctx.Err() != nil {
		return nil, false
	}
	if err != nil || len(out) == 0 {
		t.Fatalf("herd7 refuses: %v\n%s", err, text)
	}
	var lines []string
	for _, l := range herdLine.FindAllString(string(out), -1) {
		lines = append(lines, strings.TrimSpace(l))
	}
	slices.Sort(lines)
	return lines, true
}
