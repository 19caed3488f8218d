package enumerate

import "github.com/fencewise/fencewise/programs/verdict"

// Verdict is the verdict that the outcome gives, with the reason for Unknown.
// What was not looked at, for a limit or because no execution has an end, can
// turn Never into Sometimes, and, where forall asks for the difference, Always
// into Sometimes.
func (o *Outcome) Verdict() (verdict.Verdict, string) {
	reason := o.Limit
	if reason == "" && len(o.CutReached) > 0 {
		reason = o.CutReached[0].Reason(o.S)
	}
	if reason == "" && o.S.SkippedRounds && o.Positive+o.Negative == 0 {
		if reason = verdict.NoEnd; o.Filtered {
			reason = verdict.FilteredOut
		}
	}
	all := reason == ""
	switch {
	case o.Positive > 0 && o.Negative > 0:
		return verdict.Sometimes, ""
	case o.Positive > 0 && all:
		return verdict.Always, ""
	case o.Positive > 0 && o.S.Test.Cond.Quant != verdict.ForAll:
		return verdict.Sometimes, ""
	case o.Positive == 0 && all:
		return verdict.Never, ""
	}
	return verdict.Unknown, reason
}
