package isa

import "github.com/fencewise/fencewise/programs/litmus"

// Step is one step of a thread: an operation, or a slot with the steps of each of its
// choices. A statement of C has several steps, an instruction of a machine has one.
type Step struct {
	Op     Op
	Instr  *litmus.Instr // the instruction or statement that it belongs to
	Cell   int           // index into the cells of the thread
	Labels []string      // branches to these labels lead here; no two steps have the same

	Slot    *litmus.Slot // nil for an operation
	Choices [][]Step     // of a slot, by choice
}
