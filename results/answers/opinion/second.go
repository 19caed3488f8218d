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

// Second names the SMT solvers that decide again what a verdict rests on.
type Second struct {
	Solvers  []*second.Solver
	Tool     string   // this program and its version
	Keep     string   // the folder in which evidence is kept
	Variants []string // the model variants that are on, for the command that decides again
}

// Tally counts what a solver answers to the queries that verdicts rest on.
type Tally struct {
	Agrees, Denies, Fails int
	Silent                map[string]int // by reason: it has no opinion
}

// count counts an answer to a query that stands for n.
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

// Asked returns how many queries the solver was given.
func (t *Tally) Asked() int {
	n := t.Agrees + t.Denies + t.Fails
	for _, k := range t.Silent {
		n += k
	}
	return n
}

// String returns the counts in one line.
func (t *Tally) String() string {
	all := t.Asked()
	if all == 0 {
		return "was not asked"
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

// confirm has the solvers decide what an opinion rests on. The verdict becomes Unknown if no
// solver confirms it and the other engine was not asked.
func (w *Worker) confirm(ctx context.Context, c Case, o Opinion) (Opinion, error) {
	x := w.opts.Second
	d := w.Decider(c.Model)
	var s *event.Structure
	var err error
	if o.S == nil {
		s, err = d.Unrolled(ctx, c.Test, c.Choices)
	} else {
		s, err = d.StructureAt(ctx, o.S.Bound, c.Test, c.Choices, false)
	}
	if err != nil {
		return o, err
	}
	o.tally = make([]Tally, len(x.Solvers))
	premises := decide.Premises(s, o.Verdict, s.Test.Cond.Quant == verdict.ForAll || o.States != nil && o.States.Negative > 0)
	ev := w.evidence(c, s, &o)
	alone := false // no solver agrees with some premise
	for _, p := range premises {
		agree, err := w.premise(ctx, d, p, ev, o.tally)
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

// premise has all solvers decide one premise, and returns how many agree with it.
func (w *Worker) premise(ctx context.Context, d *Decider, p decide.Premise, ev *second.Case, tally []Tally) (agree int, err error) {
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
	return w.opts.Second.ask(ctx, ev, question(p, text.Bytes()), tally)
}

// question returns a premise as solvers are asked about it, with its SMT-LIB text.
func question(p decide.Premise, text []byte) *second.Question {
	return &second.Question{Name: p.Query.Goal.String(), Asks: p.Query.Goal.What(), Sat: p.Sat, Text: text}
}

// ask has all solvers answer a question, counts the answers, and returns how many agree.
func (x *Second) ask(ctx context.Context, ev *second.Case, q *second.Question, tally []Tally) (agree int, err error) {
	answers, err := ev.Ask(ctx, x.Solvers, q, 0)
	for i := range answers {
		tally[i].count(&answers[i], q.Needs(), max(q.Times, 1))
		if answers[i].Agrees(q.Needs()) {
			agree++
		}
	}
	return agree, err
}

// who returns whose opinion it is, and the verdict.
func (w *Worker) who(o *Opinion) string {
	if w.opts.CrossCheck {
		return fmt.Sprintf("%s, %s: %s", SMT, Enumerate, o.Verdict)
	}
	return fmt.Sprintf("%s: %s", o.By, o.Verdict)
}

// disagreed returns the error of a solver that denies a verdict as a [*Disagreement], and any
// other error as it is.
func disagreed(err error, who string) error {
	var d *second.Denied
	if !errors.As(err, &d) {
		return err
	}
	return &Disagreement{Test: d.Test, Model: d.Model, Answers: [2]string{who, d.What()}, Evidence: d.Evidence + "\n"}
}

// keep stores the evidence that the engines disagree, with what the solvers answer to the
// first query that the encoder's verdict rests on. It adds to clash where the evidence is.
func (w *Worker) keep(ctx context.Context, c Case, encoder Opinion, clash *Disagreement) error {
	d := w.Decider(c.Model)
	s, err := d.StructureAt(ctx, encoder.S.Bound, c.Test, c.Choices, false)
	if err != nil {
		return err
	}
	ev := w.evidence(c, s, &encoder)
	ev.Note = clash.Error() + "\n\n" + clash.Evidence
	p := decide.Premises(s, encoder.Verdict, false)[0]
	var text bytes.Buffer
	if err := d.WriteQuery(ctx, &text, p.Query, ev.Tool); err != nil {
		return err
	}
	kept, says, err := ev.Show(ctx, w.opts.Second.Solvers, question(p, text.Bytes()), 0)
	clash.Evidence += says + kept + "\n"
	return err
}

// evidence returns what a case is about, for the folder that is kept if a solver disagrees.
func (w *Worker) evidence(c Case, s *event.Structure, o *Opinion) *second.Case {
	x := w.opts.Second
	ev := &second.Case{Tool: x.Tool, Test: c.Test.Name, Model: c.Model.Name, Verdict: string(o.Verdict), Program: []byte(c.Test.Src.Text), Keep: x.Keep}
	for _, src := range c.Model.Files {
		ev.Models = append(ev.Models, second.File{Name: filepath.Base(src.Name), Text: []byte(src.Text)})
	}
	again := &again{verb: []string{"check", programFile}, model: ev.Models[0].Name, target: s.Test.Target, slots: s.Assignment(nil), limits: w.opts.Limits.WithBound(s.Bound)}
	if s.Mixed() {
		again.endian = c.Test.Endian.String()
	}
	for _, v := range x.Variants {
		if has, err := c.Model.HasVariant(v); has && err == nil {
			again.variants = append(again.variants, v)
		}
	}
	if w.opts.CrossCheck {
		again.who = []string{string(Enumerate)}
	}
	ev.Again = again.command(x.Solvers)
	return ev
}

// programFile is the name of the program in a folder of evidence.
const programFile = "program.litmus"

// again says how the program in a folder of evidence is decided again.
type again struct {
	verb     []string
	model    string // its file in the folder of the model
	variants []string
	target   string // that the program is compiled for; "" for none
	endian   string // "" for what the program says
	slots    map[string]string
	limits   unroll.Limits
	who      []string // gives second opinions, besides the solvers
}

// command returns the command line, for solvers as well.
func (a *again) command(solvers []*second.Solver) []string {
	all := append([]string{"fencewise"}, a.verb...)
	all = append(all, "--model", "model/"+a.model)
	for _, v := range a.variants {
		all = append(all, "--variant", v)
	}
	if a.target != "" {
		all = append(all, "--target", a.target)
	}
	if a.endian != "" {
		all = append(all, "--endian", a.endian)
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
