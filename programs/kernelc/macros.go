package kernelc

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
)

// Macros is a table of primitives: what READ_ONCE, smp_mb and the others are, written
// with builtins.
type Macros struct {
	Src    *diag.Source
	byName map[string]*Macro
	names  []string // sorted
}

// Macro is one entry of a table: NAME(params) expression, or NAME(params) { statements }.
type Macro struct {
	Name   string
	Params []string
	Expr   Expr   // nil if the body is statements
	Block  *Block // nil if the body is an expression
	Span   diag.Span
}

// Lookup returns the macro of that name.
func (m *Macros) Lookup(name string) (*Macro, bool) {
	d, ok := m.byName[name]
	return d, ok
}

// Names returns the names of all macros, sorted.
func (m *Macros) Names() []string { return slices.Clone(m.names) }
