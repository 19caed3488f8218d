package redundant

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/warn"
	"github.com/fencewise/fencewise/results/redundant"
	"github.com/fencewise/fencewise/results/story"
)

// Subject is one test, with the choices of its slots.
type Subject struct {
	Name    string
	Test    *litmus.Test
	Model   *fit.Model
	Choices map[string]string
}

// Options says what is searched.
type Options struct {
	decide.Options
	// Only names barriers by slot, by line ("8"), by thread and line ("P0:8"), or by file and
	// line ("mp.litmus:8"); empty for all. Used notes those that some barrier has.
	Only []string
	Used map[string]bool
	Step func(done, all int) // called after each query, if set
}

// Found is the answer for a group, with the programs that it is about.
type Found struct {
	redundant.Group
	Warnings diag.List
	tests    []*test
}

// test is a subject whose barriers are slots.
type test struct {
	Subject
	model    *fit.Model   // that judges it
	outcome  *litmus.Test // the test with the outcome as its proposition
	slotted  *litmus.Test // outcome with a slot for each barrier
	barriers []insert.Barrier
	record   *redundant.Test
}

// Find finds out which barriers of the tests can go.
func Find(ctx context.Context, subjects []Subject, o Options) (f *Found, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o.Options})
	defer func() { err = errors.Join(err, w.Close()) }()
	s := &search{w: w, o: o, f: &Found{}}
	return s.f, w.Guard(func() error { return s.run(ctx, subjects) })
}

// search is the state of one call of Find.
type search struct {
	w         *opinion.Worker
	o         Options
	f         *Found
	done, all int // queries
}

func (s *search) run(ctx context.Context, subjects []Subject) error {
	g := &s.f.Group
	g.Tests, g.Barriers = make([]redundant.Test, len(subjects)), []redundant.Barrier{}
	for i, sub := range subjects {
		t, err := s.test(sub, &g.Tests[i])
		if err != nil {
			return err
		}
		s.f.tests = append(s.f.tests, t)
		s.collect(t)
		s.all += 2 + len(t.barriers)
	}
	for _, t := range s.f.tests {
		if err := s.baseline(ctx, t); err != nil {
			return err
		}
	}
	for i := range g.Barriers {
		if err := s.answer(ctx, &g.Barriers[i]); err != nil {
			return err
		}
	}
	return s.together(ctx)
}

// test makes slots of the barriers of a test.
func (s *search) test(sub Subject, record *redundant.Test) (*test, error) {
	m, err := sub.Model.For(sub.Test)
	if err != nil {
		return nil, err
	}
	s.f.Warnings = s.f.Warnings.Merge(warn.Of(sub.Test, m)...)
	t := &test{Subject: sub, model: m, outcome: opinion.Prevented(sub.Test), record: record}
	if t.slotted, t.barriers, err = insert.Weaken(t.outcome, sub.Choices); err != nil {
		return nil, err
	}
	*record = redundant.Test{Program: sub.Name, Target: sub.Test.Target, Model: m.Name, Outcome: t.outcome.PropWords(t.outcome.Cond.Prop)}
	return t, nil
}

// name returns the name of a barrier of the test: that of its slot, or its file and line, with
// its thread if another one has the line as well, and its number if a thread has several there.
func (t *test) name(b *insert.Barrier) string {
	if b.FromSlot != "" {
		return b.FromSlot
	}
	line, thread, number := 0, 0, 0
	for i := range t.barriers {
		o := &t.barriers[i]
		if o.FromSlot != "" || o.Line != b.Line {
			continue
		}
		if line++; o.Column == b.Column {
			if thread++; o.Slot == b.Slot {
				number = thread
			}
		}
	}
	switch {
	case line == 1:
		return fmt.Sprintf("%s:%d", t.Name, b.Line)
	case thread == 1:
		return fmt.Sprintf("%s:%s:%d", t.Name, b.Column, b.Line)
	}
	return fmt.Sprintf("%s:%s:%d#%d", t.Name, b.Column, b.Line, number)
}

// is reports whether a barrier of the test is the one of the report.
func (t *test) is(b *insert.Barrier, r *redundant.Barrier) bool {
	return t.name(b) == r.Name && (b.FromSlot != "") == r.Slot && (r.Slot || t.Name == r.Places[0].Program)
}

// wanted reports whether the user wants to know about a barrier.
func (s *search) wanted(t *test, b *insert.Barrier) bool {
	if len(s.o.Only) == 0 {
		return true
	}
	names := []string{t.name(b)}
	if b.FromSlot == "" {
		names = append(names, fmt.Sprint(b.Line), fmt.Sprintf("%s:%d", b.Column, b.Line), fmt.Sprintf("%s:%d", t.Name, b.Line))
	}
	found := false
	for _, only := range s.o.Only {
		if slices.Contains(names, strings.TrimPrefix(only, "./")) {
			found = true
			s.o.Used[only] = true
		}
	}
	return found
}

// collect adds the barriers of a test to the report, or the test to those that are there.
func (s *search) collect(t *test) {
	for i := range t.barriers {
		b := &t.barriers[i]
		if !s.wanted(t, b) {
			continue
		}
		place := redundant.Place{Program: t.Name, Thread: b.Column, Line: b.Line}
		at := slices.IndexFunc(s.f.Barriers, func(r redundant.Barrier) bool { return r.Slot && t.is(b, &r) })
		if at >= 0 {
			r := &s.f.Barriers[at]
			r.Places = append(r.Places, place)
			if r.Text != b.Text {
				r.Text += " or " + b.Text
			}
			continue
		}
		r := redundant.Barrier{Name: t.name(b), Text: b.Text, Slot: b.FromSlot != "", Places: []redundant.Place{place}, Tests: []string{}}
		if b.Without != insert.None {
			r.Instead = b.Without
		}
		s.f.Barriers = append(s.f.Barriers, r)
	}
}

// without returns the choices in which some barriers of the test are gone.
func (t *test) without(gone func(*insert.Barrier) bool) map[string]string {
	set := map[string]string{}
	for i := range t.barriers {
		b := &t.barriers[i]
		if set[b.Slot] = b.Text; gone(b) {
			set[b.Slot] = b.Without
		}
	}
	return set
}

// decide decides the test without some of its barriers.
func (s *search) decide(ctx context.Context, t *test, gone func(*insert.Barrier) bool) (decide.Answer, error) {
	_, a, err := s.w.Decide(ctx, opinion.Case{Name: t.Name, Test: t.slotted, Model: t.model, Choices: t.without(gone)})
	if why := limit.As(err); why != nil {
		a, err = decide.Answer{Verdict: verdict.Unknown, Reason: why.What}, nil
	}
	s.done++
	if s.o.Step != nil {
		s.o.Step(min(s.done, s.all), s.all)
	}
	return a, err
}

// baseline decides a test as it stands, and without any barrier.
func (s *search) baseline(ctx context.Context, t *test) error {
	_, a, err := s.w.Decide(ctx, opinion.Case{Name: t.Name, Test: t.outcome, Model: t.model, Choices: t.Choices})
	if why := limit.As(err); why != nil {
		a, err = decide.Answer{Verdict: verdict.Unknown, Reason: why.What}, nil
	}
	if err != nil {
		return err
	}
	t.record.Verdict, t.record.Reason = a.Verdict, a.Reason
	if a.Verdict != verdict.Never {
		return nil
	}
	if a, err = s.decide(ctx, t, func(*insert.Barrier) bool { return true }); err != nil {
		return err
	}
	t.record.Bare, t.record.Reason = a.Verdict, a.Reason
	return nil
}

// answer decides the tests without one barrier.
func (s *search) answer(ctx context.Context, r *redundant.Barrier) error {
	r.Answer = redundant.Untested
	for _, t := range s.f.tests {
		gone := func(b *insert.Barrier) bool { return t.is(b, r) }
		if !slices.ContainsFunc(t.barriers, func(b insert.Barrier) bool { return gone(&b) }) || !t.record.Sensitive() {
			continue
		}
		r.Tests = append(r.Tests, t.Name)
		a, err := s.decide(ctx, t, gone)
		if err != nil {
			return err
		}
		switch a.Verdict {
		case verdict.Never:
			if r.Answer == redundant.Untested {
				r.Answer = redundant.Redundant
			}
		case verdict.Unknown:
			r.Answer, r.By, r.Reason = redundant.Unknown, t.Name, a.Reason
		case verdict.Sometimes, verdict.Always:
			r.Answer, r.By, r.Reason = redundant.Needed, t.Name, ""
			r.Story, err = s.story(ctx, t, r)
			return err
		default:
			panic("redundant: unknown verdict " + string(a.Verdict))
		}
	}
	return nil
}

// story tells how the outcome happens in a test without a barrier. It decides the test again
// as it would stand then: with its slots, if the barrier is the choice of one that can be empty.
func (s *search) story(ctx context.Context, t *test, r *redundant.Barrier) (string, error) {
	c := opinion.Case{Name: t.Name, Model: t.model}
	if r.Slot && canBeEmpty(t.outcome.Slot(r.Name)) {
		c.Test, c.Choices = t.outcome, maps.Clone(t.Choices)
		if c.Choices == nil {
			c.Choices = map[string]string{}
		}
		c.Choices[r.Name] = insert.None
	} else {
		var err error
		if c.Test, err = t.written(r); err != nil {
			return "", err
		}
	}
	structure, a, err := s.w.Decide(ctx, c)
	switch {
	case limit.As(err) != nil:
		return "", nil // the answer stands without it
	case err != nil:
		return "", err
	case a.Witness == nil:
		return "", &opinion.Disagreement{Test: t.outcome.Name, Model: t.model.Name, Answers: [2]string{
			fmt.Sprintf("smt: Sometimes without %s, as a choice of a slot", r.Called(&s.f.Group)),
			fmt.Sprintf("smt: %s without it, in the program", a.Verdict),
		}}
	}
	var b strings.Builder
	story.Tell(a.Witness, t.model.Model).Text(&b)
	switch l, err := s.w.Limitation(ctx, c, structure, a.Verdict, a.Witness); {
	case err != nil:
		return "", err
	case l != nil:
		fmt.Fprintf(&b, "Note: %s\n", l)
	}
	return b.String(), nil
}

// canBeEmpty reports whether a slot has the choice none.
func canBeEmpty(s *litmus.Slot) bool {
	return s != nil && slices.ContainsFunc(s.Choices, func(c litmus.Choice) bool { return c.Text == insert.None })
}

// written returns the test without slots in which barriers are gone, read from its text.
func (t *test) written(rs ...*redundant.Barrier) (*litmus.Test, error) {
	filled := insert.Fill(t.slotted, t.without(func(b *insert.Barrier) bool {
		return slices.ContainsFunc(rs, func(r *redundant.Barrier) bool { return t.is(b, r) })
	}))
	again, err := litmus.Parse(diag.NewSource(t.Name, filled.String()))
	if err != nil {
		return nil, fmt.Errorf("redundant: %s cannot be read when it is printed: %w", t.Name, err)
	}
	again.Macros, again.Target, again.Endian = t.outcome.Macros, t.outcome.Target, t.outcome.Endian
	return again, nil
}

// together finds redundant barriers that can all go at once, taking away one after the other.
func (s *search) together(ctx context.Context) error {
	var gone []*redundant.Barrier
	n := 0
	for i := range s.f.Barriers {
		r := &s.f.Barriers[i]
		if r.Answer != redundant.Redundant {
			continue
		}
		n++
		ok, err := s.allNever(ctx, append(slices.Clone(gone), r))
		if err != nil {
			return err
		}
		if ok {
			gone = append(gone, r)
		}
	}
	if n < 2 {
		return nil
	}
	for _, r := range gone {
		s.f.Together = append(s.f.Together, r.Name)
	}
	return nil
}

// allNever reports whether every test that depends on barriers stays Never without some.
func (s *search) allNever(ctx context.Context, rs []*redundant.Barrier) (bool, error) {
	if len(rs) == 1 {
		return true, nil
	}
	for _, t := range s.f.tests {
		if !t.record.Sensitive() {
			continue
		}
		a, err := s.decide(ctx, t, func(b *insert.Barrier) bool {
			return slices.ContainsFunc(rs, func(r *redundant.Barrier) bool { return t.is(b, r) })
		})
		if err != nil || a.Verdict != verdict.Never {
			return false, err
		}
	}
	return true, nil
}
