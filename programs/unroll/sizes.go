package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// presize sets the sizes of locations that are accessed through a register that holds their
// address from the start and that its thread never changes. It has to run before an access
// whose address is not known. Such an access can go to every location of its own size, and
// sets the size of locations that have none yet.
func (b *builder) presize() {
	if b.presized {
		return
	}
	b.presized = true
	start := make([]event.Value, b.regs.Len())
	changed := make([]bool, len(start))
	b.bodies(func(t int, code []code) {
		clear(start)
		clear(changed)
		for _, in := range b.inits {
			if in.thread == t {
				start[in.reg] = in.val
			}
		}
		for i := range code {
			code[i].op.Writes(func(r isa.Reg) { changed[r] = true })
		}
		value := func(a isa.Arg) (event.Value, bool) {
			if a.IsReg {
				return start[a.Reg], !changed[a.Reg]
			}
			return event.Number(a.Imm), true
		}
		for i := range code {
			c := &code[i]
			if c.slot >= 0 || c.op.Size == 0 {
				continue
			}
			x, okX := value(c.op.A)
			y, okY := value(c.op.B)
			addr, ok := event.Apply(event.Add, x, y)
			if loc := b.locationAt(addr, c.op.Size); okX && okY && ok && loc >= 0 && b.s.Locs[loc].Size == 0 {
				b.s.Locs[loc].Size, b.s.Locs[loc].First = int(c.op.Size), c.instr.Span
			}
		}
	})
}
