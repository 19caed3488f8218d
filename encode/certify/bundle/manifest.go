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

// Schema is the version of the format. Bundles of the version before have no sizes, and
// are read too.
const (
	Schema    = 3
	oldSchema = 2
)

// ManifestFile is the file by which a bundle is known.
const ManifestFile = "manifest.json"

// The other files of a bundle that do not stand for a fact.
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

// IsPart reports whether a file or folder is called as one of a bundle is, at the
// top of it.
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
	Tool        string            `json:"tool"` // that wrote it, with its version
	Verdict     string            `json:"verdict"`
	Test        string            `json:"test"`
	Proposition string            `json:"proposition"`
	Model       Model             `json:"model"`
	Slots       map[string]string `json:"slots"`              // that hold something definite
	Free        []string          `json:"free,omitempty"`     // slots over whose choices the table goes
	Table       *Table            `json:"variants,omitempty"` // where there are such
	Bound       int               `json:"bound"`
	Interrupts  int               `json:"interrupts,omitempty"` // where a thread has a handler
	MaxEvents   int               `json:"max_events"`
	Variables   int               `json:"variables"`
	Clauses     int               `json:"clauses"`
	Questions   []Question        `json:"questions"`
	Facts       []Fact            `json:"facts"`
	Steps       []Step            `json:"steps,omitempty"`
	Files       map[string]string `json:"files"`           // SHA-256 of each but the manifest
	Sizes       map[string]int64  `json:"sizes,omitempty"` // of each, in bytes
	Seal        string            `json:"sha256"`          // of the manifest with nothing in this place
}

// Limits returns the limits within which the program was unrolled.
func (m *Manifest) Limits() unroll.Limits {
	return unroll.Limits{Bound: m.Bound, Interrupts: m.Interrupts, MaxEvents: m.MaxEvents}
}

// Model is the model of a bundle.
type Model struct {
	Name     string   `json:"name"`
	Files    []string `json:"files"` // the model, what it includes, and the prelude last
	Variants []string `json:"variants,omitempty"`
}

// Table counts the variants of the table.
type Table struct {
	All         int `json:"all"`
	Never       int `json:"never"`
	NoExecution int `json:"no_execution,omitempty"` // of those that are Never
	Trivial     int `json:"trivial,omitempty"`      // likewise
}

// Question is what is asked of the formula, or of a part of it.
type Question struct {
	Name    string   `json:"name"`
	Asks    string   `json:"asks"`
	Without [][2]int `json:"without,omitempty"` // clauses that are left out: numbers of the first and the last
	Assume  []int    `json:"assume,omitempty"`  // literals
}

// Fact is an answer to a question: with the given choices of free slots,
// whatever the others hold, there is no solution; or there is one, in which the
// free slots hold these.
type Fact struct {
	Question string            `json:"question"`
	Solvable bool              `json:"solvable"`
	Slots    map[string]string `json:"slots,omitempty"`
	Assume   []int             `json:"assume,omitempty"` // the literals of these choices
	Prover   prover.Name       `json:"prover"`
	File     string            `json:"file"` // the proof, or the solution
}

// Step is a proof that the model forbids no less with one barrier than with
// another in its place.
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

// bytes is the manifest in its only spelling.
func (m *Manifest) bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

// seal notes the manifest's own hash.
func (m *Manifest) seal() error {
	m.Seal = ""
	b, err := m.bytes()
	m.Seal = hash(b)
	return err
}

// readManifest reads a manifest; it must be spelled and sealed as it is written.
func readManifest(text []byte) (*Manifest, error) {
	var version struct{ Schema int }
	if err := json.Unmarshal(text, &version); err == nil && version.Schema != Schema && version.Schema != oldSchema {
		return nil, fmt.Errorf("its schema is %d, and this version of the program reads %d and %d", version.Schema, oldSchema, Schema)
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
		return nil, fmt.Errorf("its own hash is not the one that it names")
	}
	again, err := m.bytes()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, text) {
		return nil, fmt.Errorf("line %d is not spelled as it was written", firstDifference(text, again))
	}
	if err := plain(text); err != nil {
		return nil, err
	}
	return &m, m.sensible()
}

func hash(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// firstDifference is the number of the first line in which two texts differ.
func firstDifference(a, b []byte) int {
	line := 1
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '\n' {
			line++
		}
	}
	return line
}
