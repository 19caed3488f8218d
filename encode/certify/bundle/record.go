package bundle

import "maps"

// RecordSchema is the version of [Record]. It changes when a field changes its meaning.
const RecordSchema = 1

// Record is the result of checking a bundle, as JSON.
type Record struct {
	Schema int    `json:"schema"`
	Folder string `json:"folder"`
	OK     bool   `json:"ok"`              // the bundle shows what it claims
	Code   string `json:"code,omitempty"`  // the code of the error
	Error  string `json:"error,omitempty"` // what is wrong

	*Shows `json:",omitempty"` // what a bundle that is OK shows
}

// Shows is what a bundle shows.
type Shows struct {
	Tool        string            `json:"tool"` // the program that wrote the bundle
	Test        string            `json:"test"`
	Target      string            `json:"target,omitempty"` // that the program is compiled for
	Verdict     string            `json:"verdict"`
	Proposition string            `json:"proposition"`
	Model       string            `json:"model"`
	Embedded    bool              `json:"embedded_model"` // the model is, to the last byte, the embedded one of its name
	On          []string          `json:"model_variants,omitempty"`
	Slots       map[string]string `json:"slots"`
	Free        []string          `json:"free,omitempty"`
	Table       *Table            `json:"variants,omitempty"`
	Bound       int               `json:"bound"`
	Interrupts  int               `json:"interrupts,omitempty"`
	Variables   int               `json:"variables"`
	Clauses     int               `json:"clauses"`
	Proofs      int               `json:"proofs"` // their number
	Steps       int               `json:"steps"`  // the steps of all proofs
	ProofBytes  int               `json:"proof_bytes"`
	Solutions   int               `json:"solutions"`
	Ms          int64             `json:"ms"` // time taken, in milliseconds
}

// Record returns the report about the bundle in a folder as data.
func (r *Report) Record(folder string) Record {
	m := r.Manifest
	s := &Shows{Tool: m.Tool, Test: m.Test, Target: m.Target, Verdict: m.Verdict, Proposition: m.Proposition,
		Model: m.Model.Name, Embedded: r.Embedded, On: m.Model.Variants, Slots: m.Slots, Free: m.Free, Table: m.Table,
		Bound: m.Bound, Interrupts: m.Interrupts, Variables: m.Variables, Clauses: m.Clauses,
		ProofBytes: r.Proofs, Proofs: len(m.Steps), Ms: (r.Checking + r.Deriving).Milliseconds()}
	for n := range maps.Values(r.Steps) {
		s.Steps += n
	}
	for i := range m.Facts {
		if m.Facts[i].Solvable {
			s.Solutions++
		} else {
			s.Proofs++
		}
	}
	return Record{Schema: RecordSchema, Folder: folder, OK: true, Shows: s}
}
