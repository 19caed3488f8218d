package results

import (
	"slices"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
)

func TestClaims(t *testing.T) {
	no, yes := false, true
	answers := []Record{
		{Claim: "Never", ClaimHolds: &yes, Verdict: verdict.Never},
		{Claim: "Never", ClaimHolds: &no, ClaimLine: 3, Verdict: verdict.Sometimes},
		{Claim: "Never", ClaimHolds: &no, ClaimLine: 4, Verdict: verdict.Never, Flags: []string{RaceFlag}},
		{Claim: "Never DATARACE", ClaimHolds: &no, ClaimLine: 5, Verdict: verdict.Never},
		{Claim: "DEADLOCK", ClaimHolds: &no, ClaimLine: 6, Verdict: verdict.Never},
		{Claim: "Never", ClaimHolds: &no, ClaimLine: 7, Verdict: verdict.Never, Executions: NoExecutions, Deadlock: "P0: rcu_read_lock()"},
		{Claim: "Never", ClaimHolds: &no, ClaimLine: 8, Verdict: verdict.Never, Executions: NoExecutions},
		{Claim: "Never", Verdict: verdict.Unknown},
		{Claim: "Sometimes", Verdict: verdict.Sometimes, FlagsUnknown: []OpenFlag{{Flag: RaceFlag}}},
		{Claim: "Perhaps", ClaimError: "no such word", Verdict: verdict.Never},
		{Claim: "Sometimes", ClaimHolds: &yes, ClaimTighter: true, Verdict: verdict.Never},
		{Verdict: verdict.Unknown},
		{Verdict: verdict.Never},
	}
	var c Claims
	for i := range answers {
		answers[i].File, answers[i].Model = "t.litmus", "lkmm"
		c.Add(&answers[i])
	}
	want := []string{
		"These claims do not hold:",
		"  t.litmus:3: claims Never, but under lkmm the verdict is Sometimes",
		"  t.litmus:4: claims Never, but under lkmm some execution has a data race",
		"  t.litmus:5: claims Never DATARACE, but under lkmm no execution has a data race",
		"  t.litmus:6: claims DEADLOCK, but under lkmm an execution comes to an end",
		"  t.litmus:7: claims Never, but under lkmm no execution ends: P0: rcu_read_lock()",
		"  t.litmus:8: claims Never, but under lkmm no execution passes the filter",
		"2 claims hold (1 because the target forbids more), 6 do not, 2 are open, because the answers are not known, 1 is not understood, 2 tests claim nothing.",
	}
	if got := c.Lines(); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := (&Claims{}).Lines(); !slices.Equal(got, []string{"0 claims hold."}) {
		t.Errorf("nothing is checked: %q", got)
	}
}
