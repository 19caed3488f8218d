package results

import "fmt"

// Limitation is a known limit of a model that a verdict rests on: under a variant
// of the model, which grants what it lacks, the verdict is another one.
type Limitation struct {
	What    string  `json:"what"`    // the model does not grant, in words that follow "that"
	Variant string  `json:"variant"` // of the model
	Verdict Verdict `json:"verdict"` // under it
}

// String says it in one line.
func (l *Limitation) String() string {
	return fmt.Sprintf("this rests on a known limit of the model: %s; %s with --variant %s", l.What, l.Verdict, l.Variant)
}
