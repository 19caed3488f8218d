package reason

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
)

// Why is the reasons for which something is Never.
type Why struct {
	Groups []Group `json:"groups"`
	// Incomplete is why there can be executions with the outcome that have none
	// of the cycles; "" where each has one.
	Incomplete string `json:"incomplete,omitempty"`
	// Beyond is how executions get beyond a bound, on loops or interrupts, if the
	// model forbids nothing; "" where none does. The cycles are those of executions
	// that stay within it, and the counts are of these.
	Beyond string `json:"beyond,omitempty"`
	// Candidates is how many executions have the outcome, all axioms dropped.
	// It is nil where they were not counted.
	Candidates *int `json:"candidates,omitempty"`
}

// Group is the cycles of one shape. Each is forbidden by the same axiom.
type Group struct {
	Axiom  string  `json:"axiom"`
	Gloss  string  `json:"gloss,omitempty"` // what the model's text says of it
	Cycles []Cycle `json:"cycles"`
	// Candidates is how many executions have a cycle of the group; of a cycle
	// how many have it. They are 0 where they were not counted.
	Candidates int `json:"candidates,omitempty"`
}

// Cycle is what an axiom forbids: steps from one event to the next.
type Cycle struct {
	Steps []Step `json:"steps"`
	// Open says that the last step is only an event, where the one before leads:
	// the axiom forbids pairs, or events, and not cycles.
	Open bool `json:"open,omitempty"`
	// Alone says that it is about a single execution. The model is such that
	// a part of an execution says nothing of the whole.
	Alone bool `json:"alone,omitempty"`
	// Says is said of the axiom where there are no steps: what it demands that the
	// execution does not have.
	Says string `json:"says,omitempty"`
	// Like says how it differs from the first cycle of its group; of that itself
	// it is empty.
	Like       *Like `json:"like,omitempty"`
	Candidates int   `json:"candidates,omitempty"`

	reasons []int // that it was made of, by their place among those told
}

// Like is the threads and locations of one cycle that stand for those of another
// of the same shape, pair by pair: the name here and the name there.
type Like struct {
	Threads   [][2]string `json:"threads,omitempty"`
	Locations [][2]string `json:"locations,omitempty"`
}

// Step is an event, and how it leads to the next one.
type Step struct {
	Event Event  `json:"event"`
	Rel   string `json:"rel,omitempty"` // as the model calls it
	// Grounds is what the step to the next event rests on: all of the sources
	// of one of the alternatives. An alternative without any is program order.
	Grounds [][]Source `json:"grounds,omitempty"`
	// Shared says, of a difference, that the variant that allows the execution
	// has the step, too.
	Shared bool `json:"shared,omitempty"`
}

// Event is one event of a program.
type Event struct {
	ID     int    `json:"id"`               // of the event structure
	Thread string `json:"thread,omitempty"` // "" for initial writes
	Column int    `json:"column"`           // of the thread; -1 for initial writes
	Row    int    `json:"row"`              // of its instruction in the column; -1 for initial writes
	Line   int    `json:"line,omitempty"`   // in the file
	// Handler says that it stands in the handler of the thread.
	Handler bool `json:"handler,omitempty"`
	// Turn tells events of one instruction apart, in rounds of a loop or runs of a
	// handler, where a cycle has several: 1 for the earliest, and so on.
	Turn int `json:"turn,omitempty"`
	// Twin says that the thread has another instruction with the same text.
	Twin   bool   `json:"twin,omitempty"`
	Kind   Kind   `json:"kind"`
	Text   string `json:"text"`             // the instruction: "stw r1,0(r2)"
	Effect string `json:"effect,omitempty"` // "msg := 1", "msg -> 0"
	Loc    string `json:"loc,omitempty"`
}

// Kind says what an event does.
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

// Source is a piece of what a step rests on.
type Source struct {
	Kind SourceKind `json:"kind"`
	// Event is the barrier; of a pair the first of the two.
	Event Event  `json:"event"`
	To    *Event `json:"to,omitempty"`
	// Slot and Choice say where a barrier comes from that stands in a slot, or a
	// control dependency that ctrl() in a slot makes.
	Slot   string `json:"slot,omitempty"`
	Choice string `json:"choice,omitempty"`
}

// SourceKind says what a source is.
type SourceKind string

// The kinds of sources.
const (
	ByBarrier SourceKind = "barrier"
	ByAddress SourceKind = "address" // an address dependency
	ByData    SourceKind = "data"    // a data dependency
	ByControl SourceKind = "control" // a control dependency
	// Such dependencies on the success of the first of the two, a stwcx.
	ByAddressStwcx SourceKind = "address-stwcx"
	ByDataStwcx    SourceKind = "data-stwcx"
	ByControlStwcx SourceKind = "control-stwcx"

	ByAtomic    SourceKind = "atomic"    // a pair of lwarx and stwcx.
	ByReading   SourceKind = "reads"     // the second reads what the first writes
	ByCoherence SourceKind = "coherence" // the second overwrites the first
	ByBell      SourceKind = "bell"      // the order of what is done to a doorbell
	ByAnswer    SourceKind = "answer"    // the second is the interrupt that takes the message
)

// dependency reports whether the source is a dependency, and on what: "address",
// "data" or "control". success says that it is one on the success of a stwcx.
func (k SourceKind) dependency() (of string, success, ok bool) {
	switch k {
	case ByAddress, ByData, ByControl:
		return string(k), false, true
	case ByAddressStwcx, ByDataStwcx, ByControlStwcx:
		return strings.TrimSuffix(string(k), "-stwcx"), true, true
	}
	return "", false, false
}

// Key is the same for reasons that say the same, and different for others. How
// many executions were counted makes no difference.
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

// Count notes an execution with the outcome: in lists the reasons that it has,
// by their place among those that were told.
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

// Counted says that every execution with the outcome was noted.
func (w *Why) Counted() { w.sort() }

// Uncount takes back what was counted, when that was not all.
func (w *Why) Uncount() {
	w.Candidates = nil
	for i := range w.Groups {
		w.Groups[i].Candidates = 0
		for k := range w.Groups[i].Cycles {
			w.Groups[i].Cycles[k].Candidates = 0
		}
	}
}
