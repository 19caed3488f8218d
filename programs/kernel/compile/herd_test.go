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

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/compile"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
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
			compareWithHerd(t, l.ask(t, l.decider(t, test), test, nil, nil), log, out)
			same++
		}
		t.Logf("%s: %d tests compared, %d too large for herd7", target, same, slow)
		if same < want {
			t.Errorf("only %d tests were compared", same)
		}
	}
}

// compareWithHerd compares an answer about a compiled test with herd7's log.
func compareWithHerd(t *testing.T, ours answer, log string, out *litmus.Test) {
	t.Helper()
	says, states := observation.FindStringSubmatch(log), stateCount.FindStringSubmatch(log)
	if says == nil || states == nil {
		t.Errorf("%s: herd7 refuses the test: %s\n%s", out.Name, log, out)
		return
	}
	if herds := says[1]; string(ours.Verdict) != herds && !(herds == "Always" && ours.Verdict == "Sometimes" && out.Cond.Quant == verdict.Exists) || len(ours.States) != atoi(t, states[1]) {
		t.Errorf("%s: %s with %d states, but %s with %s for herd7\n%s", out.Name, ours.Verdict, len(ours.States), says[1], states[1], out)
	}
}

// TestHerdC11 does the same for random programs of C11. herd7's model does not have the variant
// of the targets, so the compiled tests are judged without it.
func TestHerdC11(t *testing.T) {
	herd, err := exec.LookPath("herd7")
	if err != nil {
		t.Skip("no herd7")
	}
	for _, target := range []string{"power-gcc", "power-clang"} {
		l := newLaw(t, target)
		same, slow, want := 0, 0, fixture.Nightly(20, 300)
		for seed := uint64(1 << 20); same < want; seed++ {
			test := fixture.ParseText(t, families.C11(seed))
			test.Target = target
			out, err := compile.Test(test)
			if err != nil {
				t.Fatal(err)
			}
			if len(out.Warnings) > 0 || strings.Count(out.String(), "lwarx") > 1 { // what herd7 does not execute, or takes long for
				continue
			}
			back, err := compiled(t, test)
			if err != nil {
				t.Fatal(err)
			}
			log, ok := herdLog(t, herd, out.String())
			if !ok {
				slow++
				continue
			}
			compareWithHerd(t, l.ask(t, l.decider(t, back), back, nil, nil), log, out)
			same++
		}
		t.Logf("%s: %d tests compared, %d too large for herd7", target, same, slow)
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
