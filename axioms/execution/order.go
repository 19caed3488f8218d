package execution

import "github.com/fencewise/fencewise/programs/event"

// orderShape checks that every object has an order and that all indices in it are in
// range.
func (x *Execution) orderShape(o event.Order) error {
	s, lists := x.S, x.Order[o]
	if len(lists) != len(s.Members[o]) && lists != nil {
		return fault(BadShape, "%d %s orders for %d objects", len(lists), event.Orders[o].Name, len(s.Members[o]))
	}
	for k, list := range lists {
		for _, e := range list {
			if e < 0 || int(e) >= len(s.Events) {
				return fault(BadShape, "event %d in the order of the %s does not exist", e, s.MembersOf(o, k)).of(o, k)
			}
		}
	}
	return nil
}

// orders checks that each chosen order is a strict total order of the executed
// members of its object, with what the program fixes of it.
func (c *Candidate) orders() *IllFormed {
	s := c.X.S
	placed := make([]bool, len(s.Events))
	for o := range event.NumOrders {
		if s.Members[o] == nil {
			continue
		}
		clear(placed)
		for k, list := range c.X.Order[o] {
			for _, e := range list {
				if !c.Executed[e] || s.Events[e].Object(o) != k || placed[e] {
					return fault(BadOrder, "%s is not one of the executed %s, or is in their order twice", Describe(s, int(e)), s.MembersOf(o, k)).of(o, k).at(int(e))
				}
				placed[e] = true
			}
		}
		for k, members := range s.Members[o] {
			for _, e := range members {
				if c.Executed[e] && !placed[e] {
					return fault(BadOrder, "%s is missing in the order of the %s", Describe(s, int(e)), s.MembersOf(o, k)).of(o, k).at(int(e))
				}
			}
		}
		for k, list := range c.X.Order[o] {
			if err := c.inOrder(o, k, list); err != nil {
				return err
			}
		}
	}
	return c.wholeWrites(c.X.Order[event.Co])
}

// inOrder checks that an order contains what the program fixes of it.
func (c *Candidate) inOrder(o event.Order, object int, list []int32) *IllFormed {
	s := c.X.S
	if first := s.Members[o][object]; event.Orders[o].Initial && list[0] != first[0] {
		return fault(BadOrder, "the order of the %s does not begin with the initial one", s.MembersOf(o, object)).of(o, object)
	}
	if !event.Orders[o].Fixes() {
		return nil
	}
	for k, e := range list {
		for _, before := range list[:k] {
			if s.Fixed(o, e, before) {
				return fault(OrderTurned, "%s comes after %s in the order of the %s, but is ordered before it in its thread",
					Describe(s, int(e)), Describe(s, int(before)), s.MembersOf(o, object)).of(o, object).at(int(e))
			}
		}
	}
	return nil
}
