package bundle

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/diag"
)

// Alarm is the error that a verdict Never is not confirmed: a prover answers
// otherwise, or the bundle does not pass its check. One of the solvers, the
// encoder or the checker is wrong.
type Alarm struct {
	Test, Model string
	What        string
	Folder      string // where the evidence is
}

func (a *Alarm) Error() string {
	return fmt.Sprintf("%s under %s is Never, and that is not confirmed: %s", a.Test, a.Model, a.What)
}

// Write makes a bundle for the claim in a folder, which must be empty or new,
// and checks it.
func Write(ctx context.Context, dir string, c *Claim, by prover.Name) (Report, error) {
	if err := free(dir); err != nil {
		return Report{}, err
	}
	shown, wrong, proving := map[string][]byte{}, "", time.Duration(0)
	m, files, err := c.derive(func(q *Question, f *cnf.Formula) error {
		start := time.Now()
		a, err := prover.Run(ctx, by, f)
		proving += time.Since(start)
		if err != nil {
			return missing(err)
		}
		q.Prover = a.By
		switch shown[q.reason()] = a.Proof; {
		case a.Unsat == q.Solvable:
			wrong = fmt.Sprintf("%s says to the question %q that there is %s", a.By, q.Name, existence(!a.Unsat))
		case q.Solvable:
			shown[q.reason()] = solutionText(a.Solution)
		}
		return nil
	})
	if err != nil {
		return Report{}, err
	}
	maps.Copy(files, shown)
	m.Files = map[string]string{}
	for name, text := range files {
		m.Files[name] = hash(text)
	}
	if err := m.seal(); err != nil {
		return Report{}, err
	}
	text, err := m.bytes()
	if err != nil {
		return Report{}, err
	}
	if err := save(dir, files, text); err != nil {
		return Report{}, err
	}
	alarm := &Alarm{Test: c.Test.Name, Model: c.Model.Name, What: wrong, Folder: dir}
	if wrong != "" {
		return Report{}, alarm
	}
	rep, err := Verify(ctx, dir, Options{Tool: c.Tool})
	rep.Proving = proving
	if ds := diag.All(err); len(ds) > 0 {
		alarm.What = ds[0].Error()
		return rep, alarm
	}
	return rep, err
}

func existence(is bool) string {
	if is {
		return "a solution"
	}
	return "none"
}

// missing makes what a user can do something about a diagnostic.
func missing(err error) error {
	var gone *prover.NotInstalled
	if errors.As(err, &gone) {
		return diag.New(diag.Span{}, diag.BundleProver, "--prover %s: it is not installed", gone.Name).
			WithFix("install it, or take --prover %s, which is part of this program", prover.Gophersat)
	}
	return err
}

// free reports whether a folder can take a bundle.
func free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return unwritable(dir, err)
	case len(entries) > 0:
		return diag.New(diag.Span{}, diag.Unwritable, "%s is not empty", dir).WithFix("name a folder that is empty, or one that is not there yet")
	}
	return nil
}

// save writes the files, the manifest last: what was interrupted is no bundle.
func save(dir string, files map[string][]byte, manifest []byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := saveFile(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return err
		}
	}
	return saveFile(filepath.Join(dir, manifestFile), manifest)
}

func saveFile(path string, text []byte) error {
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	if err == nil {
		err = os.WriteFile(path, text, 0o666)
	}
	if err != nil {
		return unwritable(path, err)
	}
	return nil
}

func unwritable(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return diag.New(diag.Span{}, diag.Unwritable, "%s cannot be written: %v", path, err)
}
