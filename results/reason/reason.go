package reason

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// Why holds the reasons for a Never.
type Why struct {
	Groups []Group `json:"groups"`
	// Incomplete says why executions with the outcome may exist that have none of the
	// cycles; "" if each has one.
	Incomplete string `json:"incomplete,omitempty"`
	// Beyond says how an execution exceeds a bound, on loops or interrupts, if the
	// model forbids nothing; "" if none does. The cycles and counts are those of
	// executions within the bound.
	Beyond string `json:"beyond,omitempty"`
	// Candidates is how many executions have the outcome without any axiom; nil if they
	// were not counted.
	Candidates *int `json:"candidates,omitempty"`
}

// Group holds the cycles of one shape, which the same axiom forbids.
type Group struct {
	Axiom  string  `json:"axiom"`
	Gloss  string  `json:"gloss,omitempty"` // the comment in the model's text
	Cycles []Cycle `json:"cycles"`
	// Candidates is how many executions have a cycle of the group; for a cycle, how
	// many have it. It is 0 if they were not counted.
	Candidates int `json:"candidates,omitempty"`
}

// Cycle holds what an axiom forbids: steps from one event to the next.
type Cycle struct {
	Steps []Step `json:"steps"`
	// Open says that the steps do not form a cycle, because the axiom forbids pairs or
	// events. The last step is only the event to which the one before leads.
	Open bool `json:"open,omitempty"`
	// Alone says that the cycle is about a single execution, because under this model a
	// part of an execution does not decide about the whole.
	Alone bool `json:"alone,omitempty"`
	// Says describes, if there are no steps, what the axiom requires and the execution
	// lacks.
	Says string `json:"says,omitempty"`
	// Like says how the cycle differs from the first of its group; nil for the first.
	Like       *Like `json:"like,omitempty"`
	Candidates int   `json:"candidates,omitempty"`

	reasons []int // that it was made from, by their index
}

// Like pairs the threads and locations of a cycle with those of another of the same
// shape: the name here and the name there.
type Like struct {
	Threads   [][2]string `json:"threads,omitempty"`
	Locations [][2]string `json:"locations,omitempty"`
}

// Step holds an event and how it leads to the next one.
type Step struct {
	Event Event  `json:"event"`
	Rel   string `json:"rel,omitempty"` // as the model calls it
	// Grounds lists alternatives that the step to the next event rests on, each with
	// all its sources. An alternative without sources is program order.
	Grounds [][]Source `json:"grounds,omitempty"`
	// Shared says, in a difference, that the variant that allows the execution also has
	// the step.
	Shared bool `json:"shared,omitempty"`
}

// Event describes an event of a program.
type Event struct {
	ID     int    `json:"id"`               // of the event structure
	Thread string `json:"thread,omitempty"` // "" for initial writes
	Column int    `json:"column"`           // of the thread; -1 for initial writes
	Row    int    `json:"row"`              // of its instruction in the column; -1 for initial writes
	Line   int    `json:"line,omitempty"`   // in the file
	File   string `json:"file,omitempty"`   // that the line is in, if it is not the one that was named but a header
	Where  string `json:"where,omitempty"`  // of a .c file: its line, with the calls that lead there
	// Handler says that it is in the handler of the thread.
	Handler bool `json:"handler,omitempty"`
	// Turn numbers the events of one instruction, in rounds of a loop or runs of a
	// handler, if a cycle has several: 1 for the earliest, and so on.
	Turn int `json:"turn,omitempty"`
	// Twin says that the thread has another instruction with the same text.
	Twin   bool   `json:"twin,omitempty"`
	Kind   Kind   `json:"kind"`
	Text   string `json:"text"`             // the instruction: "stw r1,0(r2)"
	Effect string `json:"effect,omitempty"` // "msg := 1", "msg -> 0"
	Loc    string `json:"loc,omitempty"`

	apart bool // it accesses a lock
}

// Kind is the kind of an event.
type Kind string

// The kinds of events.
const (
	Read      Kind = "read"
	Write     Kind = "write"
	Initial   Kind = "initial"
	Barrier   Kind = "barrier"
	Message   Kind = "message"
	Interrupt Kind = "interrupt"
	Clear     Kind = "clear" // of a doorbell
)

// Source holds a part of what a step rests on.
type Source struct {
	Kind SourceKind `json:"kind"`
	// Event is the barrier, or the first event of a pair.
	Event Event  `json:"event"`
	To    *Event `json:"to,omitempty"`
	// Part is the part of memory that the pair is about, in a program with accesses of mixed
	// size, if its events cover more.
	Part string `json:"part,omitempty"`
	// Slot and Choice are set if a barrier is in a slot, or if ctrl() in a slot makes a
	// control dependency.
	Slot   string `json:"slot,omitempty"`
	Choice string `json:"choice,omitempty"`
	Keeps  string `json:"keeps,omitempty"` // what an access does besides: "acquire"
}

// SourceKind is the kind of a source.
type SourceKind string

// The kinds of sources.
const (
	ByBarrier SourceKind = "barrier"
	ByAddress SourceKind = "address" // an address dependency
	ByData    SourceKind = "data"    // a data dependency
	ByControl SourceKind = "control" // a control dependency
	// The same dependencies, on the success of the first event, a stwcx.
	ByAddressStwcx SourceKind = "address-stwcx"
	ByDataStwcx    SourceKind = "data-stwcx"
	ByControlStwcx SourceKind = "control-stwcx"

	ByAccess SourceKind = "access" // what the event does besides, such as acquire

	ByAtomic    SourceKind = "atomic"    // a pair of lwarx and stwcx.
	ByReading   SourceKind = "reads"     // the second reads what the first writes
	ByCoherence SourceKind = "coherence" // the second overwrites the first
	ByBell      SourceKind = "bell"      // the order of what is done to a doorbell
	ByAnswer    SourceKind = "answer"    // the second is the interrupt that takes the message
)

// dependency reports whether the source is a dependency, and its kind: "address",
// "data" or "control". success says that it is on the success of a stwcx.
func (k SourceKind) dependency() (of string, success, ok bool) {
	switch k {
	case ByAddress, ByData, ByControl:
		return string(k), false, true
	case ByAddressStwcx, ByDataStwcx, ByControlStwcx:
		return strings.TrimSuffix(string(k), "-stwcx"), true, true
	}
	return "", false, false
}

// Key returns a text that is the same exactly for equal reasons. Counts of executions
// make no difference.
func (w *Why) Key() string {
	plain := *w
	plain.Candidates = nil
	plain.Groups = make([]Group, len(w.Groups))
	for i, g := range w.Groups {
		g.Candidates = 0
		g.Cycles = append([]Cycle(nil), g.Cycles...)
		for k := range g.Cycles {
			g.Cycles[k].Candidates = 0
		}
		plain.Groups[i] = g
	}
	b, err := json.Marshal(&plain)
	if err != nil {
		panic("reason: " + err.Error()) // strings and numbers alone
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Count counts an execution with the outcome. in lists the reasons that it has, by
// their index among those given to Tell.
func (w *Why) Count(in []int) {
	if w.Candidates == nil {
		w.Candidates = new(int)
	}
	*w.Candidates++
	has := func(c *Cycle) bool {
		for _, r := range c.reasons {
			for _, i := range in {
				if r == i {
					return true
				}
			}
		}
		return false
	}
	for i := range w.Groups {
		g, any := &w.Groups[i], false
		for k := range g.Cycles {
			if has(&g.Cycles[k]) {
				g.Cycles[k].Candidates++
				any = true
			}
		}
		if any {
			g.Candidates++
		}
	}
}

// Counted ends the counting: every execution with the outcome was counted.
func (w *Why) Counted() { w.sort() }

// Uncount discards the counts, because not every execution was counted.
func (w *Why) Uncount() {
	w.Candidates = nil
	for i := range w.Groups {
		w.Groups[i].Candidates = 0
		for k := range w.Groups[i].Cycles {
			w.Groups[i].Cycles[k].Candidates = 0
		}
	}
}
