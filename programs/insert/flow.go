package insert

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// decoder decodes the instructions of a test.
type decoder struct {
	set  *isa.Set // nil if the test is of none, which is among errs
	dec  isa.Decoder
	ops  map[*litmus.Instr]isa.Op
	errs diag.List
}

// decoderOf returns a decoder for the instructions of a test.
func decoderOf(t *litmus.Test) *decoder {
	set, err := sets.Of(t)
	if err != nil {
		return &decoder{errs: diag.All(err)}
	}
	return &decoder{set: set, dec: set.NewDecoder()}
}

// decodeColumn decodes the instructions of a thread or handler.
func (d *decoder) decodeColumn(col *litmus.Thread) {
	if d.set == nil {
		return
	}
	if d.ops == nil {
		d.ops = map[*litmus.Instr]isa.Op{}
	}
	for i := range col.Cells {
		if in := col.Cells[i].Instr; in != nil {
			op, err := d.dec.Decode(in)
			if err != nil {
				d.errs = append(d.errs, diag.All(err)...)
				continue
			}
			d.ops[in] = op
		}
	}
}

// flow is the control-flow graph of the cells of one column.
type flow struct {
	ops  []isa.Op // for each cell: its operation, Nop for a cell without instruction
	next [][]int  // for each cell: the cells that can come next
}

func (d *decoder) flow(col *litmus.Thread) *flow {
	f := &flow{ops: make([]isa.Op, len(col.Cells)), next: make([][]int, len(col.Cells))}
	at := map[string]int{}
	for i := range col.Cells {
		c := &col.Cells[i]
		for _, l := range c.Labels {
			at[l.Text] = i
		}
		f.ops[i] = d.ops[c.Instr]
	}
	for i := range f.ops {
		op := &f.ops[i]
		if to, known := at[op.Target]; known && (op.Kind == isa.Branch || op.Kind == isa.CondBranch) {
			f.next[i] = append(f.next[i], to)
		}
		if op.Kind != isa.Branch && i+1 < len(f.ops) {
			f.next[i] = append(f.next[i], i+1)
		}
	}
	return f
}

// holdsBefore marks the cells before which a property holds on some path. It holds before the
// first cell if start is true, and after a cell if out returns true, given the cell's
// operation and whether it holds before the cell.
func (f *flow) holdsBefore(start bool, out func(op *isa.Op, in bool) bool) []bool {
	in := make([]bool, len(f.ops))
	if len(in) > 0 {
		in[0] = start
	}
	for changed := true; changed; {
		changed = false
		for i := range f.ops {
			for _, to := range f.next[i] {
				if !in[to] && out(&f.ops[i], in[i]) {
					in[to], changed = true, true
				}
			}
		}
	}
	return in
}

// leadsToStoreCond marks the cells from which some path leads to a stwcx. without a lwarx on the
// way.
func (f *flow) leadsToStoreCond() []bool {
	to := make([]bool, len(f.ops))
	for changed := true; changed; {
		changed = false
		for i := range f.ops {
			is := f.ops[i].Kind == isa.StoreCond
			for _, n := range f.next[i] {
				is = is || to[n] && f.ops[i].Kind != isa.LoadRes
			}
			if is && !to[i] {
				to[i], changed = true, true
			}
		}
	}
	return to
}

// barrierMatters reports whether a barrier before the instruction can make a difference.
func barrierMatters(op *isa.Op) bool {
	switch op.Kind {
	case isa.Load, isa.Store, isa.LoadRes, isa.StoreCond, isa.Msgsnd, isa.LocFence:
		return true
	case isa.Nop, isa.Arith, isa.Compare, isa.Branch, isa.CondBranch, isa.Trap, isa.Fence, isa.FromCR, isa.ToCR,
		isa.Msgclr, isa.TakeDoorbell, isa.TryDoorbell, isa.IrqDisable, isa.IrqEnable, isa.Control, isa.Choose, isa.Await:
		return false
	}
	panic(fmt.Sprintf("insert: no such kind of operation: %d", op.Kind))
}

// takesDoorbell reports whether the instruction takes a doorbell.
func takesDoorbell(op *isa.Op) bool {
	return op.Kind == isa.TakeDoorbell || op.Kind == isa.TryDoorbell
}

// points returns the cells before which a barrier can make a difference, and for each of
// them whether an interrupt can have been taken before it in the column. handler is true
// if the column is a handler, which an interrupt runs.
func (f *flow) points(handler bool) (at []int, interrupted []bool) {
	first := f.holdsBefore(handler, func(op *isa.Op, in bool) bool { return in || barrierMatters(op) || takesDoorbell(op) })
	taken := f.holdsBefore(handler, func(op *isa.Op, in bool) bool { return in || takesDoorbell(op) })
	held := f.holdsBefore(false, func(op *isa.Op, in bool) bool {
		return op.Kind == isa.LoadRes || in && op.Kind != isa.StoreCond
	})
	ends := f.leadsToStoreCond()
	for i := range f.ops {
		if barrierMatters(&f.ops[i]) && first[i] && !(held[i] && ends[i]) {
			at, interrupted = append(at, i), append(interrupted, taken[i])
		}
	}
	return at, interrupted
}
