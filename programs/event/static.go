package event

import "github.com/fencewise/fencewise/programs/isa"

// Static identifies a static relation: whether it holds between two events of a program
// follows from the program and from the ways that the threads take. It is mostly the same in all executions
// that contain both events; see SlotPairs and GuardedPairs for the others.
type Static uint8

// The static relations.
const (
	Po Static = iota
	Addr
	Data
	Ctrl
	Rmw
	AddrStwcx
	DataStwcx
	CtrlStwcx

	NumStatic
)

// StaticInfo describes a static relation.
type StaticInfo struct {
	Name string // in cat, and in the text of a structure
	Doc  string // what it relates, in one sentence

	// From and To are the classes of the first and second events of its pairs. Every pair
	// lies in program order.
	From, To EventClass
	SameLoc  bool // the two events of a pair access one location

	// Dependency is true if its pairs come from the use of registers, so that a similar
	// program could do without one of them.
	Dependency bool
	// Onward is true if for each pair (i, j) it contains all pairs (i, k) where k follows
	// j in program order, in languages in which control dependencies do not end.
	Onward bool
	// BySlot is true if some slot choices can add pairs; see SlotPairs.
	BySlot bool
	// Optional is true if only some programs have the relation. In others it is the zero
	// bitset.Pairs. Only models that name it have to know it.
	Optional bool
}

// Po reports whether event i is before event j in program order.
func (s *Structure) Po(i, j int) bool { return s.Static[Po].Has(i, j) }

// Relates reports whether a static relation holds between two events in all executions that
// contain both, for all slot choices.
func (s *Structure) Relates(r Static, i, j int) bool {
	p := &s.Static[r]
	return p.N > 0 && p.Has(i, j)
}

// Onward reports whether in programs of a language a static relation goes on along program
// order, as StaticInfo says.
func (r Static) Onward(l *isa.Language) bool { return Statics[r].Onward && !l.CtrlEnds }

// EventClass is a class of events, at which the pairs of a static relation start or end.
type EventClass uint8

// The classes.
const (
	AnyEvent         EventClass = iota
	AnyAccess                   // of a thread
	AnyRead                     // of memory
	AnyStore                    // a write of a thread
	ReservingRead               // the read of an atomic operation, such as a load-reserve
	ConditionalStore            // the write of one, such as a store-conditional that succeeds
)

// Has reports whether an event of a structure is in the class.
func (k EventClass) Has(s *Structure, e *Event) bool {
	switch k {
	case AnyEvent:
		return true
	case AnyAccess:
		return e.IsAccess()
	case AnyRead:
		return e.IsRead()
	case AnyStore:
		return e.Kind == WriteMem
	case ReservingRead:
		return e.IsRead() && s.Exclusive(e)
	case ConditionalStore:
		return e.Kind == WriteMem && s.Exclusive(e)
	default:
		panic("event: no such class of events")
	}
}

// String returns words for an event of the class.
func (k EventClass) String() string {
	switch k {
	case AnyEvent:
		return "an event"
	case AnyAccess:
		return "an access"
	case AnyRead:
		return "a read"
	case AnyStore:
		return "a store"
	case ReservingRead:
		return "a read with reservation"
	case ConditionalStore:
		return "a store-conditional that succeeds"
	default:
		panic("event: no such class of events")
	}
}

// Statics describes all static relations, in the order of their constants. A new relation
// needs a constant and an entry here, and code in the unroller that adds its pairs. Then
// models can name it, both engines know it, String prints it and Check verifies it.
var Statics = [NumStatic]StaticInfo{
	Po: {Name: "po",
		Doc: "program order: the order of a thread's instructions; initial writes are not in it"},
	Addr: {Name: "addr", From: AnyRead, To: AnyAccess, Dependency: true,
		Doc: "address dependency: from a read to an access whose address is computed from it"},
	Data: {Name: "data", From: AnyRead, To: AnyStore, Dependency: true,
		Doc: "data dependency: from a read to a write whose value is computed from it"},
	Ctrl: {Name: "ctrl", From: AnyRead, Dependency: true, Onward: true, BySlot: true,
		Doc: "control dependency: from a read to everything after a branch that is decided by it; in kernel C, to everything inside the branch"},
	Rmw: {Name: "rmw", From: ReservingRead, To: ConditionalStore, SameLoc: true,
		Doc: "atomic pair: from the read of an atomic operation to its write; on POWER, from lwarx to its successful stwcx."},

	// The dependencies on the success of a stwcx., from its write. addr, data and
	// ctrl, which start at reads, do not have them, and herd7 has no such dependency.
	AddrStwcx: {Name: "addr-stwcx", From: ConditionalStore, To: AnyAccess, Dependency: true, Optional: true,
		Doc: "address dependency through a stwcx.: from the write of a successful stwcx. to an access whose address is computed from its success"},
	DataStwcx: {Name: "data-stwcx", From: ConditionalStore, To: AnyStore, Dependency: true, Optional: true,
		Doc: "data dependency through a stwcx.: from the write of a successful stwcx. to a write whose value is computed from its success"},
	CtrlStwcx: {Name: "ctrl-stwcx", From: ConditionalStore, Dependency: true, Onward: true, Optional: true,
		Doc: "control dependency through a stwcx.: from the write of a successful stwcx. to everything after a branch that is decided by its success"},
}
