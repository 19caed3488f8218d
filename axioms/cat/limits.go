package cat

// Limits on the input. They bound the work on hostile input and are far above every known
// model: the models that come with herd7 stay below 64 KiB and 20 levels.
const (
	maxBytes   = 1 << 20 // size of one file
	maxName    = 256     // bytes in a name, without the quote of a tag
	maxNesting = 256     // nested brackets, prefix forms and blocks
	maxHeight  = 4096    // levels of an expression tree; bounds chains of operators
	maxErrors  = 100     // diagnostics of one file
)
