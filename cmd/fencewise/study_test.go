package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// output returns what the program writes; the test fails if the exit status is not 0.
func output(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if s := cli.Main(context.Background(), args, iostreams.IO{Out: &out, Err: &errs}); s != exit.OK || errs.Len() > 0 {
		t.Fatalf("fencewise %s: status %d\n%s", strings.Join(args, " "), s, &errs)
	}
	return out.Bytes()
}

// TestTables checks that results/tables/*.md are what the program writes now. With
// -update it writes them anew.
func TestTables(t *testing.T) {
	for _, study := range library.Studies() {
		if testing.Short() && (study == "host_ipi_handler" || study == "host_ipi_bytes_doorbell" || study == "host_ipi_c") {
			continue // the race detector makes its lattices slow
		}
		golden.Check(t, "../../results/tables/"+study+".md", output(t, "compare", study, "--all", "--format", "markdown"))
	}
}

// TestHostIPI compares the verdicts for every placement of barriers in host_ipi with
// those of herd7 and its stock ppc.cat, which were measured once for all of mail, for
// half of kernel, and for 27 placements of kernel-loop. Two rules reproduce them; slots
// that a rule does not name have no effect.
func TestHostIPI(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes 7000 placements slow")
	}
	var c results.Comparison
	if err := json.Unmarshal(output(t, "compare", "host_ipi", "--all", "--format", "json"), &c); err != nil {
		t.Fatal(err)
	}
	kernel := func(s map[string]string) bool {
		return s["set.before"] != "none" && (s["clear.after"] != "none" || s["xchg.entry"] != "none") && s["msgsnd.before"] != "none"
	}
	rules := map[string]func(map[string]string) (never, known bool){
		"host_ipi/mail": func(s map[string]string) (bool, bool) {
			return s["set.before"] == "sync" && s["clear.after"] == "sync" && s["msgsnd.before"] != "none", true
		},
		"host_ipi/kernel": func(s map[string]string) (bool, bool) { return kernel(s), true },
		"host_ipi/kernel-loop": func(s map[string]string) (bool, bool) {
			unfenced := s["set.before"] == "sync" && s["clear.after"] == "none" && s["xchg.entry"] == "none"
			sampled := s["set.before"] != "eieio" && s["clear.after"] != "eieio" && s["msgsnd.before"] == "sync" &&
				s["irq.after"] == "lwsync" && s["clear.before"] == "none" && s["xchg.exit"] == "sync"
			return kernel(s) || unfenced, sampled
		},
		// The flag is never cleared, so only its own store can come late.
		"host_ipi/before-755563bc79c7": func(s map[string]string) (bool, bool) { return s["msgsnd.before"] != "none", true },
	}
	seen, compared := map[string]int{}, map[string]int{}
	for _, r := range c.Rows {
		if r.Variant != nil {
			if r.Claim == nil || r.Holds == nil || !*r.Holds {
				t.Errorf("%s, %s: %s, and the claim does not hold", *r.Variant, r.Program, r.Verdict)
			}
			continue
		}
		seen[r.Program]++
		want := verdict.Sometimes
		never, known := rules[r.Program](r.Slots)
		if never {
			want = verdict.Never
		}
		if !known {
			if r.Verdict == verdict.Unknown {
				t.Errorf("%s %v is Unknown: %s", r.Program, r.Slots, r.Reason)
			}
			continue
		}
		compared[r.Program]++
		if r.Verdict != want {
			t.Errorf("%s %v is %s, want %s", r.Program, r.Slots, r.Verdict, want)
		}
	}
	for program, n := range map[string][2]int{
		"host_ipi/mail": {288, 288}, "host_ipi/kernel": {3456, 3456}, "host_ipi/kernel-loop": {3456, 27},
		"host_ipi/before-755563bc79c7": {24, 24},
	} {
		if seen[program] != n[0] || compared[program] != n[1] {
			t.Errorf("%s: %d placements, %d of them compared; want %v", program, seen[program], compared[program], n)
		}
	}
}
