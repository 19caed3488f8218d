package diag

// Costs of barriers.
var (
	CostSyntax   = register("FW5101", "A cost file is not TOML.", "title = By rank")
	CostKey      = register("FW5102", "A key that cost files do not have.", "[costs]")
	CostType     = register("FW5103", "A value has another type than its key asks for.", "order = \"sync\"")
	CostMissing  = register("FW5104", "A cost file lacks something that it must have, or has both an order and prices.", "a file without source")
	CostBarrier  = register("FW5105", "A name in a cost file is that of no barrier, or stands twice.", "order = [\"lwsync\", \"mfence\"]")
	CostPrice    = register("FW5106", "A price is negative, or no number that can be added.", "lwsync = -1")
	CostUnpriced = register("FW5107", "A barrier that a program can hold has no place in the cost file.", "order = [\"sync\"], and a slot offers lwsync")
)

// Lattices.
var TooManyVariants = register("FW5110", "A program has more variants than can be looked at.", "fencewise repair --insert, on a program with a dozen points")
