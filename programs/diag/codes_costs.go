package diag

// Costs of barriers.
var (
	CostSyntax   = register("FW5101", "A cost file is not valid TOML.", "title = By rank")
	CostKey      = register("FW5102", "A cost file has an unknown key.", "[costs]")
	CostType     = register("FW5103", "A value has the wrong type for its key.", "order = \"sync\"")
	CostMissing  = register("FW5104", "A cost file lacks a required key, or has both an order and prices.", "a file without source")
	CostBarrier  = register("FW5105", "A name in a cost file is not that of a barrier, or is listed twice.", "order = [\"lwsync\", \"mfence\"]")
	CostPrice    = register("FW5106", "A price is negative, too large, or not a number.", "lwsync = -1")
	CostLanguage = register("FW5108", "A cost file is for another language than the program, or for an unknown one.", "language = \"ARM\"")
	CostUnpriced = register("FW5107", "The cost file says nothing about a barrier that a program can contain.", "order = [\"sync\"], and a slot offers lwsync")
)

// Lattices.
var TooManyVariants = register("FW5110", "A program has more variants than fencewise can examine.", "fencewise repair --insert, on a program with three dozen points")
