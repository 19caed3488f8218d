package event

import (
	"fmt"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Kind is what an event does.
type Kind uint8

// The kinds of events.
const (
	InitWrite Kind = iota // the initial write of a location; in no thread
	ReadMem
	WriteMem
	FenceEvent
	MsgsndEvent // msgsnd: a doorbell to thread Rings becomes pending
	IrqEvent    // the thread takes its pending doorbell
	MsgclrEvent // msgclr: the thread's pending doorbell, if any, is gone
)

// Event is one thing that an execution may contain. An execution contains it
// exactly when its guard is true there.
type Event struct {
	Kind   Kind
	Tags   isa.Tags // by Structure.Lang: which barrier a fence is, and what accesses are besides
	Thread int      // -1 for initial writes
	Loc    int32    // index into Structure.Locs; -1 for what accesses no memory
	Rings  int      // MsgsndEvent: index into Structure.Threads
	Value  Expr     // what is written; for a read the Read expression of the event
	Guard  Expr

	Instr      *litmus.Instr // nil for initial writes
	Cell       int           // row of the program the instruction stands in
	Round      int           // how often the path has gone round a loop with the instruction in it
	Slot       int           // index of the slot it comes from; -1 for none
	SlotChoice int           // the choice of that slot that it belongs to

	// Interrupt is 1 + index into Structure.Interrupts for what a handler
	// does; Cell is then a row of the handler. 0 for the thread's own code.
	Interrupt int
}

// IsRead, IsWrite and IsAccess say what kind of memory access the event is.
func (e *Event) IsRead() bool   { return e.Kind == ReadMem }
func (e *Event) IsWrite() bool  { return e.Kind == WriteMem || e.Kind == InitWrite }
func (e *Event) IsAccess() bool { return e.Kind <= WriteMem }

// Doorbell is the thread whose doorbell the event rings, takes or clears, as
// an index into Structure.Threads; -1 for other events.
func (e *Event) Doorbell() int {
	switch e.Kind {
	case MsgsndEvent:
		return e.Rings
	case IrqEvent, MsgclrEvent:
		return e.Thread
	case InitWrite, ReadMem, WriteMem, FenceEvent:
		return -1
	default:
		panic(fmt.Sprintf("event: unknown kind of event %d", e.Kind))
	}
}

// Location is one memory location.
type Location struct {
	Name  string // "x", or "t[1]" for an element of an array
	Size  int    // in bytes; 0 until the first access fixes it
	Init  Value
	First diag.Span // what fixed its size

	Type Type // how a final state shows it

	Array int // 1 + index of the element in its array; 0 for a scalar
	Addr  Value
}

// FreeChoice is a decision that the program does not make: whether a stwcx.
// that holds its reservation succeeds.
type FreeChoice struct {
	What  string
	Instr *litmus.Instr
}

// ThreadEnd is one way in which a thread can end: its guard, and what its
// registers hold then. Exactly one leaf or cut of a thread is true in every
// execution.
type ThreadEnd struct {
	Guard Expr
	Regs  map[isa.Reg]Expr
}

// CutKind says why a path was not followed to its end.
type CutKind uint8

// The reasons. A path that is cut is not an execution; whether an execution
// can come so far is a question to be asked before anything is concluded.
const (
	LoopBound  CutKind = iota // the loop was unrolled as often as allowed
	BadAddress                // an access to what is no location of the test
	NoMeaning                 // a computation on addresses that has no meaning
	IrqBound                  // one more interrupt was taken than the handler is run
	Waits                     // it waits, see Cut.Bounds
)

// Cut is a point at which a path was not followed further.
type Cut struct {
	Kind   CutKind
	Guard  Expr
	Thread int
	Label  string // LoopBound: the label jumped back to
	At     diag.Span
	Head   diag.Span // LoopBound: the first instruction of the loop
	Change Change    // LoopBound: why the last round is not left out
}

// Atom is a comparison of the condition or the filter, or a pending(), and
// what it means.
type Atom struct {
	Prop  litmus.Prop // a *litmus.Atom or *litmus.Pending
	Holds Expr
}

// Slot is a barrier slot of the structure: free, unless Fixed is a choice.
type Slot struct {
	Name    string
	Choices []string
	Default int
	Fixed   int // -1 when free

	Parts [][]Part // by choice: what it puts there, in order
}

// Thread is one thread of the structure.
type Thread struct {
	Name string
	Ends []ThreadEnd
}

// Interrupt is one run of a handler: a place where the thread may take a
// doorbell interrupt, and the events between that and the return to its own
// code. Several runs may stand at one place, one after the other.
type Interrupt struct {
	Thread int
	Irq    int32 // the event that takes the doorbell
	After  int32 // the last event of the thread's own code before it on its path; -1 for none
	Place  int   // the number of the place in its thread; the runs there differ in Count
	Count  int   // 1 for the first run at its place, 2 for one right after it, …
	Choice int32 // the free choice that it is taken; it says nothing where the place is not reached
}

// Structure is the finite set of events of a program, unrolled to its bound,
// with every relation that does not depend on what is read: it stands for
// all executions at once. An execution is the events whose guards are true,
// together with a reads-from and a coherence relation.
//
// Po relates two events of a thread where both lie on one path. Two events of
// one thread that Po does not relate exclude each other. The other static
// relations hold between two events whenever both are executed, and some have
// more pairs with some choices of slots; see [Statics].
type Structure struct {
	Test  *litmus.Test
	Lang  *isa.Language // declares the tags of events
	Bound int
	// BoundStop says why the bound was not raised further, where that was
	// tried; it is part of the reason for Unknown.
	BoundStop string

	MaxInterrupts int // of one thread by its handler

	Pool        *Pool
	Locs        []Location
	Events      []Event // initial writes first: event i writes location i
	Threads     []Thread
	FreeChoices []FreeChoice
	Slots       []Slot
	Cuts        []Cut
	// Interrupts is the runs of handlers, in the order of their Irq events.
	Interrupts []Interrupt
	// Members holds, for each kind of order and each object of the kind, the members
	// of the object by number: for each location its writes, for each thread the events
	// of its doorbell. nil for a kind of which the program has no member.
	Members [NumOrders][][]int32
	// SkippedRounds says that rounds of loops were left out; see rounds.go. Where
	// such a loop is never left, an execution has no end and is not here.
	SkippedRounds bool

	// Static holds the static relations.
	Static [NumStatic]bitset.Pairs
	// BySlot holds what static relations have more in some choices of slots.
	BySlot []SlotPairs
	// Visits is where paths come to slots, in the order in which they are followed.
	Visits []Visit

	// Cond is the proposition P of the final condition, without its
	// quantifier; Filter restricts which executions count (True if absent).
	Cond, Filter Expr
	// Atoms is what they are made of, those of Cond first.
	Atoms []Atom

	Regs isa.Registers
}

// Exclusive reports whether an event is an access of a load-reserve or a
// store-conditional.
func (s *Structure) Exclusive(e *Event) bool { return s.Lang.Exclusive(e.Tags) }

// RegName is the register as written.
func (s *Structure) RegName(r isa.Reg) string { return s.Regs.Name(r) }

// LosesExecutions reports whether executions were lost with the cut. They were not where
// a thread waits, in a loop without effect or for its doorbell: it only stands
// still there while another comes to a cut, which may be what it waits for.
func (c *Cut) LosesExecutions() bool { return c.Kind != Waits }

// boundAdvice returns what to do if a loop bound is reached.
func (s *Structure) boundAdvice() string {
	if s.BoundStop != "" {
		return s.BoundStop
	}
	return "try a higher --bound"
}

// Reason says in words why the path is cut.
func (c *Cut) Reason(s *Structure) string {
	th := s.Threads[c.Thread].Name
	switch c.Kind {
	case Waits:
		return fmt.Sprintf("%s can wait for ever (line %d)", th, c.At.Line())
	case NoMeaning:
		return fmt.Sprintf("%s can compute something on addresses that has no meaning (line %d)", th, c.At.Line())
	case IrqBound:
		return fmt.Sprintf("%s can take more than %d doorbell interrupts (--interrupts %d)", th, s.MaxInterrupts, s.MaxInterrupts)
	case BadAddress:
		return fmt.Sprintf("%s can access an address that is no location (line %d)", th, c.At.Line())
	case LoopBound:
		return c.loopReason(s)
	default:
		panic(fmt.Sprintf("event: unknown kind of cut %d", c.Kind))
	}
}

// loopReason is Reason for a loop that was unrolled up to the bound.
func (c *Cut) loopReason(s *Structure) string {
	th := s.Threads[c.Thread].Name
	loop := fmt.Sprintf("%s can repeat the loop at %s (line %d) more than %d times", th, c.Label, c.Head.Line(), s.Bound)
	if why := c.Change.Words(s); why != "" {
		return loop + ": " + why + "; " + s.boundAdvice()
	}
	return loop + fmt.Sprintf(" (--bound %d)", s.Bound)
}
