package results

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

// RaceFlag is the flag of the kernel's model for a data race; claims call it DATARACE.
const RaceFlag = "data-race"

// Racy reports whether some execution has a data race.
func (r *Record) Racy() bool { return slices.Contains(r.Flags, RaceFlag) }

// OpenRace reports whether it is not known whether some execution has a data race.
func (r *Record) OpenRace() bool {
	return slices.ContainsFunc(r.FlagsUnknown, func(f OpenFlag) bool { return f.Flag == RaceFlag })
}

// ClaimFails reports whether the answer differs from what the test claims.
func (r *Record) ClaimFails() bool { return r.ClaimHolds != nil && !*r.ClaimHolds }

// Mismatch says where the claim of the test is, and how the answer differs from it.
func (r *Record) Mismatch() string {
	return fmt.Sprintf("%s:%d: claims %s, but under %s %s", r.File, r.ClaimLine, r.Claim, r.JudgedBy(), r.differs())
}

// differs says what the answer is where it differs from the claim.
func (r *Record) differs() string {
	claim, err := verdict.ParseClaim(r.Claim)
	switch {
	case err != nil:
		panic(fmt.Sprintf("results: an answer was compared with the claim %q", r.Claim))
	case claim.Race:
		return "no execution has a data race"
	case r.Racy():
		return "some execution has a data race"
	case claim.Deadlock:
		return "an execution comes to an end"
	case r.Deadlock != "":
		return "no execution ends: " + r.Deadlock
	case r.Executions == NoExecutions:
		return "no execution passes the filter"
	}
	return "the verdict is " + string(r.Verdict)
}

// Claims counts how the answers about many tests compare with what the tests claim in
// comments.
type Claims struct {
	Held       int
	Tighter    int // of those held: the target forbids what the test calls possible
	Open       int // the answer is not known
	Unread     int // the comment is not understood
	None       int // nothing is claimed
	Mismatches []string
}

// Add counts one answer.
func (c *Claims) Add(r *Record) {
	switch {
	case r.Claim == "":
		c.None++
	case r.ClaimError != "":
		c.Unread++
	case r.ClaimHolds == nil:
		c.Open++
	case *r.ClaimHolds:
		c.Held++
		if r.ClaimTighter {
			c.Tighter++
		}
	default:
		c.Mismatches = append(c.Mismatches, r.Mismatch())
	}
}

// Lines returns the mismatches, each on a line of its own, and a sentence with the counts.
func (c *Claims) Lines() []string {
	counts := []string{prose.Count(c.Held, "claim") + prose.Choose(c.Held, " holds", " hold")}
	if c.Tighter > 0 {
		counts[0] += fmt.Sprintf(" (%d because the target forbids more)", c.Tighter)
	}
	var lines []string
	add := func(n int, one, many string) {
		if n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, prose.Choose(n, one, many)))
		}
	}
	if n := len(c.Mismatches); n > 0 {
		lines = append(lines, prose.Choose(n, "This claim does not hold:", "These claims do not hold:"))
		for _, m := range c.Mismatches {
			lines = append(lines, "  "+m)
		}
	}
	add(len(c.Mismatches), "does not", "do not")
	add(c.Open, "is open, because the answer is not known", "are open, because the answers are not known")
	add(c.Unread, "is not understood", "are not understood")
	add(c.None, "test claims nothing", "tests claim nothing")
	return append(lines, strings.Join(counts, ", ")+".")
}
