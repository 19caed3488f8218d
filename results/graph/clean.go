package graph

import "github.com/fencewise/fencewise/programs/diag"

// Clean returns a text as a drawing can show it: see [diag.Clean].
func Clean(s string) string { return diag.Clean(s) }
