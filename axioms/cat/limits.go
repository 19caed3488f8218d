package cat

// Limits on what is read. They bound the work on hostile input and lie far
// above any model in use: the stock models stay below 64 KiB and 20 levels.
const (
	maxBytes   = 1 << 20 // size of one file
	maxName    = 256     // bytes in a name, without the quote of a tag
	maxNesting = 256     // brackets, prefix forms and blocks inside one another
	maxHeight  = 4096    // levels of an expression tree; bounds chains of operators
	maxErrors  = 100     // diagnostics of one file
)
