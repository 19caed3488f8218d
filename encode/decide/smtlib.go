package decide

import (
	"io"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/certify"
	"github.com/fencewise/fencewise/programs/event"
)

// SMTLIB writes the question "can the proposition of s hold?" as an SMT-LIB
// file that any solver can answer: unsat means Never. Nothing is settled
// beforehand. version names the program that wrote it.
func (d *Decider) SMTLIB(w io.Writer, s *event.Structure, version string) error {
	e := encode.NewEncoder(d.model)
	e.Plain = true
	x, err := e.Encode(s, encode.AskHolds)
	if err != nil {
		return err
	}
	return certify.WriteSMTLIB(w, s, d.model, x.F, version)
}
