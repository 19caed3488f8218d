package kernelc

import (
	_ "embed"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
)

//go:embed macros.def
var embedded string

var (
	readEmbedded  sync.Once
	embeddedTable *Macros
)

// Embedded returns our own table of primitives.
func Embedded() *Macros {
	readEmbedded.Do(func() {
		m, err := ParseMacros(diag.NewSource("macros.def", embedded))
		if err != nil {
			panic("kernelc: the embedded table is malformed: " + err.Error())
		}
		embeddedTable = m
	})
	return embeddedTable
}
