package solve

import "github.com/fencewise/fencewise/programs/diag"

// The functions of the linked libz3; nil without it.
var (
	z3Version     func() string
	z3OutOfMemory func(error) bool
)

// OutOfMemory reports whether an error says that the solver ran out of memory.
func OutOfMemory(err error) bool {
	for _, d := range diag.All(err) {
		if d.Code == diag.NoMemory {
			return true
		}
	}
	return z3OutOfMemory != nil && z3OutOfMemory(err)
}

// Version returns the version of the linked libz3, or "" without it.
func Version() string {
	if z3Version == nil {
		return ""
	}
	return z3Version()
}
