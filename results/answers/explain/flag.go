package explain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/reason"
)

// maxTried bounds the changes of a program that are decided to find what prevents a flag.
const maxTried = 600

// Flagged explains a flag of a case.
type Flagged struct {
	reason.Raised
	Witness *execution.Candidate // an execution that has the flag; nil if none does
}

// Flag finds out what raises a flag of the model, and for two accesses which changes of the
// program prevent it: stronger accesses and barriers, at most two of them.
func Flag(ctx context.Context, c opinion.Case, name string, o decide.Options) (f *Flagged, err error) {
	w := opinion.NewWorker(opinion.Options{Options: o})
	defer func() { err = errors.Join(err, w.Close()) }()
	d := w.Decider(c.Model)
	all := d.Model().Flags()
	if !slices.Contains(all, name) {
		bad := diag.New(diag.Span{}, diag.BadOption, "--flag %s: %s has no such flag", name, c.Model.Name)
		if len(all) == 0 {
			return nil, bad.Note("the model has no flags")
		}
		return nil, bad.Note("its flags: %s", strings.Join(all, ", "))
	}
	s, err := d.Structure(ctx, c.Test, c.Choices, false)
	if err != nil {
		return nil, err
	}
	f = &Flagged{Raised: reason.Raised{Schema: results.Schema, Program: c.Name, Judge: judge(&c), Flag: name,
		Gloss: reason.Glosses(d.Model())[name], Fixes: [][]reason.Fix{}}}
	flag, err := flagOf(ctx, d, s, name)
	if err != nil {
		return nil, err
	}
	f.Verdict, f.Reason = flag.Verdict, flag.Reason
	if f.Witness = flag.Witness; f.Witness == nil {
		return f, nil
	}
	between := f.events(d, name)
	if c.Test.InC() && between {
		x := &fixes{d: d, name: name, out: &f.Raised}
		if err = x.search(ctx, insert.Fill(c.Test, c.Choices)); limit.As(err) != nil {
			f.Untried, err = limit.As(err).What, nil
		}
		x.fill()
	}
	return f, err
}

// flagOf returns the answer about one flag.
func flagOf(ctx context.Context, d *opinion.Decider, s *event.Structure, name string) (decide.Flag, error) {
	all, err := d.Flags(ctx, s, nil)
	for _, f := range all {
		if f.Name == name {
			return f, err
		}
	}
	return decide.Flag{Name: name, Verdict: verdict.Unknown}, err
}

// events lists what raises the flag in the witness, in the opinion of the evaluator. It
// returns whether that is two accesses.
func (f *Flagged) events(d *opinion.Decider, name string) bool {
	s := f.Witness.X.S
	t := reason.NewTeller(s, d.Model())
	v := eval.New(d.Model()).Judge(nil, f.Witness)
	for i := range v.Flags {
		raised := &v.Flags[i]
		if raised.Axiom.Name != name {
			continue
		}
		if len(raised.Edges) == 0 {
			if raised.Event >= 0 {
				f.Events = []reason.Event{t.Event(raised.Event, f.Witness)}
			}
			return false
		}
		from, to := raised.Edges[0].From, raised.Edges[len(raised.Edges)-1].To
		f.Events = []reason.Event{t.Event(from, f.Witness), t.Event(to, f.Witness)}
		return s.Events[from].IsAccess() && s.Events[to].IsAccess()
	}
	return false
}

// fixes searches for changes that prevent a flag.
type fixes struct {
	d    *opinion.Decider
	name string
	out  *reason.Raised

	test   *litmus.Test
	points []insert.Point
	found  [][]change
	single []change // those of found that are one change
}

// change is a choice of a slot that is not its default.
type change struct{ slot, choice int }

func (x *fixes) search(ctx context.Context, t *litmus.Test) (err error) {
	if x.test, x.points, err = insert.Ordering(t); err != nil {
		return err
	}
	var alone []change // those that are not enough alone
	for i, sl := range x.test.Slots {
		for k := range sl.Choices {
			if k == sl.Default {
				continue
			}
			enough, err := x.try(ctx, change{i, k})
			if err != nil {
				return err
			}
			if !enough {
				alone = append(alone, change{i, k})
			}
		}
	}
	for i, a := range alone {
		for _, b := range alone[i+1:] {
			switch {
			case a.slot == b.slot || x.contains(a) || x.contains(b):
				continue
			case x.out.Tried >= maxTried:
				x.out.Untried = fmt.Sprintf("there are more than %d", maxTried)
				return nil
			}
			if _, err := x.try(ctx, a, b); err != nil {
				return err
			}
		}
	}
	if len(x.found) > 0 {
		return nil
	}
	return x.markAll(ctx)
}

// markAll tries the program without plain accesses, and then leaves as many of them as is
// possible.
func (x *fixes) markAll(ctx context.Context) error {
	var all []change
	for i, sl := range x.test.Slots {
		if x.point(i).Instead == insert.Plain {
			all = append(all, change{i, 1 - sl.Default})
		}
	}
	enough, err := x.prevents(ctx, all...)
	if err != nil || !enough {
		return err
	}
	for i := 0; i < len(all); {
		rest := slices.Delete(slices.Clone(all), i, i+1)
		if enough, err = x.prevents(ctx, rest...); err != nil {
			return err
		}
		if enough {
			all = rest
		} else {
			i++
		}
	}
	x.found = append(x.found, all)
	return nil
}

// point returns the place of a slot.
func (x *fixes) point(slot int) *insert.Point {
	name := x.test.Slots[slot].Name
	return &x.points[slices.IndexFunc(x.points, func(p insert.Point) bool { return p.Slot == name })]
}

// weaker reports whether a change is one to less than another: to a weaker access, or to
// another barrier in the place of the last one, which is the full one.
func (x *fixes) weaker(a, b change) bool {
	if a.slot != b.slot || a.choice >= b.choice {
		return false
	}
	return x.point(a.slot).Instead != "" || b.choice == len(x.test.Slots[b.slot].Choices)-1
}

// fill writes what was found, without sets of which a weaker one is there.
func (x *fixes) fill() {
	for _, set := range x.found {
		if slices.ContainsFunc(x.found, func(o []change) bool {
			less := len(o) == len(set) && !slices.Equal(o, set)
			for i := range o {
				less = less && (o[i] == set[i] || x.weaker(o[i], set[i]))
			}
			return less
		}) {
			continue
		}
		var fix []reason.Fix
		for _, c := range set {
			p := x.point(c.slot)
			fix = append(fix, reason.Fix{Thread: p.Column, Line: p.Line, At: p.Before, Use: x.test.Slots[c.slot].Choices[c.choice].Text, For: p.Instead})
		}
		x.out.Fixes = append(x.out.Fixes, fix)
	}
}

// contains reports whether a change is enough alone.
func (x *fixes) contains(c change) bool { return slices.Contains(x.single, c) }

// try decides the program with some changes. It keeps them if they prevent the flag.
func (x *fixes) try(ctx context.Context, changes ...change) (enough bool, err error) {
	if enough, err = x.prevents(ctx, changes...); err != nil || !enough {
		return false, err
	}
	x.found = append(x.found, changes)
	if len(changes) == 1 {
		x.single = append(x.single, changes[0])
	}
	return true, nil
}

// prevents reports whether no execution of the program with some changes has the flag.
func (x *fixes) prevents(ctx context.Context, changes ...change) (bool, error) {
	set := map[string]string{}
	for _, c := range changes {
		sl := x.test.Slots[c.slot]
		set[sl.Name] = sl.Choices[c.choice].Text
	}
	s, err := x.d.Structure(ctx, x.test, set, false)
	if err != nil {
		return false, err
	}
	x.out.Tried++
	f, err := flagOf(ctx, x.d, s, x.name)
	return f.Verdict == verdict.Never, err
}
