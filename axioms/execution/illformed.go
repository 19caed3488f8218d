package execution

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
)

// Fault says why choices make no execution.
type Fault uint8

// The faults.
const (
	BadShape    Fault = iota // a list has the wrong length, or an index is out of range
	BadSlot                  // a slot has no such choice
	NoSource                 // an executed read has no write to read from
	BadSource                // a read's source is no executed write to its location
	StraySource              // an event that is not executed, or is no read, has a source
	ThinAir                  // a value depends on itself (out of thin air)
	Undefined                // an operation has no meaning for its operands
	BadOrder                 // an order is not one of the executed members of its object, initial member first
	OrderTurned              // an order contradicts what the program fixes of it
	BadOutcome               // the outcome of a fork is not the one that values decide
	TornRead                 // a read of several granules takes a part of a store that covers more of it
	TornWrite                // two stores have one order in one granule and another one in a second
	NotPending               // an interrupt takes a doorbell that is not pending
	NoEnd                    // a thread comes to no end
	TwoEnds                  // a thread comes to two ends
	CutShort                 // a thread goes beyond the bound or the memory of the test
)

// IllFormed is the error of [Execution.Complete]: the choices contradict the
// program or each other.
type IllFormed struct {
	Fault  Fault
	Event  int // -1 if it is not about an event
	Thread int // -1 if it is not about a thread
	Cut    int // -1 unless CutShort: index into S.Cuts
	Msg    string

	Order  event.Order // with Object: the order that it is about
	Object int         // -1 if it is not about an order
}

func (e *IllFormed) Error() string { return "no execution: " + e.Msg }

func fault(f Fault, format string, args ...any) *IllFormed {
	return &IllFormed{Fault: f, Event: -1, Thread: -1, Cut: -1, Object: -1, Msg: fmt.Sprintf(format, args...)}
}

func (e *IllFormed) at(event int) *IllFormed                 { e.Event = event; return e }
func (e *IllFormed) thread(thread int) *IllFormed            { e.Thread = thread; return e }
func (e *IllFormed) of(o event.Order, object int) *IllFormed { e.Order, e.Object = o, object; return e }
