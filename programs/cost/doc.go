// Package cost defines what barriers cost, by which repairs are ordered.
//
// A cost model is a small TOML file. It either ranks the barriers,
//
//	order = ["eieio", "lwsync", "isync", "msgsync", "sync"]   # cheapest first
//
// so that placements are compared by their most expensive barrier first: a placement
// with fewer sync is cheaper, whatever else it contains. Or it gives the barriers
// prices, in a unit that the file names,
//
//	unit = "cycles"
//	[cost]
//	lwsync = 25
//
// which are added up. In both cases the file names its source. Measured prices are
// known only for few barriers on few CPUs (docs/repair.md), so the embedded models are
// ranks.
//
// Besides barriers, two items of a machine can have a rank or a price: "ctrl" is the compare and
// branch of ctrl() in a slot, and "instruction" is any other instruction in a slot.
//
// Entry points: [Load] loads the [Model] that a user typed (a file or the name of a
// preset); [Model.Of] returns the cost of a sequence of barriers.
//
// Invariants: no barriers at all cost least; adding barriers never makes a placement
// cheaper; a barrier without a rank or price is an error and not free.
package cost
