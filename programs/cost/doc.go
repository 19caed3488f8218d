// Package cost says what barriers cost: the model by which repairs are ordered.
//
// A cost model is a small TOML file. It either ranks the barriers,
//
//	order = ["eieio", "lwsync", "isync", "msgsync", "sync"]   # cheapest first
//
// and then the dearest one counts first: a placement with fewer sync is the
// cheaper one, whatever else it has. Or it prices them, in a unit of its own,
//
//	unit = "cycles"
//	[cost]
//	lwsync = 25
//
// and then prices are added up. Either way the file names its source. What is
// measured is known of few barriers on few CPUs (docs/repair.md), so what is
// embedded are ranks.
//
// Besides barriers two items can have a rank or a price: ctrl, which is the compare
// and branch of ctrl() in a slot, and instruction, which is each of the others.
//
// Entry points: [Load] turns what a user typed (a file, the name of a preset)
// into a [Model]; [Model.Of] is what a sequence of barriers costs.
//
// Invariants: the cost of nothing is the least one; adding barriers never makes
// a placement cheaper; a barrier without rank or price is an error, not free.
package cost
