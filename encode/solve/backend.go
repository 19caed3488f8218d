package solve

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// Backend names a SAT solver that answers the queries that need search.
type Backend string

// The backends.
const (
	// Z3 is libz3. A program that was built without cgo does not have it.
	Z3 Backend = "z3"
	// Builtin is encode/sat, which is in every program.
	Builtin Backend = "builtin"
)

// backend is what a session needs of a SAT solver. Clauses and literals are in DIMACS form.
// A backend has the clauses of one session at a time.
type backend interface {
	// load takes the clauses of a session. After an error there is none to unload.
	load(ctx context.Context, vars int, clauses []int32) error
	// add takes more clauses of the session, which may have new variables.
	add(ctx context.Context, vars int, clauses []int32) error
	// ask answers one query about them: with a status, for Unknown a reason, and for
	// Unsat the assumptions that are enough. Assumptions are literals of the clauses'
	// variables. If ctx ends, so does ask, within a tenth of a second.
	ask(ctx context.Context, l Limits, assumptions []int32) (Answer, error)
	// solution sets v[i] to the value of variable i, after the answer Sat.
	solution(v []bool) error
	// unload forgets the clauses.
	unload() error
	close() error

	maxVar() int // the largest number of a variable
	bytes() int  // an estimate of the memory that a literal takes before any search, with its share of a clause
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

// ParseBackend returns the backend with a name, if this program has it.
func ParseBackend(name string) (Backend, error) {
	all := Backends()
	if e := Backend(name); slices.Contains(all, e) {
		return e, nil
	}
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = string(e)
	}
	if Backend(name) == Z3 {
		return "", fmt.Errorf("this program was built without libz3; it has %s", strings.Join(names, " and "))
	}
	return "", fmt.Errorf("want %s", strings.Join(names, " or "))
}

// start starts a backend.
func start(e Backend) (backend, error) {
	f, ok := linked[e]
	if !ok {
		return nil, fmt.Errorf("solve: there is no backend %q", e)
	}
	return f()
}
