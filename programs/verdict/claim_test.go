package verdict

import "testing"

func TestClaim(t *testing.T) {
	for _, c := range []struct {
		text       string
		v          Verdict
		none, race bool
		met        bool
	}{
		{"Never", Never, false, false, true},
		{"Never", Never, true, false, false}, // a deadlock
		{"Never", Sometimes, false, false, false},
		{"Never", Never, false, true, false}, // a race that is not claimed
		{"Never DATARACE", Never, false, true, true},
		{"Never DATARACE", Sometimes, false, true, true},
		{"Never DATARACE", Never, false, false, false},
		{"Sometimes, as in the paper", Sometimes, false, false, false}, // no such word
		{"Sometimes as in the paper", Always, false, false, true},
		{"Always", Sometimes, false, false, false},
		{"Always", Always, false, false, true},
		{"Maybe", Never, false, false, true},
		{"Maybe", Unknown, false, false, false},
		{"Maybe", Never, true, false, false},
		{"DEADLOCK", Never, true, false, true},
		{"DEADLOCK", Never, false, false, false},
		{"", Never, false, false, false},
	} {
		claim, err := ParseClaim(c.text)
		if got := err == nil && claim.Met(c.v, c.none, c.race); got != c.met {
			t.Errorf("%q, %s %v %v: %v (%v), want %v", c.text, c.v, c.none, c.race, got, err, c.met)
		}
	}
}
