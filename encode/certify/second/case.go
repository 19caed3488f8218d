package second

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// DefaultTimeout is how long a solver may think about a question unless said
// otherwise. z3 takes 20 s for the largest question of an embedded study, a
// quarter of a million clauses; cvc5 does not answer that in five minutes.
const DefaultTimeout = 2 * time.Minute

// Case is a verdict that is to be confirmed: what it is about, for the evidence.
type Case struct {
	Tool        string // this program and its version
	Test, Model string
	Verdict     string
	Program     []byte
	Models      []File   // of the model
	Again       []string // the command that asks again, with the names of files in the evidence
	Keep        string   // folder in which evidence is kept
	Note        string   // more to say about it, in lines
}

// File is a file of a model by its name.
type File struct {
	Name string
	Text []byte
}

// Question is one of the questions that the verdict rests on.
type Question struct {
	Name string // a word
	Asks string // what kind of execution it asks for
	Sat  bool   // there is one, if the verdict is right
	Text []byte // in SMT-LIB
	// Times is how often the text asks, under different assumptions; 0: once.
	Times int
}

// Needs is the answer on which the verdict rests.
func (q *Question) Needs() Status { return status(q.Sat) }

// Alarm is the error that a solver denies a verdict. One of the solvers or the
// encoder is wrong.
type Alarm struct {
	Test, Model, Verdict string
	Question             string
	Needs                Status   // the answer on which the verdict rests
	Against              []string // the solvers that give another
	Evidence             string   // where it is kept, or why it is not
}

func (a *Alarm) Error() string {
	return fmt.Sprintf("%s under %s is %s: %s", a.Test, a.Model, a.Verdict, a.What())
}

// What says who denies what.
func (a *Alarm) What() string {
	says := "says"
	if len(a.Against) > 1 {
		says = "say"
	}
	return fmt.Sprintf("%s %s %s to the question %q, which must be %s", strings.Join(a.Against, " and "), says, status(a.Needs != Sat), a.Question, a.Needs)
}

// Ask has solvers answer a question. Each has the given time, or
// [DefaultTimeout]. All are asked before any is judged: if one denies the verdict
// the error is an [Alarm]; if one fails it is a diagnostic. Both keep evidence.
func (c *Case) Ask(ctx context.Context, solvers []*Solver, q *Question, limit time.Duration) ([]Answer, error) {
	if limit <= 0 {
		limit = DefaultTimeout
	}
	all, err := ask(ctx, solvers, q.Text, max(q.Times, 1), limit)
	if err != nil {
		return all, err
	}
	alarm := &Alarm{Test: c.Test, Model: c.Model, Verdict: c.Verdict, Question: q.Name, Needs: q.Needs()}
	var failed diag.List
	for i := range all {
		switch a := &all[i]; {
		case a.Failed != "":
			failed = append(failed, diag.New(diag.Span{}, a.Failed, "%s gives no answer to the question %q about %s: %s", a.Solver, q.Name, c.Test, a.Why))
		case a.Denies(alarm.Needs):
			alarm.Against = append(alarm.Against, a.Solver.String())
		}
	}
	if len(alarm.Against) == 0 && len(failed) == 0 {
		return all, nil
	}
	kept := c.kept(q, all)
	if alarm.Evidence = kept; len(alarm.Against) > 0 {
		return all, alarm
	}
	for _, d := range failed {
		d.Note("%s", kept)
	}
	return all, failed
}

// Show asks solvers as [Case.Ask] does, judges nothing, and keeps evidence. It
// says where, and in lines what the solvers say.
func (c *Case) Show(ctx context.Context, solvers []*Solver, q *Question, limit time.Duration) (kept, says string, err error) {
	if limit <= 0 {
		limit = DefaultTimeout
	}
	all, err := ask(ctx, solvers, q.Text, max(q.Times, 1), limit)
	if err != nil {
		return "", "", err
	}
	for i := range all {
		what := spell(all[i].Says)
		if what == "" {
			what = all[i].Why
		}
		says += fmt.Sprintf("%s, to the question %q: %s\n", all[i].Solver, q.Name, what)
	}
	return c.kept(q, all), says, nil
}

// kept keeps evidence and says where, or why not.
func (c *Case) kept(q *Question, all []Answer) string {
	folder, err := c.keep(q, all)
	if err != nil {
		return fmt.Sprintf("the evidence could not be kept: %v", err)
	}
	return "the evidence is kept in " + folder
}
