package z3

// LBool is the answer of a check: a truth value that may be unknown.
type LBool int8

// The three answers: unsatisfiable, unknown, satisfiable.
const (
	False LBool = iota - 1
	Undef
	True
)

// String returns the answer as SMT-LIB writes it.
func (b LBool) String() string {
	switch b {
	case False:
		return "unsat"
	case True:
		return "sat"
	}
	return "unknown"
}
