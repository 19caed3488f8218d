package isa

import "github.com/fencewise/fencewise/programs/litmus"

// Step is one step of a thread: an operation, or a slot with the steps of each of its
// choices. A statement of C has several steps, an instruction of a machine has one.
type Step struct {
	Op     Op
	Instr  *litmus.Instr // the instruction or statement that it belongs to
	Cell   int           // index into the cells of the thread
	Labels []string      // branches to these labels lead here; no two steps have the same

	// Machine is what the step is in the program of a machine, for one of a statement that is
	// compiled for a target; else the zero Machine.
	Machine Machine

	Slot    *litmus.Slot // nil for an operation
	Choices [][]Step     // of a slot, by choice
}

// ParameterRegister returns the name of the register that holds the address of the
// location that a parameter of a thread stands for. No variable has such a name.
func ParameterRegister(name string) string { return "&" + name }

// Machine is an instruction that a statement of C was compiled to.
type Machine struct {
	Instr string // its mnemonic: "lwsync"
	Of    string // the primitive that it comes from: "smp_store_release"; "" for a plain access
	Asm   bool   // it stands in inline assembly
}
