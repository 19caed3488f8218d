package solve

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
)

// Backend names a SAT solver that answers the queries that need search.
type Backend string

// The backends, and how to choose one.
const (
	// Auto is the choice by the size of a formula: see [Solver.Session].
	Auto Backend = "auto"
	// Z3 is libz3. A program that was built without cgo does not have it.
	Z3 Backend = "z3"
	// Builtin is encode/sat, which is in every program.
	Builtin Backend = "builtin"
)

// backend is what a session needs of a SAT solver. Literals are in DIMACS form. A backend has
// the clauses of one session at a time.
type backend interface {
	// load takes the clauses of a session. After an error or a panic there are none to
	// unload.
	load(ctx context.Context, p *problem) error
	// add takes more clauses of the session, which may have new variables. After an error
	// or a panic the session can only be unloaded.
	add(ctx context.Context, p *problem) error
	// ask answers one query about them: with a status, for Unknown a reason, and for
	// Unsat the assumptions that are enough. Assumptions are literals of the clauses'
	// variables. If ctx ends, so does ask, within a tenth of a second.
	ask(ctx context.Context, l Limits, assumptions []int32) (Answer, error)
	// solution sets v[i] to the value of variable i, after the answer Sat.
	solution(v []bool) error
	// unload forgets the clauses.
	unload() error
	close() error

	bytes() int // an estimate of the memory that a literal takes before any search, with its share of a clause
}

// budgetUsed is the reason for Unknown where the budget of a query was too small.
const budgetUsed = "budget used up"

// linked holds how to start each backend of this program. Files that only some builds have
// add theirs in an init function.
var linked = map[Backend]func() (backend, error){Builtin: startBuiltin}

// Backends returns the backends that this program has, the default first.
func Backends() []Backend {
	all := []Backend{Builtin}
	if linked[Z3] != nil {
		all = []Backend{Z3, Builtin}
	}
	return all
}

// ParseBackend returns the backend with a name, if this program has it, or [Auto].
func ParseBackend(name string) (Backend, error) {
	all := append([]Backend{Auto}, Backends()...)
	if e := Backend(name); slices.Contains(all, e) {
		return e, nil
	}
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = string(e)
	}
	if Backend(name) == Z3 {
		return "", fmt.Errorf("this program was built without libz3; it has %s", prose.And(names))
	}
	return "", fmt.Errorf("want %s", prose.Or(names))
}

// start starts a backend.
func start(e Backend) (backend, error) {
	f, ok := linked[e]
	if !ok {
		return nil, fmt.Errorf("solve: there is no backend %q", e)
	}
	return f()
}
