package second

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// DefaultTimeout is the time limit of a solver for one question if the caller gives none.
// z3 takes 20 s for the largest question of an embedded study, which has a quarter of a
// million clauses; cvc5 does not answer it within five minutes.
const DefaultTimeout = 2 * time.Minute

// Case is a verdict to be confirmed, with what the evidence says about it.
type Case struct {
	Tool        string // this program and its version
	Test, Model string
	Verdict     string
	Program     []byte
	Models      []File   // the files of the model
	Again       []string // the command that decides the program again, with the file names of the evidence
	Keep        string   // the folder in which evidence is kept
	Note        string   // further lines for the evidence
}

// File is a file of a model.
type File struct {
	Name string
	Text []byte
}

// Question is one of the questions on which the verdict rests.
type Question struct {
	Name string // a word
	Asks string // which kind of execution it asks for
	Sat  bool   // if the verdict is right, such an execution exists
	Text []byte // in SMT-LIB
	// Times is the number of check-sat in the text, under different assumptions.
	// 0 means one.
	Times int
}

// Needs returns the answer on which the verdict rests.
func (q *Question) Needs() Status { return status(q.Sat) }

// Denied is the error for a verdict that a solver denies. Then one of the solvers or the
// encoder is wrong.
type Denied struct {
	Test, Model, Verdict string
	Question             string
	Needs                Status   // the answer on which the verdict rests
	Against              []string // the solvers that give another
	Evidence             string   // a sentence that says where evidence is kept, or why it is not
}

func (a *Denied) Error() string {
	return fmt.Sprintf("%s under %s is %s: %s", a.Test, a.Model, a.Verdict, a.What())
}

// What returns a sentence that says which solvers deny what.
func (a *Denied) What() string {
	says := "says"
	if len(a.Against) > 1 {
		says = "say"
	}
	return fmt.Sprintf("%s %s %s to the question %q, which must be %s", strings.Join(a.Against, " and "), says, status(a.Needs != Sat), a.Question, a.Needs)
}

// Ask runs solvers on a question. limit is the time for each, [DefaultTimeout] if it is 0.
// If a solver denies the verdict, the error is an [Denied]; otherwise, if a solver fails,
// the error holds diagnostics. In both cases evidence is kept. All solvers run before their
// answers are judged.
func (c *Case) Ask(ctx context.Context, solvers []*Solver, q *Question, limit time.Duration) ([]Answer, error) {
	if limit <= 0 {
		limit = DefaultTimeout
	}
	all, err := ask(ctx, solvers, q.Text, max(q.Times, 1), limit)
	if err != nil {
		return all, err
	}
	alarm := &Denied{Test: c.Test, Model: c.Model, Verdict: c.Verdict, Question: q.Name, Needs: q.Needs()}
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
	kept := c.keepAndSay(q, all)
	if alarm.Evidence = kept; len(alarm.Against) > 0 {
		return all, alarm
	}
	for _, d := range failed {
		d.Note("%s", kept)
	}
	return all, failed
}

// Show runs solvers like [Case.Ask], but does not judge their answers, and always keeps
// evidence. It returns a sentence that says where, and lines with the solvers' answers.
func (c *Case) Show(ctx context.Context, solvers []*Solver, q *Question, limit time.Duration) (kept, says string, err error) {
	if limit <= 0 {
		limit = DefaultTimeout
	}
	all, err := ask(ctx, solvers, q.Text, max(q.Times, 1), limit)
	if err != nil {
		return "", "", err
	}
	for i := range all {
		what := answersText(all[i].Says)
		if what == "" {
			what = all[i].Why
		}
		says += fmt.Sprintf("%s, to the question %q: %s\n", all[i].Solver, q.Name, what)
	}
	return c.keepAndSay(q, all), says, nil
}

// keepAndSay keeps evidence and returns a sentence that says where, or why it could not.
func (c *Case) keepAndSay(q *Question, all []Answer) string {
	folder, err := c.keep(q, all)
	if err != nil {
		return fmt.Sprintf("the evidence could not be kept: %v", err)
	}
	return "the evidence is kept in " + folder
}
