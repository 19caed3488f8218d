package results

import (
	"encoding/json"
	"io"
	"math"
	"strings"
	"time"

	"github.com/fencewise/fencewise/programs/verdict"
)

// Schema is the version of the JSON forms of this package.
const Schema = 1

// Record holds the answer about one program under one model with one choice for every
// slot.
type Record struct {
	Schema     int                `json:"schema"`
	File       string             `json:"file"`               // as the user named it
	Test       string             `json:"test"`               // the name in the file's header
	Target     string             `json:"target,omitempty"`   // that kernel C is compiled for, if the user names one; "lkmm": it is not compiled
	Property   string             `json:"property,omitempty"` // what was asked, if that is not the condition of the test: "termination"
	Model      string             `json:"model"`
	Variants   []string           `json:"variants,omitempty"` // of the model, which are on because the target turns them on
	Slots      map[string]string  `json:"slots"`              // every slot of the test
	Verdict    verdict.Verdict    `json:"verdict"`
	Reason     string             `json:"reason,omitempty"` // why Unknown
	Quantifier verdict.Quantifier `json:"quantifier"`
	Outcome    verdict.Outcome    `json:"outcome"`
	Bound      int                `json:"bound"`
	Endian     string             `json:"endian,omitempty"`     // the order of bytes, if some accesses cover parts of others
	Interrupts int                `json:"interrupts,omitempty"` // the bound on those of a handler, if the test has one
	Engine     string             `json:"engine,omitempty"`     // smt, enumerate, or both
	Confirmed  []string           `json:"confirmed,omitempty"`  // the solvers that confirm the verdict

	// States lists all final states, if requested, in herd7's words and order. Holds
	// says of each whether it satisfies the proposition; Counts, if requested, how many
	// executions end in it; Incomplete why more states may exist.
	States     []string `json:"states,omitzero"`
	Holds      []bool   `json:"holds,omitzero"`
	Counts     *Counts  `json:"counts,omitempty"`
	Incomplete string   `json:"incomplete,omitempty"`

	// Flags lists the flags of the model that some execution has, sorted: in kernel C,
	// "data-race". FlagsUnknown lists those that could not be decided.
	Flags        []string   `json:"flags,omitempty"`
	FlagsUnknown []OpenFlag `json:"flags_unknown,omitempty"`

	// Executions is "none" if the model allows no execution that comes to an end, which is
	// found out for kernel C only. Deadlock then says why, unless the filter is the cause.
	Executions string `json:"executions,omitempty"`
	Deadlock   string `json:"deadlock,omitempty"`

	// Waits lists, for a Sometimes about termination, the threads that wait forever in the
	// execution that was found.
	Waits []Wait `json:"waits,omitempty"`

	// Claim is what a comment "Result:" of a test in kernel C claims: "Never DATARACE".
	// ClaimHolds says whether the answer bears it out; nil if that is not known. ClaimTighter
	// says that it holds because the outcome that it calls possible is impossible on the
	// target. ClaimError says why the comment is not understood.
	Claim        string `json:"claim,omitempty"`
	ClaimHolds   *bool  `json:"claim_holds,omitempty"`
	ClaimLine    int    `json:"claim_line,omitempty"` // of the comment, from 1
	ClaimTighter bool   `json:"claim_tighter,omitempty"`
	ClaimError   string `json:"claim_error,omitempty"`

	// Vacuity qualifies a Never: whether it is trivial and, if requested, which axioms
	// it rests on.
	Vacuity

	// Limitation is the known limit of the model that a Sometimes rests on, if any.
	Limitation *Limitation `json:"limitation,omitempty"`

	Ms float64 `json:"ms"` // wall clock, in milliseconds
}

// NoExecutions is the value of Record.Executions.
const NoExecutions = "none"

// OpenFlag names a flag that was not decided.
type OpenFlag struct {
	Flag   string `json:"flag"`
	Reason string `json:"reason"`
}

// Counts says how many executions the model allows: those that satisfy the proposition,
// those that do not, and those that end in each state.
type Counts struct {
	Positive int   `json:"positive"`
	Negative int   `json:"negative"`
	States   []int `json:"states"`
	AtLeast  bool  `json:"at_least,omitempty"` // a limit was reached
}

// WriteJSON writes the record as one line.
func (r *Record) WriteJSON(w io.Writer) error {
	if r.Slots == nil {
		r.Slots = map[string]string{}
	}
	return json.NewEncoder(w).Encode(r)
}

// Millis returns a duration as records show it: in milliseconds, rounded to the
// microsecond.
func Millis(d time.Duration) float64 {
	return math.Round(float64(d)/float64(time.Microsecond)) / 1000
}

// JudgedBy says in a few words who judges the program: the model and, if the user has named
// a target, what the program is compiled for. Variants of the model that the target turns on
// are part of it: "power-isync: power, stwcx-depends-on-lwarx".
func (r *Record) JudgedBy() string {
	by := strings.Join(append([]string{r.Model}, r.Variants...), ", ")
	if r.Target == "" || r.Target == by {
		return by
	}
	return r.Target + ": " + by
}
