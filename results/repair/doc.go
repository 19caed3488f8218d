// Package repair holds what "fencewise repair" found out, and writes it: the
// minimal placements of barriers that make an outcome impossible.
//
// A [Repair] is about one program under one model. It lists the placements with their
// costs, says whether the list is complete, and what is missing if not. A [Report]
// holds several repairs, under one model of cost.
//
// Text is written for a mail: within 72 columns wherever names allow it. Markdown, CSV
// and JSON contain the same.
//
// Invariants: Placements is in the order of cost; it is empty only if no variant
// is known to be Never; Complete holds exactly if no variant is Unknown. A
// placement has a choice for every slot.
package repair
