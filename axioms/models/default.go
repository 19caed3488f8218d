package models

// The models for users who name none: Default for programs without doorbells,
// DefaultDoorbell for programs with them. DefaultDoorbell contains all axioms of Default
// and some about doorbells. Without doorbells the two give the same verdicts, and Default
// is smaller.
const (
	Default         = "power"
	DefaultDoorbell = "power-doorbell"
)
