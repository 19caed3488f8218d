package verdict

import (
	"encoding/json"
	"testing"
)

func TestOutcome(t *testing.T) {
	want := map[Quantifier]map[Verdict]Outcome{
		Exists:    {Never: No, Sometimes: Ok, Always: Ok, Unknown: Undecided, "": Undecided},
		NotExists: {Never: Ok, Sometimes: No, Always: No, Unknown: Undecided, "": Undecided},
		ForAll:    {Never: No, Sometimes: No, Always: Ok, Unknown: Undecided, "": Undecided},
		"":        {Unknown: Undecided, "": Undecided},
	}
	for q, row := range want {
		for v, o := range row {
			if got := v.Outcome(q); got != o {
				t.Errorf("%s of %q: %s, want %s", q, v, got, o)
			}
		}
	}
}

// TestOutcomeOfNoQuantifier: no quantifier is the default.
func TestOutcomeOfNoQuantifier(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a quantifier that was never read has an outcome")
		}
	}()
	Never.Outcome("")
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

func TestNoDefault(t *testing.T) {
	if _, err := Parse("Unknown"); err == nil {
		t.Error("Unknown can be claimed")
	}
	var v Verdict
	if json.Unmarshal([]byte(`"Allowed"`), &v) == nil {
		t.Error("Allowed was read as a verdict")
	}
	if _, err := json.Marshal(v); err == nil {
		t.Error("the zero verdict was written")
	}
}
