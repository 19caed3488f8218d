package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/fencewise/fencewise/encode/certify/prover"
)

// Schema is the version of the format.
const Schema = 1

// The files at the top of a bundle.
const (
	manifestFile = "manifest.json"
	programFile  = "program.litmus"
	modelFolder  = "model"
)

// Manifest says what a bundle claims and what it consists of.
type Manifest struct {
	Schema      int               `json:"schema"`
	Tool        string            `json:"tool"` // that wrote it, with its version
	Verdict     string            `json:"verdict"`
	Test        string            `json:"test"`
	Proposition string            `json:"proposition"`
	Model       Model             `json:"model"`
	Slots       map[string]string `json:"slots"`
	Bound       int               `json:"bound"`
	Interrupts  int               `json:"interrupts,omitempty"` // where a thread has a handler
	MaxEvents   int               `json:"max_events"`
	Questions   []Question        `json:"questions"`
	Files       map[string]string `json:"files"`  // SHA-256 of each but the manifest
	Seal        string            `json:"sha256"` // of the manifest with nothing in this place
}

// Model is the model of a bundle.
type Model struct {
	Name     string   `json:"name"`
	Files    []string `json:"files"` // the model, what it includes, and the prelude last
	Variants []string `json:"variants,omitempty"`
}

// Question is one of the formulas that a verdict rests on.
type Question struct {
	Name      string      `json:"name"` // of its folder
	Asks      string      `json:"asks"`
	Solvable  bool        `json:"solvable"` // as it must be for the verdict to be right
	Variables int         `json:"variables"`
	Clauses   int         `json:"clauses"`
	Prover    prover.Name `json:"prover"`
}

// reason is the file that shows the answer.
func (q *Question) reason() string {
	if q.Solvable {
		return q.Name + "/solution.txt"
	}
	return q.Name + "/proof.rup"
}

func (q *Question) formula() string { return q.Name + "/question.cnf" }

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
	var m Manifest
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	if m.Schema != Schema {
		return nil, fmt.Errorf("its schema is %d, and this version of the program reads %d", m.Schema, Schema)
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
	return &m, nil
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
