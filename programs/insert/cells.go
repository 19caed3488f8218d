package insert

import "github.com/fencewise/fencewise/programs/litmus"

// Rewrite makes a test in which each cell is replaced by some cells, for those
// who put other instructions into a program than barriers. Cells that stood in
// one row stay in one. The cells it is handed are not to be changed.
func Rewrite(t *litmus.Test, replace func(column *litmus.Thread, i int) []litmus.Cell) *litmus.Test {
	return rewrite(t, replace)
}
