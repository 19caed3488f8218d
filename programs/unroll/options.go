package unroll

// Limits bounds the structure of a test. A field that is 0 stands for its default.
type Limits struct {
	// Bound is the largest number of times that a path may jump back to one label;
	// NoRounds: it may not jump back at all.
	Bound int
	// Interrupts is the largest number of doorbell interrupts that a thread may take.
	Interrupts int
	// MaxEvents bounds the number of events, and everything else that a malicious
	// program could make large: see limits.go.
	MaxEvents int
}

// WithBound returns the limits with another bound on loops.
func (l Limits) WithBound(bound int) Limits {
	l.Bound = bound
	return l
}

// Options says how to unroll a test.
type Options struct {
	Limits
	// Fixed maps names of slots to their choices. Other slots take their default, or
	// stay free if FreeSlots is set.
	Fixed     map[string]string
	FreeSlots bool
	// KeepRounds keeps rounds of loops that have no effect (see rounds.go). They change
	// no final state, but executions with them count separately.
	KeepRounds bool
	// KeepWrites keeps those of these rounds that write. Some models can tell when such a
	// round is left out.
	KeepWrites bool
	// HeadsOnly lets rounds begin at the heads of loops only (see turn.go), as up to schema 6 of
	// bundles.
	HeadsOnly bool
	// SkipAttempts leaves out failed attempts (see attempts.go). The model must make accesses to
	// one location coherent, and atomic operations atomic.
	SkipAttempts bool
	// AlikeDeps lets paths join only if no dependency becomes guarded (see guarded.go), as up to
	// schema 8 of bundles.
	AlikeDeps bool
	// Tree keeps paths that have parted from joining again. The events of a thread then
	// form a tree, which can be much larger. It is for comparing the two forms.
	Tree bool
}

// NoRounds is the bound with which the body of a loop is executed once at most.
const NoRounds = -1

// The defaults.
const (
	DefaultBound      = 2
	DefaultInterrupts = 2
	DefaultMaxEvents  = 4096
)

func (o Options) withDefaults() Options {
	switch {
	case o.Bound == 0:
		o.Bound = DefaultBound
	case o.Bound < 0:
		o.Bound = 0
	}
	if o.Interrupts <= 0 {
		o.Interrupts = DefaultInterrupts
	}
	if o.MaxEvents <= 0 {
		o.MaxEvents = DefaultMaxEvents
	}
	return o
}
