package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// A failed attempt is a round of a loop in which an atomic operation finds the value that it
// stores, as where while (xchg(&lock, 1)) finds the lock taken. It changes nothing, but its
// write is there: other attempts read from it. All failed attempts of an execution can be
// removed together if nothing but failed attempts reads from their writes. That is decided
// from the code, for a location and a value: wherever a thread loads the value from the
// location, it must be in a loop, come back to the head with everything that is live as it
// was, and have stored nothing but this value to this location by atomic operations that
// found it there. Then an execution without failed attempts exists for each execution with
// some, and rounds after one are not followed.
//
// docs/decisions/041 has the complete argument.

// attempt says which rounds of a loop are failed attempts: those in which one of some loads
// returns a value from a location.
type attempt struct {
	head  int
	loc   int32
	val   event.Expr // a constant
	loads bitset.Set // of instructions
}

// skipAttempts restricts a path that jumps back to a loop head to executions in which the
// round was no failed attempt. It returns false if there are none.
func (u *unroller) skipAttempts(p *path, head int) bool {
	b, pool := u.b, u.b.s.Pool
	if b.opts.KeepRounds || b.opts.KeepWrites || !b.opts.SkipAttempts {
		return true
	}
	last := b.lastArrival(p, head)
	if last == nil || last.wrote == p.wrote {
		return true
	}
	failed := event.False
	for _, a := range b.attemptsOf(u.thread) {
		if a.head != head {
			continue
		}
		b.walkBack(p.last, last.end, func(e int32) {
			if ev := &b.s.Events[e]; ev.IsRead() && ev.Loc == a.loc && a.loads.Has(int(b.edges[e].pc)) {
				found := b.settle(p.guard, pool.Make(event.Eq64, ev.Value, a.val))
				failed = pool.Make(event.Any, failed, pool.Make(event.All, b.settle(p.guard, ev.Guard), found))
			}
		})
	}
	live := b.liveness(u.thread, u.prog).in[head]
	if failed == event.False || !u.sameState(p, last, live, live) {
		return true
	}
	b.s.SkippedRounds, b.s.SkippedAttempts, u.skipped = true, true, true
	u.addWait(p, pool.Make(event.All, p.guard, failed))
	p.guard = pool.Make(event.All, p.guard, pool.Make(event.Not, failed, 0))
	return p.guard != event.False
}

// attemptsOf returns the failed attempts of a thread.
func (b *builder) attemptsOf(thread int) []attempt {
	if b.attempts == nil {
		b.attempts = make([][]attempt, len(b.programs))
		b.findAttempts()
	}
	return b.attempts[thread]
}

// findAttempts finds the failed attempts of all threads. There are none in programs with
// interrupt handlers, which can load between any two instructions, and with accesses of mixed
// size, in which a load returns parts of several stores.
func (b *builder) findAttempts() {
	v := b.sight()
	if b.mixed || slices.ContainsFunc(v.bodies, func(y body) bool { return y.handler }) {
		return
	}
	type stored struct {
		loc int32
		val event.Expr
	}
	var tried []stored
	known := make([][][]known, len(v.bodies))
	for t := range v.bodies {
		known[t] = b.constants(&v.bodies[t])
	}
	for t := range v.bodies {
		y := &v.bodies[t]
		for i := range y.code {
			c, in := &y.code[i], known[t][i]
			if in == nil || c.slot >= 0 || !(c.op.Kind == isa.StoreCond || c.op.Kind == isa.Store && c.op.Pair) {
				continue
			}
			loc := b.knownPlace(c, in)
			val, ok := argOf(b, in, &c.op.C)
			if s := (stored{loc, 0}); loc >= 0 && ok {
				if s.val, ok = b.storedAt(c, loc, val); ok && !slices.Contains(tried, s) {
					tried = append(tried, s)
					b.findAttemptsOn(s.loc, s.val, known)
				}
			}
		}
	}
}

// findAttemptsOn notes the failed attempts that find a value in a location, if every load that
// can return the value from there belongs to one.
func (b *builder) findAttemptsOn(loc int32, val event.Expr, known [][][]known) {
	v := b.sight()
	found := make([][]attempt, len(v.bodies))
	for t := range v.bodies {
		y := &v.bodies[t]
		for i := range y.code {
			c, in := &y.code[i], known[t][i]
			if in == nil || c.slot >= 0 || !c.op.Kind.Loads() || !y.mayAccess[i].Has(b.base(loc)) {
				continue
			}
			if at := b.knownPlace(c, in); at >= 0 && at != loc {
				continue
			}
			head := b.attemptHead(y, known[t], i, loc, val)
			if head < 0 {
				return
			}
			k := slices.IndexFunc(found[t], func(a attempt) bool { return a.head == head })
			if k < 0 {
				k = len(found[t])
				found[t] = append(found[t], attempt{head, loc, val, make(bitset.Set, bitset.Words(len(y.code)))})
			}
			found[t][k].loads.Add(i)
		}
	}
	for t := range found {
		b.attempts[v.bodies[t].thread] = append(b.attempts[v.bodies[t].thread], found[t]...)
	}
}

// attemptHead returns the head of a loop of which every round is a failed attempt in which the
// load at an index returns the value; -1 if there is none.
func (b *builder) attemptHead(y *body, known [][]known, load int, loc int32, val event.Expr) int {
	for _, l := range slices.Backward(y.regions) {
		if !l.has(load) || !y.entersAtHead(l) {
			continue
		}
		r := &attemptRun{b: b, u: &unroller{b: b, thread: y.thread, prog: y.program}, region: l, load: load, loc: loc, val: val}
		r.live = b.liveness(y.thread, y.program)
		if r.comesBack(known[l.head]) {
			return l.head
		}
	}
	return -1
}

// entersAtHead reports whether control enters a region only at its head.
func (y *body) entersAtHead(l region) bool {
	only := true
	for i := range y.code {
		if !l.has(i) {
			y.successors(i, func(k int) { only = only && (!l.has(k) || k == l.head) })
		}
	}
	return only
}
