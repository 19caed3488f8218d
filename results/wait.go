package results

import (
	"fmt"
	"maps"
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
)

// Wait is a thread that waits forever in the execution that was found.
type Wait struct {
	Thread   string            `json:"thread"`
	Line     int               `json:"line"` // of the instruction; of a loop, of its first one
	Code     string            `json:"code"`
	Where    string            `json:"where,omitempty"` // from a .c file: the line, and the calls that lead there
	Loop     bool              `json:"loop,omitempty"`
	Reads    map[string]string `json:"reads"` // by location: the value that it reads again and again
	Doorbell bool              `json:"doorbell,omitempty"`
}

// String says where the thread waits and on what.
func (w *Wait) String() string {
	at := "at"
	if w.Loop {
		at = "in the loop at"
	}
	place := w.Where
	if place == "" {
		place = fmt.Sprintf("line %d", w.Line)
	}
	said := fmt.Sprintf("%s waits forever %s %s: %s", w.Thread, at, place, w.Code)
	var reads []string
	for _, x := range slices.Sorted(maps.Keys(w.Reads)) {
		reads = append(reads, x+" = "+w.Reads[x])
	}
	if w.Doorbell {
		reads = append(reads, "no doorbell is pending")
	}
	if len(reads) > 0 {
		said += ", where " + prose.And(reads)
	}
	return said
}
