package results

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/verdict"
)

// Limitation is a known limit of a model that a verdict rests on: the verdict
// changes under the variant of the model that adds the missing order.
type Limitation struct {
	What    string          `json:"what"`    // the model does not grant, in words that follow "that"
	Variant string          `json:"variant"` // of the model
	Verdict verdict.Verdict `json:"verdict"` // under it
}

// String describes the limitation in one line.
func (l *Limitation) String() string {
	return fmt.Sprintf("this rests on a known limit of the model: %s; %s with --variant %s", l.What, l.Verdict, l.Variant)
}
