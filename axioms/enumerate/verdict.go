package enumerate

import "github.com/fencewise/fencewise/programs/verdict"

// Verdict returns the verdict of the outcome, with the reason for Unknown. Executions that
// were not visited, because of a limit or because they have no end, can turn Never into
// Sometimes, and, if the quantifier is forall, Always into Sometimes.
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
