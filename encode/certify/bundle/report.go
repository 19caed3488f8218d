package bundle

import (
	"fmt"
	"strings"
	"time"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/internal/prose"
)

// Report says what was checked.
type Report struct {
	Manifest *Manifest
	Steps    map[string]int // by file: the number of clauses that a proof adds
	// Proofs and Solutions are the total sizes in bytes.
	Proofs, Solutions int
	Shown             cover.Shown // what they show
	// Embedded says that the model is, to the last byte, the embedded model of its
	// name.
	Embedded bool
	// Proving is the time that provers took if the bundle was just written. Checking
	// is the time for hashes and proofs, Deriving that for deriving the formulas again.
	Proving, Checking, Deriving time.Duration

	lattice *cover.Lattice
	under   string            // see Conditions
	files   map[string][]byte // as they were hashed
}

// File returns the file of the bundle with the given name, as it was hashed, or nil.
func (r *Report) File(name string) []byte { return r.files[name] }

// Script returns the SMT-LIB script, as it was hashed, and the number of check-sat in it.
// Each answer has to be unsat.
func (r *Report) Script() (text []byte, times int) {
	for i := range r.Manifest.Facts {
		if r.Manifest.Facts[i].Question == holds {
			times++
		}
	}
	return r.files[scriptFile], times
}

// VerdictOf returns the verdict that the bundle shows for a variant, which is given by the
// choices of the free slots. It returns "" if the bundle shows nothing about the variant.
func (r *Report) VerdictOf(slots map[string]string) string {
	v := make([]int, len(r.lattice.Slots))
	for s := range v {
		c, err := choices(r.lattice, map[string]string{r.lattice.Slots[s].Name: slots[r.lattice.Slots[s].Name]})
		if err != nil {
			return ""
		}
		v[s] = c[s]
	}
	switch isNever, isEmpty, isTrivial := r.Shown.Of(r.lattice, v); {
	case isTrivial:
		return neverTrivial
	case isEmpty:
		return neverEmpty
	case isNever:
		return never
	}
	return ""
}

// Conditions returns the choices and limits of the claim, in words that follow the name of
// the model. It returns "" if all have their usual values.
func (r *Report) Conditions() string { return r.under }

// Line returns the claim in one line.
func (r *Report) Line() string {
	m := r.Manifest
	which := ""
	if m.Table != nil {
		which = fmt.Sprintf(" in %d of %d variants", m.Table.Never, m.Table.All)
	}
	name := m.Test
	if m.Target != "" {
		name += " compiled for " + m.Target
	}
	return fmt.Sprintf("%s under %s%s is %s%s: %s", name, m.Model.Name, r.under, m.Verdict, which, m.Proposition)
}

// String returns the report as lines.
func (r *Report) String() string {
	m := r.Manifest
	s := r.Line() + "\n"
	line := func(name, text string) { s += fmt.Sprintf("  %-9s  %s\n", name, text) }
	for i := range m.Questions {
		line(m.Questions[i].Name, r.answers(&m.Questions[i]))
	}
	line("formula", fmt.Sprintf("%d variables, %d clauses", m.Variables, m.Clauses))
	if m.Table != nil {
		line("order", r.order())
	}
	whose := "as embedded in this program"
	if !r.Embedded {
		whose = "which is not an embedded model"
	}
	if len(m.Model.Variants) > 0 {
		whose += "; on: " + strings.Join(m.Model.Variants, ", ")
	}
	line("model", m.Model.Name+", "+whose)
	return s
}

// answerMeaning says in words what the answers to the questions mean: false stands for no
// solution, true for a solution.
var answerMeaning = map[string]map[bool]string{
	holds:     {false: "no execution has the outcome"},
	ends:      {false: "no execution runs to its end", true: "an execution exists"},
	candidate: {false: "without a model the outcome is impossible, too", true: "without a model the outcome is possible"},
}

// answers returns the answers to a question in words.
func (r *Report) answers(q *Question) string {
	var shown [2]int
	steps := 0
	for i := range r.Manifest.Facts {
		f := &r.Manifest.Facts[i]
		switch {
		case f.Question != q.Name:
		case f.Solvable:
			shown[1]++
		default:
			shown[0]++
			steps += r.Steps[f.File]
		}
	}
	var parts []string
	if shown[0] > 0 {
		what := answerMeaning[q.Name][false]
		if q.Name == holds && len(r.Manifest.Questions[1].Assume) > 0 {
			what += ", and none exceeds a bound"
		}
		parts = append(parts, fmt.Sprintf("%s (%s, %s)", what, prose.Count(shown[0], "proof"), prose.Count(steps, "step")))
	}
	if shown[1] > 0 {
		parts = append(parts, fmt.Sprintf("%s (%s)", answerMeaning[q.Name][true], prose.Count(shown[1], "solution")))
	}
	return strings.Join(parts, "; in other variants ")
}

// order returns the steps from one barrier to another.
func (r *Report) order() string {
	var all []string
	for i := range r.Manifest.Steps {
		all = append(all, r.Manifest.Steps[i].Weak+" <= "+r.Manifest.Steps[i].Strong)
	}
	if len(all) == 0 {
		return "no barrier has to be compared with another"
	}
	return strings.Join(all, ", ")
}
