// Package graph draws an execution as a graph in the dot language of Graphviz.
//
// It works on an execution that package axioms/eval has judged. Threads are
// columns with program order downwards; reads-from (rf), coherence (co) and
// from-reads (fr) are drawn across them. The styles of lines differ, so that
// the picture can be read in black and white, and each edge carries its name.
//
// Invariants: every executed access and barrier is a node; of co and fr only
// the edges between neighbours are drawn, the others follow; the text is a
// function of the execution; whatever stands in a program is quoted.
package graph
