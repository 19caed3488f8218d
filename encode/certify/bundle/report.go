package bundle

import (
	"fmt"
	"strings"
	"time"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/internal/prose"
)

// Report is what was checked.
type Report struct {
	Manifest *Manifest
	Steps    map[string]int // by file: the clauses that a proof adds
	// Proofs and Solutions are the sizes of all of them, in bytes.
	Proofs, Solutions int
	Shown             cover.Shown // what they show
	// Embedded says that the model is the one that this program has under its
	// name, to the last byte.
	Embedded bool
	// Proving is the time that provers took, if it was just made; Checking that
	// for the hashes and proofs, Deriving that for deriving the formulas again.
	Proving, Checking, Deriving time.Duration

	lattice *cover.Lattice
	under   string            // see Conditions
	files   map[string][]byte // as they were hashed
}

// File is a file of the bundle by its name, as it was hashed; nil if there is none.
func (r *Report) File(name string) []byte { return r.files[name] }

// Script is the question for SMT solvers, as it was hashed, and how often it asks:
// each answer has to be unsat.
func (r *Report) Script() (text []byte, times int) {
	for i := range r.Manifest.Facts {
		if r.Manifest.Facts[i].Question == holds {
			times++
		}
	}
	return r.files[scriptFile], times
}

// Of is the verdict that the bundle shows of a variant, given by the choices of
// its free slots; "" if it shows nothing of it.
func (r *Report) Of(slots map[string]string) string {
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

// Conditions is under which choices the claim is made, to be said behind the name
// of the model; "" if there is nothing to say.
func (r *Report) Conditions() string { return r.under }

// Line is the claim in a line.
func (r *Report) Line() string {
	m := r.Manifest
	which := ""
	if m.Table != nil {
		which = fmt.Sprintf(" in %d of %d variants", m.Table.Never, m.Table.All)
	}
	return fmt.Sprintf("%s under %s%s is %s%s: %s", m.Test, m.Model.Name, r.under, m.Verdict, which, m.Proposition)
}

// String is the report in lines.
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
	whose := "as it is in this program"
	if !r.Embedded {
		whose = "which is not the text of a model in this program"
	}
	if len(m.Model.Variants) > 0 {
		whose += "; on: " + strings.Join(m.Model.Variants, ", ")
	}
	line("model", m.Model.Name+", "+whose)
	return s
}

// What the answers to the questions mean, by whether there is a solution.
var means = map[string]map[bool]string{
	holds:     {false: "no execution has the outcome"},
	ends:      {false: "no execution runs to its end", true: "there is an execution"},
	candidate: {false: "without a model the outcome is impossible, too", true: "without a model the outcome is possible"},
}

// answers is what is known about a question.
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
		what := means[q.Name][false]
		if q.Name == holds && len(r.Manifest.Questions[1].Assume) > 0 {
			what += ", and none goes beyond a bound"
		}
		parts = append(parts, fmt.Sprintf("%s (%s, %s)", what, prose.Count(shown[0], "proof"), prose.Count(steps, "step")))
	}
	if shown[1] > 0 {
		parts = append(parts, fmt.Sprintf("%s (%s)", means[q.Name][true], prose.Count(shown[1], "solution")))
	}
	return strings.Join(parts, "; elsewhere ")
}

// order is the steps from one barrier to another.
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
