package pin

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

func itoa(n int) string { return strconv.Itoa(n) }

// moved describes a store to whose value a number is added first, in a register of its
// own: what the store depends on does not change.
type moved struct {
	store *litmus.Instr
	more  int64
	in    int    // register
	says  string // what it stores instead of what
}

// cells returns the store with the addition before it.
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
	for _, co := range p.c.X.Order[event.Co] {
		for i, w := range co {
			if slices.ContainsFunc(co[:i], func(v int32) bool { return p.c.Value(int(v)) == p.c.Value(int(w)) }) {
				return true
			}
		}
	}
	return false
}

// maxRounds bounds how often all stores are visited: a store with a new value can
// change the value of a store that depends on it.
const maxRounds = 4

// tellApart gives stores values of their own, one after the other, as long as the
// execution is still one of the program: a branch may depend on such a value.
func (p *pinner) tellApart(ctx context.Context) {
	p.apart = []moved{}
	now := &Pinned{C: p.c, at: make([]int32, len(p.c.X.S.Events))} // with the values that are stored so far
	for e := range now.at {
		now.at[e] = int32(e)
	}
	for range maxRounds {
		before := now
		for l, co := range p.c.X.Order[event.Co] {
			for i, w := range co {
				same := func(v int32) bool { return now.C.Value(int(now.at[v])) == now.C.Value(int(now.at[w])) }
				if i > 0 && slices.ContainsFunc(co, func(v int32) bool { return v != w && same(v) }) {
					if found := p.move(ctx, now, l, w); found != nil {
						now = found
					}
				}
			}
		}
		if now == before {
			break
		}
	}
	for k := range p.apart {
		m := &p.apart[k]
		for _, e := range p.c.Events() {
			if ev := &p.c.X.S.Events[e]; ev.IsWrite() && ev.Instr == m.store {
				m.says = now.value(now.at[e]) + " in place of " + p.c.X.S.ShowAccess(int(e), p.c.Value)
				break
			}
		}
	}
}

// move gives a write to granule l a value that no other write has, and finds the
// execution again. It returns nil, and changes nothing, if that is not possible.
func (p *pinner) move(ctx context.Context, now *Pinned, l int, w int32) *Pinned {
	ev := &p.c.X.S.Events[w]
	more, ok := p.another(now.C, now.at, l, w)
	if !ok || !movable(ev.Instr) {
		return nil
	}
	was := slices.Clone(p.apart)
	k := slices.IndexFunc(p.apart, func(m moved) bool { return m.store == ev.Instr })
	free := p.free[ev.Thread]
	switch {
	case k >= 0 && p.times(ev.Instr) > 1: // it is in a loop, and the addition is executed in each round
		return nil
	case k < 0 && len(free) == 0:
		return nil
	case k < 0:
		k = len(p.apart)
		p.apart = append(p.apart, moved{store: ev.Instr, in: free[0]})
		p.free[ev.Thread] = free[1:]
	}
	p.apart[k].more += more
	found, err := p.find(ctx, p.draft(apart))
	if err != nil {
		p.apart, p.free[ev.Thread] = was, free
		return nil
	}
	return found
}

// times returns how many stores of the execution come from an instruction.
func (p *pinner) times(in *litmus.Instr) (n int) {
	for _, e := range p.c.Events() {
		if ev := &p.c.X.S.Events[e]; ev.IsWrite() && ev.Instr == in && p.c.X.S.AccessOf(int(e)) == int(e) {
			n++
		}
	}
	return n
}

// movable reports whether a number can be added to what an instruction stores: addi
// cannot read r0.
func movable(in *litmus.Instr) bool {
	if len(in.Args) == 0 {
		return false
	}
	from := &in.Args[0]
	return from.Kind == litmus.OpReg && from.Num != 0 || from.Kind == litmus.OpSym
}

// another returns the number to add to the value of a write so that no other write to
// its granule has the sum.
func (p *pinner) another(now *execution.Candidate, at []int32, l int, w int32) (more int64, ok bool) {
	v := now.Value(int(at[w]))
	if v.Loc != 0 {
		return 0, false
	}
	used := func(sum event.Value) bool {
		return slices.ContainsFunc(p.c.X.Order[event.Co][l], func(e int32) bool { return now.Value(int(at[e])) == sum })
	}
	shift := p.c.X.S.ShiftInAccess(int(w))
	for n := int64(1); n < math.MaxInt8 && n<<shift <= math.MaxInt16; n++ { // fits a byte with what tests store
		if sum, ok := p.c.X.S.AddTo(int32(l), v, n); ok && !used(sum) {
			return n << shift, true
		}
	}
	return 0, false
}
