// Package dot writes drawings of executions in the dot language of Graphviz.
//
// It knows what package graph says of an execution, and nothing else. Threads are
// columns with program order downwards; barriers are lines across their column, runs of
// handlers are framed. An initial write stands beside each node
// that it has an edge with. Lines and arrowheads of relations differ, so that the picture can be read
// in black and white, and each edge carries its name; the cycle is drawn with thicker lines. Titles
// of nodes and edges become tooltips where Graphviz makes SVG.
//
// Invariants: whatever stands in a program is quoted; the text is a function of the drawing.
package dot
