package enumerate

// DefaultMaxCandidates is the limit if Options does not set one. Each candidate takes a
// few microseconds.
const DefaultMaxCandidates = 5_000_000

// Options bounds the work and selects what is counted.
type Options struct {
	// MaxCandidates bounds how many combinations of choices are tried, including
	// those that are given up early; 0 means DefaultMaxCandidates.
	MaxCandidates int
	// Counts asks for the number of executions of every state. Without it, executions
	// of a known state are not judged, and every count is 1.
	Counts bool
	// Flags asks which flags of the model executions have. Until all are found, every
	// execution is judged.
	Flags bool
}

func (o Options) withDefaults() Options {
	if o.MaxCandidates == 0 {
		o.MaxCandidates = DefaultMaxCandidates
	}
	return o
}
