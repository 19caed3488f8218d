package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// changeOf finds out why the last round of a loop on a path is not skipped.
func (u *unroller) changeOf(p *path, head int) event.Change {
	b := u.b
	last := b.lastArrival(p, head)
	if last == nil || b.opts.KeepRounds {
		return event.Change{}
	}
	y := b.sight().bodyOf(u.prog)
	visible, live := b.visibleLiveness(y).in[head], b.liveness(u.thread, u.prog).in[head]
	for i := range p.regs {
		now, old := &p.regs[i], &last.regs[i]
		if value := visible.Has(regBit(i)); value && now.val != old.val || live.Has(regBit(i)) && !b.sameSet(now.deps, old.deps) {
			c := event.Change{Kind: event.RegisterChange, Reg: isa.Reg(i), From: old.val, To: now.val, Reader: u.thread}
			if !value {
				c.To = old.val // only its dependencies changed
			}
			c.Read = u.readerOf(head, y, isa.Reg(i))
			if !c.Read.Known() {
				c.Reader = -1
			}
			return c
		}
	}
	for i := range p.cr {
		if visible.Has(crBit(i)) && !b.sameField(p.cr[i], last.cr[i]) ||
			live.Has(crBit(i)) && !b.sameSet(p.cr[i].deps, last.cr[i].deps) {
			return event.Change{Kind: event.FieldChange, Field: i}
		}
	}
	switch {
	case !p.interrupts.sameMask(last.interrupts):
		return event.Change{Kind: event.MaskChange}
	case visible.Has(resBit) && (p.res.read != last.res.read || !b.sameSet(p.res.deps, last.res.deps)):
		return event.Change{Kind: event.ReserveChange}
	case u.hasHandler():
		return u.effectOf(y, head, p.pc)
	}
	return u.storeOf(p, last)
}

// effectOf returns the effect of the first instruction of a loop that has one. It is used
// for threads with a handler, where writes are not counted.
func (u *unroller) effectOf(y *body, head, back int) event.Change {
	for i := head; i < back; i++ {
		switch c := &u.prog.code[i]; {
		case c.op.Kind.Stores():
			for loc := range u.b.s.Locs {
				if y.mayAccess[i].Has(loc) {
					return event.Change{Kind: event.StoreChange, Loc: int32(loc), Reader: u.thread}
				}
			}
		case c.op.Kind.IsDoorbell():
			return event.Change{Kind: event.DoorbellChange}
		}
	}
	return event.Change{}
}

// storeOf finds a visible store of a round: the one that most reads may see, and the first
// one of several.
func (u *unroller) storeOf(p *path, last *arrival) event.Change {
	b := u.b
	locs, ok := u.writes(p.last, last.end)
	if !ok {
		return event.Change{Kind: event.DoorbellChange}
	}
	found, most := event.Change{}, -1
	for _, loc := range slices.Backward(locs) {
		here := b.noLocs()
		here.Add(b.base(loc))
		n, by := b.countReads(here)
		switch {
		case n <= most || n == 0 && !b.sight().final.Has(b.base(loc)):
			continue
		case n == 0:
			found = event.Change{Kind: event.StoreChange, Loc: loc, Reader: -1}
		default:
			found = event.Change{Kind: event.StoreChange, Loc: loc, Reader: by.thread, Read: by.instr.Span}
		}
		most = n
	}
	return found
}

// headAt returns the place of the first instruction of a loop. It ignores slots.
func (u *unroller) headAt(head, back int) diag.Span {
	for i := head; i < back; i++ {
		if c := &u.prog.code[i]; c.slot < 0 {
			return c.instr.Span
		}
	}
	return u.prog.code[back].instr.Span
}

// readerOf returns the first instruction, from the head of a loop on, that uses a register
// for more than computing its next value.
func (u *unroller) readerOf(head int, y *body, r isa.Reg) diag.Span {
	live := u.b.liveness(y.thread, y.program)
	for k := range y.code {
		i := (head + k) % len(y.code)
		c := &y.code[i]
		if c.slot >= 0 || !c.needed(live.in[i+1]) || c.op.Kind == isa.Arith && c.op.Dst == r && !c.op.Record {
			continue
		}
		uses := false
		c.op.Reads(func(s isa.Reg) { uses = uses || s == r })
		if uses {
			return c.instr.Span
		}
	}
	return diag.Span{}
}
