package opinion

import (
	"errors"

	"github.com/fencewise/fencewise/encode/decide/lattice"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TooManyVariants returns the diagnostic for a lattice with too many variants, and nil for any
// other error.
func TooManyVariants(err error, t *litmus.Test) *diag.Diagnostic {
	var many *lattice.TooMany
	if !errors.As(err, &many) {
		return nil
	}
	return diag.New(t.NameSpan, diag.TooManyVariants, "%v", err)
}
