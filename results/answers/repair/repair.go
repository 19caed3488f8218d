package repair

import (
	"context"
	"errors"
	"slices"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/cost"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/answers/warn"
	"github.com/fencewise/fencewise/results/repair"
)

// Options says what a repair may do to a program.
type Options struct {
	opinion.Options
	Cost    *cost.Model
	Set     map[string]string // slots whose choice is given
	Insert  bool              // make a slot of every point between two accesses
	Replace bool              // and remove the barriers that are there
	Choices []litmus.Choice   // of inserted slots; nil for the usual ones
	Weaken  bool              // make a slot of all that could be weaker in a .c file, and of nothing else
}

// Subject is one program to be repaired under one model.
type Subject struct {
	Name string
	Read func() (*litmus.Test, error)
	// Again reads a .c file again, with other texts for the files that it consists of.
	Again func(texts map[string]string) (*litmus.Test, error)
	Model *fit.Model

	Variant string            // of a study; "": the program as it is written
	Now     map[string]string // its choices for the slots
}

// IsC reports whether the program is a .c file.
func (s *Subject) IsC() bool { return csource.Is(s.Name) }

// now returns the choice that a slot has before anything is repaired.
func (s *Subject) now(sl *event.Slot) int {
	if sl.Fixed >= 0 {
		return sl.Fixed
	}
	if k := slices.Index(sl.Choices, s.Now[sl.Name]); k >= 0 {
		return k
	}
	return sl.Default
}

// Subjects returns every program under every model.
func Subjects(ins []library.Input, ms []*fit.Model) []Subject {
	var all []Subject
	for _, in := range ins {
		for i := range ms {
			all = append(all, Subject{Name: in.Name, Read: func() (*litmus.Test, error) { return in.Parse() }, Again: in.ParseAs, Model: ms[i], Now: in.Chosen})
		}
	}
	return all
}

// Repaired is the result for one subject.
type Repaired struct {
	Subject Subject
	repair.Repair
	Best     *litmus.Test // with the barriers of the cheapest placement; nil if no placement exists
	Offered  cost.Cost    // of all choices together
	Costs    *cost.Model  // what the placements are compared by
	Warnings diag.List
	Err      error
}

// Find finds the minimal placements of barriers for each subject. After a cancellation the
// remaining subjects end at once, and what was not decided is Unknown.
func Find(ctx context.Context, subjects []Subject, o Options) ([]Repaired, error) {
	var all []Repaired
	_, err := opinion.InOrder(ctx, o.Options, opinion.Batch[Repaired]{
		N: len(subjects), Rest: true,
		Work: func(ctx context.Context, w *opinion.Worker, i int) Repaired {
			r := Repaired{Subject: subjects[i]}
			r.Err = w.Guard(func() error { return repairOne(ctx, w, &r, &o) })
			return r
		},
		Late: func(i int, why *limit.Reached) Repaired { return Repaired{Subject: subjects[i], Err: why} },
		Emit: func(_ int, r Repaired) error { all = append(all, r); return nil },
	})
	return all, err
}

// repairOne repairs one subject.
func repairOne(ctx context.Context, w *opinion.Worker, r *Repaired, o *Options) error {
	test, err := r.Subject.Read()
	if err != nil {
		return err
	}
	test = r.Subject.Model.Test(test)
	m, err := r.Subject.Model.For(test)
	if err != nil {
		return err
	}
	r.Warnings = warn.Of(test, m)
	r.Program, r.Variant, r.Target, r.Model, r.On, r.Inserted = r.Subject.Name, r.Subject.Variant, test.Target, m.Name, m.Variants, o.Insert
	r.Set = o.Set
	if r.Costs, err = o.costs(test); err != nil {
		return err
	}
	if o.Weaken && !test.FromC() {
		return diag.New(test.NameSpan, diag.BadOption, "--insert=weaken is for .c files, and %s is none", r.Subject.Name).
			WithFix("use fencewise redundant, or --insert=replace")
	}
	r.Costs = o.sourceCosts(test, r.Costs)
	test, points, set, err := o.slotted(ctx, test)
	if err != nil {
		return err
	}
	if o.Weaken {
		return o.weaken(ctx, w, r, test, points, set, m)
	}
	bad := opinion.Prevented(test)
	r.Outcome = bad.PropWords(bad.Cond.Prop)
	var price *lattice.Prices
	s, all, err := w.Borders(ctx, opinion.Case{Test: bad, Model: m, Choices: set}, func(s *event.Structure) (_ *lattice.Prices, err error) {
		price, err = o.prices(ctx, test, s, r.Costs, points)
		return price, err
	})
	if err != nil {
		return tooMany(err, test, o)
	}
	r.Endian = s.ByteOrder()
	r.describe(test, s, points)
	if err := r.fill(all, r.Costs, price, s, points); err != nil {
		return err
	}
	if r.Limitation, err = w.Limitations(ctx, opinion.Case{Test: bad, Model: m}, s, all); err != nil {
		return err
	}
	if len(r.Placements) > 0 {
		best := map[string]string{}
		for _, sl := range r.Slots {
			best[sl.Name] = r.Placements[0].Use(sl.Name)
		}
		r.Best = insert.Fill(test, best)
		if !o.Replace {
			err = r.patch(ctx, w, points, best)
		} else if r.Subject.IsC() {
			r.NoPatch = "it would be the program without its barriers; use --insert or --insert=weaken"
		}
		if err != nil {
			return err
		}
		if r.NoSlot() {
			if r.Fixed, r.AnyFixed, err = fixed(ctx, w, insert.Fill(bad, best), m); limit.As(err) != nil {
				err = nil // the repair says nothing about these barriers
			}
		}
	} else if r.Complete && !test.UsesDoorbells() {
		r.EvenSC, err = allowedBySC(ctx, bad, set, o.Options.Options)
	}
	return err
}

// slotted returns the program with the slots whose choices are searched, the points where
// slots were inserted, and the part of Set that is about these slots: users can set slots that
// the program had before, and inserted ones.
func (o *Options) slotted(ctx context.Context, t *litmus.Test) (*litmus.Test, []insert.Point, map[string]string, error) {
	if !o.Insert && !o.Weaken {
		return t, nil, o.Set, nil
	}
	had, rest := map[string]string{}, map[string]string{}
	for name, c := range o.Set {
		if t.Slot(name) == nil {
			rest[name] = c
			continue
		}
		if had[name] = c; o.Replace {
			return nil, nil, nil, diag.New(t.Slot(name).Span, diag.BadOption, "--set %s=%s: --insert=replace removes the slot", name, c).
				WithFix("use --insert, which keeps what stands in it")
		}
	}
	limits := unroll.Options{Limits: o.Limits, Fixed: had}
	if _, err := unroll.Build(ctx, t, limits); err != nil { // such as a choice that a slot does not have
		return nil, nil, nil, err
	}
	t = insert.Fill(t, had)
	if o.Weaken {
		t, points, err := insert.Weaker(t)
		return t, points, rest, err
	}
	if o.Replace {
		var err error
		if t, err = insert.Strip(t); err != nil {
			return nil, nil, nil, err
		}
	}
	t, points, err := insert.Slots(t, o.Choices)
	return t, points, rest, err
}

// tooMany adds to the error for too many variants what to do about it.
func tooMany(err error, t *litmus.Test, o *Options) error {
	d := opinion.TooManyVariants(err, t)
	if d == nil {
		return err
	}
	if o.Insert {
		return d.Note("it has %d points for a barrier", len(t.Slots)).
			WithFix("offer fewer choices with --choices none,sync, or set some of %s to %s with --set", t.Slots[0].Name, t.Slots[len(t.Slots)-1].Name)
	}
	return d.WithFix("set some of its slots with --set")
}

// allowedBySC reports whether the outcome is possible without any reordering.
func allowedBySC(ctx context.Context, bad *litmus.Test, set map[string]string, o decide.Options) (bool, error) {
	sc, err := fit.Load("sc", models.Options{})
	if err != nil {
		return false, err
	}
	if sc, err = sc.ForSizes(bad); err != nil {
		return false, err
	}
	d := decide.New(sc.Model, o)
	_, a, err := d.DecideTest(ctx, 0, bad, set)
	return a.Verdict == verdict.Sometimes, errors.Join(err, d.Close())
}

// describe describes the slots.
func (r *Repaired) describe(t *litmus.Test, s *event.Structure, points []insert.Point) {
	r.Bound = s.Bound
	if t.HasHandlers() {
		r.Interrupts = s.MaxInterrupts
	}
	r.Slots = []repair.Slot{}
	for i := range s.Slots {
		sl := &s.Slots[i]
		c := r.Subject.now(sl)
		is := repair.Slot{Name: sl.Name, Choices: sl.Choices, Now: sl.Choices[c], Places: len(t.Slots[i].Uses), Fixed: sl.Fixed >= 0}
		if k := slices.IndexFunc(points, func(p insert.Point) bool { return p.Slot == sl.Name }); k >= 0 {
			is.At = &repair.Place{Column: points[k].Column, Before: points[k].Before, Line: points[k].Line, Instead: points[k].Instead, Weaker: points[k].Weaker}
			if t.FromC() {
				is.Places = 1 // in the file
			}
		}
		r.Slots = append(r.Slots, is)
	}
}
