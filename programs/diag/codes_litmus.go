package diag

// Litmus files: header, init block and program.
var (
	LitmusEmpty           = register("FW1001", "The file contains no test.", "(* nothing but a comment *)")
	LitmusArch            = register("FW1002", "The test is for an architecture that is not supported.", "AArch64 MP")
	LitmusHeader          = register("FW1003", "The first line is not an architecture and a test name.", "PPC")
	LitmusUnclosedComment = register("FW1004", "A comment is not closed.", "(* message passing")
	LitmusUnclosedText    = register("FW1005", "A quoted or parenthesised text in the header is not closed.", `"PodWW Rfe`)
	LitmusNoInit          = register("FW1006", "The init block is missing.", "PPC MP\n P0 | P1 ;")
	LitmusUnclosedInit    = register("FW1007", "The init block is not closed.", "{ 0:r2=x;\n P0 | P1 ;")
	LitmusBadInit         = register("FW1008", "An item of the init block is malformed.", "{ 0:r2 x; }")
	LitmusBadArray        = register("FW1009", "An array is declared or initialised wrongly.", "int t[3]={1,2};")
	LitmusInitTwice       = register("FW1010", "A location or register is initialised twice.", "{ x=1; x=2; }")
	LitmusBadChar         = register("FW1011", "A character has no meaning at its place.", "li r1,#1")
	LitmusBadNumber       = register("FW1012", "A number is malformed or too large.", "li r1,0xZZ")
	LitmusBadRegister     = register("FW1013", "A register does not exist.", "li r32,1")
	LitmusUnknownThread   = register("FW1014", "A register, a handler or pending() names a thread that the program does not have.", "exists (7:r1=1)")
	LitmusSymbolic        = register("FW1015", "It is not clear which thread a symbolic register belongs to.", "{ %x=y; }")
	LitmusNoProgram       = register("FW1016", "The program or its row of threads is missing.", "{ }\nexists (x=1)")
	LitmusBadThread       = register("FW1017", "The heading of a column is not a thread.", " P0 | Q1 ;")
	LitmusThreadTwice     = register("FW1018", "Two columns are headed by the same thread.", " P0 | P0 ;")
	LitmusRowCells        = register("FW1019", "A row has more or fewer cells than the program has columns.", " P0 | P1 ;\n sync ;")
	LitmusRowEnd          = register("FW1020", "A row of the program is not ended.", " sync | sync\nexists (x=1)")
	LitmusBadInstr        = register("FW1021", "An instruction cell is malformed.", "li r1,1 sync ;")
	LitmusBadOperand      = register("FW1022", "An operand is malformed.", "stw r1,0(x) ;")
	LitmusLabelTwice      = register("FW1023", "A label is defined twice in one thread.", "L0: L0: sync ;")
	LitmusHeading         = register("FW1024", "The word after the thread in a column heading is not 'doorbell'.", " P0 | P0 doorbel ;")
	LitmusHandlerTwice    = register("FW1025", "A thread has two handlers.", " P0 | P0 doorbell | P0 doorbell ;")
	LitmusKernelC         = register("FW1027", "A cell of the program contains C.", "smp_mb() ;")
	LitmusTarget          = register("FW1028", "A branch to a numeric label or over a distance has no target in its thread.", " bne 1f ;")
	LitmusInline          = register("FW1029", "A cell contains text of inline assembly or of a compiler.", "lwz %0,0(%2) ;")
	LitmusHandlerRegister = register("FW1026", "The condition names a register that only the handler of its thread uses.", "exists (0:r9=1)")
)

// Litmus files: the constraint after the program.
var (
	// FW1030 was a missing final condition, which now means "forall true".
	LitmusBadCond      = register("FW1031", "A condition is malformed.", "exists (x=1 and y=2)")
	LitmusBadAtom      = register("FW1032", "A comparison in a condition is malformed.", "exists (x)")
	LitmusUnclosed     = register("FW1033", "A parenthesis or bracket is not closed.", "exists (x=1")
	LitmusMisspelled   = register("FW1034", "A keyword seems to be misspelled.", "exist (x=1)")
	LitmusUnsupported  = register("FW1035", "A construct of the format is not supported.", "cases (x=1)")
	LitmusTrailing     = register("FW1036", "Text follows the final condition.", "exists (x=1) exists (x=2)")
	LitmusBadLocations = register("FW1037", "The list of locations is malformed.", "locations x;")
	LitmusRepeated     = register("FW1038", "A part of the constraint appears twice.", "filter (x=1) filter (x=2)")
	LitmusUnmentioned  = register("FW1040", "A condition names a location or register that nothing in the program mentions: a warning.", "exists (dat=1), where the program stores to data")
	LitmusBadKind      = register("FW1039", "The list of kinds after 'with' is malformed.", "final (x=1) with tso;")
)

// Litmus files: barrier slots.
var (
	LitmusSlotPlace    = register("FW1050", "A slot comment is outside an instruction cell.", "{ 0:r2=x; (*@ a: none, sync *) }")
	LitmusSlotName     = register("FW1051", "A slot has no name, or an invalid one.", "(*@ 1st: none, sync *)")
	LitmusSlotChoice   = register("FW1052", "The choices of a slot are missing or malformed.", "(*@ a: none, *)")
	LitmusSlotRepeat   = register("FW1053", "A slot lists a choice twice.", "(*@ a: none, sync, sync *)")
	LitmusSlotDefault  = register("FW1054", "The instruction in a slot's cell is not one of the slot's choices.", "eieio (*@ a: none, sync *)")
	LitmusSlotDisagree = register("FW1055", "Two uses of a slot differ in choices or default.", "(*@ a: none, sync *) | (*@ a: none, lwsync *)")
	LitmusSlotLike     = register("FW1057", "A comment looks like a misspelled slot: a warning.", "(* @a: none, sync *)")
	LitmusSlotTwo      = register("FW1056", "A cell contains two slots.", "sync (*@ a: none, sync *) (*@ b: none, sync *)")
)

// Litmus files: limits.
var (
	LitmusTooLarge   = register("FW1070", "The file is larger than the limit.", "a litmus file of 2 MiB")
	LitmusTooThreads = register("FW1071", "The test has more threads than the limit.", "a test of 65 threads")
	LitmusTooCells   = register("FW1072", "The program has more instructions than the limit.", "a test of 20000 instructions")
	LitmusTooDeep    = register("FW1073", "A condition is nested more deeply than the limit.", "exists ((((…(x=1)…))))")
	LitmusTooChoices = register("FW1075", "A slot has more choices than the limit.", "a slot of 65 choices")
	LitmusEndian     = register("FW1076", "The order of bytes in the header is neither little nor big.", "Endian=middle")
	LitmusBadStruct  = register("FW1077", "A struct in the init block is malformed, or its values are.", "struct { uint8_t; } msg;")
	LitmusTooLong    = register("FW1074", "A name is longer than the limit.", "a register name of 300 letters")
)
