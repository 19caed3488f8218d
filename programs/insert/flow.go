package insert

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
)

// decoder knows what the instructions of a test do.
type decoder struct {
	dec  power.Decoder
	ops  map[*litmus.Instr]power.Op
	errs diag.List
}

// column decodes the instructions of a thread or handler.
func (d *decoder) column(col *litmus.Thread) {
	if d.ops == nil {
		d.ops = map[*litmus.Instr]power.Op{}
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

// flow is the ways through the cells of one column.
type flow struct {
	ops  []power.Op // by cell; Nop where there is no instruction
	next [][]int
}

func (d *decoder) flow(col *litmus.Thread) *flow {
	f := &flow{ops: make([]power.Op, len(col.Cells)), next: make([][]int, len(col.Cells))}
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
		if to, known := at[op.Target]; known && (op.Kind == power.Branch || op.Kind == power.CondBranch) {
			f.next[i] = append(f.next[i], to)
		}
		if op.Kind != power.Branch && i+1 < len(f.ops) {
			f.next[i] = append(f.next[i], i+1)
		}
	}
	return f
}

// after marks the cells before which, on some path, something holds: it holds
// behind cell i if out says so, given whether it holds before it.
func (f *flow) after(start bool, out func(op *power.Op, in bool) bool) []bool {
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

// reaches marks the cells from which, on some path, a stwcx. comes without a
// lwarx before it.
func (f *flow) reaches() []bool {
	to := make([]bool, len(f.ops))
	for changed := true; changed; {
		changed = false
		for i := range f.ops {
			is := f.ops[i].Kind == power.StoreCond
			for _, n := range f.next[i] {
				is = is || to[n] && f.ops[i].Kind != power.LoadRes
			}
			if is && !to[i] {
				to[i], changed = true, true
			}
		}
	}
	return to
}

// orders reports whether a barrier before the instruction can matter.
func orders(op *power.Op) bool {
	switch op.Kind {
	case power.Load, power.Store, power.LoadRes, power.StoreCond, power.Msgsnd:
		return true
	}
	return false
}

// interrupts reports whether the instruction takes a doorbell.
func interrupts(op *power.Op) bool {
	return op.Kind == power.TakeDoorbell || op.Kind == power.TryDoorbell
}

// points is the cells before which a barrier can matter, and whether an
// interrupt can have come before it in the column. handler says that the
// column is run by one.
func (f *flow) points(handler bool) (at []int, interrupted []bool) {
	first := f.after(handler, func(op *power.Op, in bool) bool { return in || orders(op) || interrupts(op) })
	taken := f.after(handler, func(op *power.Op, in bool) bool { return in || interrupts(op) })
	held := f.after(false, func(op *power.Op, in bool) bool {
		return op.Kind == power.LoadRes || in && op.Kind != power.StoreCond
	})
	ends := f.reaches()
	for i := range f.ops {
		if orders(&f.ops[i]) && first[i] && !(held[i] && ends[i]) {
			at, interrupted = append(at, i), append(interrupted, taken[i])
		}
	}
	return at, interrupted
}
