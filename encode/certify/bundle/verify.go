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

// Options says how to check a bundle.
type Options struct {
	Tool string // this program and its version
	// LRAT, if set, opens a file for a proof in LRAT form, or for the formula that the
	// proof refutes if the bundle has no file with that formula.
	LRAT func(file string) (File, error)
	// EmbeddedModels rejects a bundle unless its model is, to the last byte, the
	// embedded model of its name.
	EmbeddedModels bool
}

// File is a file that is being written. It appears under its name when it is committed.
type File interface {
	io.Writer
	Commit() error
	Abort() error
}

// Verify checks a bundle: the hashes, every proof, that the formulas follow from program
// and model, and that the verdict follows from the proofs. The error is a diagnostic about
// the first thing that is wrong.
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
	if err := r.deriveAgain(ctx, dir, m, files, o.Tool); err != nil {
		return r, err
	}
	r.Deriving = time.Since(start)
	r.Embedded = is
	return r, nil
}

// deriveAgain derives everything that follows from program and model again, and compares it with
// the bundle.
func (r *Report) deriveAgain(ctx context.Context, dir string, m *Manifest, files map[string][]byte, tool string) error {
	text := string(files[programFile])
	test, err := litmus.Parse(diag.NewSource(programFile, text))
	if err == nil && test.Name != m.Test { // the test may be named after its file
		test, err = litmus.Parse(diag.NewSource(m.Test+".litmus", text))
	}
	if err != nil {
		return withFolder(dir, err)
	}
	if order, ok := litmus.ParseByteOrder(m.Endian); ok {
		test.SetEndian(order)
	}
	test.Target = m.Target
	if m.Property != "" {
		if test, err = test.Asking(litmus.Property(m.Property)); err != nil {
			return withFolder(dir, err)
		}
	}
	model, err := m.Model.load(files, test)
	if err != nil {
		return withFolder(dir, err)
	}
	c := Claim{Tool: m.Tool, Test: test, Model: model, Variants: m.Model.Variants, Slots: m.Slots, Limits: m.Limits(), Former: m.Schema < joinsSchema, Uncounted: m.Schema < countsSchema, Unsequenced: m.Schema < sequenceSchema, AlikeDeps: m.Schema < guardedSchema, OrderAlike: m.OrderAlike}
	if len(m.Free) > 0 {
		c.Lattice = &Lattice{}
	}
	s, err := c.structure(ctx)
	if err != nil {
		return withFolder(dir, err)
	}
	f, err := c.formula(ctx, s)
	if err != nil {
		return withFolder(dir, err)
	}
	d, err := f.derive(ctx, m.Facts, m.Steps)
	if err == nil {
		err = f.settle(d, files[tableFile])
	}
	if err != nil {
		return withFolder(dir, err)
	}
	if err := compare(dir, m, files, d, tool); err != nil {
		return err
	}
	r.Shown, r.lattice, r.under = d.shown, d.lattice, m.conditions(test)
	return nil
}

// compare returns an error if the bundle differs from what was derived.
func compare(dir string, m *Manifest, files map[string][]byte, d *derived, tool string) error {
	differs := func(file string, line int) error {
		d := diag.New(diag.Span{}, diag.BundleDerived, "%s: %s differs from what program and model produce, first in line %d", dir, file, line)
		if m.Tool != tool {
			d.Note("the bundle was made by %s, but this is %s: different versions can produce different formulas", m.Tool, tool)
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
			return diag.New(diag.Span{}, diag.BundleFiles, "%s: %s does not belong to the bundle", dir, name)
		}
	}
	// Compare the rest of the manifest. Hashes have been compared before. It does not
	// matter which prover made a proof, and derive has copied the names of provers.
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

// embedded reports whether the model of a bundle is the embedded model of its name.
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

// foreignModel returns the error for a bundle whose model is not an embedded one.
func foreignModel(dir string, m *Manifest) error {
	d := diag.New(diag.Span{}, diag.BundleForeign, "%s: its model %s is not an embedded model", dir, m.Model.Name)
	if _, ok := models.Source(m.Model.Name); ok {
		d = diag.New(diag.Span{}, diag.BundleForeign, "%s: its model is named %s, but its text differs from the embedded model of that name", dir, m.Model.Name)
	}
	return d.WithFix("leave out --embedded-models if you trust this model")
}

// withFolder returns an error that says that a program or model in a bundle is wrong, or that
// the claim does not follow, and why.
func withFolder(dir string, err error) error {
	ds := diag.All(err)
	switch {
	case len(ds) == 0:
		return err
	case ds[0].Code == diag.BundleCover:
		return diag.New(diag.Span{}, diag.BundleCover, "%s: %s", dir, ds[0].Msg)
	}
	return diag.New(diag.Span{}, diag.BundleDerived, "%s: no formula can be made from its program and model: %v", dir, ds[0])
}
