package solve

import (
	"cmp"
	"context"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/encode/sat"
)

// largest is the number of literals up to which [Auto] is Z3, in programs that have it. Loading
// more than that into Z3 takes longer than its search saves
// (docs/decisions/026-the-solver-is-chosen-by-size.md).
const largest = 20_000

// chosen returns the backend for clauses of the given size. It depends on nothing else, so a
// query has the same answer on every machine.
func (s *Solver) chosen(size sat.Size) Backend {
	switch {
	case s.choice != Auto:
		return s.choice
	case size.Lits > largest:
		return Builtin
	}
	return Backends()[0]
}

// ForMany returns the choice for work that asks many small queries. [Auto] becomes [Builtin],
// and other choices stay: Z3 takes longer for each of these queries, and memory of its own
// (docs/decisions/026-the-solver-is-chosen-by-size.md).
func ForMany(choice Backend) Backend {
	if cmp.Or(choice, Auto) == Auto {
		return Builtin
	}
	return choice
}

// running returns a backend, started.
func (s *Solver) running(b Backend) (backend, error) {
	if s.started[b] == nil {
		e, err := start(b)
		if err != nil {
			return nil, err
		}
		s.started[b] = e
	}
	return s.started[b], nil
}

// load gives the clauses to a backend, the first time that it is called.
func (q *Session) load(ctx context.Context) error {
	if q.backend != nil {
		return nil
	}
	p := q.problem()
	b, err := q.s.running(q.s.chosen(p.size))
	if err != nil {
		return err
	}
	q.f.Meter.Need(b.bytes() * p.size.Lits)
	q.p.Shrink() // most formulas of this size have one query
	if err := b.load(ctx, p); err != nil {
		return err
	}
	q.backend, q.taken = b, len(q.f.Lits)
	return nil
}

// problem is the part of a formula that a backend does not have, without what propagation has
// decided.
type problem struct {
	q    *Session
	size sat.Size // with all variables of the formula
}

func (q *Session) problem() *problem {
	p := &problem{q: q}
	p.size = sat.Clauses(p.each).Size(q.f.Vars())
	return p
}

// each yields the clauses that are not true, without literals that are false. The number of a
// clause is its index in the literals of the formula.
func (p *problem) each(yield func(number uint32, clause []int32) bool) {
	var open []int32
	all := p.q.f.Lits
	for start := p.q.taken; start < len(all); {
		open = open[:0]
		end, satisfied := start, false
		for ; all[end] != 0; end++ {
			switch p.q.lit(all[end]) {
			case cnf.IsTrue:
				satisfied = true
			case cnf.Open:
				open = append(open, int32(all[end]))
			}
		}
		p.q.f.Meter.Work(end - start + 4)
		if !satisfied && !yield(uint32(start), open) {
			return
		}
		start = end + 1
	}
}
