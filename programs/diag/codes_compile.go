package diag

// Compiling: kernel C printed in the assembly of a machine.
var (
	CompileUnsupported = register("FW2201", "A test in kernel C cannot be printed in assembly.", "fencewise compile t.litmus --target x86")
	CompileRegisters   = register("FW2202", "A compiled thread needs more registers than the machine has.", "a thread with 33 variables that the condition names")
	CompileHerd        = register("FW2203", "A compiled test has instructions that herd7 does not execute.", "xchg on a pointer, which becomes ldarx and stdcx.")
)
