package compile_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/compile"
)

var (
	observation = regexp.MustCompile(`(?m)^Observation \S+ (\w+) `)
	stateCount  = regexp.MustCompile(`(?m)^States (\d+)$`)
)

// TestHerd compares verdicts and the number of final states of compiled tests of the suite
// with herd7 and its own model of POWER, if it is installed.
func TestHerd(t *testing.T) {
	herd, err := exec.LookPath("herd7")
	if err != nil {
		t.Skip("no herd7")
	}
	all := fixture.KernelSuite(t)
	for k, target := range []string{"power", "power-2011"} {
		l := newLaw(t, target)
		same, slow, want := 0, 0, fixture.Nightly(20, 300)
		for i := range all { // spread over the suite
			if same == want {
				break
			}
			in := &all[(k+i*997)%len(all)]
			test := fixture.Parse(t, diag.NewSource(in.Name, in.Text))
			test.Target = target
			out, err := compile.Test(test)
			if err != nil || len(out.Warnings) > 0 { // what herd7 does not execute
				continue
			}
			log, ok := herdLog(t, herd, out.String())
			if !ok {
				slow++
				continue
			}
			ours := l.ask(t, l.decider(t, test), test, nil, nil)
			verdict, states := observation.FindStringSubmatch(log), stateCount.FindStringSubmatch(log)
			if verdict == nil || states == nil {
				t.Errorf("%s: herd7 refuses the test: %s\n%s", in.Name, log, out)
				continue
			}
			if string(ours.Verdict) != verdict[1] || len(ours.States) != atoi(t, states[1]) {
				t.Errorf("%s, --target %s: %s with %d states, but %s with %s for herd7\n%s", in.Name, target, ours.Verdict, len(ours.States), verdict[1], states[1], out)
			}
			same++
		}
		t.Logf("%s: %d tests compared, %d too large for herd7", target, same, slow)
		if same < want {
			t.Errorf("only %d tests were compared", same)
		}
	}
}

// herdLog returns herd7's log of a test; false if it takes too long.
func herdLog(t *testing.T, herd, text string) (string, bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.litmus")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithTimeout(context.Background(), 10*time.Second)
	defer end()
	cmd := exec.CommandContext(ctx, herd, "-model", "ppc.cat", path)
	var all strings.Builder
	cmd.Stdout, cmd.Stderr = &all, &all
	err := cmd.Run()
	if ctx.Err() != nil {
		return "", false
	}
	if err != nil {
		t.Logf("herd7: %v", err)
	}
	return all.String(), true
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
