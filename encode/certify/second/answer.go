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

// Status is what a solver says.
type Status string

// The answers. None is no opinion, or none that counts.
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

// Answer is what came out when a solver was asked.
type Answer struct {
	Solver  *Solver
	Command []string  // to be run in a folder with the question
	Says    []Status  // one for each time that the question asks; nil if it is not all there
	Why     string    // something of it is None
	Failed  diag.Code // what kind of error that is; "" if it is no opinion
	Ended   string    // how the process did: "exit status 0"
	Took    time.Duration
	Out     []byte // what it wrote, up to a limit
	Errs    []byte
}

// Agrees reports whether the solver has said this each time.
func (a *Answer) Agrees(s Status) bool {
	return len(a.Says) > 0 && !slices.ContainsFunc(a.Says, func(x Status) bool { return x != s })
}

// Denies reports whether the solver has said the contrary once.
func (a *Answer) Denies(s Status) bool {
	return slices.ContainsFunc(a.Says, func(x Status) bool { return x != s && x != None })
}

// questionFile is the name under which a solver is given a question.
const questionFile = "question.smt2"

// ask puts one question, which asks a number of times, to solvers, one after the
// other.
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
		if end, ok := ctx.Deadline(); ok && i < len(solvers)-1 { // each has the same part of what is left
			limit = min(limit, (time.Until(end) / time.Duration(len(solvers)-i)).Round(time.Millisecond))
		}
		args := append(s.options(times), questionFile)
		p := run(ctx, limit, dir, s.Path, args...)
		if lack := disk.Lacking(p.err); p.ended == "" && lack != nil { // it was not started
			return all, lack
		}
		a := Answer{Solver: s, Command: append([]string{s.Path}, args...), Ended: p.ended, Took: p.took, Out: p.out, Errs: p.errs}
		a.read(p, times, limit)
		all = append(all, a)
	}
	return all, nil
}

// read finds out what the process has answered.
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
		if w := strings.TrimSpace(line); w != "" && w != "success" { // of each command, if it likes
			words = append(words, w)
		}
	}
	bad := slices.IndexFunc(words, func(w string) bool { return w != string(Sat) && w != string(Unsat) && w != "unknown" })
	switch {
	case p.code < 0 || len(words) < times && bad < 0 && p.code != 0:
		fail(diag.SolverCrash, "it ended with %s", p.ended)
	case len(words) == 0:
		fail(diag.SolverGarbage, "it writes nothing")
	case bad >= 0:
		fail(diag.SolverGarbage, "it writes %s", excerpt(words[bad]))
	case len(words) != times:
		fail(diag.SolverGarbage, "it gives %d answers where %d are due", len(words), times)
	case p.code != 0 && p.code != usual[words[times-1]]:
		fail(diag.SolverCrash, "it writes %s, and then ends with %s", words[times-1], p.ended)
	default:
		for _, w := range words {
			if w == "unknown" {
				w, a.Why = "", "it says unknown"
			}
			a.Says = append(a.Says, Status(w))
		}
	}
}

// usual is what SAT solvers exit with, and some SMT solvers too.
var usual = map[string]int{string(Sat): 10, string(Unsat): 20}

// refusal is the first line in which a solver says that it cannot do something.
// What it answers besides is about another question.
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

// excerpt is text of a solver for a message of ours: not too long, and with
// nothing in it that a terminal would obey.
func excerpt(text string) string {
	const most = 100
	clean := []rune(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?")))
	if len(clean) > most {
		return string(clean[:most]) + "…"
	}
	return string(clean)
}
