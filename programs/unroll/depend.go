package unroll

import (
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// test is a read that ctrl() in a slot has tested: everything later on the path
// depends on it if the slot has this choice. A path keeps tests in its set of
// control dependencies, test k as -1-k, among the reads that branches tested.
type test struct {
	slot, pick int
	read       int32
	sure       bool // the choice is taken wherever the path is
}

// depend makes all that follows on the path depend on the operands of a Control,
// or of a Trap.
func (u *unroller) depend(p *path, op *isa.Op, t test) {
	b := u.b
	before := p.ctrl
	x, y := b.arg(p, &op.A), b.arg(p, &op.B)
	p.ctrl = b.merge(p.ctrl, b.tested(b.merge(x.deps, y.deps), t))
	u.tests(p, before)
}

// tests tells the interrupts of a path if it has tested more reads than before. That
// only matters where every execution counts, not only the final states.
func (u *unroller) tests(p *path, before deps) {
	if u.b.opts.KeepRounds && u.hasHandler() && u.b.testsMore(before, p.ctrl) {
		p.interrupts.passTest()
	}
}

// tested returns a set of reads as tests.
func (b *builder) tested(reads deps, t test) deps {
	ids := []int32{}
	for _, r := range b.set(reads) {
		t.read = r
		k := slices.Index(b.tests, t)
		if b.work += len(b.tests) / 16; k < 0 {
			k = len(b.tests)
			b.tests = append(b.tests, t)
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
	for _, x := range b.set(after) {
		if slices.Contains(b.set(before), x) {
			continue
		}
		read := x
		if x < 0 {
			read = b.tests[-1-x].read
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
	for _, x := range b.set(ctrl) {
		switch {
		case x == read, x < 0 && b.tests[-1-x].read == read && b.tests[-1-x].sure:
			return "!"
		case x < 0 && b.tests[-1-x].read == read:
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
	t := &b.tests[-1-x]
	if b.isSuccess(t.read) { // where it hangs on the slot nothing is claimed: less is ordered
		if t.sure {
			s.Static[event.CtrlStwcx].Add(int(t.read), e)
		}
		return
	}
	ev := &s.Events[e]
	if ev.Slot == t.slot && ev.SlotChoice != t.pick {
		return
	}
	if _, in := slices.BinarySearch(plain, t.read); in {
		return
	}
	k := slices.IndexFunc(s.BySlot, func(c event.SlotPairs) bool { return c.Of == event.Ctrl && c.Slot == t.slot && c.SlotChoice == t.pick })
	if k < 0 {
		k = len(s.BySlot)
		s.BySlot = append(s.BySlot, event.SlotPairs{Of: event.Ctrl, Slot: t.slot, SlotChoice: t.pick, Pairs: bitset.NewPairs(len(s.Events))})
	}
	s.BySlot[k].Pairs.Add(int(t.read), e)
	if t.sure {
		s.Static[event.Ctrl].Add(int(t.read), e)
	}
}
