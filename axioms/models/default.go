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

// Defaults holds the default models for programs in one language.
type Defaults struct {
	Model    string
	Doorbell string // for programs with doorbells; "" if there is none
}

// defaults holds the default models by architecture.
var defaults = map[string]Defaults{
	"PPC": {Default, DefaultDoorbell},
	"C":   {"lkmm", "lkmm-doorbell"},
	"X86": {"x86", ""},
}

// DefaultFor returns the default models for programs in a language, and false if there are
// none.
func DefaultFor(l *isa.Language) (d Defaults, ok bool) {
	d, ok = defaults[l.Arch]
	return d, ok
}
