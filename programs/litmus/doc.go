// Package litmus reads and prints litmus tests: the PPC format of herd7, with barrier
// slots in comments, and with columns for the handlers of doorbell interrupts; and tests in
// kernel C, whose functions package kernelc reads.
//
// It is the stage that turns text into a syntax tree. It knows the format but not the machine: any word can be a
// mnemonic here, and the package of the architecture decides which instructions
// exist.
//
// # Entry points
//
// [Parse] reads a test, and [ParseWith] does so with other [Limits]. The error is
// a [diag.List] with everything that is wrong: each entry has a place, a code and
// a fix. [Test.String] prints a test with aligned columns; herd7 reads the result
// unless [Test.UsesDoorbells]. The parts can be printed too: [Instr.String],
// [Cond.String], [PropString]. [Test.Slot] finds a barrier slot by name.
//
// # Invariants of a parsed test
//
//   - A thread of a test in C has a Body, and a cell for each of the body's cells, whose
//     instruction has the text of the statement. What follows is about assembly.
//   - Registers are r0..r31 and cr0..cr7; every register in the init block and
//     the constraint belongs to a thread of the program.
//   - Threads have different IDs. A handler belongs to its thread and is not in
//     Threads. The condition, filter and locations name no register that only a
//     handler uses. A cell holds at most one instruction and at most one slot;
//     empty cells are left out.
//   - All cells of one slot name point to one [Slot], and the instruction in each
//     of these cells is the slot's default choice. Choice texts have one canonical
//     spelling.
//   - A test always has a condition: "forall true" if the file has none. And and Or
//     hold two or more members and are flat.
//   - Labels are names that herd7 reads, each defined once in its column. Branch
//     targets are label names: 1b and .+8 have been resolved.
//   - Printing a test and parsing the result gives an equal tree, except for spans
//     and for labels that several columns define: each column gets a label of its
//     own when printed.
//
// # Where the format is ambiguous
//
// Comments nest and are removed before cells are split. Connectives bind as in
// herd7: => tightest, then /\, then \/; the printer adds parentheses where other
// readers could differ. "pending" is a location unless a parenthesis follows.
// "t={1,2}" compares a whole array. "%x" without a thread is the register of
// the one thread that uses it. "%r3" is the register r3 unless the init block or
// the condition mentions a symbolic register of that name. A number in the place
// of a register stays a number in the tree, because this package does not know
// which operands are registers. Hexadecimal numbers use 64 bits. Header lines that
// are not key=value are ignored. In a slot, a comma after an operand continues the
// operands if a number, a register or an address follows, and starts the next
// choice otherwise.
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
