package insert

import "github.com/fencewise/fencewise/programs/litmus"

// Rewrite returns a test in which each cell is replaced by the cells that replace
// returns. It is for packages that insert other instructions than barriers. Cells of
// one row stay in one row. replace must not change the cells of the column.
func Rewrite(t *litmus.Test, replace func(column *litmus.Thread, i int) []litmus.Cell) *litmus.Test {
	return rewrite(t, replace)
}
