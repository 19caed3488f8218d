// Package svg draws executions as SVG.
//
// It knows what package graph says of an execution, and nothing else. [Write] lays
// the drawing out and writes it: a column for each thread with program order downwards,
// initial writes above, barriers as bands across their column, runs of handlers in a frame.
//
// Places are found from the inside out. Boxes are as large as their text, by a table of
// glyphs that no usual font is wider than (sizes.go). Between the columns are
// gutters, between the rows channels, and edges run in these alone, so that none runs
// through a box: beside its column to the same thread, across a gutter to the next, through a
// channel to any other (route.go). Those that run beside each other have lanes (lane.go),
// and what begins or ends at one side of a box is spread over it (port.go). Gutters and
// channels are as wide as what runs in them. Labels are put on their lines where they
// hide no box, no other label and, if possible, no other line (label.go).
//
// A drawing can be read without colours: lines of relations differ in their dashes and
// heads, and each edge bears its name. It can be read without eyes: the whole has a
// title and a description, each node and edge a title. Colours are custom properties
// with values for light and dark that hold where nobody sets them (style.css); where a renderer
// knows no custom properties, the attributes of the elements hold. There are no
// scripts, no fonts, no references to anything outside.
//
// For a page that holds several drawings and brings them to life:
//
//   - [Options.Prefix] goes before every id. A node is PREFIX + "e" + event, an edge PREFIX +
//     relation + "-" + from + "-" + to, with the numbers of events.
//   - Nodes are g.fw-node with data-event; edges g.fw-edge, and their labels g.fw-label,
//     both with data-from, data-to and data-rel. Frames of handlers are g.fw-frame, barriers
//     of a slot have data-slot.
//   - What belongs to the cycle has the class fw-bold.
//   - [Options.Page] leaves out the style, which a page includes once ([Style]), title,
//     condition and legend, which it has itself; it adds to each edge a wide line that is not
//     seen, path.fw-hit, and makes nodes and edges symbols for screen readers, in place of
//     one image.
//
// Invariants: the text is well-formed XML, whatever is in the names of a program; no two boxes
// overlap; an edge begins and ends at the sides of its boxes and runs through none; all of
// it lies within the view box; the text is a function of the drawing and the options.
package svg
