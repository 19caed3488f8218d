package opinion

import (
	"context"
	"errors"
	"path"

	"github.com/fencewise/fencewise/encode/certify/bundle"
	"github.com/fencewise/fencewise/encode/certify/second"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Bundle has the solvers answer the script of a bundle that was verified, byte by byte as it
// was hashed. It counts the answers in tally, which has an entry for each solver, and reports
// whether one of them agrees. If one denies it the error is a [*Disagreement].
func (x *Second) Bundle(ctx context.Context, rep *bundle.Report, tally []Tally) (confirmed bool, err error) {
	m := rep.Manifest
	script, times := rep.Script()
	if times == 0 { // the bundle rests on other queries than that of its script
		return false, nil
	}
	ev := &second.Case{Tool: x.Tool, Test: m.Test, Model: m.Model.Name, Verdict: m.Verdict, Program: rep.File(programFile), Keep: x.Keep}
	for _, name := range m.Model.Files {
		ev.Models = append(ev.Models, second.File{Name: path.Base(name), Text: rep.File(name)})
	}
	a := &again{verb: []string{"check", programFile}, model: ev.Models[0].Name, variants: m.Model.Variants, target: m.Target, endian: m.Endian, slots: m.Slots, limits: m.Limits()}
	if m.Table != nil {
		a.verb = []string{"prove", programFile, "--all", "-o", "again"}
	}
	ev.Again = a.command(x.Solvers)
	agree, err := x.ask(ctx, ev, &second.Question{Name: m.Questions[0].Name, Asks: m.Questions[0].Asks, Text: script, Times: times}, tally)
	return agree > 0, disagreed(err, "the bundle: "+m.Verdict)
}

// Never has the solvers decide what a verdict Never on a case rests on, and counts the
// answers as Bundle does. If none confirms it, reason says why.
func (x *Second) Never(ctx context.Context, c Case, o decide.Options, tally []Tally) (reason string, err error) {
	w := NewWorker(Options{Options: o, Second: x})
	defer func() { err = errors.Join(err, w.Close()) }()
	out, err := w.confirm(ctx, c, Opinion{By: SMT, Verdict: verdict.Never})
	for i := range out.tally {
		tally[i].Add(out.tally[i])
	}
	return out.Reason, err
}
