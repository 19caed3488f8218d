package enumerate

import "github.com/fencewise/fencewise/programs/event"

// answerable reports whether the executed members of a doorbell can have an order. They
// have none if more interrupts are taken than messages are sent.
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

// pendingFor reports whether an event can come next in the order of a doorbell. An
// interrupt can only if the doorbell is pending.
func (g *search) pendingFor(e int32, before []int32) bool {
	if g.s.Events[e].Kind != event.IrqEvent {
		return true
	}
	return len(before) > 0 && g.s.Events[before[len(before)-1]].Kind == event.MsgsndEvent
}
