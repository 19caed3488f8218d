package results

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
)

func TestNoDefaultVerdict(t *testing.T) {
	r := Record{Schema: Schema}
	if err := r.WriteJSON(&strings.Builder{}); err == nil {
		t.Error("a record without a verdict was written")
	}
}

func TestRecordJSON(t *testing.T) {
	r := Record{Schema: Schema, File: "a.litmus", Test: "MP", Model: "power", Verdict: verdict.Unknown,
		Reason: "loop bound", Quantifier: verdict.Exists, Outcome: verdict.Undecided, Bound: 2, Ms: 1.5}
	var b strings.Builder
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	want := `{"schema":1,"file":"a.litmus","test":"MP","model":"power","slots":{},"verdict":"Unknown","reason":"loop bound","quantifier":"exists","outcome":"?","bound":2,"ms":1.5}` + "\n"
	if b.String() != want {
		t.Errorf("got  %swant %s", b.String(), want)
	}
}

func TestJudge(t *testing.T) {
	claim := verdict.Never
	r := Row{Verdict: verdict.Sometimes, Claim: &claim}
	if r.Judge(); !r.Failed() {
		t.Error("Sometimes does not fail the claim Never")
	}
	r.Verdict = verdict.Unknown
	if r.Judge(); r.Failed() || r.Holds != nil {
		t.Error("Unknown decides a claim")
	}
}
