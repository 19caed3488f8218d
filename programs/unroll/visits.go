package unroll

import "github.com/fencewise/fencewise/programs/event"

// noteVisit records that the path reaches a slot.
func (u *unroller) noteVisit(p *path, c *code) {
	b := u.b
	v := event.Visit{Slot: c.slot, Thread: u.thread, Cell: c.cell, Guard: p.guard, At: int32(len(b.s.Events))}
	if n := len(b.s.Visits); n == 0 || b.s.Visits[n-1] != v {
		b.s.Visits = append(b.s.Visits, v)
	}
}
