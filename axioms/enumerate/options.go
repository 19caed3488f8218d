package enumerate

// DefaultMaxCandidates is the limit where Options does not set one. A few
// microseconds go into each candidate.
const DefaultMaxCandidates = 5_000_000

// Options bounds the work and says what is wanted.
type Options struct {
	// MaxCandidates bounds how many combinations of choices are tried,
	// complete ones and those given up; 0 means DefaultMaxCandidates.
	MaxCandidates int
	// Counts asks for the number of executions of every state. Without it an
	// execution of a state that is known already is not judged, and every
	// count is 1.
	Counts bool
}

func (o Options) withDefaults() Options {
	if o.MaxCandidates == 0 {
		o.MaxCandidates = DefaultMaxCandidates
	}
	return o
}
