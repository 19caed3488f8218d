// Package graph describes the drawing of an execution: boxes in columns, edges between
// them, and the same in words.
//
// Its input is an execution that package axioms/execution has completed, allowed or
// not. [Of] chooses what is drawn; packages graph/svg and graph/dot, which know nothing
// of executions, draw it. [Interleaving] finds the cycle that makes an execution
// interesting.
//
// By default the drawing shows program order, reads-from, coherence, from-reads, atomic
// pairs, doorbells, and the initial writes that are read from. It leaves out what follows
// from the rest: of program order, coherence and the doorbell order all but neighbours;
// of coherence that an initial write comes first; of from-reads all but the next write,
// and the pair inside an atomic pair; of the doorbell order what program order or a
// doorbell implies. Any relation that the model names can be added ([Options.Edges]). If
// it is a strict order, the pairs that follow by transitivity are left out.
//
// Invariants ([Drawing.Check]): every executed access, barrier, message and
// interrupt of a thread is a node, in program order from top to bottom of its column, no
// two in one place; edges run between nodes, and each is a pair of the relation
// that it names; the drawing is a function of the execution and the options.
// Texts are those of the program, whatever is in them: who writes them quotes them.
package graph
