package sound

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/sound"
	"github.com/fencewise/fencewise/results/story"
)

// Program is a test and the family that it is counted in.
type Program struct {
	library.Input
	Family string
}

// Models holds the models that judge tests: as they are written, and as they are compiled.
type Models struct{ Kernel, Machine *fit.Model }

// Check judges the tests and calls failed for each input that cannot be read or judged. If
// the user or a limit ends the work, the report has the tests that were judged before.
func Check(ctx context.Context, tests []Program, ms Models, targets []*target.Target, o opinion.Options, failed func(Program, error)) (*sound.Report, error) {
	r := &sound.Report{Schema: results.Schema, Model: ms.Kernel.Name}
	for _, t := range targets {
		r.Targets = append(r.Targets, &sound.Target{Name: t.Name, Doc: t.Doc, Model: t.Model, Variants: t.Variants, Tests: []sound.Test{}})
	}
	known := make([]atomic.Pointer[answers], len(tests))
	done, err := opinion.InOrder(ctx, o, opinion.Batch[answers]{
		N: len(tests),
		Work: func(ctx context.Context, w *opinion.Worker, i int) (a answers) {
			j := judge{w: w, ms: ms, targets: targets, known: &known[i]}
			err := w.Guard(func() error { return j.judge(ctx, tests[i]) })
			if a = j.so(tests[i], limit.As(err)); limit.As(err) == nil {
				a.err = err
			}
			return a
		},
		Late: func(i int, why *limit.Reached) answers {
			j := judge{targets: targets, known: &known[i]}
			return j.so(tests[i], why)
		},
		Emit: func(i int, a answers) error {
			known[i].Store(nil)
			if a.err != nil {
				r.Failed++
				failed(tests[i], a.err)
				return nil
			}
			if len(a.on) > 0 && r.Model == ms.Kernel.Name && a.model != "" {
				r.Model = a.model
			}
			for k := range targets {
				r.Targets[k].Tests = append(r.Targets[k].Tests, a.on[k])
			}
			return nil
		},
	})
	r.Left = len(tests) - done
	return r, err
}

// answers holds what is known about one test: the answers for the first targets, or an error.
type answers struct {
	model  string // that judged the test as it is written
	kernel verdict.Verdict
	on     []sound.Test
	err    error
}

// judge judges one test.
type judge struct {
	w       *opinion.Worker
	ms      Models
	targets []*target.Target
	known   *atomic.Pointer[answers]
}

// so returns what is known about a test. The answers for the remaining targets are Unknown
// if a limit has ended the work.
func (j *judge) so(p Program, why *limit.Reached) (a answers) {
	if known := j.known.Load(); known != nil {
		a = *known
	}
	for why != nil && len(a.on) < len(j.targets) {
		a.on = append(a.on, sound.Test{File: p.Name, Family: p.Family, Kernel: a.kernel, Outcome: sound.Unknown, Reason: why.What})
	}
	return a
}

// compiled is a test as one target compiles it, or the error of the target.
type compiled struct {
	test  *litmus.Test
	model *fit.Model
	err   error
}

// judge finds the answers for all targets.
func (j *judge) judge(ctx context.Context, p Program) error {
	test, err := p.Parse()
	if err != nil {
		return err
	}
	m, err := j.ms.Kernel.For(test)
	if err != nil {
		return err
	}
	builds := make([]compiled, len(j.targets))
	some := false
	for i, t := range j.targets {
		copied := *test
		copied.Target = t.Name
		c := &builds[i]
		c.test = &copied
		if c.model, c.err = j.ms.Machine.For(c.test); c.err == nil {
			_, c.err = j.w.Decider(c.model).Structure(ctx, c.test, nil, false)
		}
		ds := diag.All(c.err)
		if c.err != nil && (len(ds) == 0 || ds[0].Code == diag.TargetAssembly) {
			return c.err
		}
		some = some || c.err == nil
	}
	var r results.Record
	if some {
		a, err := j.w.Record(ctx, opinion.Case{Name: p.Name, Test: test, Model: m})
		if err != nil {
			return err
		}
		r = a.Record
	} else if _, err := j.w.Decider(m).Structure(ctx, test, nil, false); err != nil { // nothing can judge it
		return err
	}
	so := answers{model: m.Name, kernel: r.Verdict}
	for i := range builds {
		x := sound.Test{File: p.Name, Family: p.Family, Kernel: r.Verdict}
		if some {
			x.Under = m.Name
		}
		if err := j.on(ctx, p, &builds[i], &r, &x); err != nil {
			return err
		}
		so.on = append(so.on[:i:i], x)
		next := so
		j.known.Store(&next)
	}
	return nil
}

// on finds the answer for one target. r is that of the kernel's model.
func (j *judge) on(ctx context.Context, p Program, c *compiled, r *results.Record, x *sound.Test) error {
	switch {
	case c.err != nil:
		d := diag.All(c.err)[0]
		x.Outcome, x.Reason, x.Line = sound.Refused, d.Msg, d.Span.Line()
		if d.Code == diag.EventLimit {
			x.Outcome = sound.Unknown
		}
		return nil
	case r.Racy():
		x.Outcome = sound.Race
		return nil
	case r.Verdict == verdict.Unknown || r.OpenRace():
		x.Outcome, x.Reason = sound.Unknown, open(r)
		return nil
	case r.Executions == results.NoExecutions:
		x.Outcome, x.Reason = sound.Deadlock, cmp.Or(r.Deadlock, "the filter excludes every execution")
		return nil
	}
	switch r.Verdict {
	case verdict.Never, verdict.Always:
	case verdict.Sometimes:
		x.Outcome = sound.Allowed
		return nil
	default:
		panic(fmt.Sprintf("sound: %q is no answer", r.Verdict))
	}
	_, a, err := j.w.Decide(ctx, opinion.Case{Name: p.Name, Test: c.test, Model: c.model})
	if err != nil {
		return err
	}
	x.Model, x.Verdict = c.model.Name, a.Verdict
	switch {
	case a.Verdict == verdict.Unknown:
		x.Outcome, x.Reason = sound.Unknown, a.Reason
	case a.Empty:
		x.Outcome, x.Story = sound.Exception, []string{"No execution ends on the machine."}
	case a.Verdict == r.Verdict:
		x.Outcome, x.Trivial = sound.Kept, r.Trivial != nil
	default:
		x.Outcome = sound.Exception
		x.Story, err = j.story(ctx, p, c, r.Verdict, a.Witness)
	}
	return err
}

// story tells, in lines of text, an execution of the machine that the kernel's model forbids.
// holds is an execution in which the proposition holds; if that is Always so in the kernel's
// model, one in which it does not hold is found.
func (j *judge) story(ctx context.Context, p Program, c *compiled, kernel verdict.Verdict, holds *execution.Candidate) ([]string, error) {
	found := holds
	if kernel == verdict.Always {
		broken := *c.test
		broken.Cond.Quant = verdict.Exists
		broken.Cond.Prop = &litmus.Not{P: c.test.Cond.Prop, Span: c.test.Cond.Span}
		_, a, err := j.w.Decide(ctx, opinion.Case{Name: p.Name, Test: &broken, Model: c.model})
		if err != nil || a.Witness == nil {
			return nil, err
		}
		found = a.Witness
	}
	var b bytes.Buffer
	story.Tell(found, c.model.Model).Text(&b)
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n"), nil
}

// open says what is not known about a test under the kernel's model.
func open(r *results.Record) string {
	if r.Verdict == verdict.Unknown {
		return r.Reason
	}
	for _, f := range r.FlagsUnknown {
		if f.Flag == results.RaceFlag {
			return f.Flag + ": " + f.Reason
		}
	}
	panic("sound: nothing is open")
}
