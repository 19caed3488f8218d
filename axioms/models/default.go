package models

import "github.com/fencewise/fencewise/programs/isa"

// The models for users who name none: Default for programs without doorbells,
// DefaultDoorbell for programs with them. DefaultDoorbell contains all axioms of Default
// and some about doorbells. Without doorbells the two give the same verdicts, and Default
// is smaller.
const (
	Default         = "power"
	DefaultDoorbell = "power-doorbell"
)

// others holds the default models for programs in other languages, by architecture.
var others = map[string]string{"C": "lkmm"}

// DefaultFor returns the default model for programs in a language other than that of
// Default, and false if there is none.
func DefaultFor(l *isa.Language) (name string, ok bool) {
	name, ok = others[l.Arch]
	return name, ok
}
