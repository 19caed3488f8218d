package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Barrier is a kind of barrier that a program has, with its first place.
type Barrier struct {
	Kind FenceKind
	Span diag.Span
}

// Barriers lists the kinds of barriers in a program, in the order of their first
// places: those in its instructions, in its handlers and in the choices of its
// slots, whether chosen or not.
func Barriers(t *litmus.Test) []Barrier {
	var all []Barrier
	var seen [Msgsync + 1]bool
	t.EachInstr(func(in *litmus.Instr) {
		e := table[in.Op]
		if e == nil || e.op.Kind != Fence {
			return
		}
		var d Decoder
		op, err := d.Decode(in)
		if err == nil && op.Kind == Fence && !seen[op.Fence] {
			seen[op.Fence] = true
			all = append(all, Barrier{op.Fence, in.Span})
		}
	})
	return all
}
