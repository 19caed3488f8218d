package enumerate

import (
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// Verdict is the verdict that the outcome gives, with the reason for Unknown.
// What was not looked at, for a limit or because no execution has an end, can
// turn Never into Sometimes, and, where forall asks for the difference, Always
// into Sometimes.
func (o *Outcome) Verdict() (results.Verdict, string) {
	reason := o.Limit
	if reason == "" && len(o.CutReached) > 0 {
		reason = o.CutReached[0].Reason(o.S)
	}
	if reason == "" && o.S.Dropped && o.Positive+o.Negative == 0 {
		if reason = results.NoEnd; o.Filtered {
			reason = results.FilteredOut
		}
	}
	all := reason == ""
	switch {
	case o.Positive > 0 && o.Negative > 0:
		return results.Sometimes, ""
	case o.Positive > 0 && all:
		return results.Always, ""
	case o.Positive > 0 && o.S.Test.Cond.Quant != litmus.ForAll:
		return results.Sometimes, ""
	case o.Positive == 0 && all:
		return results.Never, ""
	}
	return results.Unknown, reason
}
