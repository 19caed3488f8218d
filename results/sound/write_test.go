package sound

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/verdict"
)

// report returns a report that has every outcome.
func report() *Report {
	return &Report{Model: "lkmm", Left: 2, Failed: 1, Targets: []*Target{
		{Name: "old", Model: "power", Doc: "An old machine", Tests: []Test{
			{File: "t/a/1.litmus", Family: "t/a", Outcome: Kept, Kernel: verdict.Never, Verdict: verdict.Never, Model: "power"},
			{File: "t/a/2_x.litmus", Family: "t/a", Outcome: Exception, Under: "lkmm", Kernel: verdict.Never, Verdict: verdict.Sometimes, Model: "power", Story: []string{"P0 stores", "", "  late"}},
			{File: "t/a/3.litmus", Family: "t/a", Outcome: Exception, Under: "lkmm", Kernel: verdict.Always, Verdict: verdict.Sometimes, Model: "power", Story: []string{"no"}},
			{File: "t/b/4.litmus", Family: "t/b", Outcome: Allowed, Kernel: verdict.Sometimes},
			{File: "t/b/5.litmus", Family: "t/b", Outcome: Race, Kernel: verdict.Never},
			{File: "t/b/6.litmus", Family: "t/b", Outcome: Deadlock, Kernel: verdict.Never, Reason: "P0: spin_lock(l) in line 5"},
			{File: "t/b/7.litmus", Family: "t/b", Outcome: Refused, Reason: "one of a kind"},
			{File: "t/c/8.litmus", Family: "t/c", Outcome: Refused, Reason: "a <grace> period", Line: 7},
			{File: "t/c/9.litmus", Family: "t/c", Outcome: Refused, Reason: "a <grace> period", Line: 9},
			{File: "t/c/10.litmus", Family: "t/c", Outcome: Unknown, Kernel: verdict.Never, Verdict: verdict.Unknown, Reason: "time limit reached (--timeout 1s)"},
		}},
		{Name: "new", Model: "power", Variants: []string{"new"}, Doc: "A new machine", Tests: []Test{
			{File: "t/a/1.litmus", Family: "t/a", Outcome: Kept, Kernel: verdict.Never, Verdict: verdict.Never, Model: "power", Trivial: true},
		}},
		{Name: "none", Model: "power", Doc: "No machine", Tests: []Test{
			{File: "t/a/1.litmus", Family: "t/a", Outcome: Refused, Reason: "there is none"},
		}},
	}}
}

func TestText(t *testing.T) {
	var b bytes.Buffer
	Text(&b, report())
	golden.Check(t, "testdata/report.txt", b.Bytes())
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	Markdown(&b, report())
	golden.Check(t, "testdata/report.md", b.Bytes())
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := report().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/report.json", b.Bytes())
	var back struct {
		Schema  int
		Targets []struct {
			Target   string
			Tests    []Test
			Total    map[string]int
			Families []map[string]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	old := back.Targets[0]
	sum := 0
	for _, o := range outcomes {
		sum += old.Total[string(o)]
	}
	if back.Schema != 1 || len(old.Tests) != 10 || old.Total["tests"] != 10 || sum != 10 || len(old.Families) != 3 || old.Families[2]["refused"] != 2.0 {
		t.Errorf("read back: %+v", back)
	}
}
