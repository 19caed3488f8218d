// Package graph is what there is to draw of an execution: boxes in columns, edges
// between them, and all of it in words.
//
// It works on an execution that package axioms/execution has completed, allowed or
// not. [Of] chooses what is drawn; packages graph/svg and graph/dot, which know
// nothing of executions, draw it. [Interleaving] is the cycle that makes an
// execution interesting.
//
// By default that is: program order, reads-from, coherence, from-reads, atomic
// pairs, doorbells, and of the initial writes those that are read from. What
// follows from the rest is left out: of program order, coherence and the doorbell
// order all but neighbours; of coherence that an initial write comes first; of
// from-reads all but the next write, and that inside an atomic pair; of the
// doorbell order what program order or a doorbell says. Any relation that the model
// has a name for may be added ([Options.Edges]). Of one that is added, and is a strict
// order, the pairs that follow by transitivity are left out; of others nothing is.
//
// Invariants ([Drawing.Check]): every executed access, barrier, message and
// interrupt of a thread is a node, in program order from top to bottom of its column, no
// two in one place; edges run between nodes, and each is a pair of the relation
// that it names; the drawing is a function of the execution and the options.
// Texts are those of the program, whatever is in them: who writes them quotes them.
package graph
