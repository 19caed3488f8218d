package litmus

// Limits bounds what Parse accepts, so that a hostile file costs little. A zero
// field means its default.
type Limits struct {
	Bytes      int // size of the file; default 1 MiB
	Threads    int // threads of the program; default 64, and 256 in C
	Cells      int // cells that hold something, plus the instructions of choices; default 16384
	Depth      int // nesting of a condition; default 256
	Identifier int // length of a name in bytes; default 256
}

// DefaultLimits are the limits of Parse.
var DefaultLimits = Limits{Bytes: 1 << 20, Threads: 64, Cells: 16384, Depth: 256, Identifier: 256}

// threadsOfC is the default of Limits.Threads for programs in C: the suites have rings of
// a hundred threads.
const threadsOfC = 256

// maxArray bounds the declared size of an array.
const maxArray = 1 << 16

// maxChoices bounds the choices of one slot.
const maxChoices = 64

// maxErrors bounds the diagnostics of one file.
const maxErrors = 50

func (l Limits) withDefaults() Limits {
	fill := func(field *int, def int) {
		if *field == 0 {
			*field = def
		}
	}
	fill(&l.Bytes, DefaultLimits.Bytes)
	fill(&l.Threads, DefaultLimits.Threads)
	fill(&l.Cells, DefaultLimits.Cells)
	fill(&l.Depth, DefaultLimits.Depth)
	fill(&l.Identifier, DefaultLimits.Identifier)
	return l
}
