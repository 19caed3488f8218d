package execution

import "github.com/fencewise/fencewise/programs/event"

// doorbells checks dbo. A thread has one doorbell, which is pending or not:
// its order says when it is rung, taken and cleared.
func (c *Candidate) doorbells() *IllFormed {
	s := c.X.S
	placed := make([]bool, len(s.Events))
	for t, list := range c.X.Dbo {
		for _, e := range list {
			if !c.Executed[e] || s.Events[e].Doorbell() != t || placed[e] {
				return fault(BadBells, "%s has no part in the doorbell of %s, is not executed, or is in its order twice",
					Describe(s, int(e)), s.Threads[t].Name).thread(t).at(int(e))
			}
			placed[e] = true
		}
	}
	for _, e := range c.events {
		if t := s.Events[e].Doorbell(); t >= 0 && !placed[e] {
			return fault(BadBells, "%s is missing in the doorbell order of %s", Describe(s, int(e)), s.Threads[t].Name).thread(t).at(int(e))
		}
	}
	for t, list := range c.X.Dbo {
		if err := c.inOrder(t, list); err != nil {
			return err
		}
		if err := c.eachPending(t, list); err != nil {
			return err
		}
	}
	return nil
}

// inOrder checks that an order contains what program order fixes of it.
func (c *Candidate) inOrder(t int, list []int32) *IllFormed {
	s := c.X.S
	for k, e := range list {
		for _, before := range list[:k] {
			if s.Po(int(e), int(before)) && c.fixed(e, before) {
				return fault(BellsTurned, "%s comes after %s in the doorbell order of %s, but is ordered before it in its thread",
					Describe(s, int(e)), Describe(s, int(before)), s.Threads[t].Name).thread(t).at(int(e))
			}
		}
	}
	return nil
}

// fixed reports whether program order from a to b orders them in the doorbell
// order that both are in. It does for what a thread does to its own doorbell.
// It does not for messages: in which order they arrive is for the model to say.
func (c *Candidate) fixed(a, b int32) bool {
	s := c.X.S
	return s.Events[a].Kind != event.MsgsndEvent && s.Events[b].Kind != event.MsgsndEvent
}

// eachPending checks that an interrupt is taken only while the doorbell is
// pending. Clearing it is allowed at any time.
func (c *Candidate) eachPending(t int, list []int32) *IllFormed {
	s := c.X.S
	pending := false
	for _, e := range list {
		kind := s.Events[e].Kind
		if kind == event.IrqEvent && !pending {
			return fault(NotPending, "%s takes a doorbell that is not pending", Describe(s, int(e))).thread(t).at(int(e))
		}
		pending = kind == event.MsgsndEvent
	}
	return nil
}

// Answered calls f with each message and the interrupt that takes its doorbell.
func (c *Candidate) Answered(f func(message, irq int)) {
	for _, list := range c.X.Dbo {
		rung := 0 // from here on no doorbell of the list was taken or cleared
		for k, e := range list {
			switch c.X.S.Events[e].Kind {
			case event.MsgsndEvent:
				continue
			case event.IrqEvent:
				for _, m := range list[rung:k] {
					f(int(m), int(e))
				}
			}
			rung = k + 1
		}
	}
}
