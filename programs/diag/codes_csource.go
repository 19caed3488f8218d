package diag

// Programs in .c files.
var (
	CFrontEnd  = register("FW1201", "The C of a .c file, or of a header that it includes, is malformed.", "int f( { }")
	CMark      = register("FW1202", "A comment /*@ … */ in a .c file says nothing that is known, or stands where it cannot.", "/*@ cpu */")
	CNoThreads = register("FW1203", "A .c file starts no threads.", "int main(void) { return 0; }")
	COutside   = register("FW1204", "A construct of C is outside of what is read from .c files.", "float f;")
	CFunction  = register("FW1205", "Nothing says what a function does.", "frobnicate(); without a definition")
	CMain      = register("FW1206", "What main does before it starts the first thread cannot be executed when the file is read.", "while (x == 0) ; in main")
	CNoBad     = register("FW1207", "A .c file says nothing about a bad outcome.", "no assert(…) and no /*@ bad: … */")
	CCondition = register("FW1208", "The final condition of a .c file cannot be expressed.", "assert(a + b == 1) after pthread_join")
	CTooLarge  = register("FW1209", "A .c file, its headers, or the program that its functions become, are larger than the limit.", "a loop of a million rounds that starts threads")
	CType      = register("FW1210", "A value in a .c file has a type that C does not allow where it is used.", "int *p = 3;")
	CConst     = register("FW1211", "A .c file changes what is const, or what is no variable.", "const int c = 1; c = 2;")
	CUnset     = register("FW1212", "A variable of a .c file is read before it has a value.", "int r; x = r;")
	CUndefined = register("FW1213", "C gives an operation of a .c file no meaning.", "x << 40, where x is an int")
	CUnlikely  = register("FW1214", "A .c file is valid but probably does not mean what its author intended: a warning.", "if (r = 1)")
	CName      = register("FW1215", "Nothing in a .c file declares a name.", "x = 1; without a declaration of x")
	CRace      = register("FW1220", "A plain access in a .c file takes part in a data race.", "flag = 1; in one thread and READ_ONCE(flag) in another")

	CConstant     = register("FW1221", "A computation in a .c file has one value whatever is loaded, so that compilers cut the dependency.", "arr[READ_ONCE(i) & 0]")
	CSameStore    = register("FW1222", "Both arms of an if in a .c file begin with the same store, so that compilers move it before the branch.", "if (READ_ONCE(x)) WRITE_ONCE(y, 1); else WRITE_ONCE(y, 1);")
	CEqualAddress = register("FW1223", "A load in a .c file goes through a pointer that was compared with a known address, so that compilers cut the dependency.", "if (p == &x) r = READ_ONCE(*p);")
)
