package bundle

import "maps"

// RecordSchema changes when a field of [Record] changes its meaning.
const RecordSchema = 1

// Record is the result of checking a bundle, as JSON.
type Record struct {
	Schema int    `json:"schema"`
	Folder string `json:"folder"`
	OK     bool   `json:"ok"`              // it shows what it claims
	Code   string `json:"code,omitempty"`  // of what is wrong with it
	Error  string `json:"error,omitempty"` // what is wrong

	*Shows `json:",omitempty"` // what a bundle that is OK shows
}

// Shows is what a bundle shows.
type Shows struct {
	Tool        string            `json:"tool"` // that wrote the bundle
	Test        string            `json:"test"`
	Verdict     string            `json:"verdict"`
	Proposition string            `json:"proposition"`
	Model       string            `json:"model"`
	Embedded    bool              `json:"embedded_model"` // the model is, to the last byte, the one that this program has under its name
	On          []string          `json:"model_variants,omitempty"`
	Slots       map[string]string `json:"slots"`
	Free        []string          `json:"free,omitempty"`
	Table       *Table            `json:"variants,omitempty"`
	Bound       int               `json:"bound"`
	Interrupts  int               `json:"interrupts,omitempty"`
	Variables   int               `json:"variables"`
	Clauses     int               `json:"clauses"`
	Proofs      int               `json:"proofs"` // how many there are
	Steps       int               `json:"steps"`  // of all proofs
	ProofBytes  int               `json:"proof_bytes"`
	Solutions   int               `json:"solutions"`
	Ms          int64             `json:"ms"` // time taken, in milliseconds
}

// Record returns the report on the bundle in a folder as data.
func (r *Report) Record(folder string) Record {
	m := r.Manifest
	s := &Shows{Tool: m.Tool, Test: m.Test, Verdict: m.Verdict, Proposition: m.Proposition,
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
