package pin

import (
	"math"
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

func itoa(n int) string { return strconv.Itoa(n) }

// moved is a store to which something is added before it is stored, in a
// register of its own: what it depends on stays what it is.
type moved struct {
	store *litmus.Instr
	more  int64
	in    int    // register
	says  string // what it stores instead of what
}

// cells is the store, with the sum in front of it.
func (m *moved) cells(c *litmus.Cell) []litmus.Cell {
	store := *c.Instr
	store.Args = slices.Clone(store.Args)
	from := store.Args[0]
	store.Args[0] = reg(m.in)
	return []litmus.Cell{
		{Labels: c.Labels, Instr: instr("addi", reg(m.in), from, imm(m.more))},
		{Instr: &store},
	}
}

// sameValues reports whether two writes to one location have the same value, so
// that the final state shows neither which of them was read nor their order.
func (p *pinner) sameValues() bool {
	for _, co := range p.c.X.Co {
		for i, w := range co {
			if slices.ContainsFunc(co[:i], func(v int32) bool { return p.c.Value(int(v)) == p.c.Value(int(w)) }) {
				return true
			}
		}
	}
	return false
}

// tellApart gives stores values of their own, one after the other, as far as
// the execution is still one of the program: what it branches on may be such a
// value.
func (p *pinner) tellApart() {
	p.apart = []moved{}
	s := p.c.X.S
	now := p.c // with the values that are stored by now
	at := make([]int32, len(s.Events))
	for e := range at {
		at[e] = int32(e)
	}
	for l, co := range p.c.X.Co {
		for i, w := range co {
			in := s.Events[w].Instr
			same := func(v int32) bool { return now.Value(int(at[v])) == now.Value(int(at[w])) }
			if i == 0 || !slices.ContainsFunc(co, func(v int32) bool { return v != w && same(v) }) || !movable(in) {
				continue
			}
			if slices.ContainsFunc(p.apart, func(m moved) bool { return m.store == in }) {
				continue // it goes round a loop
			}
			th := s.Events[w].Thread
			more, ok := p.another(now, at, l, w)
			if !ok || len(p.free[th]) == 0 {
				continue
			}
			v := signed(now.Value(int(at[w])))
			says := strconv.FormatInt(v.Num+more, 10) + " in place of " + v.String()
			p.apart = append(p.apart, moved{in, more, p.free[th][0], says})
			found, err := p.find(p.draft(apart))
			if err != nil {
				p.apart = p.apart[:len(p.apart)-1]
				continue
			}
			now, at = found.C, found.at
			p.free[th] = p.free[th][1:]
		}
	}
}

// movable reports whether something can be added to what an instruction stores:
// in addi, r0 is no register.
func movable(in *litmus.Instr) bool {
	if len(in.Args) == 0 {
		return false
	}
	from := &in.Args[0]
	return from.Kind == litmus.OpReg && from.Num != 0 || from.Kind == litmus.OpSym
}

// another is what has to be added to the value of a write so that no other write
// to its location has the sum.
func (p *pinner) another(now *eval.Candidate, at []int32, l int, w int32) (more int64, ok bool) {
	v := now.Value(int(at[w]))
	if v.Loc != 0 {
		return 0, false
	}
	used := func(n int64) bool {
		return slices.ContainsFunc(p.c.X.Co[l], func(e int32) bool { return now.Value(int(at[e])) == event.Number(n) })
	}
	for more = 1; more < math.MaxInt8; more++ { // fits a byte with what tests store
		if !used(v.Num + more) {
			return more, true
		}
	}
	return 0, false
}
