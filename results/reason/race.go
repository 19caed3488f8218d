package reason

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Raised explains a flag: which events raise it, and what would prevent that.
type Raised struct {
	Schema  int    `json:"schema"`
	Program string `json:"program"`
	Judge
	Flag    string          `json:"flag"`
	Gloss   string          `json:"gloss,omitempty"` // the comment in the model's text
	Verdict verdict.Verdict `json:"verdict"`         // Sometimes if an execution has the flag
	Reason  string          `json:"reason,omitempty"`
	// Events holds what raises the flag in the execution that is shown: two accesses, or
	// one event.
	Events []Event `json:"events,omitempty"`
	// Fixes lists sets of changes of the program with which no execution has the flag: of
	// at most two changes or, if there are none, the plain accesses to be marked. None has
	// more than it needs.
	Fixes [][]Fix `json:"fixes"`
	// Tried is how many changed programs were decided. Untried says why
	// others were not; "" if none were left.
	Tried   int    `json:"tried"`
	Untried string `json:"untried,omitempty"`
}

// Fix is a change of one statement, or a barrier before it.
type Fix struct {
	Thread string `json:"thread"`
	Line   int    `json:"line"`
	At     string `json:"at"`                // the statement
	Use    string `json:"use"`               // the barrier or the primitive
	For    string `json:"instead,omitempty"` // the primitive that stands there, "plain" for none
}

// words describes the change.
func (f *Fix) words() string {
	at := prose.Unbroken(f.At)
	switch f.For {
	case "":
		return fmt.Sprintf("%s: %s before %s (line %d)", f.Thread, f.Use, at, f.Line)
	case "plain":
		return fmt.Sprintf("%s: %s for the plain access in %s (line %d)", f.Thread, f.Use, at, f.Line)
	}
	return fmt.Sprintf("%s: %s for %s in %s (line %d)", f.Thread, f.Use, f.For, at, f.Line)
}

// Head writes what the flag is about, before an execution is shown.
func (r *Raised) Head(w io.Writer) {
	para(w, "  ", fmt.Sprintf("%s %s: %s", r.Program, r.under(), r.verdict()))
	if r.Gloss != "" {
		para(w, "  ", "("+r.Gloss+")")
	}
	fmt.Fprintln(w)
	switch {
	case r.Verdict == verdict.Unknown:
		para(w, "", "It is not known whether an execution has the flag: "+r.Reason+".")
	case len(r.Events) == 2:
		para(w, "", "These two raise it in the execution below:")
		for i := range r.Events {
			para(w, "    ", "  "+r.Events[i].place())
		}
	case len(r.Events) == 1:
		para(w, "", "This raises it in the execution below: "+r.Events[0].place())
	}
}

func (r *Raised) verdict() string {
	switch r.Verdict {
	case verdict.Sometimes:
		return "flag " + r.Flag
	case verdict.Never:
		return "no flag " + r.Flag
	}
	return "flag " + r.Flag + " unknown"
}

// place names an event with its file position.
func (e *Event) place() string {
	where := e.Thread
	if e.Line > 0 {
		where += ", " + lineOf(e.File, e.Line)
	}
	text := where + ": " + prose.Unbroken(e.Text)
	if e.Effect != "" {
		text += " (" + prose.Unbroken(e.Effect) + ")"
	}
	return text
}

// Tail writes what would prevent the flag.
func (r *Raised) Tail(w io.Writer) {
	if r.Verdict != verdict.Sometimes || r.Tried == 0 {
		return
	}
	fmt.Fprintln(w)
	switch len(r.Fixes) {
	case 0:
		para(w, "", "No change that was tried prevents the flag.")
	default:
		para(w, "", "No execution has the flag with:")
		for _, set := range r.Fixes {
			var parts []string
			for i := range set {
				parts = append(parts, set[i].words())
			}
			para(w, "    ", "  - "+strings.Join(parts, "; and "))
		}
	}
	text := fmt.Sprintf("Tried were %s, with one change or two: stronger accesses, and smp_rmb, smp_wmb and smp_mb before accesses.", prose.Count(r.Tried, "program"))
	if r.Untried != "" {
		text += " Others were not tried: " + r.Untried + "."
	}
	para(w, "", text)
}

// WriteJSON writes the explanation as JSON.
func (r *Raised) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}
