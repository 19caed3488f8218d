package execution

import "github.com/fencewise/fencewise/programs/event"

// A thread has one doorbell, which is pending or not. Its order says when it is rung,
// taken and cleared.

// pending reports whether a doorbell of the thread is pending in the end.
func (x *Execution) pending(thread int) bool {
	if x.Order[event.Dbo] == nil || len(x.Order[event.Dbo][thread]) == 0 {
		return false
	}
	list := x.Order[event.Dbo][thread]
	return x.S.Events[list[len(list)-1]].Kind == event.MsgsndEvent
}

// answers checks that every interrupt answers a message.
func (c *Candidate) answers() *IllFormed {
	for t, list := range c.X.Order[event.Dbo] {
		if err := c.eachPending(t, list); err != nil {
			return err
		}
	}
	return nil
}

// eachPending checks that an interrupt is taken only while the doorbell is
// pending. Clearing it is allowed at any time.
func (c *Candidate) eachPending(t int, list []int32) *IllFormed {
	s := c.X.S
	pending := false
	for _, e := range list {
		kind := s.Events[e].Kind
		if kind == event.IrqEvent && !pending {
			return fault(NotPending, "%s takes a doorbell that is not pending", Describe(s, int(e))).of(event.Dbo, t).at(int(e))
		}
		pending = kind == event.MsgsndEvent
	}
	return nil
}

// EachAnswer calls f with each message and the interrupt that answers it.
func (c *Candidate) EachAnswer(f func(message, irq int)) {
	for _, list := range c.X.Order[event.Dbo] {
		rung := 0 // since this position, the doorbell was neither taken nor cleared
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
