package event

import (
	"fmt"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Kind is the kind of an event.
type Kind uint8

// The kinds of events.
const (
	InitWrite Kind = iota // the initial write of a location, which belongs to no thread
	ReadMem
	WriteMem
	FenceEvent
	MsgsndEvent // msgsnd: a doorbell to thread Rings becomes pending
	IrqEvent    // the thread takes its pending doorbell
	MsgclrEvent // msgclr: the thread's doorbell is no longer pending
)

// Event is an event of a program. An execution contains it if and only if its guard is true
// in the execution.
type Event struct {
	Kind   Kind
	Tags   isa.Tags // by Structure.Lang: which barrier a fence is, and what accesses are besides
	Thread int      // -1 for initial writes
	Loc    int32    // the granule, which in a program with accesses of one size is a location: an index into Structure.Locs; -1 for what is about no location
	Rings  int      // MsgsndEvent: index into Structure.Threads
	Value  Expr     // the value that is written; for a read, its own Read expression
	Guard  Expr

	Instr      *litmus.Instr // nil for initial writes
	Machine    isa.Machine   // what Instr, a statement, was compiled to here; zero if it is not compiled
	Cell       int           // row of the program the instruction stands in
	Round      int           // how often the path has gone round a loop with the instruction in it
	Slot       int           // index of the slot it comes from; -1 for none
	SlotChoice int           // the choice of that slot that it belongs to

	// Interrupt is 1 + index into Structure.Interrupts for what a handler
	// does; Cell is then a row of the handler. 0 for the thread's own code.
	Interrupt int
}

// IsRead reports whether the event reads memory.
func (e *Event) IsRead() bool { return e.Kind == ReadMem }

// IsWrite reports whether the event writes memory; initial writes do.
func (e *Event) IsWrite() bool { return e.Kind == WriteMem || e.Kind == InitWrite }

// IsAccess reports whether the event reads or writes memory.
func (e *Event) IsAccess() bool { return e.Kind <= WriteMem }

// Doorbell returns the thread whose doorbell the event rings, takes or clears, as an index
// into Structure.Threads; -1 for other events.
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
	Size  int    // in bytes; 0 until the first access determines it
	Init  Value
	First diag.Span // the declaration or access that determined its size

	Type Type // how a final state shows it

	Array int // 1 + index of the element in its array; 0 for a scalar
	Addr  Value

	Object string // the name of the struct, or of the array of structs, that it is a field of; else ""
}

// FreeChoice is a decision that the program leaves open, for example whether a stwcx. that
// holds its reservation succeeds.
type FreeChoice struct {
	What  string
	Instr *litmus.Instr
}

// ThreadEnd is the end of one path through a thread: the guard of the path, and the final
// values of registers. In every execution, the guard of exactly one end or cut of each
// thread is true, apart from cuts of the kind Waits.
type ThreadEnd struct {
	Guard Expr
	Regs  map[isa.Reg]Expr
}

// Wait is a point at which a thread can wait forever, in a program of which that is asked.
// One end of the thread has its guard. What the thread would execute from there on is not
// part of the structure.
type Wait struct {
	Thread int
	Guard  Expr // an execution is at this point in the end
	// Holds says, about the final state, that the thread then never gets further, if all its
	// loads from there on read what memory holds in the end.
	Holds Expr

	Cell      int
	Instr     *litmus.Instr // where it waits: of a loop, the first one
	Loop      bool          // it repeats a loop
	Interrupt int           // as in Event
	Next      int           // as in Fork
}

// CutKind is the reason why a path was not followed to its end.
type CutKind uint8

// The reasons. A path that is cut is not a complete execution. Before anything is concluded
// it has to be decided whether an execution can reach the cut.
const (
	LoopBound  CutKind = iota // the loop was unrolled as often as allowed
	BadAddress                // an access to an address without a location
	NoMeaning                 // a computation on addresses that has no meaning
	IrqBound                  // more interrupts were taken than allowed
	Waits                     // the thread waits forever, see Cut.Bounds
	Unaligned                 // an access to an address that is not a multiple of its size
	Undefined                 // a store-conditional of which the ISA does not say what it does
	Unclear                   // it is not known whether the thread can wait forever here
)

// Cut is a point at which a path was not followed any further.
type Cut struct {
	Kind   CutKind
	Guard  Expr
	Thread int
	Label  string // LoopBound: the label jumped back to
	At     diag.Span
	Head   diag.Span // LoopBound: the first instruction of the loop
	Change Change    // LoopBound: why the last round is not skipped
}

// Atom is a comparison or a pending() in the condition or the filter, with its meaning.
type Atom struct {
	Prop  litmus.Prop // a *litmus.Atom, *litmus.Pending or *litmus.Waits
	Holds Expr
}

// Slot is a barrier slot of the structure.
type Slot struct {
	Name    string
	Choices []string
	Default int
	Fixed   int // the choice of a fixed slot; -1 if the slot is free

	Parts [][]Part // by choice: its parts, in order
}

// Thread is one thread of the structure.
type Thread struct {
	Name string
	Ends []ThreadEnd
}

// Interrupt is one run of a handler at a place where the thread may take a doorbell
// interrupt. Its events lie between those of the thread's own code. There may be several
// runs at one place, one after the other.
type Interrupt struct {
	Thread int
	Irq    int32 // the event that takes the doorbell
	After  int32 // the last event of the thread's own code before it on its path; -1 for none
	Place  int   // the number of the place in its thread; the runs there differ in Count
	Count  int   // 1 for the first run at its place, 2 for one right after it, …
	Choice int32 // the free choice that it is taken; without effect if the place is not reached
}

// Structure is the finite set of events of a program, unrolled up to a bound, with all
// relations that do not depend on the values that are read. It stands for all executions
// at once. An execution consists of the events whose guards are true, and of relations
// that it chooses, such as reads-from and coherence.
//
// Po relates two events of a thread if both lie on one path. Two events of one thread that
// Po does not relate exclude each other. The other static relations hold between two
// events in all executions that contain both. Some slot choices add pairs to some of them;
// see [Statics].
type Structure struct {
	Test  *litmus.Test
	Lang  *isa.Language // declares the tags of events
	Bound int
	// BoundStop tells why an attempt to raise the bound further failed; "" if there was no
	// attempt. It is part of the reason for Unknown.
	BoundStop string

	MaxInterrupts int // the largest number of interrupts that a thread takes

	Pool        *Pool
	Locs        []Location
	Events      []Event // initial writes first: event i writes granule i
	Threads     []Thread
	FreeChoices []FreeChoice
	Forks       []Fork
	Slots       []Slot
	Cuts        []Cut
	// Interrupts holds the runs of handlers, in the order of their Irq events.
	Interrupts []Interrupt
	// Granules holds what accesses are to in a program with accesses of mixed size; nil if
	// each access is to a whole location, and Event.Loc is an index into Locs.
	Granules []Granule
	// Access holds, for each event, the number of the first event of its access, and Finals,
	// for each location, its value in the final state. Both are nil without Granules.
	Access []int32
	Finals []Expr
	// Covered holds, for each event, the name of what its access covers: "x", or with the
	// numbers of its bytes "x+1". It is nil without Granules.
	Covered []string
	// Loaded holds, for the value of each load as it is put together from its parts, the first
	// event of the load. It is nil without Granules.
	Loaded map[Expr]int32
	// Members holds, for each kind of order and each object of the kind, the numbers of its
	// members: for each granule its writes, for each thread the events of its doorbell.
	// It is nil for a kind without members in the program.
	Members [NumOrders][][]int32
	// SkippedRounds is true if rounds of loops without effect were skipped; see package
	// unroll. An execution that stays in such a loop forever is not represented.
	SkippedRounds bool
	// KeptWrites is true if all rounds that write were kept, and SkippedAttempts if failed
	// attempts were skipped: a structure of the same program with other ones can differ.
	KeptWrites, SkippedAttempts bool

	// Static holds the static relations.
	Static [NumStatic]bitset.Pairs
	// BySlot holds the pairs of static relations that depend on slot choices.
	BySlot []SlotPairs
	// Guarded holds those that depend on the way that a thread took. GuardedDeps is true if paths
	// joined that differ in what later events depend on.
	Guarded     []GuardedPairs
	GuardedDeps bool
	// Visits records where paths reach slots, in the order in which they were followed.
	Visits []Visit

	// Cond is the proposition of the final condition, without its quantifier. Filter
	// restricts the executions that count; it is True if the test has no filter.
	Cond, Filter Expr
	// Waits holds the points at which threads can wait forever; nil if the test does not ask.
	Waits []Wait
	// Atoms holds the atoms of Cond and then those of Filter.
	Atoms []Atom

	Regs isa.Registers
}

// Exclusive reports whether an event is an access of a load-reserve or a
// store-conditional.
func (s *Structure) Exclusive(e *Event) bool { return s.Lang.Exclusive(e.Tags) }

// RegName returns the register as written in the program.
func (s *Structure) RegName(r isa.Reg) string { return s.Regs.Name(r) }

// LosesExecutions reports whether the cut omits executions. It does not if the thread waits
// at the cut, in a loop without effect or for its doorbell: such a cut only matters if
// another thread is cut, because what the thread waits for may come after that other cut.
func (c *Cut) LosesExecutions() bool { return c.Kind != Waits }

// WaitAt returns where a thread waits forever at the end with a guard; nil if it ends there.
func (s *Structure) WaitAt(thread int, guard Expr) *Wait {
	for i := range s.Waits {
		if w := &s.Waits[i]; w.Thread == thread && w.Guard == guard {
			return w
		}
	}
	return nil
}

// boundAdvice returns what to do when a loop bound is reached.
func (s *Structure) boundAdvice() string {
	if s.BoundStop != "" {
		return s.BoundStop
	}
	return "try a higher --bound"
}

// Reason returns a sentence that tells why the path is cut.
func (c *Cut) Reason(s *Structure) string {
	th := s.Threads[c.Thread].Name
	switch c.Kind {
	case Waits:
		return fmt.Sprintf("%s can wait forever (line %d)", th, c.At.Line())
	case NoMeaning:
		return fmt.Sprintf("%s can use addresses in a computation that has no meaning (line %d)", th, c.At.Line())
	case IrqBound:
		return fmt.Sprintf("%s can take more than %d doorbell interrupts (--interrupts %d)", th, s.MaxInterrupts, s.MaxInterrupts)
	case BadAddress:
		return fmt.Sprintf("%s can access an address without a location (line %d)", th, c.At.Line())
	case Unaligned:
		return fmt.Sprintf("%s can access an address that is not a multiple of the size of the access (line %d)", th, c.At.Line())
	case Undefined:
		return fmt.Sprintf("%s can execute a store-conditional under a reservation of another size, of which the ISA does not say what it does (line %d)", th, c.At.Line())
	case Unclear:
		return fmt.Sprintf("%s can come to a loop of which it is not known whether it can repeat forever (line %d)", th, c.At.Line())
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
