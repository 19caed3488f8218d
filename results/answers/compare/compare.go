package compare

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/story"
)

// Options says how a study is compared.
type Options struct {
	opinion.Options
	All     bool // also every combination of choices of each program
	Stories bool // for each claim Never that does not hold, an execution that contradicts it
	// Found, if set, is called with what was found for each task, by the worker that
	// found it.
	Found func(*opinion.Worker, *Task, *Found) error
}

// Study decides a study under models: its named variants, and then with All every combination
// of choices of each program. If a program cannot be built, it returns no comparison, and the
// error holds the diagnostics of all these programs.
func Study(ctx context.Context, st *library.Study, ms []*fit.Model, o Options) (*results.Comparison, error) {
	var tasks []Task
	for _, v := range st.Variants {
		for _, p := range v.Programs {
			for _, m := range judges(st, p, ms) {
				t := newTask(p, m)
				t.Variant, t.found, t.stories = v, o.Found, o.Stories
				if st.Judges(p, m.Name) && (m.Target == "" || m.Target == m.Name) { // of others it says nothing
					t.claim = v.Claim(p, m.Name)
				}
				tasks = append(tasks, t)
			}
		}
	}
	for _, p := range st.Programs {
		for _, m := range judges(st, p, ms) {
			if o.All {
				t := newTask(p, m)
				t.found = o.Found
				tasks = append(tasks, t)
			}
		}
	}
	c := Head(st)
	for _, m := range ms {
		if m.Target != "" {
			c.Headings = append(c.Headings, m.Heading)
		}
	}
	seen := failures{}
	// After a cancellation the remaining tasks end at once as Unknown, so that the table
	// still has a row for each.
	_, err := opinion.InOrder(ctx, o.Options, opinion.Batch[outcome]{
		N: len(tasks), Rest: true,
		Work: func(ctx context.Context, w *opinion.Worker, i int) (out outcome) {
			out.err = w.Guard(func() (err error) {
				out.rows, out.lattice, err = rows(ctx, w, tasks[i])
				return err
			})
			if why := limit.As(out.err); why != nil {
				out = unreached(tasks[i], why)
			}
			return out
		},
		Late: func(i int, why *limit.Reached) outcome { return unreached(tasks[i], why) },
		Emit: func(_ int, r outcome) error {
			c.Rows = append(c.Rows, r.rows...)
			if r.lattice != nil {
				c.Lattices = append(c.Lattices, *r.lattice)
			}
			return seen.add(r.err)
		},
	})
	if err != nil {
		return nil, err
	}
	return c, seen.list.Err()
}

// Task is one variant of one program under one model, or every combination if Variant is nil.
type Task struct {
	Variant *library.Variant
	Program *library.Program
	Test    *litmus.Test // of the program, compiled for the target of the model if it has one
	Model   *fit.Model

	target, heading string // of the model; see fit.Model

	claim   *verdict.Verdict // of the variant; nil for none
	stories bool             // see Options
	every   bool             // a row for every combination, whatever time is left
	found   func(*opinion.Worker, *Task, *Found) error
}

// JudgedBy returns what rows call who judges the task: see [results.Row.JudgedBy].
func (t *Task) JudgedBy() string {
	if t.target != "" {
		return t.heading
	}
	return t.Model.Name
}

// newTask returns the task of one program under one model.
func newTask(p *library.Program, m *fit.Model) Task {
	return Task{Program: p, Test: m.Test(p.Test), Model: m, target: m.Target, heading: m.Heading}
}

// judges returns the models that judge a program: not those for targets of the study that
// are none of the program.
func judges(st *library.Study, p *library.Program, ms []*fit.Model) []*fit.Model {
	return slices.DeleteFunc(slices.Clone(ms), func(m *fit.Model) bool {
		return st.Excludes(p, m.Target)
	})
}

// decided returns the case that is decided for the task.
func (t Task) decided(choices map[string]string) opinion.Case {
	return opinion.Case{Name: t.Program.Name, Test: t.Test, Model: t.Model, Choices: choices}
}

// Found is what was found for a task: of a variant its answer, of every combination the
// answers of the lattice.
type Found struct {
	S   *event.Structure
	One decide.Answer
	All *lattice.Variants
}

type outcome struct {
	rows    []results.Row
	lattice *results.Lattice // where the rows are all its points
	err     error
}

// unreached is the outcome of a task that a limit has ended.
func unreached(t Task, why *limit.Reached) outcome {
	return outcome{rows: []results.Row{t.Unanswered(why)}}
}

// Unanswered returns the row of a task that a limit has ended. For every combination it is
// one row, about the program as it stands.
func (t Task) Unanswered(why *limit.Reached) results.Row {
	slots := map[string]string{}
	for _, s := range t.Program.Test.Slots {
		slots[s.Name] = s.Choices[s.Default].Text
	}
	if t.Variant != nil {
		maps.Copy(slots, t.Variant.Assignment(t.Program))
	}
	r := t.row(slots, "", decide.Answer{Verdict: verdict.Unknown, Reason: why.What})
	if t.Variant != nil {
		t.about(&r)
	}
	return r
}

// about fills in what the study says of the variant of the task, and judges its claim.
func (t Task) about(r *results.Row) {
	r.Variant, r.Source, r.Claim = &t.Variant.Name, t.Variant.Source, t.claim
	if at := t.Variant.Span; at.Known() {
		r.File = at.Src.Name
		r.Line, _ = at.Src.Position(at.Start)
	}
	r.Judge()
}

func rows(ctx context.Context, w *opinion.Worker, t Task) ([]results.Row, *results.Lattice, error) {
	m, err := t.Model.For(t.Test)
	if err != nil {
		return nil, nil, err
	}
	t.Model = m
	if t.Variant == nil {
		return latticeRows(ctx, w, t)
	}
	c := t.decided(t.Variant.Assignment(t.Program))
	s, a, err := w.Decide(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	r := t.row(s.Assignment(nil), s.ByteOrder(), a)
	// The verdict is found. Where a limit ends what explains it, it has no explanation.
	if r.Trivial, err = w.TriviallyNever(ctx, t.Model, s, a); err != nil && limit.As(err) == nil {
		return nil, nil, err
	}
	if r.Limitation, err = w.Limitation(ctx, c, s, a.Verdict, a.Witness); err != nil {
		return nil, nil, err
	}
	t.about(&r)
	if t.stories && r.Failed() && *r.Claim == verdict.Never && a.Witness != nil {
		var b strings.Builder
		story.Tell(a.Witness, t.Model.Model).Text(&b)
		r.Story = b.String()
	}
	if t.found != nil {
		err = t.found(w, &t, &Found{S: s, One: a})
	}
	return []results.Row{r}, nil, err
}

// failures collects the diagnostics of different tasks, each once: a program is built for many
// variants, and what is wrong with it is found each time. Any other error ends the work.
type failures struct {
	list diag.List
	seen map[string]bool
}

func (f *failures) add(err error) error {
	ds := diag.All(err)
	if err != nil && len(ds) == 0 {
		return err
	}
	for _, d := range ds {
		if f.seen == nil {
			f.seen = map[string]bool{}
		}
		if !f.seen[d.Error()] {
			f.seen[d.Error()] = true
			f.list = append(f.list, d)
		}
	}
	return nil
}

// Head returns the comparison of a study without rows: what the study says for people.
func Head(st *library.Study) *results.Comparison {
	c := &results.Comparison{Schema: results.Schema, Property: string(st.Asks), Study: st.Name, Title: st.Title, Question: st.Question, Answer: st.Answer}
	for _, t := range st.Terms {
		c.Terms = append(c.Terms, results.Term(t))
	}
	for _, p := range st.Programs {
		for _, th := range p.Test.Threads {
			if name := p.Threads[th.Name]; name != "" {
				c.Threads = append(c.Threads, results.ThreadName{Program: p.Name, Thread: th.Name, Name: name})
			}
		}
	}
	return c
}
