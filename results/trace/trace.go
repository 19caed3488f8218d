package trace

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/fencewise/fencewise/axioms/rel"
)

// Schema is the version of the JSON form that is written. Version 1 is read too: it has an
// event for each part of an access that others access alone.
const Schema = 2

// Trace is an execution as data. Events are identified by their numbers in the event
// structure of the program.
type Trace struct {
	Schema          int               `json:"schema"`
	Tool            string            `json:"tool"`             // that wrote it, with its version
	File            string            `json:"file"`             // of the program, as the user named it
	Test            string            `json:"test"`             // the name in the file's header
	Target          string            `json:"target,omitempty"` // that a test in kernel C is compiled for
	Model           Model             `json:"model"`
	Slots           map[string]string `json:"slots"`            // every slot of the test
	Endian          string            `json:"endian,omitempty"` // the order of bytes, if some accesses cover parts of others
	Bound           int               `json:"bound"`
	Interrupts      int               `json:"interrupts,omitempty"`           // the bound on those of a handler, if the test has one
	KeptWrites      bool              `json:"rounds_that_write,omitempty"`    // rounds that write are included although others are not
	SkippedAttempts bool              `json:"no_attempts,omitempty"`          // failed attempts of atomic operations are not included
	GuardedDeps     bool              `json:"guarded_dependencies,omitempty"` // paths that differ in what later events depend on have joined
	EveryRound      bool              `json:"every_round"`                    // rounds of loops without effect are included
	Quantifier      string            `json:"quantifier"`
	Proposition     string            `json:"proposition"`      // of the final condition, without its quantifier
	Filter          string            `json:"filter,omitempty"` // the proposition of executions that count, if the test has one
	Holds           bool              `json:"holds"`            // what it evaluates to

	Events  []Event      `json:"events"` // those that are executed
	Po      []OfThread   `json:"po"`
	Rf      []ReadsFrom  `json:"rf"`
	Co      []OfLocation `json:"co"`
	Dbo     []OfThread   `json:"dbo,omitempty"` // where there are doorbells
	Choices []Choice     `json:"choices,omitempty"`
	Forks   []Fork       `json:"forks,omitempty"` // that it comes to: branches, and accesses through pointers
	Cuts    []string     `json:"cuts,omitempty"`  // threads that go beyond the bound, and why
	Final   State        `json:"final"`
}

// Fork is a branch whose outcome depends on what is read, or an access whose location
// does, and the way that the execution goes there.
type Fork struct {
	Number      int    `json:"number"`
	Thread      string `json:"thread"`
	Line        int    `json:"line,omitempty"`
	Instruction string `json:"instruction"`
	Outcome     string `json:"outcome"` // see event.Structure.Outcome
}

// Model identifies the model under which the execution was found.
type Model struct {
	Name     string   `json:"name"`   // as the user named it
	SHA256   string   `json:"sha256"` // of its text: the file, then those that it includes
	Variants []string `json:"variants,omitempty"`
}

// Event describes an executed event.
type Event struct {
	Number      int    `json:"number"`
	Thread      string `json:"thread,omitempty"` // "" for an initial write
	Line        int    `json:"line,omitempty"`   // in the litmus file
	Column      int    `json:"column,omitempty"`
	Instruction string `json:"instruction,omitempty"`
	Machine     string `json:"machine,omitempty"` // the instruction of the target that the statement is compiled to
	Slot        string `json:"slot,omitempty"`    // that it stands in
	Round       int    `json:"round,omitempty"`   // how many rounds of the loop the thread had completed before
	Kind        string `json:"kind"`
	Fence       string `json:"fence,omitempty"`
	Exclusive   bool   `json:"exclusive,omitempty"` // of lwarx or stwcx.
	Location    string `json:"location,omitempty"`  // with the numbers of bytes if it is a part of one: x+1
	Covers      string `json:"covers,omitempty"`    // in schema 1: what its access covers, if that is more
	Value       string `json:"value,omitempty"`
	Rings       string `json:"rings,omitempty"`     // the thread that a msgsnd is for
	Interrupt   int    `json:"interrupt,omitempty"` // the interrupt in whose handler it is; its own number for that itself
}

// OfThread lists events of a thread.
type OfThread struct {
	Thread string  `json:"thread"`
	Events []int32 `json:"events"`
}

// OfLocation lists the writes to a location, or to bytes of one that an access covers alone.
type OfLocation struct {
	Location string  `json:"location"`
	Events   []int32 `json:"events"`
}

// ReadsFrom holds a read and a write whose value it returns.
type ReadsFrom struct {
	Write int32 `json:"write"`
	Read  int32 `json:"read"`
	// Parts names what comes from the write, as Trace.Co does; empty if everything does.
	Parts []string `json:"parts,omitempty"`
}

// Choice is a free choice that is made: a stwcx. succeeds, or a doorbell interrupt is
// taken.
type Choice struct {
	Number      int    `json:"number"`
	What        string `json:"what"`
	Line        int    `json:"line,omitempty"`
	Instruction string `json:"instruction,omitempty"`
}

// State is the final state: the registers that the test observes, the locations, and
// the threads for which a doorbell is pending.
type State struct {
	Registers []Register `json:"registers"`
	Locations []Location `json:"locations"`
	Pending   []string   `json:"pending,omitempty"`
}

// Register holds the final value of a register.
type Register struct {
	Thread   string `json:"thread"`
	Register string `json:"register"`
	Value    string `json:"value"`
}

// Location holds the final value of a location.
type Location struct {
	Location string `json:"location"`
	Value    string `json:"value"`
}

// Hash returns the SHA-256 of the text of a model: its file, then those that it
// includes, one after the other.
func Hash(m *rel.Model) string {
	h := sha256.New()
	for _, src := range m.Files {
		h.Write([]byte(src.Text))
	}
	return hex.EncodeToString(h.Sum(nil))
}
