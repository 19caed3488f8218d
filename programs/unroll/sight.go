package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// sight holds what the code of all threads can see of stores: which locations are read, by
// which loads, and how often. It ignores the order of instructions in a thread. So it may
// include loads that cannot happen, but it misses none. An array counts as one location,
// with the number of its first element.
type sight struct {
	bodies   []body
	readable bitset.Set // the locations that some load may read
	final    bitset.Set // the locations that belong to the final state
}

// body is the code of a thread or of a handler.
type body struct {
	*program
	thread    int
	handler   bool
	mayAccess []bitset.Set // by instruction: the locations that it may access; nil for others
	cycles    *cycles      // computed when first needed
}

// sight returns the sight. It computes it when it is first needed.
func (b *builder) sight() *sight {
	if b.sights != nil {
		return b.sights
	}
	b.findEscaping()
	v := &sight{readable: b.noLocs(), final: b.noLocs()}
	b.sights = v
	for t := range b.programs {
		p := &b.programs[t]
		v.bodies = append(v.bodies, body{program: p, thread: t, mayAccess: b.mayAccess(t, p.code)})
		if h := p.handler; h != nil {
			v.bodies = append(v.bodies, body{program: h, thread: t, handler: true, mayAccess: b.mayAccess(t, h.code)})
		}
	}
	for _, y := range v.bodies {
		for i := range y.code {
			if y.code[i].op.Kind.Loads() {
				v.readable.AddAll(y.mayAccess[i])
			}
		}
	}
	show := func(l *litmus.Loc) {
		if l != nil && !l.IsReg() {
			v.final.Add(b.base(b.location(l.Name, l.Index, l.Span)))
		}
	}
	atom := func(a *litmus.Atom) {
		show(&a.Loc)
		show(a.Other)
	}
	t := b.s.Test
	litmus.EachAtom(t.Cond.Prop, atom)
	litmus.EachAtom(t.Filter, atom)
	for i := range t.Locations {
		show(&t.Locations[i].Loc)
	}
	return v
}

// noLocs returns an empty set of locations.
func (b *builder) noLocs() bitset.Set { return make(bitset.Set, bitset.Words(len(b.s.Locs))) }

// base returns the location itself, or the first one of its array.
func (b *builder) base(loc int32) int { return int(b.s.Locs[loc].Addr.Loc - 1) }

// mayAccess returns, by instruction, the locations that an access may access: those whose
// address is in one of its registers at some time if the order of instructions is ignored.
func (b *builder) mayAccess(thread int, code []code) []bitset.Set {
	holds := make([]bitset.Set, b.regs.Len()) // by register: the locations whose addresses may have gone into its value
	for r := range holds {
		holds[r] = b.noLocs()
	}
	for _, in := range b.inits {
		if in.thread == thread && in.val.Loc > 0 {
			holds[int(in.reg)].Add(int(in.val.Loc - 1))
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range code {
			op := &code[i].op
			from := b.noLocs()
			switch k := op.Kind; {
			case k.Loads():
				from.AddAll(b.escaped)
			case k.Stores() || k == isa.TryDoorbell || k == isa.CondBranch: // no address in what they compute
			default:
				op.Reads(func(r isa.Reg) { from.AddAll(holds[int(r)]) })
			}
			if op.Update {
				op.Reads(func(r isa.Reg) { from.AddAll(holds[int(r)]) })
			}
			op.Writes(func(r isa.Reg) {
				to := holds[r]
				old := slices.Clone(to)
				to.AddAll(from)
				changed = changed || !slices.Equal(old, to)
			})
		}
	}
	all := make([]bitset.Set, len(code))
	for i := range code {
		op := &code[i].op
		if !op.Kind.Accesses() {
			continue
		}
		all[i] = b.noLocs()
		for _, a := range []isa.Arg{op.A, op.B} {
			if a.IsReg {
				all[i].AddAll(holds[int(a.Reg)])
			}
		}
	}
	return all
}

// isHidden reports whether the instruction at an index is a store that only writes locations
// that no thread reads and that do not belong to the final state.
func (v *sight) isHidden(y *body, i int) bool {
	if y.code[i].op.Kind != isa.Store {
		return false
	}
	return !y.mayAccess[i].Meets(v.readable) && !y.mayAccess[i].Meets(v.final)
}

// bodyOf returns the body of a program.
func (v *sight) bodyOf(p *program) *body {
	return &v.bodies[slices.IndexFunc(v.bodies, func(y body) bool { return y.program == p })]
}

// unlimited is a number of reads that exceeds every number of rounds.
const unlimited = 1 << 20

// loadSite is a load instruction of a thread.
type loadSite struct {
	thread int
	instr  *litmus.Instr
}

// countReads returns the largest number of reads of some locations in a minimal execution,
// and the load with most of them. An execution is minimal if no round can be removed from
// it; see docs/decisions/016.
func (b *builder) countReads(locs bitset.Set) (n int, by loadSite) {
	v, most := b.sight(), 0
	for k := range v.bodies {
		y := &v.bodies[k]
		b.work += len(y.code) / 8
		for i := range y.code {
			c := &y.code[i]
			if !c.op.Kind.Loads() || !y.mayAccess[i].Meets(locs) {
				continue
			}
			times := b.maxExecutions(y, i)
			if n += times; times > most {
				most, by = times, loadSite{y.thread, c.instr}
			}
		}
	}
	return n, by
}

// maxExecutions returns how often a minimal execution executes the instruction at index i
// at most: once outside loops, and without a limit in a loop with an effect. In a loop
// without effect, a minimal execution has no complete round between two arrivals at the
// head.
func (b *builder) maxExecutions(y *body, i int) int {
	if y.cycles == nil {
		y.cycles = y.findCycles()
	}
	c := y.cycles.of[i]
	switch {
	case y.handler:
		return unlimited
	case !y.cycles.loops[c]:
		return 1
	case y.program.handler != nil:
		return unlimited
	}
	head := b.idleHead(y, c)
	switch {
	case head < 0:
		return unlimited
	case y.onlyEntry(c, head):
		return 1
	}
	return 2 // the loop can be entered after its head
}
