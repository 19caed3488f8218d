package enumerate

import "github.com/fencewise/fencewise/programs/event"

// answerable reports whether the members of a doorbell can have an order: no more
// interrupts are taken than messages sent. Otherwise one is not pending.
func (g *search) answerable(members []int32) bool {
	sent := 0
	for _, e := range members {
		switch g.s.Events[e].Kind {
		case event.MsgsndEvent:
			sent++
		case event.IrqEvent:
			sent--
		}
	}
	return sent >= 0
}

// pendingFor reports whether an event can come next in the order of a doorbell: an
// interrupt needs one that is pending.
func (g *search) pendingFor(e int32, before []int32) bool {
	if g.s.Events[e].Kind != event.IrqEvent {
		return true
	}
	return len(before) > 0 && g.s.Events[before[len(before)-1]].Kind == event.MsgsndEvent
}
