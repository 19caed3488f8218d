package compile

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// cells returns the cells of a column, given the numbers of its registers.
func (c *compiler) cells(g *generator, n map[reg]int) (cells []litmus.Cell) {
	row := 0
	add := func(cell litmus.Cell) {
		cell.Row = row
		cells = append(cells, cell)
		if row++; cell.Slot != nil {
			row += max(0, len(cell.Slot.Choices[cell.Slot.Default].Instrs)-1)
		}
	}
	var pending []litmus.Name
	for i := 0; i < len(g.out); i++ {
		in := &g.out[i]
		for _, l := range in.labels {
			pending = append(pending, litmus.Name{Text: l, Span: in.span()})
		}
		if in.kind == slotLine {
			end := i + 1
			for g.out[end].kind != endLine {
				end++
			}
			cell := c.slotCell(g, g.out[i:end], n)
			cell.Labels, pending = pending, nil
			add(cell)
			i = end
			continue
		}
		cell := litmus.Cell{Labels: pending, Instr: written(in, n)}
		if in.kind == endLine || cell.Instr == nil && len(pending) == 0 || isMove(in, n) {
			continue // its labels are those of the next cell
		}
		pending = nil
		cell.Span = in.span()
		add(cell)
	}
	if len(pending) > 0 {
		add(litmus.Cell{Labels: pending})
	}
	return cells
}

// isMove reports whether an instruction moves a register to itself.
func isMove(in *instr, n map[reg]int) bool {
	return in.op == "mr" && n[in.def] == n[in.use[0]]
}

// written returns an instruction with the numbers of its registers; nil if there is none.
func written(in *instr, n map[reg]int) *litmus.Instr {
	if in.op == "" {
		return nil
	}
	out := &litmus.Instr{Op: in.op, Span: in.span(), OpAt: in.span()}
	for _, a := range in.args {
		number := func(v reg) int64 {
			at, ok := n[v]
			if !ok {
				panic(fmt.Sprintf("compile: %s has a register without a number", in.op))
			}
			return int64(at)
		}
		o := litmus.Operand{Span: out.Span}
		switch a.kind {
		case regArg:
			o.Kind, o.Num = litmus.OpReg, number(a.reg)
		case zeroArg:
			o.Kind = litmus.OpReg
		case immArg:
			o.Kind, o.Num = litmus.OpImm, a.n
		case memArg:
			o.Kind, o.Num = litmus.OpMem, a.n
			o.Base = &litmus.Operand{Kind: litmus.OpReg, Num: number(a.reg), Span: out.Span}
		case nameArg:
			o.Kind, o.Text = litmus.OpName, a.name
		default:
			panic("compile: unknown kind of operand")
		}
		out.Args = append(out.Args, o)
	}
	return out
}

// span returns the place of the statement that an instruction belongs to.
func (in *instr) span() diag.Span {
	if in.step == nil || in.step.Instr == nil {
		return diag.Span{}
	}
	return in.step.Instr.Span
}
