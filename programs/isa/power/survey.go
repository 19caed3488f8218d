package power

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// surveyor makes the survey of a program. It warns about instructions that the author is
// likely not to have meant: add r1,r2,3 and lwz r1,0(r0).
type surveyor struct {
	isa.Survey
	dec            *decoder
	warnedZeroBase bool // warned of
	seen           isa.Tags
}

// survey surveys a program.
func survey(t *litmus.Test) *isa.Survey {
	s := &surveyor{dec: newDecoder()}
	t.EachInstr(s.instr)
	return &s.Survey
}

func (s *surveyor) instr(in *litmus.Instr) {
	e := table[in.Op]
	if e == nil {
		return
	}
	switch e.op.Kind {
	case isa.Fence:
		s.noteBarrier(in)
	case isa.Load, isa.Store:
		s.warnZeroBase(in)
	case isa.Arith, isa.Compare:
		s.warnNumberAsRegister(in, e)
	default: // no warning is about other instructions
	}
}

func (s *surveyor) noteBarrier(in *litmus.Instr) {
	op, err := s.dec.Decode(in)
	if err == nil && op.Kind == isa.Fence && op.Tags&^s.seen != 0 {
		s.seen |= op.Tags
		s.Barriers = append(s.Barriers, isa.Barrier{Kind: POWER.Barrier(op.Tags), Span: in.Span})
	}
}
