package trace

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// maxBound is a bound that no structure reaches, because it has fewer events.
const maxBound = 1 << 20

// Parse reads the JSON form. The error is a *diag.Diagnostic.
func Parse(src *diag.Source) (*Trace, error) {
	var t Trace
	d := json.NewDecoder(strings.NewReader(src.Text))
	d.DisallowUnknownFields()
	err := d.Decode(&t)
	at := src.Span(0, 0)
	if err != nil {
		var (
			syntax *json.SyntaxError
			kind   *json.UnmarshalTypeError
		)
		switch {
		case errors.As(err, &syntax):
			at = src.Span(int(max(0, syntax.Offset-1)), int(syntax.Offset))
		case errors.As(err, &kind):
			at = src.Span(int(max(0, kind.Offset-1)), int(kind.Offset))
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			at = src.Span(len(src.Text), len(src.Text))
			err = errors.New("the text ends too early")
		}
		return nil, noTrace(at, "%s is not a witness: %s", src.Name, strings.TrimPrefix(err.Error(), "json: "))
	}
	if t.Schema < 1 || t.Schema > Schema {
		return nil, noTrace(at, "%s has schema %d, and this version reads 1 to %d", src.Name, t.Schema, Schema)
	}
	if _, err := d.Token(); err != io.EOF {
		at := src.Span(int(d.InputOffset()), int(d.InputOffset()))
		return nil, noTrace(at, "%s is not a witness: unexpected data after the JSON object", src.Name)
	}
	if what, end := strict(src.Text, reflect.TypeFor[Trace]()); what != "" {
		return nil, noTrace(src.Span(max(0, end-1), end), "%s is not a witness: %s", src.Name, what)
	}
	if t.Bound < 1 || t.Bound > maxBound || t.Interrupts > maxBound || t.Interrupts < 0 {
		return nil, noTrace(at, "%s is not a witness: a bound of %d and of %d interrupts", src.Name, t.Bound, t.Interrupts)
	}
	return &t, nil
}

func noTrace(at diag.Span, format string, args ...any) error {
	return diag.New(at, diag.TraceSyntax, format, args...).
		WithFix("give the file that fencewise witness --format json wrote")
}

// Read returns the execution of a structure that src describes.
func Read(src *diag.Source, s *event.Structure) (*execution.Execution, error) {
	t, err := Parse(src)
	if err != nil {
		return nil, err
	}
	c, err := t.Execution(s)
	if err != nil {
		return nil, err
	}
	return c.X, nil
}

// Structure unrolls a program, compiled for the target of the trace if it has one, with the
// bounds of the trace and at most maxEvents events
// (0 for the default). The error holds diagnostics.
func (t *Trace) Structure(ctx context.Context, test *litmus.Test, maxEvents int) (*event.Structure, error) {
	if t.Test != testName(test) {
		return nil, notOf(test, "it is one of %s, and the program is %s", t.Test, testName(test))
	}
	if t.Target != "" {
		compiled := *test
		compiled.Target = t.Target
		test = &compiled
	}
	if t.Endian != "" && t.Endian != test.Endian.String() {
		return nil, notOf(test, "its order of bytes is %s, which the program or --endian has to say", t.Endian)
	}
	for name, choice := range t.Slots {
		sl := test.Slot(name)
		if sl == nil || !slices.ContainsFunc(sl.Choices, func(c litmus.Choice) bool { return c.Text == choice }) {
			return nil, notOf(test, "it has %q in the slot %s", choice, name)
		}
	}
	return unroll.Build(ctx, test, unroll.Options{Limits: unroll.Limits{Bound: t.Bound, Interrupts: t.Interrupts, MaxEvents: maxEvents}, Fixed: t.Slots, KeepRounds: t.EveryRound, KeepWrites: t.KeptWrites, SkipAttempts: t.SkippedAttempts, AlikeDeps: !t.GuardedDeps})
}

// Execution finds the execution in a structure that was made by
// [Trace.Structure], completes it, and compares what follows from it with what
// the trace says. The error is a *diag.Diagnostic.
func (t *Trace) Execution(s *event.Structure) (*execution.Candidate, error) {
	slots, err := t.picks(s)
	if err != nil {
		return nil, err
	}
	if err := t.describes(s, slots); err != nil {
		return nil, err
	}
	x, err := t.choose(s, slots)
	if err != nil {
		return nil, err
	}
	c, err := x.Complete()
	if err != nil {
		return nil, diag.New(diag.Span{}, diag.TraceExecution, "the witness is %v", err).
			WithFix("write it again with fencewise witness")
	}
	again := of(c, Origin{}, t.Schema)
	again.Tool, again.File, again.Model = t.Tool, t.File, t.Model
	if what := t.differs(again); what != "" {
		return nil, diag.New(diag.Span{}, diag.TraceDerived, "the witness was changed after it was written: %s", what).
			WithFix("write it again with fencewise witness")
	}
	return c, nil
}

// picks returns the choice of the trace for each slot of the structure.
func (t *Trace) picks(s *event.Structure) ([]int, error) {
	picks := make([]int, len(s.Slots))
	for i := range s.Slots {
		sl := &s.Slots[i]
		choice, has := t.Slots[sl.Name]
		if picks[i] = slices.Index(sl.Choices, choice); !has || picks[i] < 0 || sl.Fixed >= 0 && sl.Fixed != picks[i] {
			return nil, foreign(s, "it has %q in the slot %s", choice, sl.Name)
		}
	}
	return picks, nil
}

// describes compares the trace with a program as far as no execution is needed.
func (t *Trace) describes(s *event.Structure, slots []int) error {
	var p Trace
	p.program(&execution.Execution{S: s, Slots: slots})
	switch {
	case t.Proposition != p.Proposition || t.Quantifier != p.Quantifier:
		return foreign(s, "it is about %s (%s), and the program asks %s (%s)", t.Quantifier, t.Proposition, p.Quantifier, p.Proposition)
	case t.Filter != p.Filter:
		return foreign(s, "it is about executions with %s, and the program about those with %s", cmp.Or(t.Filter, "no filter"), cmp.Or(p.Filter, "no filter"))
	case !maps.Equal(t.Slots, p.Slots):
		return foreign(s, "it has slots that the program does not have")
	case t.Bound != p.Bound || t.Interrupts != p.Interrupts || t.EveryRound != p.EveryRound || t.KeptWrites != p.KeptWrites || t.SkippedAttempts != p.SkippedAttempts || t.GuardedDeps != p.GuardedDeps:
		return foreign(s, "the program is unrolled to another bound")
	}
	for i := range t.Events {
		e := t.Events[i]
		if e.Number < 0 || e.Number >= len(s.Events) || !t.is(s, int32(e.Number)) {
			return foreign(s, "the program has no event %d", e.Number)
		}
		e.Value = ""
		if want := t.static(s, e.Number); e != want {
			return foreign(s, "event %d is %s there, and %s in the program", e.Number, e.title(), want.title())
		}
	}
	for _, f := range t.Forks {
		if f.outcome(s) < 0 {
			return foreign(s, "the program has no fork %d at %s with the outcome %q", f.Number, f.Instruction, f.Outcome)
		}
	}
	for _, c := range t.Choices {
		if c.Number < 0 || c.Number >= len(s.FreeChoices) || c != choice(s, c.Number) {
			return foreign(s, "the program has no choice %d (%s)", c.Number, c.What)
		}
	}
	return nil
}

// outcome returns the number of the outcome that the fork of a program has; -1 if it is
// no fork of the program.
func (f *Fork) outcome(s *event.Structure) int {
	if f.Number < 0 || f.Number >= len(s.Forks) {
		return -1
	}
	for o := range s.Forks[f.Number].Conds {
		if *f == fork(s, f.Number, o) {
			return o
		}
	}
	return -1
}

func foreign(s *event.Structure, format string, args ...any) error {
	return notOf(s.Test, format, args...)
}

func notOf(test *litmus.Test, format string, args ...any) error {
	return diag.New(test.NameSpan, diag.TraceProgram, "the witness is not one of this program: "+format, args...).
		WithFix("give the program that it was made from, or write it again")
}

// title describes an event in a line.
func (e *Event) title() string {
	words := []string{e.Thread, e.Kind, e.Instruction, e.Location}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	if e.Slot != "" {
		words = append(words, "in slot", e.Slot)
	}
	if e.Round > 0 {
		words = append(words, "in round", itoa(e.Round))
	}
	if e.Line > 0 {
		words = append(words, "at", itoa(e.Line)+":"+itoa(e.Column))
	}
	if e.Rings != "" {
		words = append(words, "for", e.Rings)
	}
	if e.Interrupt > 0 {
		words = append(words, "of interrupt", itoa(e.Interrupt))
	}
	return strings.Join(words, " ")
}

// choose makes the execution from the choices of the trace. Completing it then checks
// that it is well formed and that its numbers are those of events.
func (t *Trace) choose(s *event.Structure, slots []int) (*execution.Execution, error) {
	x := execution.New(s)
	x.Slots, x.AllowCut = slots, len(t.Cuts) > 0
	for _, c := range t.Choices {
		x.Choices[c.Number] = true
	}
	for _, f := range t.Forks {
		if x.Outcomes[f.Number] >= 0 {
			return nil, foreign(s, "fork %d is there twice", f.Number)
		}
		x.Outcomes[f.Number] = int32(f.outcome(s))
	}
	for _, p := range t.Rf {
		if !p.choose(t, x) {
			return nil, foreign(s, "event %d is not a read, or reads from two writes, or not from event %d", p.Read, p.Write)
		}
	}
	for _, co := range t.Co {
		l := s.GranuleNamed(co.Location)
		if l < 0 || x.Order[event.Co][l] != nil {
			return nil, foreign(s, "the program has no location %s, or it is there twice", co.Location)
		}
		members, ok := t.members(s, l, co.Events)
		if !ok {
			return nil, foreign(s, "not all events of %s are writes to it", co.Location)
		}
		x.Order[event.Co][l] = members
	}
	for _, dbo := range t.Dbo {
		th := slices.IndexFunc(s.Threads, func(t event.Thread) bool { return t.Name == dbo.Thread })
		if th < 0 || x.Order[event.Dbo] == nil || x.Order[event.Dbo][th] != nil {
			return nil, foreign(s, "the program has no doorbell of %s, or it is there twice", dbo.Thread)
		}
		x.Order[event.Dbo][th] = dbo.Events
	}
	return x, nil
}
