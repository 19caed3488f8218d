package flags

import (
	"io"

	"github.com/fencewise/fencewise/programs/diag"
)

// Warn writes the warnings, if any.
func Warn(w io.Writer, ds diag.List) {
	if len(ds) > 0 {
		diag.Render(w, ds)
	}
}
