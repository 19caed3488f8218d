package eval

import (
	"fmt"
	"math/bits"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
)

// set computes a base set.
func (j *Judge) set(d bitset.Set, b vocabulary.Base) {
	clear(d)
	for i, e := range j.c.Events() {
		if member(j.c.X.S, &j.c.X.S.Events[e], b) && !j.hides(int(e), b) {
			d.Add(i)
		}
	}
}

// member reports whether an event is in a base set.
func member(s *event.Structure, e *event.Event, b vocabulary.Base) bool {
	if t, ok := b.Tag(); ok {
		return e.Tags.Has(t)
	}
	switch b {
	case vocabulary.SetM:
		return e.IsAccess()
	case vocabulary.SetR:
		return e.IsRead()
	case vocabulary.SetW:
		return e.IsWrite()
	case vocabulary.SetIW:
		return e.Kind == event.InitWrite
	case vocabulary.SetF:
		return e.Kind == event.FenceEvent && e.Loc < 0
	case vocabulary.SetMsgsnd:
		return e.Kind == event.MsgsndEvent
	case vocabulary.SetIrq:
		return e.Kind == event.IrqEvent
	case vocabulary.SetMsgclr:
		return e.Kind == event.MsgclrEvent
	case vocabulary.SetShown:
		return e.IsAccess() && s.Shown(int(e.Loc))
	default:
		panic(fmt.Sprintf("eval: base set %d is unknown", b))
	}
}

// relation computes a base relation.
func (j *Judge) relation(d bitset.Set, b vocabulary.Base) {
	if j.ofGround(d, b) {
		return
	}
	x := j.c.X
	if r, ok := b.Static(); ok {
		j.static(d, r)
		return
	}
	if o, ok := b.Order(); ok {
		j.total(d, x.Order[o])
		return
	}
	switch b {
	case vocabulary.RelRf:
		clear(d)
		for i, e := range j.c.Events() {
			if w := x.Rf[e]; w >= 0 {
				j.row(d, int(j.pos[w])).Add(i)
			}
		}
	case vocabulary.RelDB:
		j.doorbells(d)
	case vocabulary.RelDiffer:
		j.differ(d)
	case vocabulary.RelLoc:
		j.classes(x.S.NumGranules(), func(e int32) int { return int(x.S.Events[e].Loc) })
		j.together(d)
	case vocabulary.RelInt:
		j.classes(len(x.S.Threads), func(e int32) int { return x.S.Events[e].Thread })
		j.together(d)
	case vocabulary.RelSi:
		j.classes(len(x.S.Events), func(e int32) int {
			if !x.S.Events[e].IsAccess() {
				return -1
			}
			return x.S.AccessOf(int(e))
		})
		j.together(d)
	case vocabulary.RelExt:
		// Initial writes are external to every thread and not to each other.
		j.classes(len(x.S.Threads), func(e int32) int { return x.S.Events[e].Thread })
		for i := range j.n {
			j.row(d, i).Difference(j.all, j.row(j.class, j.in[i]))
		}
	default:
		panic(fmt.Sprintf("eval: base relation %d is unknown", b))
	}
}

// static computes a static relation.
func (j *Judge) static(d bitset.Set, r event.Static) {
	x := j.c.X
	j.restrict(d, x.S.Static[r])
	for i := range x.S.BySlot {
		if c := &x.S.BySlot[i]; c.Of == r && x.S.Slots[c.Slot].Fixed < 0 && x.Slots[c.Slot] == c.SlotChoice {
			j.include(d, c.Pairs)
		}
	}
	j.c.EachGuarded(r, func(pairs bitset.Pairs) { j.include(d, pairs) })
}

// total relates each event of a list to all later ones.
func (j *Judge) total(d bitset.Set, lists [][]int32) {
	clear(d)
	for _, list := range lists {
		for k, e := range list {
			row := j.row(d, int(j.pos[e]))
			for _, later := range list[k+1:] {
				row.Add(int(j.pos[later]))
			}
		}
	}
}

// doorbells relates each msgsnd to the interrupt that takes its doorbell.
func (j *Judge) doorbells(d bitset.Set) {
	clear(d)
	j.c.EachAnswer(func(message, irq int) { j.row(d, int(j.pos[message])).Add(int(j.pos[irq])) })
}

// restrict sets d to the pairs of p whose events are both executed.
func (j *Judge) restrict(d bitset.Set, p bitset.Pairs) {
	clear(d)
	j.include(d, p)
}

// include adds to d the pairs of p whose events are both executed.
func (j *Judge) include(d bitset.Set, p bitset.Pairs) {
	for i, e := range j.c.Events() {
		row := j.row(d, i)
		for k, w := range p.Row(int(e)) {
			for w &= j.mask[k]; w != 0; w &= w - 1 {
				row.Add(int(j.pos[k<<6+bits.TrailingZeros64(w)]))
			}
		}
	}
}

// classes sorts the executed events into classes 0 to n-1, and a class for events of
// which of returns -1. Class k is row k+1 of j.class, and row 0 holds the events
// without a class. Event i is in row j.in[i].
func (j *Judge) classes(n int, of func(e int32) int) {
	j.class = grow(j.class, (n+1)*j.w)
	clear(j.class)
	j.in = j.in[:0]
	for i, e := range j.c.Events() {
		k := of(e) + 1
		j.in = append(j.in, k)
		j.row(j.class, k).Add(i)
	}
}

// together relates all events of one class to each other.
func (j *Judge) together(d bitset.Set) {
	for i := range j.n {
		if row := j.row(d, i); j.in[i] > 0 {
			copy(row, j.row(j.class, j.in[i]))
		} else {
			clear(row)
		}
	}
}
