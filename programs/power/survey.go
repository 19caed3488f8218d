package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Survey holds the results of one pass over all instructions of a program:
// those of its threads and handlers, and of the choices of its slots, whether
// chosen or not.
type Survey struct {
	// Warnings are about instructions that are likely not to be what the author
	// meant: add r1,r2,3 and lwz r1,0(r0).
	Warnings diag.List
	// Barriers are the kinds of barriers, in the order of their first places.
	Barriers []Barrier

	dec      Decoder
	zeroBase bool // warned of
	seen     [Msgsync + 1]bool
}

// Barrier is a kind of barrier in a program, with the place of the first one.
type Barrier struct {
	Kind FenceKind
	Span diag.Span
}

// Look surveys a program.
func Look(t *litmus.Test) *Survey {
	s := &Survey{}
	t.EachInstr(s.instr)
	return s
}

func (s *Survey) instr(in *litmus.Instr) {
	e := table[in.Op]
	if e == nil {
		return
	}
	switch e.op.Kind {
	case Fence:
		s.barrier(in)
	case Load, Store:
		s.zeroBases(in)
	case Arith, Compare:
		s.numberAsRegister(in, e)
	}
}

func (s *Survey) barrier(in *litmus.Instr) {
	op, err := s.dec.Decode(in)
	if err == nil && op.Kind == Fence && !s.seen[op.Fence] {
		s.seen[op.Fence] = true
		s.Barriers = append(s.Barriers, Barrier{op.Fence, in.Span})
	}
}
