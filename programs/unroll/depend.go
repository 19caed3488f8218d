package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// slotTest is a read that ctrl() in a slot has tested: everything later on the path
// depends on it if the slot has this choice. A path keeps tests in its set of
// control dependencies, test k as -1-k, among the reads that branches tested.
type slotTest struct {
	slot, choice int
	read         int32
	always       bool // the choice is taken wherever the path is
}

// addSlotControls makes all that follows on the path depend on the operands of a Control,
// or of a Trap.
func (u *unroller) addSlotControls(p *path, op *isa.Op, t slotTest) {
	b := u.b
	before := p.ctrl
	x, y := b.arg(p, &op.A), b.arg(p, &op.B)
	p.ctrl = b.union(p.ctrl, b.asSlotTests(b.union(x.deps, y.deps), t))
	u.noteTests(p, before)
}

// noteTests tells the interrupts of a path if it has tested more reads than before. That
// only matters where every execution counts, not only the final states.
func (u *unroller) noteTests(p *path, before deps) {
	if u.b.opts.KeepRounds && u.hasHandler() && u.b.testsMore(before, p.ctrl) {
		p.interrupts.passTest()
	}
}

// asSlotTests returns a set of reads as tests.
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

// testsMore reports whether after has a read tested that before has not, under
// some choice.
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

// testMark returns when a set has a read tested: "" for never, "!" for always, else the
// choices under which it has.
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

// noteCtrl adds a control dependency of event e.
func (b *builder) noteCtrl(s *event.Structure, x int32, e int, plain []int32) {
	if x >= 0 {
		if b.isSuccess(x) {
			s.Static[event.CtrlStwcx].Add(int(x), e)
		} else {
			s.Static[event.Ctrl].Add(int(x), e)
		}
		return
	}
	t := &b.slotTests[-1-x]
	if b.isSuccess(t.read) { // where it hangs on the slot nothing is claimed: less is ordered
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
