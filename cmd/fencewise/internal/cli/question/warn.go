package question

import (
	"io"

	"github.com/fencewise/fencewise/programs/diag"
)

// Warn writes warnings, if there are any.
func Warn(w io.Writer, ds diag.List) {
	if len(ds) > 0 {
		diag.Render(w, ds)
	}
}
