package results

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestOutcome(t *testing.T) {
	want := map[Quantifier]map[Verdict]Outcome{
		Exists:    {Never: No, Sometimes: Ok, Always: Ok, Unknown: Undecided, "": Undecided},
		NotExists: {Never: Ok, Sometimes: No, Always: No, Unknown: Undecided, "": Undecided},
		ForAll:    {Never: No, Sometimes: No, Always: Ok, Unknown: Undecided, "": Undecided},
		"":        {Never: Undecided, Sometimes: Undecided},
	}
	for q, row := range want {
		for v, o := range row {
			if got := v.Outcome(q); got != o {
				t.Errorf("%s of %q: %s, want %s", q, v, got, o)
			}
		}
	}
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		v, claim Verdict
		ok       bool
	}{
		{Never, Never, true}, {Never, Sometimes, false}, {Never, Always, false},
		{Sometimes, Sometimes, true}, {Sometimes, Never, false}, {Sometimes, Always, false},
		{Always, Always, true}, {Always, Sometimes, true}, {Always, Never, false},
		{Unknown, Never, false}, {Unknown, Sometimes, false}, {Unknown, Unknown, false},
	} {
		if c.v.Meets(c.claim) != c.ok {
			t.Errorf("%s meets %s: %v", c.v, c.claim, !c.ok)
		}
	}
}

func TestNoDefaultVerdict(t *testing.T) {
	r := Record{Schema: Schema}
	if err := r.WriteJSON(&strings.Builder{}); err == nil {
		t.Error("a record without a verdict was written")
	}
	if _, err := ParseVerdict("Unknown"); err == nil {
		t.Error("Unknown can be claimed")
	}
	var v Verdict
	if json.Unmarshal([]byte(`"Allowed"`), &v) == nil {
		t.Error("Allowed was read as a verdict")
	}
}

func TestRecordJSON(t *testing.T) {
	r := Record{Schema: Schema, File: "a.litmus", Test: "MP", Model: "power", Verdict: Unknown,
		Reason: "loop bound", Quantifier: Exists, Outcome: Undecided, Bound: 2, Ms: 1.5}
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
	claim := Never
	r := Row{Verdict: Sometimes, Claim: &claim}
	if r.Judge(); !r.Failed() {
		t.Error("Sometimes does not fail the claim Never")
	}
	r.Verdict = Unknown
	if r.Judge(); r.Failed() || r.Holds != nil {
		t.Error("Unknown decides a claim")
	}
}
