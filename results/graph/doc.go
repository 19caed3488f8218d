// Package graph draws an execution as a graph in the dot language of Graphviz.
//
// It works on an execution that package axioms/eval has judged. Threads are
// columns with program order downwards; reads-from (rf), coherence (co) and
// from-reads (fr) are drawn across them. The styles of lines differ, so that
// the picture can be read in black and white, and each edge carries its name.
// What a handler does is framed. Doorbells (db) go from the messages to the
// interrupt that answers them; of the doorbell order (dbo) what is drawn is what
// neither they nor program order say.
//
// Invariants: every executed access, barrier, message and interrupt is a node;
// of co, fr and dbo only the edges between neighbours are drawn, the others follow; the text is a
// function of the execution; whatever stands in a program is quoted.
package graph
