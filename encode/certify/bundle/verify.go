package bundle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/certify/rup"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Options is how a bundle is checked.
type Options struct {
	Tool string // this program and its version
	// LRAT, if set, opens a file for the proof of a question in the LRAT form.
	LRAT func(question string) (io.WriteCloser, error)
}

// Report is what was checked.
type Report struct {
	Manifest *Manifest
	Steps    map[string]int // by question: the clauses that its proof adds
	Proofs   int            // the size of all proofs and solutions, in bytes
	// Embedded says that the model is the one that this program has under its
	// name, to the last byte.
	Embedded bool
	// Proving is the time that provers took, if it was just made; Checking that
	// for the hashes and proofs, Deriving that for deriving the formulas again.
	Proving, Checking, Deriving time.Duration
}

// Verify checks a bundle: the hashes, every proof, and that program and model
// lead to the formulas. The first thing that is wrong is the error, a
// diagnostic.
func Verify(ctx context.Context, dir string, o Options) (Report, error) {
	start := time.Now()
	m, files, err := read(dir)
	if err != nil {
		return Report{}, err
	}
	r := Report{Manifest: m, Steps: map[string]int{}}
	for i := range m.Questions {
		if err := r.check(ctx, dir, &m.Questions[i], files, o); err != nil {
			return r, err
		}
	}
	r.Checking = time.Since(start)
	start = time.Now()
	if err := again(dir, m, files, o.Tool); err != nil {
		return r, err
	}
	r.Deriving = time.Since(start)
	r.Embedded = embedded(m, files)
	return r, nil
}

// check checks the proof or the solution of one question.
func (r *Report) check(ctx context.Context, dir string, q *Question, files map[string][]byte, o Options) (err error) {
	text, there := files[q.reason()]
	formula, asked := files[q.formula()]
	if !there || !asked {
		return diag.New(diag.Span{}, diag.BundleFiles, "%s: the question %q has no formula, or nothing that shows its answer", dir, q.Name)
	}
	r.Proofs += len(text)
	refuse := func(file string, err error) error {
		return diag.New(diag.Span{}, diag.BundleProof, "%s: %s does not show what it is there for: %v", dir, file, err)
	}
	f, err := rup.Parse(formula)
	if err != nil {
		return refuse(q.formula(), err)
	}
	if q.Solvable {
		if err := checkSolution(formula, text, f.Vars()); err != nil {
			return refuse(q.reason(), err)
		}
		return nil
	}
	var lrat io.Writer
	if o.LRAT != nil {
		out, err := o.LRAT(q.Name)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, out.Close()) }()
		lrat = out
	}
	rep, err := f.Check(ctx, nil, text, lrat)
	r.Steps[q.Name] = rep.Added
	var bad *rup.Error
	if errors.As(err, &bad) {
		return refuse(q.reason(), bad)
	}
	return err
}

// again derives all that follows from program and model once more, and compares.
func again(dir string, m *Manifest, files map[string][]byte, tool string) error {
	test, err := litmus.Parse(diag.NewSource(programFile, string(files[programFile])))
	if err != nil {
		return inside(dir, err)
	}
	model, err := m.Model.load(files)
	if err != nil {
		return inside(dir, err)
	}
	c := Claim{Tool: m.Tool, Test: test, Model: model, Variants: m.Model.Variants, Slots: m.Slots,
		Bound: m.Bound, Interrupts: m.Interrupts, MaxEvents: m.MaxEvents}
	want, derived, err := c.derive(nil)
	if err != nil {
		return inside(dir, err)
	}
	differs := func(file string, line int) error {
		d := diag.New(diag.Span{}, diag.BundleDerived, "%s: %s is not what program and model lead to; the first difference is in line %d", dir, file, line)
		if m.Tool != tool {
			d.Note("the bundle was made by %s, and this is %s: another version can derive another formula", m.Tool, tool)
		}
		return d
	}
	reasons := map[string]bool{}
	for i := range m.Questions {
		reasons[m.Questions[i].reason()] = true
	}
	for _, name := range slices.Sorted(maps.Keys(derived)) {
		if text, there := files[name]; !there {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is missing", dir, name)
		} else if !bytes.Equal(text, derived[name]) {
			return differs(name, firstDifference(text, derived[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, ok := derived[name]; !ok && !reasons[name] {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is no part of a bundle", dir, name)
		}
	}
	// The rest of the manifest: what only the prover and the hashes can say is
	// taken over.
	want.Files = m.Files
	for i := range want.Questions {
		if i < len(m.Questions) {
			want.Questions[i].Prover = m.Questions[i].Prover
		}
	}
	if err := want.seal(); err != nil {
		return err
	}
	expected, err := want.bytes()
	if err != nil {
		return err
	}
	given, err := m.bytes()
	if err != nil {
		return err
	}
	if !bytes.Equal(given, expected) {
		return differs(manifestFile, firstDifference(given, expected))
	}
	return nil
}

// embedded reports whether the model of a bundle is the one that this program has
// under its name.
func embedded(m *Manifest, files map[string][]byte) bool {
	if m.Model.Files[0] != modelFolder+"/"+m.Model.Name+".cat" {
		return false
	}
	for _, name := range m.Model.Files {
		text, ok := models.Source(path.Base(name))
		if !ok || text != string(files[name]) {
			return false
		}
	}
	return true
}

// inside says that a program or model in a bundle is wrong, and why.
func inside(dir string, err error) error {
	ds := diag.All(err)
	if len(ds) == 0 {
		return err
	}
	return diag.New(diag.Span{}, diag.BundleDerived, "%s: its program and model lead to no formula: %v", dir, ds[0])
}

// String is the report in lines.
func (r *Report) String() string {
	m := r.Manifest
	whose := "its text is that of the model in this program"
	if !r.Embedded {
		whose = "its text is not that of a model in this program"
	}
	if len(m.Model.Variants) > 0 {
		whose += "; on: " + strings.Join(m.Model.Variants, ", ")
	}
	s := fmt.Sprintf("%s under %s is %s: %s\n", m.Test, m.Model.Name, m.Verdict, m.Proposition)
	for i := range m.Questions {
		q := &m.Questions[i]
		shown := fmt.Sprintf("refuted by %s, steps: %d", q.Prover, r.Steps[q.Name])
		if q.Solvable {
			shown = "found by " + string(q.Prover)
		}
		s += fmt.Sprintf("  %-5s  %s: %s (%d variables, %d clauses)\n", q.Name, q.Asks, shown, q.Variables, q.Clauses)
	}
	return s + fmt.Sprintf("  model  %s: %s\n", m.Model.Name, whose)
}
