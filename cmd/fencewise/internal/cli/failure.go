package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/version"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// failure reports to the user how a run of the program failed.
type failure struct {
	w    io.Writer
	args []string
}

// report writes an error and returns the status for it.
func (f failure) report(err error) exit.Status {
	var (
		done  *exit.Reported
		alarm *decide.Disagreement
		clash *opinion.Disagreement
		proof *solve.Unproved
		use   *exit.Usage
		bug   *opinion.Bug
		big   *encode.TooBig
	)
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		worst := exit.OK
		for _, e := range joined.Unwrap() {
			worst = exit.Worse(worst, f.report(e))
		}
		return worst
	}
	switch why := limit.As(err); {
	case err == nil:
		return exit.OK
	case why != nil:
		fmt.Fprintf(f.w, "stopped: %v\n", err)
		return exit.Unknown
	case errors.As(err, &big):
		fmt.Fprintf(f.w, "stopped: %v\n", big)
		return exit.Unknown
	case errors.As(err, &done):
		return done.Status
	case exit.Lacking(err) != nil:
		return f.lacking(err)
	case errors.As(err, &alarm), errors.As(err, &proof):
		return f.alarm(err, "")
	case errors.As(err, &clash):
		return f.alarm(err, clash.Evidence)
	case errors.As(err, &bug):
		return f.bug(err.Error(), bug.Stack)
	case errors.As(err, &use):
		fmt.Fprintf(f.w, "error: %v\n", use)
		return exit.Input
	case len(diag.All(err)) > 0:
		diag.Render(f.w, err)
		return exit.Input
	}
	return f.bug(err.Error(), nil)
}

// lacking reports that the machine lacks a resource.
func (f failure) lacking(err error) exit.Status {
	if len(diag.All(err)) > 0 {
		diag.Render(f.w, err)
	} else {
		diag.Render(f.w, exit.Lacking(err))
	}
	return exit.Environment
}

// alarm reports a disagreement: no verdict can be trusted then.
func (f failure) alarm(err error, evidence string) exit.Status {
	fmt.Fprintf(f.w, "ALARM: %v\n", err)
	for line := range strings.Lines(evidence) {
		fmt.Fprintln(f.w, strings.TrimRight("    "+line, " \n"))
	}
	fmt.Fprint(f.w, "  note: one of the engines or solvers is wrong, so no verdict about this program can be trusted\n")
	f.pleaseReport()
	return exit.Disagree
}

// bug reports an error in fencewise itself.
func (f failure) bug(what string, stack []byte) exit.Status {
	fmt.Fprintf(f.w, "BUG in fencewise: %s\n", what)
	f.pleaseReport()
	if len(stack) > 0 {
		fmt.Fprintf(f.w, "\n%s", stack)
	}
	return exit.Bug
}

const issues = "https://github.com/fencewise/fencewise/issues"

func (f failure) pleaseReport() {
	fmt.Fprintf(f.w, "  do: report it at %s\n      with the input files and this: fencewise %s, called as\n      fencewise %s\n",
		issues, version.Version(), strings.Join(quoted(f.args), " "))
}

// quoted returns arguments quoted for a shell.
func quoted(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		if out[i] = a; a == "" || strings.ContainsAny(a, " \t\n\"'\\$`*?[](){}<>|&;#~!") {
			out[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return out
}
