package diag

// Litmus files in kernel C: the functions.
var (
	KernelCSyntax      = register("FW1101", "A statement, declaration or expression of kernel C is malformed.", "int r0 = ;")
	KernelCSemicolon   = register("FW1102", "A statement of kernel C is not ended.", "smp_mb()\n WRITE_ONCE(*x, 1);")
	KernelCUnclosed    = register("FW1103", "A brace, parenthesis or bracket is not closed, or closes nothing.", "P0(int *x) { if (1) { smp_mb(); }")
	KernelCType        = register("FW1104", "A type is unknown, or cannot be used where it is written.", "in r0 = READ_ONCE(*x);")
	KernelCUndeclared  = register("FW1105", "A name is neither a variable nor a parameter.", "WRITE_ONCE(*y, 1); in a thread without a parameter y")
	KernelCTwice       = register("FW1106", "A variable or a parameter is declared twice.", "int r0; int r0;")
	KernelCAssigned    = register("FW1107", "An assignment is to a location without '*', or to something that cannot be assigned.", "x = 1; where x is a parameter")
	KernelCUnsupported = register("FW1108", "A construct of C is not supported.", "p->next = 1;")
	KernelCLabel       = register("FW1109", "A label is missing or defined twice.", "goto out; without a label out")
	KernelCJump        = register("FW1110", "A break or continue is not inside a loop.", "break; at the top of a thread")
	KernelCHeading     = register("FW1111", "The heading of a function is malformed.", "Q0(int *x) { }")
	KernelCTooDeep     = register("FW1112", "Statements or expressions are nested more deeply, or are longer, than the limit.", "((((…x…))))")
)

// Litmus files in kernel C: primitives.
var (
	KernelCPrimitive = register("FW1120", "A primitive is unknown.", "READ_ONC(*x)")
	KernelCArguments = register("FW1121", "A primitive has too few or too many arguments.", "WRITE_ONCE(*x);")
	KernelCOperand   = register("FW1122", "An argument of a primitive is not of the kind that it needs.", "WRITE_ONCE(x, 1); where x is a parameter")
	KernelCNoValue   = register("FW1123", "A value is needed, but the primitive has none.", "int r0 = smp_mb();")
	KernelCRefused   = register("FW1124", "A primitive of the kernel is not modelled, such as an access to a device.", "writel(1, x);")
)

// Tables of macros (.def files).
var (
	DefSyntax    = register("FW1130", "A table of macros is malformed.", "READ_ONCE(X __load{once}(X)")
	DefTwice     = register("FW1131", "A macro is defined twice, or two of its parameters have one name.", "f(X) X\nf(Y) Y")
	DefRecursion = register("FW1132", "The expansion of a macro does not end, or is larger than the limit.", "f(X) f(X)")
	DefBuiltin   = register("FW1133", "A builtin is unknown, or lacks annotations or arguments.", "f(X) __lode{once}(X)")
)
