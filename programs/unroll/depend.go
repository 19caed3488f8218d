package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// slotTest records that ctrl() in a slot has tested a read: if the slot has this choice,
// everything later on the path depends on the read. The set of control dependencies of a
// path contains slot test k as -1-k, besides the reads that branches have tested.
type slotTest struct {
	slot, choice int
	read         int32
	always       bool // every execution of the path has this choice
}

// addSlotControls makes everything later on the path control-dependent on the operands of
// a Control or a Trap in a slot.
func (u *unroller) addSlotControls(p *path, op *isa.Op, t slotTest) {
	b := u.b
	before := p.ctrl
	x, y := b.arg(p, &op.A), b.arg(p, &op.B)
	p.ctrl = b.union(p.ctrl, b.asSlotTests(b.union(x.deps, y.deps), t))
	u.noteTests(p, before)
}

// noteTests notes for the interrupts of a path that it has tested more reads than before.
// This only matters if all executions count, not only final states.
func (u *unroller) noteTests(p *path, before deps) {
	if u.b.opts.KeepRounds && u.hasHandler() && u.b.testsMore(before, p.ctrl) {
		p.interrupts.passTest()
	}
}

// asSlotTests returns the set of slot tests of some reads.
func (b *builder) asSlotTests(reads deps, t slotTest) deps {
	ids := []int32{}
	for _, r := range b.elements(reads) {
		t.read = r
		k := slices.Index(b.slotTests, t)
		if b.work += len(b.slotTests) / 16; k < 0 {
			k = len(b.slotTests)
			b.slotTests = append(b.slotTests, t)
		}
		ids = append(ids, int32(-1-k))
	}
	slices.Sort(ids)
	at := len(b.reads)
	b.reads = append(b.reads, ids...)
	return deps{int32(at), int32(len(ids))}
}

// testsMore reports whether, under some slot choice, the set after contains the test of a
// read and the set before does not.
func (b *builder) testsMore(before, after deps) bool {
	if b.sameSet(before, after) {
		return false
	}
	for _, x := range b.elements(after) {
		if slices.Contains(b.elements(before), x) {
			continue
		}
		read := x
		if x < 0 {
			read = b.slotTests[-1-x].read
		}
		if b.testMark(before, read) != b.testMark(after, read) {
			return true
		}
	}
	return false
}

// testMark returns when a set contains the test of a read: "" for never, "!" for always,
// else a text that stands for the slot choices under which it does.
func (b *builder) testMark(ctrl deps, read int32) string {
	mark := ""
	for _, x := range b.elements(ctrl) {
		switch {
		case x == read, x < 0 && b.slotTests[-1-x].read == read && b.slotTests[-1-x].always:
			return "!"
		case x < 0 && b.slotTests[-1-x].read == read:
			mark += string(rune(-x))
		}
	}
	return mark
}

// noteCtrl adds the control dependency of event e on element x of a set of tests. plain is
// that set.
func (b *builder) noteCtrl(s *event.Structure, x int32, e int, plain []int32) {
	if x >= 0 {
		if b.isSuccess(x) {
			s.Static[event.CtrlStwcx].Add(int(x), e)
		} else {
			s.Static[event.Ctrl].Add(int(x), e)
		}
		return
	}
	if g, guarded := b.guardedBy(x); guarded {
		if _, in := slices.BinarySearch(plain, g.of); !in {
			b.noteGuarded(s, g, e, event.Ctrl, event.CtrlStwcx)
		}
		return
	}
	t := &b.slotTests[-1-x]
	if b.isSuccess(t.read) { // if it depends on the slot, omit it: fewer pairs order less
		if t.always {
			s.Static[event.CtrlStwcx].Add(int(t.read), e)
		}
		return
	}
	ev := &s.Events[e]
	if ev.Slot == t.slot && ev.SlotChoice != t.choice {
		return
	}
	if _, in := slices.BinarySearch(plain, t.read); in {
		return
	}
	k := slices.IndexFunc(s.BySlot, func(c event.SlotPairs) bool {
		return c.Of == event.Ctrl && c.Slot == t.slot && c.SlotChoice == t.choice
	})
	if k < 0 {
		k = len(s.BySlot)
		s.BySlot = append(s.BySlot, event.SlotPairs{Of: event.Ctrl, Slot: t.slot, SlotChoice: t.choice, Pairs: bitset.NewPairs(len(s.Events))})
	}
	s.BySlot[k].Pairs.Add(int(t.read), e)
	if t.always {
		s.Static[event.Ctrl].Add(int(t.read), e)
	}
}
