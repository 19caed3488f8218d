// Package trace writes an execution as data, and reads it back so that it can
// be judged again.
//
// [Of] makes the [Trace] of an execution that package axioms/eval has judged, and
// [Trace.Write] writes it as one JSON object; docs/witnesses.md describes every field.
// Program, slots, bounds, choices, rf, co and dbo identify the execution. Everything else
// (events, values, po, the final state, whether the proposition holds) follows from these
// and the program, and is for readers without the program.
//
// [Parse] reads the object, and [Trace.Execution] finds its execution in the event
// structure of a program. The contents are checked: axioms/execution completes the
// execution again, and the object must be equal to what [Of] makes of the result.
// [Trace.Judge] also judges it by a model.
//
// Invariants: the same execution has the same bytes; a trace that was read is that of a
// well-formed execution; all other input gives a diagnostic.
//
// Example:
//
//	tr := trace.Of(candidate, trace.Origin{Tool: "fencewise 1.0", Model: m})
//	err := tr.Write(w)
//	…
//	tr, err := trace.Parse(src)
//	s, err := tr.Structure(test, 0)
//	candidate, err := tr.Execution(s)
package trace
