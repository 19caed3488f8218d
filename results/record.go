package results

import (
	"encoding/json"
	"io"
	"math"
	"time"
)

// Schema is the version of the JSON forms of this package.
const Schema = 1

// Record is the answer for one program under one model with one choice for
// every slot.
type Record struct {
	Schema     int               `json:"schema"`
	File       string            `json:"file"` // as the user named it
	Test       string            `json:"test"` // the name in the file's header
	Model      string            `json:"model"`
	Slots      map[string]string `json:"slots"` // every slot of the test
	Verdict    Verdict           `json:"verdict"`
	Reason     string            `json:"reason,omitempty"` // why Unknown
	Quantifier Quantifier        `json:"quantifier"`
	Outcome    Outcome           `json:"outcome"`
	Bound      int               `json:"bound"`
	States     []string          `json:"states,omitempty"`
	Ms         float64           `json:"ms"` // wall clock, in milliseconds
}

// WriteJSON writes the record as one line.
func (r *Record) WriteJSON(w io.Writer) error {
	if r.Slots == nil {
		r.Slots = map[string]string{}
	}
	return json.NewEncoder(w).Encode(r)
}

// Millis is a duration as records give it: to the microsecond.
func Millis(d time.Duration) float64 {
	return math.Round(float64(d)/float64(time.Microsecond)) / 1000
}
