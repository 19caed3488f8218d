package opinion

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify/second"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Second is who gives second opinions besides the engines: SMT solvers, each of
// which decides the questions anew that a verdict rests on.
type Second struct {
	Solvers  []*second.Solver
	Tool     string   // this program and its version
	Keep     string   // the folder in which evidence is kept
	Variants []string // of models that are on, for who asks again
}

// Tally is what a solver says to the questions that verdicts rest on.
type Tally struct {
	Agrees, Denies, Fails int
	Silent                map[string]int // by reason: it has no opinion
}

// count notes an answer to a question that asks n times.
func (t *Tally) count(a *second.Answer, needs second.Status, n int) {
	switch {
	case a.Agrees(needs):
		t.Agrees += n
	case a.Denies(needs):
		t.Denies += n
	case a.Failed != "":
		t.Fails += n
	default:
		t.silent(a.Why, n)
	}
}

func (t *Tally) silent(why string, n int) {
	if t.Silent == nil {
		t.Silent = map[string]int{}
	}
	t.Silent[why] += n
}

// Add adds the counts of another tally.
func (t *Tally) Add(o Tally) {
	t.Agrees, t.Denies, t.Fails = t.Agrees+o.Agrees, t.Denies+o.Denies, t.Fails+o.Fails
	for why, n := range o.Silent {
		t.silent(why, n)
	}
}

// Asked is how many questions the solver was asked.
func (t *Tally) Asked() int {
	n := t.Agrees + t.Denies + t.Fails
	for _, k := range t.Silent {
		n += k
	}
	return n
}

// String says it in a line.
func (t *Tally) String() string {
	all := t.Asked()
	if all == 0 {
		return "was asked nothing"
	}
	s := fmt.Sprintf("agrees on %d of %d questions", t.Agrees, all)
	if all == 1 {
		s = fmt.Sprintf("agrees on %d of 1 question", t.Agrees)
	}
	if t.Denies > 0 {
		s += fmt.Sprintf("; denies %d", t.Denies)
	}
	if t.Fails > 0 {
		s += fmt.Sprintf("; gives no answer to %d", t.Fails)
	}
	for _, why := range slices.Sorted(maps.Keys(t.Silent)) {
		s += fmt.Sprintf("; no opinion on %d: %s", t.Silent[why], why)
	}
	return s
}

// confirm has the solvers decide what an opinion rests on. Where nobody else has
// confirmed it and the solvers do not either, there is no verdict.
func (w *Worker) confirm(ctx context.Context, q Case, o Opinion) (Opinion, error) {
	x := w.opts.Second
	d := w.Decider(q.Model)
	var s *event.Structure
	var err error
	if o.S == nil {
		s, err = d.Unrolled(ctx, q.Test, q.Choices)
	} else {
		s, err = d.StructureAt(ctx, o.S.Bound, q.Test, q.Choices, false)
	}
	if err != nil {
		return o, err
	}
	o.tally = make([]Tally, len(x.Solvers))
	premises := decide.Premises(s, o.Verdict, s.Test.Cond.Quant == verdict.ForAll || o.States != nil && o.States.Negative > 0)
	c := w.evidence(q, s, &o)
	alone := false // nobody agrees with some premise
	for _, p := range premises {
		agree, err := w.premise(ctx, d, s, p, c, o.tally)
		if err != nil {
			return o, disagreed(err, w.who(&o))
		}
		alone = alone || agree == 0
	}
	for i, t := range o.tally {
		if len(premises) > 0 && t.Agrees == len(premises) {
			o.confirmed = append(o.confirmed, x.Solvers[i].String())
		}
	}
	if alone && !w.opts.CrossCheck {
		var why []string
		for i := range o.tally {
			for _, reason := range slices.Sorted(maps.Keys(o.tally[i].Silent)) {
				why = append(why, x.Solvers[i].String()+": "+reason)
			}
		}
		o.Reason = fmt.Sprintf("%s: %s, but %s", o.By, o.Verdict, strings.Join(why, "; "))
		o.Verdict = verdict.Unknown
	}
	return o, nil
}

// premise asks all solvers about one premise, and counts those who agree.
func (w *Worker) premise(ctx context.Context, d *Decider, s *event.Structure, p decide.Premise, c *second.Case, tally []Tally) (agree int, err error) {
	var text bytes.Buffer
	err = d.WriteQuery(ctx, &text, p.Query, w.opts.Second.Tool)
	var big *encode.TooBig
	switch {
	case errors.As(err, &big):
		for i := range tally {
			tally[i].silent(big.Error(), 1)
		}
		return 0, nil
	case err != nil:
		return 0, err
	}
	return w.opts.Second.ask(ctx, c, &second.Question{Name: p.Query.Goal.String(), Asks: p.Query.Goal.What(), Sat: p.Sat, Text: text.Bytes()}, tally)
}

// ask puts a question to all solvers.
func (x *Second) ask(ctx context.Context, c *second.Case, q *second.Question, tally []Tally) (agree int, err error) {
	answers, err := c.Ask(ctx, x.Solvers, q, 0)
	for i := range answers {
		tally[i].count(&answers[i], q.Needs(), max(q.Times, 1))
		if answers[i].Agrees(q.Needs()) {
			agree++
		}
	}
	return agree, err
}

// who is the engines that an opinion is that of.
func (w *Worker) who(o *Opinion) string {
	if w.opts.CrossCheck {
		return fmt.Sprintf("%s, %s: %s", SMT, Enumerate, o.Verdict)
	}
	return fmt.Sprintf("%s: %s", o.By, o.Verdict)
}

// disagreed makes the alarm of a solver one of this package.
func disagreed(err error, who string) error {
	var a *second.Alarm
	if !errors.As(err, &a) {
		return err
	}
	return &Disagreement{Test: a.Test, Model: a.Model, Answers: [2]string{who, a.What()}, Evidence: a.Evidence + "\n"}
}

// keep keeps the evidence that the engines disagree, with what the solvers say to
// the first question that the encoder's verdict rests on, and says where.
func (w *Worker) keep(ctx context.Context, q Case, encoder Opinion, clash *Disagreement) error {
	d := w.Decider(q.Model)
	s, err := d.StructureAt(ctx, encoder.S.Bound, q.Test, q.Choices, false)
	if err != nil {
		return err
	}
	c := w.evidence(q, s, &encoder)
	c.Note = clash.Error() + "\n\n" + clash.Evidence
	p := decide.Premises(s, encoder.Verdict, false)[0]
	var text bytes.Buffer
	if err := d.WriteQuery(ctx, &text, p.Query, c.Tool); err != nil {
		return err
	}
	kept, says, err := c.Show(ctx, w.opts.Second.Solvers, &second.Question{Name: p.Query.Goal.String(), Asks: p.Query.Goal.What(), Sat: p.Sat, Text: text.Bytes()}, 0)
	clash.Evidence += says + kept + "\n"
	return err
}

// evidence is what a question is about, for who sees that others disagree.
func (w *Worker) evidence(q Case, s *event.Structure, o *Opinion) *second.Case {
	c := &second.Case{Tool: w.opts.Second.Tool, Test: q.Test.Name, Model: q.Model.Name, Verdict: string(o.Verdict),
		Program: []byte(q.Test.Src.Text), Keep: w.opts.Second.Keep}
	for _, src := range q.Model.Files {
		c.Models = append(c.Models, second.File{Name: filepath.Base(src.Name), Text: []byte(src.Text)})
	}
	again := &again{verb: []string{"check", programFile}, model: c.Models[0].Name, slots: s.Assignment(nil), limits: w.opts.Limits.WithBound(s.Bound)}
	for _, v := range w.opts.Second.Variants {
		if has, err := q.Model.HasVariant(v); has && err == nil {
			again.variants = append(again.variants, v)
		}
	}
	if w.opts.CrossCheck {
		again.who = []string{string(Enumerate)}
	}
	c.Again = again.command(w.opts.Second.Solvers)
	return c
}

// programFile is the program in a folder of evidence.
const programFile = "program.litmus"

// again is how the program in a folder of evidence is decided again.
type again struct {
	verb     []string
	model    string // its file in the folder of the model
	variants []string
	slots    map[string]string
	limits   unroll.Limits
	who      []string // gives second opinions, besides the solvers
}

func (a *again) command(solvers []*second.Solver) []string {
	all := append([]string{"fencewise"}, a.verb...)
	all = append(all, "--model", "model/"+a.model)
	for _, v := range a.variants {
		all = append(all, "--variant", v)
	}
	for _, slot := range slices.Sorted(maps.Keys(a.slots)) {
		all = append(all, "--set", slot+"="+a.slots[slot])
	}
	for _, l := range []struct {
		flag string
		n    int
	}{{"--bound", a.limits.Bound}, {"--interrupts", a.limits.Interrupts}, {"--max-events", a.limits.MaxEvents}} {
		if l.n > 0 {
			all = append(all, l.flag, strconv.Itoa(l.n))
		}
	}
	who := a.who
	for _, s := range solvers {
		who = append(who, s.Path)
	}
	if len(who) > 0 {
		all = append(all, "--cross-check="+strings.Join(who, ","))
	}
	return all
}
