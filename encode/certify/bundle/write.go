package bundle

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/fencewise/fencewise/encode/certify/cover"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Unconfirmed is the error for a verdict Never that was not confirmed: a prover contradicts it,
// or the bundle does not pass its check. Then one of the solvers, the encoder or the
// checker is wrong.
type Unconfirmed struct {
	Test, Model string
	What        string // what happened
	Folder      string // the folder with the evidence
}

func (a *Unconfirmed) Error() string {
	return fmt.Sprintf("%s under %s is Never, but this was not confirmed: %s", a.Test, a.Model, a.What)
}

// Write writes a bundle for the claim into a folder, which must be empty or new, and checks
// the bundle. After an error other than an [*Unconfirmed] the bundle is removed.
func Write(ctx context.Context, dir string, c *Claim, by prover.Name) (_ Report, err error) {
	defer limit.Catch(&err)
	if err := CheckEmpty(dir); err != nil {
		return Report{}, err
	}
	s, err := c.structure(ctx)
	if err != nil {
		return Report{}, err
	}
	x, err := c.formula(ctx, s)
	if err != nil {
		return Report{}, err
	}
	f := &finder{formula: x, by: by, lattice: x.lattice(), shown: map[string][]byte{}}
	if c.Lattice != nil {
		tags := c.Model.Vocabulary.Language.Tags
		for _, by := range c.Lattice.Steps {
			f.lattice.Steps = append(f.lattice.Steps, cover.Step{Weak: tags[by[0]].Name, Strong: tags[by[1]].Name})
		}
	}
	if err := f.find(ctx); err != nil {
		return Report{}, err
	}
	steps, err := f.steps(ctx)
	if err != nil {
		return Report{}, err
	}
	d, err := x.derive(ctx, f.facts, steps)
	if err == nil && f.wrong == "" {
		err = x.settle(d, nil)
	}
	if err != nil {
		return Report{}, err
	}
	if err := seal(d, f.shown); err != nil {
		return Report{}, err
	}
	text, err := d.manifest.bytes()
	if err != nil {
		return Report{}, err
	}
	if err := checkPrintable(text); err != nil {
		return Report{}, diag.New(c.Test.NameSpan, diag.BundleModel, "%s under %s cannot be put into a bundle: %v", c.Test.Name, c.Model.Name, err).
			WithFix("use names without such characters for the test and the model")
	}
	out := output{dir: dir}
	stays := false
	defer func() {
		if !stays {
			out.remove()
		}
	}()
	if err := out.save(d.files, text); err != nil {
		return Report{}, err
	}
	alarm := &Unconfirmed{Test: c.Test.Name, Model: c.Model.Name, What: f.wrong, Folder: dir}
	if f.wrong != "" { // the folder stays as evidence, and does not pass the check
		stays = true
		return Report{}, alarm
	}
	rep, err := Verify(ctx, dir, Options{Tool: c.Tool})
	rep.Proving = f.proving
	if ds := diag.All(err); len(ds) > 0 && disk.Lacking(err) == nil {
		alarm.What = ds[0].Error()
		stays = true
		return rep, alarm
	}
	stays = err == nil
	return rep, err
}

// seal adds the proofs and solutions, and the hashes and sizes of all files.
func seal(d *derived, shown map[string][]byte) error {
	maps.Copy(d.files, shown)
	d.manifest.Files, d.manifest.Sizes = map[string]string{}, map[string]int64{}
	for name, text := range d.files {
		d.manifest.Files[name], d.manifest.Sizes[name] = hash(text), int64(len(text))
	}
	return d.manifest.seal()
}

// notInstalled turns the error for a prover that is not installed into a diagnostic.
func notInstalled(err error) error {
	var gone *prover.NotInstalled
	if errors.As(err, &gone) {
		return diag.New(diag.Span{}, diag.BundleProver, "--prover %s: it is not installed", gone.Name).
			WithFix("install it, or use --prover %s, which is part of fencewise", prover.Gophersat)
	}
	return err
}
