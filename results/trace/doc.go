// Package trace writes an execution as data, and reads it back so that it can
// be judged again.
//
// It works on an execution that package axioms/eval has judged: [Of] makes the
// [Trace] of one, [Trace.Write] its JSON form, one object of which
// docs/witnesses.md describes every field. What the object holds is of two
// kinds. Program, slots, bounds, choices, rf, co and dbo say which execution it
// is; everything else (events, values, po, the final state, whether the
// proposition holds) follows from these and the program, and is there for
// readers who have no program at hand.
//
// [Parse] reads the object, [Trace.Execution] finds its execution in the event
// structure of a program. Nothing that the object says is believed: the
// execution is completed anew by axioms/execution, and the object has to be what
// [Of] makes of the result. [Trace.Judge] also asks a model about it.
//
// Invariants: the same execution has the same bytes; a trace that was read is
// that of a well-formed execution; whatever else is read gives a diagnostic.
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
