package unroll

// Limits bounds an unrolled test. The default replaces a field that is 0.
type Limits struct {
	// Bound is how many times a path may jump back to one label.
	Bound int
	// Interrupts is how many doorbell interrupts the handler of a thread may
	// take, at most.
	Interrupts int
	// MaxEvents bounds the events of the structure, and with them everything
	// else that a hostile program could make large: see limits.go.
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
	// Fixed gives choices for slots by name. A slot that is not named takes
	// its default, or stays free when FreeSlots is set.
	Fixed     map[string]string
	FreeSlots bool
	// KeepRounds keeps rounds of a loop that have no effect (see rounds.go):
	// they change no final state, but they are executions of their own.
	KeepRounds bool
}

// The defaults.
const (
	DefaultBound      = 2
	DefaultInterrupts = 2
	DefaultMaxEvents  = 4096
)

func (o Options) withDefaults() Options {
	if o.Bound <= 0 {
		o.Bound = DefaultBound
	}
	if o.Interrupts <= 0 {
		o.Interrupts = DefaultInterrupts
	}
	if o.MaxEvents <= 0 {
		o.MaxEvents = DefaultMaxEvents
	}
	return o
}
