package event

import (
	"fmt"
	"slices"
)

// Order identifies a kind of order that an execution chooses. Each order of the kind belongs
// to one object, and is a strict total order of those events that are members of the object
// and executed. Coherence is such an order for each location, doorbell order for the
// doorbell of each thread.
type Order uint8

// The kinds of orders.
const (
	Co Order = iota
	Dbo

	NumOrders
)

// OrderInfo describes a kind of order.
type OrderInfo struct {
	Name string // the name of the relation in cat
	Doc  string // a description in one sentence

	// Initial is true if every object has an initial member: member 0, which is always
	// executed and comes first.
	Initial bool

	object  func(e *Event) int                    // see Event.Object
	fixed   func(s *Structure, a, b int32) bool   // see Structure.Fixed; nil if nothing is fixed
	members func(s *Structure, object int) string // see Structure.MembersOf
	objects func(s *Structure) int                // returns the number of objects
}

// Orders describes all kinds of orders, in the order of their constants.
var Orders = [NumOrders]OrderInfo{
	Co: {Name: "co", Initial: true,
		Doc: "coherence: a strict total order of the writes to each location, initial write first",
		object: func(e *Event) int {
			if e.IsWrite() {
				return int(e.Loc)
			}
			return -1
		},
		members: func(s *Structure, loc int) string { return "writes to " + s.GranuleName(int32(loc)) },
		objects: func(s *Structure) int { return s.NumGranules() },
	},
	Dbo: {Name: "dbo",
		Doc:    "doorbell order: for each thread, a strict total order of the events that ring, take or clear its doorbell",
		object: (*Event).Doorbell,
		// A thread takes and clears its own doorbell in program order. The model determines
		// the order in which messages arrive.
		fixed: func(s *Structure, a, b int32) bool {
			return s.Events[a].Kind != MsgsndEvent && s.Events[b].Kind != MsgsndEvent && s.Po(int(a), int(b))
		},
		members: func(s *Structure, thread int) string { return "events of the doorbell of " + s.Threads[thread].Name },
		objects: func(s *Structure) int { return len(s.Threads) },
	},
}

// Fixes reports whether the program can fix the order of some members, besides the initial
// one; see Structure.Fixed.
func (i *OrderInfo) Fixes() bool { return i.fixed != nil }

// Object returns the object to which an event belongs, for a kind of order; -1 if there is
// none.
func (e *Event) Object(o Order) int { return Orders[o].object(e) }

// Fixed reports whether a comes before b in every order of a kind, provided that both are
// executed and members of one object. It does not cover initial members, which always
// come first.
func (s *Structure) Fixed(o Order, a, b int32) bool {
	fixed := Orders[o].fixed
	return fixed != nil && fixed(s, a, b)
}

// MembersOf returns words for the members of an object: "writes to x".
func (s *Structure) MembersOf(o Order, object int) string { return Orders[o].members(s, object) }

// ListMembers computes Members from the events.
func (s *Structure) ListMembers() {
	for o := range NumOrders {
		s.Members[o] = s.membersOf(o)
	}
}

func (s *Structure) membersOf(o Order) [][]int32 {
	sizes, all := make([]int, Orders[o].objects(s)), 0
	for i := range s.Events {
		if k := s.Events[i].Object(o); k >= 0 {
			sizes[k]++
			all++
		}
	}
	if all == 0 && !Orders[o].Initial {
		return nil
	}
	lists, room := make([][]int32, len(sizes)), make([]int32, all)
	for k, n := range sizes {
		lists[k], room = room[:0:n], room[n:]
	}
	for i := range s.Events {
		if k := s.Events[i].Object(o); k >= 0 {
			lists[k] = append(lists[k], int32(i))
		}
	}
	return lists
}

// checkMembers verifies that the members of each object are listed in order, the initial
// one first.
func (s *Structure) checkMembers() error {
	for o := range NumOrders {
		want := s.membersOf(o)
		if len(s.Members[o]) != len(want) {
			return fmt.Errorf("%s: %d objects, not %d", Orders[o].Name, len(s.Members[o]), len(want))
		}
		for k, list := range want {
			if !slices.Equal(s.Members[o][k], list) {
				return fmt.Errorf("%s: the list does not match the %s", Orders[o].Name, s.MembersOf(o, k))
			}
		}
	}
	return nil
}
