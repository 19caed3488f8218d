package enumerate

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
)

// bell is the doorbell of a thread: what is executed of its events, and what
// program order says of their order.
type bell struct {
	thread int
	events []int32
	before []uint64 // per event, those that come before it, by their index in events
}

// ring collects the doorbells that are rung, taken or cleared. ok is false
// where they have no order, or none is looked for; more is then what the
// search returns.
func (g *search) ring() (more, ok bool) {
	g.bells = g.bells[:0]
	for t := range g.x.Dbo {
		g.x.Dbo[t] = g.x.Dbo[t][:0]
	}
	if g.x.Dbo == nil {
		return true, true
	}
	for t, i := range g.chosen {
		for _, e := range g.ways[t][i].events {
			if b := g.s.Events[e].Doorbell(); b >= 0 {
				g.x.Dbo[b] = append(g.x.Dbo[b], e)
			}
		}
	}
	for t, events := range g.x.Dbo {
		if len(events) > maxWrites {
			g.limit = fmt.Sprintf("there are executions with more than %d events of the doorbell of %s", maxWrites, g.s.Threads[t].Name)
			return false, false
		}
		if len(events) == 0 {
			continue
		}
		b, possible := g.newBell(t, events)
		if !possible {
			return g.step(), false
		}
		g.bells = append(g.bells, b)
	}
	return true, true
}

// newBell finds what program order says of a doorbell. It reports false where
// more interrupts are taken than messages sent: then one is not pending.
func (g *search) newBell(t int, events []int32) (b bell, possible bool) {
	b = bell{t, append([]int32(nil), events...), make([]uint64, len(events))}
	sent := 0
	for i, e := range b.events {
		switch g.s.Events[e].Kind {
		case event.MsgsndEvent:
			sent++
		case event.IrqEvent:
			sent--
		}
		for k, f := range b.events {
			if g.s.Po(int(f), int(e)) && g.kept(f, e) {
				b.before[i] |= 1 << k
			}
		}
	}
	return b, sent >= 0
}

// kept reports whether two events of a doorbell that are in program order are
// in doorbell order, too: interrupts and msgclr of the thread are. In which
// order messages arrive is for the model to say.
func (g *search) kept(e, f int32) bool {
	return g.s.Events[e].Kind != event.MsgsndEvent && g.s.Events[f].Kind != event.MsgsndEvent
}

// bell goes through the orders of the k-th doorbell and those after it.
func (g *search) bell(k int) bool {
	if k == len(g.bells) {
		return g.complete()
	}
	return g.place(k, g.x.Dbo[g.bells[k].thread], 0, 0)
}

// place places the event at position n of a doorbell order and those after
// it. done holds what stands before it, by the index in the events of the bell.
// Which of two coalescing messages comes first is a difference: dbo is there
// for every model to see.
func (g *search) place(k int, dbo []int32, n int, done uint64) bool {
	b := &g.bells[k]
	if n == len(dbo) {
		return g.bell(k + 1)
	}
	pending := n > 0 && g.s.Events[dbo[n-1]].Kind == event.MsgsndEvent
	stuck := true
	for i, e := range b.events {
		if done>>i&1 != 0 || b.before[i]&^done != 0 || g.s.Events[e].Kind == event.IrqEvent && !pending {
			continue
		}
		dbo[n], stuck = e, false
		if !g.place(k, dbo, n+1, done|1<<i) {
			return false
		}
	}
	return !stuck || g.step()
}
