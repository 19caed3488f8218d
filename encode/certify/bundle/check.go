package bundle

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/encode/certify/rup"
	"github.com/fencewise/fencewise/programs/diag"
)

// checker checks the proofs and solutions of one bundle. It takes questions and
// assumptions from the manifest as they are. Whether they follow from program and
// model is checked later.
type checker struct {
	dir   string
	files map[string][]byte
	open  func(file string) (File, error) // for LRAT; nil for none
	rep   *Report

	parsed map[string]*rup.CNF // by question
}

// fact checks the proof or the solution of one fact.
func (k *checker) fact(ctx context.Context, m *Manifest, f *Fact) error {
	i := slices.IndexFunc(m.Questions, func(q Question) bool { return q.Name == f.Question })
	if _, known := kinds[f.Question][f.Solvable]; !known || i < 0 {
		return diag.New(diag.Span{}, diag.BundleManifest, "%s: the manifest has no question for the fact %q", k.dir, f.File)
	}
	q := &m.Questions[i]
	shown, formula, err := k.shownAndFormula(f.File, formulaFile)
	if err != nil {
		return err
	}
	if f.Solvable {
		cnf, err := k.parse(formulaFile, &Question{Name: holds}, formula)
		if err != nil {
			return err
		}
		k.rep.Solutions += len(shown)
		if err := checkSolution(formula, shown, cnf.Vars(), q, slices.Concat(q.Assume, f.Assume)); err != nil {
			return k.rejects(f.File, err)
		}
		return nil
	}
	cnf, err := k.parse(formulaFile, q, q.partText(formula))
	if err != nil {
		return err
	}
	whole := len(q.Without) == 0 && len(q.Assume)+len(f.Assume) == 0
	return k.proof(ctx, cnf, f.File, shown, slices.Concat(q.Assume, f.Assume), whole)
}

// step checks the proof of one step.
func (k *checker) step(ctx context.Context, s *Step) error {
	shown, formula, err := k.shownAndFormula(s.proof(), s.formula())
	if err != nil {
		return err
	}
	cnf, err := k.parse(s.formula(), &Question{Name: s.folder()}, formula)
	if err != nil {
		return err
	}
	return k.proof(ctx, cnf, s.proof(), shown, nil, true)
}

// shownAndFormula returns the proof or solution that shows an answer, and the formula.
func (k *checker) shownAndFormula(shown, formula string) ([]byte, []byte, error) {
	a, there := k.files[shown]
	b, asked := k.files[formula]
	if !there || !asked {
		return nil, nil, diag.New(diag.Span{}, diag.BundleFiles, "%s: %s or %s is missing", k.dir, shown, formula)
	}
	return a, b, nil
}

// parse returns the parsed formula of a question. It parses each formula only once.
func (k *checker) parse(file string, q *Question, text []byte) (*rup.CNF, error) {
	if f := k.parsed[q.Name]; f != nil {
		return f, nil
	}
	f, err := rup.Parse(text)
	if err != nil {
		return nil, k.rejects(file, err)
	}
	if k.parsed == nil {
		k.parsed = map[string]*rup.CNF{}
	}
	k.parsed[q.Name] = f
	return f, nil
}

// proof checks a proof. If LRAT output is wanted, it also writes the proof in that form,
// and the formula if it is not a file of the bundle (whole is false).
func (k *checker) proof(ctx context.Context, f *rup.CNF, file string, proof []byte, assume []int, whole bool) (err error) {
	k.rep.Proofs += len(proof)
	var lrat io.Writer
	if k.open != nil {
		name := strings.TrimSuffix(file, ".rup")
		if !whole {
			err := k.write(name+".cnf", func(w io.Writer) error { return f.WriteDIMACS(w, assume) })
			if err != nil {
				return err
			}
		}
		out, err := k.open(name + ".lrat")
		if err != nil {
			return err
		}
		defer func() {
			if err != nil {
				err = errors.Join(err, out.Abort())
			} else {
				err = out.Commit()
			}
		}()
		lrat = out
	}
	rep, err := f.Check(ctx, assume, proof, lrat)
	k.rep.Steps[file] = rep.Added
	var bad *rup.Error
	if errors.As(err, &bad) {
		return k.rejects(file, bad)
	}
	return err
}

func (k *checker) write(file string, write func(io.Writer) error) error {
	out, err := k.open(file)
	if err != nil {
		return err
	}
	if err := write(out); err != nil {
		return errors.Join(err, out.Abort())
	}
	return out.Commit()
}

func (k *checker) rejects(file string, err error) error {
	return diag.New(diag.Span{}, diag.BundleProof, "%s: %s does not show what it should: %v", k.dir, file, err)
}
