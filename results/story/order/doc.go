// Package order finds total orders that break as few rules as possible.
//
// It is the combinatorial part of package story, and knows nothing of
// programs. A [Problem] has items, arcs that always hold, and rules: a rule is a
// set of arcs, and an order breaks it if it turns one of them round. Rules
// have classes; one rule of a lower class weighs more than all of the higher
// ones. [Problem.Solve] says which rules to break, [Problem.Arrange] makes an
// order that breaks no others.
//
// The problem is that of minimum feedback arc sets, which is hard in general
// and easy here: few rules are broken. Items that lie on no common cycle have
// nothing to do with each other, so each strongly connected part is solved by
// itself. There the search is for a bounded number of broken rules, one more
// each time: it takes a shortest cycle, of which a rule must be broken, and
// tries each of its rules in turn, the ones tried before being kept. Cycles
// without common rules bound from below how many are still to be broken.
//
// Invariants: [Part.Proved] says that no order breaks fewer rules; without it
// the rules are a set that suffices and of which none can be spared. Equal
// problems have equal solutions; nothing depends on time.
package order
