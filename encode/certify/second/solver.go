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

// Solver is an installed program that solves SMT-LIB files.
type Solver struct {
	Name    string // the name by which it was found
	Path    string // its absolute path
	Version string // the version that it reports; "" if it reports none
}

func (s *Solver) String() string { return strings.TrimSpace(s.Name + " " + s.Version) }

// known lists the solvers that are looked for, how to install them, and the option that
// they need to answer several check-sat in one file.
var known = []struct{ name, install, again string }{
	{"cvc5", "apt install cvc5, or https://cvc5.github.io", "--incremental"},
	{"z3", "apt install z3, or https://github.com/Z3Prover/z3", ""},
}

// options returns the command-line options of a solver. A solver that was given by its
// path is recognised by the beginning of its file name.
func (s *Solver) options(times int) []string {
	for _, k := range known {
		if times > 1 && k.again != "" && strings.HasPrefix(s.Name, k.name) {
			return []string{k.again}
		}
	}
	return nil
}

// Names returns the names of the known solvers. Users give other solvers by their path.
func Names() []string {
	var all []string
	for _, k := range known {
		all = append(all, k.name)
	}
	return all
}

// IsPath reports whether a name is the path of a program.
func IsPath(name string) bool { return strings.ContainsAny(name, `/\`) }

// Named finds the solver that a user has given by name or path, and tests it with a simple
// question. This takes no longer than limit, and no longer than [Patience].
func Named(ctx context.Context, name string, limit time.Duration) (*Solver, error) {
	i := slices.Index(Names(), name)
	if i < 0 && !IsPath(name) {
		return nil, fmt.Errorf("second: no solver is named %s", name)
	}
	path, err := exec.LookPath(name)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	switch {
	case err != nil && i >= 0:
		return nil, diag.New(diag.Span{}, diag.SolverMissing, "%s should give a second opinion, but is not installed", name).
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
		return nil, diag.New(diag.Span{}, diag.SolverMissing, "%s should give a second opinion, but cannot be run: %v", name, err)
	}
	s := &Solver{Name: filepath.Base(name), Path: path}
	if limit <= 0 || limit > ProbeTimeout {
		limit = ProbeTimeout
	}
	start := time.Now()
	s.Version = s.version(ctx, limit/2)
	return s, s.test(ctx, limit-time.Since(start))
}

// Missing is a solver that cannot be used, and why.
type Missing struct {
	Name string
	Err  error // a diagnostic
}

// Installed returns every known solver that can be used, and those that cannot. It tests
// all of them at the same time, so that it takes no longer than for one.
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

// ProbeTimeout bounds the time for testing a solver, which usually takes milliseconds.
const ProbeTimeout = 10 * time.Second

var versionNumber = regexp.MustCompile(`\d+(\.\d+)+[-+.\w]*`)

// version returns the first text that looks like a version in the output of the solver's
// --version, or "".
func (s *Solver) version(ctx context.Context, limit time.Duration) string {
	p := run(ctx, limit, "", s.Path, "--version")
	if p.err != nil {
		return ""
	}
	return string(versionNumber.Find(p.out))
}

// probe is a simple question that uses all features of our questions. Its answer is sat.
const probe = `(set-info :smt-lib-version 2.6)
(set-logic QF_UF)
; a comment
(declare-const |rf init-x P0.0-R-x #2| Bool)
(declare-const |co a b #3| Bool)
(assert (or (not |rf init-x P0.0-R-x #2|) |co a b #3|))
(assert (not |co a b #3|))
(check-sat)
`

// test returns an error unless the solver answers the probe correctly.
func (s *Solver) test(ctx context.Context, limit time.Duration) error {
	as, err := ask(ctx, []*Solver{s}, []byte(probe), 1, limit.Round(time.Millisecond))
	if err != nil {
		return err
	}
	if a := &as[0]; !a.Agrees(Sat) && ctx.Err() == nil {
		says := a.Why
		if a.Denies(Sat) {
			says = "it answered unsat, which is wrong"
		}
		return diag.New(diag.Span{}, diag.SolverUnfit, "%s (%s) fails to answer a question that every solver can answer: %s", s, s.Path, says).
			WithFix("install a version that reads SMT-LIB 2.6, or leave this solver out")
	}
	return ctx.Err()
}
