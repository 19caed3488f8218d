package verdict

import "testing"

func TestClaimOnMachine(t *testing.T) {
	for _, c := range []struct {
		text         string
		v            Verdict
		none         bool
		met, tighter bool
	}{
		{"Never", Never, false, true, false},
		{"Never", Sometimes, false, false, false},
		{"Never", Never, true, false, false},
		{"Sometimes", Never, false, true, true},
		{"Sometimes", Never, true, false, false}, // the machine is stuck
		{"Sometimes", Always, false, true, false},
		{"Sometimes", Unknown, false, false, false},
		{"Always", Sometimes, false, false, false},
		{"Always", Never, false, false, false},
		{"Maybe", Never, false, true, false},
		{"Never DATARACE", Sometimes, false, true, false},
		{"DEADLOCK", Never, true, true, false},
		{"DEADLOCK", Never, false, false, false},
	} {
		claim, err := ParseClaim(c.text)
		if met, tighter := claim.MetByMachine(c.v, c.none); err != nil || met != c.met || tighter != c.tighter {
			t.Errorf("%q, %s %v: %v %v (%v), want %v %v", c.text, c.v, c.none, met, tighter, err, c.met, c.tighter)
		}
	}
}

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
