package second

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// Solver is an installed program that answers SMT-LIB files.
type Solver struct {
	Name    string // by which it was found
	Path    string // absolute
	Version string // as it says itself; "" if it does not
}

func (s *Solver) String() string { return strings.TrimSpace(s.Name + " " + s.Version) }

// known is the solvers that are looked for, where they come from, and what they
// have to be told before they answer more than once.
var known = []struct{ name, install, again string }{
	{"cvc5", "apt install cvc5, or https://cvc5.github.io", "--incremental"},
	{"z3", "apt install z3, or https://github.com/Z3Prover/z3", ""},
}

// options is what a solver is told besides the question. One that is named by
// its path is taken for what its name begins with.
func (s *Solver) options(times int) []string {
	for _, k := range known {
		if times > 1 && k.again != "" && strings.HasPrefix(s.Name, k.name) {
			return []string{k.again}
		}
	}
	return nil
}

// Names lists the solvers that have names. Another one is named by its path.
func Names() []string {
	var all []string
	for _, k := range known {
		all = append(all, k.name)
	}
	return all
}

// IsPath reports whether a name is the path of a program.
func IsPath(name string) bool { return strings.ContainsAny(name, `/\`) }

// Named finds the solver that a user has asked for by name or path, and tries it out. That
// takes no longer than limit, or [Patience].
func Named(ctx context.Context, name string, limit time.Duration) (*Solver, error) {
	i := slices.Index(Names(), name)
	if i < 0 && !IsPath(name) {
		return nil, fmt.Errorf("second: no solver is called %s", name)
	}
	path, err := exec.LookPath(name)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	switch {
	case err != nil && i >= 0:
		return nil, diag.New(diag.Span{}, diag.SolverMissing, "%s is asked for as a second opinion, and is not installed", name).
			WithFix("%s", known[i].install)
	case err != nil:
		var e *exec.Error
		if errors.As(err, &e) {
			err = e.Err
		}
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, diag.New(diag.Span{}, diag.SolverMissing, "%s is asked for as a second opinion, and cannot be run: %v", name, err)
	}
	s := &Solver{Name: filepath.Base(name), Path: path}
	if limit <= 0 || limit > Patience {
		limit = Patience
	}
	start := time.Now()
	s.Version = s.version(ctx, limit/2)
	return s, s.fit(ctx, limit-time.Since(start))
}

// Missing is a solver that cannot be asked, and why.
type Missing struct {
	Name string
	Err  error // a diagnostic
}

// Installed finds every known solver that can be asked, and says which cannot. They are
// tried out at the same time, so that it takes no longer than for one.
func Installed(ctx context.Context, limit time.Duration) (found []*Solver, missing []Missing) {
	names := Names()
	solvers, errs := make([]*Solver, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() { solvers[i], errs[i] = Named(ctx, name, limit) })
	}
	all.Wait()
	for i, name := range names {
		if errs[i] != nil {
			missing = append(missing, Missing{name, errs[i]})
		} else {
			found = append(found, solvers[i])
		}
	}
	return found, missing
}

// Patience is the most time for the trial question of a solver, which usually
// takes milliseconds.
const Patience = 10 * time.Second

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+[-+.\w]*`)

// version is the first thing that looks like a version in what the solver says
// of itself.
func (s *Solver) version(ctx context.Context, limit time.Duration) string {
	p := run(ctx, limit, "", s.Path, "--version")
	if p.err != nil {
		return ""
	}
	return string(versionNumber.Find(p.out))
}

// probe has what every question has, and a solution.
const probe = `(set-info :smt-lib-version 2.6)
(set-logic QF_UF)
; a comment
(declare-const |rf init-x P0.0-R-x #2| Bool)
(declare-const |co a b #3| Bool)
(assert (or (not |rf init-x P0.0-R-x #2|) |co a b #3|))
(assert (not |co a b #3|))
(check-sat)
`

// fit returns no error only if the solver can answer what it will be asked.
func (s *Solver) fit(ctx context.Context, limit time.Duration) error {
	as, err := ask(ctx, []*Solver{s}, []byte(probe), 1, limit.Round(time.Millisecond))
	if err != nil {
		return err
	}
	if a := &as[0]; !a.Agrees(Sat) && ctx.Err() == nil {
		says := a.Why
		if a.Denies(Sat) {
			says = "it says unsat, which is wrong"
		}
		return diag.New(diag.Span{}, diag.SolverUnfit, "%s (%s) does not answer a question that every solver can: %s", s, s.Path, says).
			WithFix("install a version that reads SMT-LIB 2.6, or leave it out")
	}
	return ctx.Err()
}
