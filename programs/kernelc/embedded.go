package kernelc

import (
	_ "embed"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
)

// table is an embedded table of primitives. It is read when it is first used.
type table struct {
	name, text string

	once sync.Once
	read *Macros
}

// macros returns the table.
func (t *table) macros() *Macros {
	t.once.Do(func() {
		m, err := ParseMacros(diag.NewSource(t.name, t.text))
		if err != nil {
			panic("kernelc: an embedded table is malformed: " + err.Error())
		}
		t.read = m
	})
	return t.read
}

//go:embed macros.def
var kernelText string

//go:embed c11.def
var c11Text string

var (
	kernelTable = table{name: "macros.def", text: kernelText}
	c11Table    = table{name: "c11.def", text: c11Text}
)

// Embedded returns our own table of the primitives of the Linux kernel.
func Embedded() *Macros { return kernelTable.macros() }

// C11 returns the table of the atomic operations of C11. It has no name that [Embedded] has.
func C11() *Macros { return c11Table.macros() }
