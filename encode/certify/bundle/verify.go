package bundle

import (
	"bytes"
	"context"
	"io"
	"maps"
	"path"
	"slices"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Options is how a bundle is checked.
type Options struct {
	Tool string // this program and its version
	// LRAT, if set, opens a file for a proof in the LRAT form, or for the
	// formula that it is a proof of, where the bundle has no file of that.
	LRAT func(file string) (File, error)
	// EmbeddedModels refuses a bundle whose model is not, to the last byte, the one
	// that this program has under its name.
	EmbeddedModels bool
}

// File is a file being written; it appears under its name when it is committed.
type File interface {
	io.Writer
	Commit() error
	Abort() error
}

// Verify checks a bundle: the hashes, every proof, and that program and model
// lead to the formulas and the proofs to the verdict. The first thing that is
// wrong is the error, a diagnostic.
func Verify(ctx context.Context, dir string, o Options) (_ Report, err error) {
	defer limit.Catch(&err)
	start := time.Now()
	m, files, err := read(dir)
	if err != nil {
		return Report{}, err
	}
	return verify(ctx, dir, m, files, o, start)
}

// verify checks the files of a bundle, whose hashes have been compared.
func verify(ctx context.Context, dir string, m *Manifest, files map[string][]byte, o Options, start time.Time) (Report, error) {
	is := embedded(m, files)
	if o.EmbeddedModels && !is {
		return Report{Manifest: m}, foreignModel(dir, m)
	}
	r := Report{Manifest: m, Steps: map[string]int{}, files: files}
	k := &checker{dir: dir, files: files, open: o.LRAT, rep: &r}
	for i := range m.Facts {
		if err := k.fact(ctx, m, &m.Facts[i]); err != nil {
			return r, err
		}
	}
	for i := range m.Steps {
		if err := k.step(ctx, &m.Steps[i]); err != nil {
			return r, err
		}
	}
	r.Checking = time.Since(start)
	start = time.Now()
	k.parsed = nil
	if err := r.again(ctx, dir, m, files, o.Tool); err != nil {
		return r, err
	}
	r.Deriving = time.Since(start)
	r.Embedded = is
	return r, nil
}

// again derives all that follows from program and model once more, and compares.
func (r *Report) again(ctx context.Context, dir string, m *Manifest, files map[string][]byte, tool string) error {
	text := string(files[programFile])
	test, err := litmus.Parse(diag.NewSource(programFile, text))
	if err == nil && test.Name != m.Test { // it may be one that is named after its file
		test, err = litmus.Parse(diag.NewSource(m.Test+".litmus", text))
	}
	if err != nil {
		return inside(dir, err)
	}
	model, err := m.Model.load(files)
	if err != nil {
		return inside(dir, err)
	}
	c := Claim{Tool: m.Tool, Test: test, Model: model, Variants: m.Model.Variants, Slots: m.Slots, Limits: m.Limits()}
	if len(m.Free) > 0 {
		c.Lattice = &Lattice{}
	}
	s, err := c.structure(ctx)
	if err != nil {
		return inside(dir, err)
	}
	f, err := c.formula(ctx, s)
	if err != nil {
		return inside(dir, err)
	}
	d, err := f.derive(ctx, m.Facts, m.Steps)
	if err == nil {
		err = f.settle(d, files[tableFile])
	}
	if err != nil {
		return inside(dir, err)
	}
	if err := compare(dir, m, files, d, tool); err != nil {
		return err
	}
	r.Shown, r.lattice, r.under = d.shown, d.lattice, m.conditions(test)
	return nil
}

// compare holds a bundle against what was derived.
func compare(dir string, m *Manifest, files map[string][]byte, d *derived, tool string) error {
	differs := func(file string, line int) error {
		d := diag.New(diag.Span{}, diag.BundleDerived, "%s: %s is not what program and model lead to; the first difference is in line %d", dir, file, line)
		if m.Tool != tool {
			d.Note("the bundle was made by %s, and this is %s: another version can derive another formula", m.Tool, tool)
		}
		return d
	}
	reasons := map[string]bool{}
	for i := range d.manifest.Facts {
		reasons[d.manifest.Facts[i].File] = true
	}
	for i := range d.manifest.Steps {
		reasons[d.manifest.Steps[i].proof()] = true
	}
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		if text, there := files[name]; !there {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is missing", dir, name)
		} else if !bytes.Equal(text, d.files[name]) {
			return differs(name, firstDifference(text, d.files[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, ok := d.files[name]; !ok && !reasons[name] {
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s is no part of a bundle", dir, name)
		}
	}
	// The rest of the manifest. Hashes have been compared; who made a proof
	// does not matter, and derive has taken it over.
	want := d.manifest
	want.Schema, want.Files, want.Sizes = m.Schema, m.Files, m.Sizes
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
		return differs(ManifestFile, firstDifference(given, expected))
	}
	return nil
}

// embedded reports whether the model of a bundle is the one that this program has
// under its name.
func embedded(m *Manifest, files map[string][]byte) bool {
	if len(m.Model.Files) == 0 || m.Model.Files[0] != modelFolder+"/"+m.Model.Name+".cat" {
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

// foreignModel returns the error for a bundle whose model is not one of this
// program.
func foreignModel(dir string, m *Manifest) error {
	d := diag.New(diag.Span{}, diag.BundleForeign, "%s: the text of its model %s is not that of any model in this program", dir, m.Model.Name)
	if _, ok := models.Source(m.Model.Name); ok {
		d = diag.New(diag.Span{}, diag.BundleForeign, "%s: its model is called %s, but its text differs from the model of that name in this program", dir, m.Model.Name)
	}
	return d.WithFix("leave out --embedded-models, if you know this model")
}

// inside says that a program or model in a bundle is wrong, or that what is
// claimed does not follow, and why.
func inside(dir string, err error) error {
	ds := diag.All(err)
	switch {
	case len(ds) == 0:
		return err
	case ds[0].Code == diag.BundleCover:
		return diag.New(diag.Span{}, diag.BundleCover, "%s: %s", dir, ds[0].Msg)
	}
	return diag.New(diag.Span{}, diag.BundleDerived, "%s: its program and model lead to no formula: %v", dir, ds[0])
}
