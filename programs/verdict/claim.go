package verdict

import (
	"fmt"
	"strings"
)

// Claim is what a test in kernel C says about itself in a comment: "Result: Never", or
// "Result: Sometimes DATARACE". The words are those of the kernel's tests.
type Claim struct {
	Verdict  Verdict // "" if any verdict is right ("Maybe"), and for a deadlock
	Deadlock bool    // no execution comes to its end
	Race     bool    // some execution has a data race; otherwise none has
}

// The words of claims that are no verdicts.
const (
	claimMaybe    = "Maybe"
	claimDeadlock = "DEADLOCK"
	claimRace     = "DATARACE"
)

// ParseClaim reads the text after "Result:".
func ParseClaim(text string) (Claim, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return Claim{}, fmt.Errorf("the claim is empty")
	}
	var c Claim
	switch words[0] {
	case claimMaybe:
	case claimDeadlock:
		c.Deadlock = true
	default:
		v, err := Parse(words[0])
		if err != nil {
			return c, fmt.Errorf("%q is none of %s, %s and %s", words[0], strings.Join(Claims(), ", "), claimMaybe, claimDeadlock)
		}
		c.Verdict = v
	}
	for _, w := range words[1:] {
		c.Race = c.Race || w == claimRace
	}
	return c, nil
}

// MetByMachine compares the claim with the answer about the program as it is compiled for a
// machine, where no races are found. A machine may be tighter than the kernel's model: what
// the claim says can happen does not have to happen. The verdict on a program that may race
// is not compared.
func (c Claim) MetByMachine(v Verdict, none bool) (met, tighter bool) {
	if c.Met(v, none, c.Race) {
		return true, false
	}
	tighter = c.Verdict == Sometimes && v == Never && !none && !c.Race
	return tighter, tighter
}

// Met reports whether an answer bears out the claim: the verdict, whether no execution comes
// to its end, and whether some execution has a data race. A race must be claimed, and if it
// is, the verdict does not matter. Where nothing comes to an end, a Never is not what a claim
// of Never means.
func (c Claim) Met(v Verdict, none, race bool) bool {
	switch {
	case race || c.Race: // a program with a race is promised nothing, so no verdict is right or wrong
		return race == c.Race
	case none || c.Deadlock:
		return none == c.Deadlock
	case c.Verdict == "":
		return v.Valid() && v != Unknown
	}
	return v.Meets(c.Verdict)
}
