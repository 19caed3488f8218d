package prove

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// WriteSMTLIB writes the query of a case as an SMT-LIB script: unsat means that the proposition
// cannot hold. s is the structure that opinion.Decide returned for the case.
func WriteSMTLIB(ctx context.Context, w io.Writer, c opinion.Case, o decide.Options, s *event.Structure, version string) error {
	d := decide.New(c.Model.Model, o)
	return errors.Join(d.SMTLIB(ctx, w, s, version), d.Close())
}

// WriteBundle makes a folder that shows the verdict Never on a case to others, and checks it.
// If the check fails, the error is an [*opinion.Disagreement], and what was written stays as
// evidence. s is the structure that opinion.Decide returned for the case.
func (p *Options) WriteBundle(ctx context.Context, dir string, c opinion.Case, s *event.Structure) (bundle.Report, error) {
	return p.write(ctx, dir, p.claim(c.Test, c.Model, s.Assignment(nil), s))
}

// Options says how bundles are made.
type Options struct {
	decide.Options
	Variants []string // of models, that are on
	By       prover.Name
	Version  string // of this program
	// OrderAlike puts threads that are alike in one order: see [bundle.Claim].
	OrderAlike bool
}

// claim returns what a bundle is to show about a structure.
func (p *Options) claim(t *litmus.Test, m *fit.Model, slots map[string]string, s *event.Structure) *bundle.Claim {
	variants := slices.Concat(p.Variants, m.Variants)
	if !m.OneSize {
		variants = append(slices.Clone(variants), rel.MixedVariant)
	}
	return &bundle.Claim{Tool: p.Version, Test: t.Plain(), Model: m.Model, Variants: variants, Slots: slots, Limits: p.Limits.WithBound(s.Bound), OrderAlike: p.OrderAlike}
}

func (p *Options) write(ctx context.Context, dir string, c *bundle.Claim) (bundle.Report, error) {
	rep, err := bundle.Write(ctx, dir, c, p.By)
	var u *bundle.Unconfirmed
	if errors.As(err, &u) {
		return rep, unconfirmed(c, u.What, dir)
	}
	return rep, err
}

// unconfirmed returns the error for a bundle that its check does not confirm.
func unconfirmed(c *bundle.Claim, what, dir string) error {
	return &opinion.Disagreement{Test: c.Test.Name, Model: c.Model.Name,
		Answers:  [2]string{"smt: Never", what},
		Evidence: "the evidence is kept in " + dir + "\n"}
}

// Task is one case for which a bundle is to be made.
type Task struct {
	opinion.Case
	All    bool // the slots that are not chosen are free
	Folder string
}

// Proved is the result of a task.
type Proved struct {
	Verdict verdict.Verdict         // with All, Never if some variant is
	Reason  string                  // why Unknown
	Counts  map[verdict.Verdict]int // of variants, with All
	Report  *bundle.Report          // of the bundle, if there is one
	Gave    string                  // why no bundle was made though something is Never
}

// Prover makes bundles, one after the other.
type Prover struct {
	w *opinion.Worker
	p Options
}

// NewProver returns a prover; Close frees its solvers.
func NewProver(p Options) *Prover {
	return &Prover{opinion.NewWorker(opinion.Options{Options: p.Options}), p}
}

// Close frees the solvers.
func (p *Prover) Close() error { return p.w.Close() }

// Prove decides a case, or with All its variants, and makes a bundle if one is Never.
func (p *Prover) Prove(ctx context.Context, t Task) (out Proved, err error) {
	err = p.w.Guard(func() error {
		if t.Model, err = t.Model.For(t.Test); err != nil {
			return err
		}
		prove := p.one
		if t.All {
			prove = p.lattice
		}
		out, err = prove(ctx, t)
		return err
	})
	if why := Ended(ctx, err); why != nil {
		out.Gave, err = "no proof was found: "+why.What, nil
	}
	return out, err
}

// Ended returns the limit that ended the work with this error, or nil for any other error.
func Ended(ctx context.Context, err error) *limit.Reached {
	if r := limit.As(err); r != nil {
		return r
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return limit.Cause(ctx)
	}
	return nil
}

// one proves a case whose slots are all fixed.
func (p *Prover) one(ctx context.Context, t Task) (Proved, error) {
	s, a, err := p.w.Decide(ctx, t.Case)
	out := Proved{Verdict: a.Verdict, Reason: a.Reason}
	if err != nil || a.Verdict != verdict.Never {
		return out, err
	}
	return out, p.made(ctx, &out, t.Folder, p.p.claim(t.Test, t.Model, s.Assignment(nil), s))
}

// lattice proves all variants of a case.
func (p *Prover) lattice(ctx context.Context, t Task) (Proved, error) {
	out := Proved{Counts: map[verdict.Verdict]int{}}
	d := p.w.Decider(t.Model)
	s, all, err := d.LatticeTest(ctx, t.Test, t.Choices)
	if many := opinion.TooManyVariants(err, t.Test); many != nil {
		return out, many.WithFix("fix some of its slots with --set, or offer fewer choices in them")
	}
	if err != nil {
		return out, err
	}
	for _, a := range all.All() {
		out.Counts[a.Verdict]++
		if a.Verdict == verdict.Unknown {
			out.Reason = a.Reason
		}
	}
	switch {
	case out.Counts[verdict.Never] > 0:
		out.Verdict = verdict.Never
	case out.Counts[verdict.Unknown] > 0:
		out.Verdict = verdict.Unknown
		return out, nil
	default:
		out.Verdict = verdict.Sometimes
		return out, nil
	}
	c := p.p.claim(t.Test, t.Model, t.Choices, s)
	c.Lattice = &bundle.Lattice{Cores: all.Cores()}
	if c.Lattice.Steps, err = d.Steps(ctx, s); err != nil {
		return out, err
	}
	if err := p.made(ctx, &out, t.Folder, c); err != nil || out.Report == nil {
		return out, err
	}
	return out, agree(c, all, s, out.Report, t.Folder)
}

// made makes the bundle of a task.
func (p *Prover) made(ctx context.Context, out *Proved, dir string, c *bundle.Claim) error {
	rep, err := p.p.write(ctx, dir, c)
	if err == nil {
		out.Report = &rep
	}
	return err
}

// agree compares the table of a bundle with the verdicts that it was made from.
func agree(c *bundle.Claim, all *lattice.Variants, s *event.Structure, rep *bundle.Report, dir string) error {
	for picks, a := range all.All() {
		shown := rep.VerdictOf(s.Assignment(picks)) != ""
		if shown == (a.Verdict == verdict.Never) || shown && a.Verdict == verdict.Unknown {
			continue
		}
		is := "is not shown to be Never"
		if shown {
			is = "is shown to be Never"
		}
		return &opinion.Disagreement{Test: c.Test.Name, Model: c.Model.Name,
			Answers:  [2]string{fmt.Sprintf("smt: %s for %v", a.Verdict, s.Assignment(picks)), "the table: it " + is},
			Evidence: "the evidence is kept in " + dir + "\n"}
	}
	return nil
}
