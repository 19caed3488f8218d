package second

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	limits "github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Status is the answer of a solver.
type Status string

// The answers. None means that the solver gave no answer, or none that counts.
const (
	Sat   Status = "sat"
	Unsat Status = "unsat"
	None  Status = ""
)

func status(sat bool) Status {
	if sat {
		return Sat
	}
	return Unsat
}

// Answer is the result of running a solver on a question.
type Answer struct {
	Solver  *Solver
	Command []string  // the command, for a folder that contains the question
	Says    []Status  // one answer for each check-sat of the question; nil if some are missing
	Why     string    // why an answer is None or missing
	Failed  diag.Code // the kind of error; "" if the solver just gave no opinion
	Ended   string    // how the process ended: "exit status 0"
	Took    time.Duration
	Out     []byte // what it wrote to standard output, up to a limit
	Errs    []byte // what it wrote to standard error, up to a limit
}

// Agrees reports whether every answer of the solver is s.
func (a *Answer) Agrees(s Status) bool {
	return len(a.Says) > 0 && !slices.ContainsFunc(a.Says, func(x Status) bool { return x != s })
}

// Denies reports whether some answer of the solver is the contrary of s.
func (a *Answer) Denies(s Status) bool {
	return slices.ContainsFunc(a.Says, func(x Status) bool { return x != s && x != None })
}

// questionFile is the name of the file in which a solver finds the question.
const questionFile = "question.smt2"

// ask runs solvers on a question, one after the other. times is the number of check-sat in
// the question.
func ask(ctx context.Context, solvers []*Solver, question []byte, times int, limit time.Duration) (all []Answer, err error) {
	dir, err := disk.TempDir("fencewise-second-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := disk.TempFile(filepath.Join(dir, questionFile), question); err != nil {
		return nil, err
	}
	for i, s := range solvers {
		limit := limit
		if end, ok := ctx.Deadline(); ok && i < len(solvers)-1 { // the remaining time is shared equally
			limit = min(limit, (time.Until(end) / time.Duration(len(solvers)-i)).Round(time.Millisecond))
		}
		args := append(s.options(times), questionFile)
		p := run(ctx, limit, dir, s.Path, args...)
		if lack := disk.Lacking(p.err); p.ended == "" && lack != nil { // the process was not started
			return all, lack
		}
		a := Answer{Solver: s, Command: append([]string{s.Path}, args...), Ended: p.ended, Took: p.took, Out: p.out, Errs: p.errs}
		a.read(p, times, limit)
		all = append(all, a)
	}
	return all, nil
}

// read sets the answer from what the process has written and how it ended.
func (a *Answer) read(p *process, times int, limit time.Duration) {
	fail := func(code diag.Code, format string, args ...any) {
		a.Failed, a.Why = code, fmt.Sprintf(format, args...)
	}
	switch {
	case limits.As(p.stopped) != nil:
		a.Why = limits.As(p.stopped).What
		return
	case errors.Is(p.stopped, context.DeadlineExceeded):
		a.Why = fmt.Sprintf("time limit reached (%v)", limit)
		return
	case errors.Is(p.stopped, context.Canceled):
		a.Why = "cancelled"
		return
	case p.stopped != nil:
		fail(diag.SolverGarbage, "%v", p.stopped)
		return
	case p.ended == "":
		fail(diag.SolverCrash, "it cannot be run: %v", p.err)
		return
	}
	if line := refusal(p.out, p.errs); line != "" {
		fail(diag.SolverRefuses, "%s", line)
		return
	}
	var words []string
	for line := range strings.Lines(string(p.out)) {
		if w := strings.TrimSpace(line); w != "" && w != "success" { // a solver may answer "success" to each command
			words = append(words, w)
		}
	}
	bad := slices.IndexFunc(words, func(w string) bool { return w != string(Sat) && w != string(Unsat) && w != "unknown" })
	switch {
	case p.code < 0 || len(words) < times && bad < 0 && p.code != 0:
		fail(diag.SolverCrash, "it ended with %s", p.ended)
	case len(words) == 0:
		fail(diag.SolverGarbage, "it wrote nothing")
	case bad >= 0:
		fail(diag.SolverGarbage, "it wrote %s", excerpt(words[bad]))
	case len(words) != times:
		fail(diag.SolverGarbage, "it gave %d answers instead of %d", len(words), times)
	case p.code != 0 && p.code != exitStatus[words[times-1]]:
		fail(diag.SolverCrash, "it wrote %s and then ended with %s", words[times-1], p.ended)
	default:
		for _, w := range words {
			if w == "unknown" {
				w, a.Why = "", "it answered unknown"
			}
			a.Says = append(a.Says, Status(w))
		}
	}
}

// exitStatus holds the exit statuses by which SAT solvers, and some SMT solvers, report their
// answer.
var exitStatus = map[string]int{string(Sat): 10, string(Unsat): 20}

// refusal returns the first line in which a solver reports an error, or "". The solver's
// other answers do not count then, since it has ignored a part of the question.
func refusal(outputs ...[]byte) string {
	for _, out := range outputs {
		for line := range bytes.Lines(out) {
			if line = bytes.TrimSpace(line); bytes.HasPrefix(line, []byte("(error")) {
				return excerpt(string(line))
			}
		}
	}
	return ""
}

// excerpt returns text of a solver for a message: shortened, and without characters that
// would control a terminal.
func excerpt(text string) string {
	const maxLen = 100
	clean := []rune(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?")))
	if len(clean) > maxLen {
		return string(clean[:maxLen]) + "…"
	}
	return string(clean)
}
