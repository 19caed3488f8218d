// Package litmus reads and prints litmus tests for POWER: the PPC format of
// herd7, with barrier slots in comments, and with columns for the handlers of
// doorbell interrupts.
//
// It is the stage from text to tree. It imports only programs/diag. It knows
// the format, not the machine: any word is a mnemonic here, and which
// instructions exist is for the package of the architecture to say.
//
// # Entry points
//
// [Parse] reads a test, [ParseWith] does so under other [Limits]. The error is
// a [diag.List] with everything wrong, each with its place, a code and what to
// do. [Test.String] prints a test with aligned columns; herd7 reads it unless
// [Test.Doorbells]. The parts print themselves too: [Instr.String],
// [Cond.String], [PropString]. [Test.Slot] finds a barrier slot by name.
//
// # Invariants of a parsed test
//
//   - Registers are r0..r31 and cr0..cr7; every register in the init block and
//     the constraint belongs to a thread of the program.
//   - Threads have different IDs. A handler hangs on its thread and is none of
//     Threads; what is asked for at the end is no register that only a handler
//     uses. A cell holds at most one instruction and at most one slot, and is
//     left out when it holds nothing.
//   - All cells of one slot name point to one [Slot]; their instruction is its
//     default choice. Choice texts have one canonical spelling.
//   - The condition is there, "forall true" where the file has none. And and Or
//     hold two or more and are flat.
//   - Labels are names that herd7 reads, each once in its column. Targets are
//     such names: 1b and .+8 have been resolved.
//   - Printing and parsing again gives an equal tree but for spans, and for
//     labels that columns share: printed, each column has its own.
//
// # Where the format leaves room
//
// Comments nest and go before cells are split. A condition binds as in herd7:
// => tightest, then /\, then \/; the printer puts parentheses where readers
// could differ. "pending" is a location unless a parenthesis follows.
// "t={1,2}" compares a whole array. "%x" without a thread is the register of
// the one thread that uses it. "%r3" is the register r3 unless the init block or
// the condition speaks of a symbolic one. A number in the place of a register
// stays a number in the tree: what is a register is not known here. Hexadecimal
// numbers use 64 bits. Lines of text in the header that are no key=value are
// passed over. In a slot, a comma behind an operand goes on with the operands if
// a number, a register or an address follows, and starts the next choice
// otherwise.
//
// # Example
//
//	PPC MP
//	{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
//	 P0                                | P1           ;
//	 li r1,1                           | lwz r1,0(r2) ;
//	 stw r1,0(r2)                      | sync         ;
//	 sync (*@ mid: none, sync *)       | lwz r3,0(r4) ;
//	 stw r1,0(r4)                      |              ;
//	exists (1:r1=1 /\ 1:r3=0)
package litmus
