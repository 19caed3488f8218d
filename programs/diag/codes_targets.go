package diag

// Targets: kernel C compiled for machines.
var (
	TargetUnknown   = register("FW2101", "A target does not exist.", "--target pwoer")
	TargetAssembly  = register("FW2102", "A target is given for a program in assembly, which is not compiled.", "--target power for a PPC test")
	TargetRefused   = register("FW2103", "A primitive has no counterpart among the instructions of the target.", "synchronize_rcu(); with --target power")
	TargetPrimitive = register("FW2104", "The table of the target has no entry for an operation of a table of macros.", "__atomic_add_unless{acquire}, with --target power")
	TargetForeign   = register("FW2105", "An atomic operation of C11 in a program that is judged as kernel C, or a primitive of the kernel in one that is compiled as C11.", "smp_mb(); with --target power-gcc")
	TargetAsm       = register("FW2106", "Inline assembly in a program that is not compiled for a machine with that assembly, or assembly that cannot be read.", "asm volatile(\"sync\" ::: \"memory\"); without --target")
	TargetReading   = register("FW2107", "A .c file cannot be judged in one of its readings.", "synchronize_rcu(); in a .c file, which POWER has no instruction for")
)

// NotCompiled reports whether an error says only that programs cannot be compiled for a target.
func NotCompiled(err error) bool {
	for _, d := range All(err) {
		if d.Code != TargetAssembly && d.Code != TargetRefused && d.Code != TargetPrimitive && d.Code != TargetForeign && d.Code != TargetAsm {
			return false
		}
	}
	return len(All(err)) > 0
}
