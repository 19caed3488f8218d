package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Schema is the version of the format. Bundles of earlier versions can be read from
// firstSchema on: those of schema 2 have no sizes, up to schema 3 the paths of a
// thread do not join ([Claim.Former]), and up to schema 4 threads that are alike come in every
// order ([Claim.OrderAlike]), and up to schema 5 programs are as they are written. Up to schema 6
// the reads of counters have more values ([Claim.Uncounted]), and up to schema 7 the accesses to
// counters are in more orders ([Claim.Unsequenced]). Up to schema 8 no dependency has a guard
// ([Claim.AlikeDeps]).
const (
	Schema      = 9
	firstSchema = 2
	sizesSchema = 3 // the first that has sizes
	joinsSchema = 4 // the first in which paths join
	alikeSchema = 5 // the first in which threads that are alike can come in one order

	targetSchema = 6 // the first in which programs can be compiled for targets
	countsSchema = 7 // the first in which reads of counters have few values

	sequenceSchema = 8 // the first in which the accesses to counters are in sequences
	guardedSchema  = 9 // the first in which dependencies can have guards
)

// ManifestFile is the name of the manifest in the folder of a bundle.
const ManifestFile = "manifest.json"

// The other files of a bundle that do not belong to a fact.
const (
	programFile   = "program.litmus"
	modelFolder   = "model"
	formulaFile   = holds + "/question.cnf"
	variablesFile = holds + "/variables.tsv"
	eventsFile    = holds + "/events.tsv"
	clausesFile   = holds + "/clauses.tsv"
	scriptFile    = holds + "/question.smt2"
	orderFolder   = "order"
	tableFile     = "table.tsv"
)

// IsPart reports whether a name is that of a file or folder at the top level of a bundle.
func IsPart(name string) bool {
	switch name {
	case programFile, tableFile, modelFolder, holds, ends, candidate:
		return true
	}
	return false
}

// Manifest says what a bundle claims and what it consists of.
type Manifest struct {
	Schema      int               `json:"schema"`
	Tool        string            `json:"tool"` // the program that wrote it, with its version
	Verdict     string            `json:"verdict"`
	Test        string            `json:"test"`
	Target      string            `json:"target,omitempty"`   // that a program in kernel C is compiled for
	Property    string            `json:"property,omitempty"` // what is asked, if that is not the condition of the program
	Proposition string            `json:"proposition"`
	Model       Model             `json:"model"`
	Slots       map[string]string `json:"slots"`              // the slots with a fixed choice
	Free        []string          `json:"free,omitempty"`     // the slots whose choices the table varies
	Table       *Table            `json:"variants,omitempty"` // if slots are free
	Bound       int               `json:"bound"`
	Interrupts  int               `json:"interrupts,omitempty"` // if a thread has a handler
	Endian      string            `json:"endian,omitempty"`     // the order of bytes, if accesses cover parts of others
	MaxEvents   int               `json:"max_events"`
	OrderAlike  bool              `json:"order_alike,omitempty"` // the formula puts threads that are alike in one order
	Variables   int               `json:"variables"`
	Clauses     int               `json:"clauses"`
	Questions   []Question        `json:"questions"`
	Facts       []Fact            `json:"facts"`
	Steps       []Step            `json:"steps,omitempty"`
	Files       map[string]string `json:"files"`           // the SHA-256 of each file except the manifest
	Sizes       map[string]int64  `json:"sizes,omitempty"` // the size of each, in bytes
	Seal        string            `json:"sha256"`          // the SHA-256 of the manifest with this field empty
}

// Limits returns the limits within which the program was unrolled.
func (m *Manifest) Limits() unroll.Limits {
	return unroll.Limits{Bound: m.Bound, Interrupts: m.Interrupts, MaxEvents: m.MaxEvents}
}

// Model is the model of a bundle.
type Model struct {
	Name     string   `json:"name"`
	Files    []string `json:"files"` // the model, the files that it includes, and last the prelude
	Variants []string `json:"variants,omitempty"`
}

// Table counts the variants of the table.
type Table struct {
	All         int `json:"all"`
	Never       int `json:"never"`
	NoExecution int `json:"no_execution,omitempty"` // of those that are Never
	Trivial     int `json:"trivial,omitempty"`      // likewise
}

// Question is a question about the formula or about a part of it.
type Question struct {
	Name    string   `json:"name"`
	Asks    string   `json:"asks"`
	Without [][2]int `json:"without,omitempty"` // ranges of clauses that are left out: the numbers of the first and the last
	Assume  []int    `json:"assume,omitempty"`  // literals
}

// Fact is an answer to a question. Either there is no solution with the given choices of
// free slots, whatever the other slots hold, or there is one in which the free slots hold
// the given choices.
type Fact struct {
	Question string            `json:"question"`
	Solvable bool              `json:"solvable"`
	Slots    map[string]string `json:"slots,omitempty"`
	Assume   []int             `json:"assume,omitempty"` // the literals of these choices
	Prover   prover.Name       `json:"prover"`
	File     string            `json:"file"` // the proof, or the solution
}

// Step is a proof that the model forbids everything with the barrier Strong that it
// forbids with the barrier Weak in the same place.
type Step struct {
	Weak      string      `json:"weak"`
	Strong    string      `json:"strong"`
	Variables int         `json:"variables"`
	Clauses   int         `json:"clauses"`
	Prover    prover.Name `json:"prover"`
}

func (s *Step) folder() string    { return orderFolder + "/" + s.Weak + "-" + s.Strong }
func (s *Step) formula() string   { return s.folder() + "/question.cnf" }
func (s *Step) variables() string { return s.folder() + "/variables.tsv" }
func (s *Step) proof() string     { return s.folder() + "/proof.rup" }

// bytes returns the manifest in its only valid form.
func (m *Manifest) bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// seal sets the manifest's own hash.
func (m *Manifest) seal() error {
	m.Seal = ""
	b, err := m.bytes()
	m.Seal = hash(b)
	return err
}

// readManifest parses a manifest, which must be formatted and sealed exactly as it is
// written.
func readManifest(text []byte) (*Manifest, error) {
	var version struct{ Schema int }
	if err := json.Unmarshal(text, &version); err == nil && (version.Schema < firstSchema || version.Schema > Schema) {
		return nil, fmt.Errorf("its schema is %d, but this version of fencewise reads only %d to %d", version.Schema, firstSchema, Schema)
	}
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	had := m.Seal
	if err := m.seal(); err != nil {
		return nil, err
	}
	if m.Seal != had {
		return nil, fmt.Errorf("its hash differs from the one that it contains")
	}
	again, err := m.bytes()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, text) {
		return nil, fmt.Errorf("line %d is not formatted as fencewise writes it", firstDifference(text, again))
	}
	if err := checkPrintable(text); err != nil {
		return nil, err
	}
	return &m, m.checkNumbers()
}

func hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// firstDifference returns the number of the first line in which two texts differ.
func firstDifference(a, b []byte) int {
	line := 1
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '\n' {
			line++
		}
	}
	return line
}
