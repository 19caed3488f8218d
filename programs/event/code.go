package event

import "github.com/fencewise/fencewise/programs/isa"

// Code returns the instruction of an event as its program has it. Of a statement that is
// compiled it also names what the machine executes: "WRITE_ONCE(*x, 1) [stw]".
func (e *Event) Code() string { return WithMachine(e.Instr.String(), e.Machine.Instr) }

// Phrase returns the instruction of an event as sentences name it, like [Event.Code].
func (e *Event) Phrase() string { return WithMachine(e.Instr.Phrase(), e.Machine.Instr) }

// Compiled reports whether the event is what a statement was compiled to.
func (e *Event) Compiled() bool { return e.Machine != (isa.Machine{}) }

// WithMachine returns a statement with the instructions of a machine beside it, if any.
func WithMachine(statement, machine string) string {
	if machine == "" {
		return statement
	}
	return statement + " [" + machine + "]"
}
