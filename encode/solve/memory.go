package solve

import (
	"errors"

	z3 "github.com/mitchellh/go-z3"

	"github.com/fencewise/fencewise/programs/diag"
)

// OutOfMemory reports whether an error says that Z3 ran out of memory.
func OutOfMemory(err error) bool {
	for _, d := range diag.All(err) {
		if d.Code == diag.NoMemory {
			return true
		}
	}
	var z *z3.Error
	return errors.As(err, &z) && z.Code == z3.ErrorCodeMemoutFail
}
