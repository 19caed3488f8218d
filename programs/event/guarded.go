package event

import "github.com/fencewise/fencewise/internal/bitset"

// GuardedPairs holds pairs of a static relation that depend on the way by which a thread came
// to the later event: where paths have joined, after which different reads were tested. They hold
// between two executed events if the guard is true, and are not in Structure.Static. The
// guard is a boolean over outcomes and free choices, as those of events are; it only counts where both
// events are executed.
type GuardedPairs struct {
	Of    Static
	Guard Expr
	Pairs bitset.Pairs
}

// RelatesGuarded reports whether a static relation holds between two events in some executions that
// contain both, because of the ways that threads take in them.
func (s *Structure) RelatesGuarded(r Static, i, j int) (some bool) {
	s.EachGuard(r, i, j, func(Expr) { some = true })
	return some
}

// EachGuard calls f for each guard under which a static relation holds between two events. It calls f
// for none if the relation holds in any case.
func (s *Structure) EachGuard(r Static, i, j int, f func(guard Expr)) {
	if len(s.Guarded) == 0 || s.Relates(r, i, j) {
		return
	}
	for k := range s.Guarded {
		if g := &s.Guarded[k]; g.Of == r && g.Pairs.Has(i, j) {
			f(g.Guard)
		}
	}
}
