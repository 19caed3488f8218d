package litmus

// branchesToRegisters turns a register in the place of a branch target into a label
// if the column defines a label of that name: `R10:` and `bne R10`. Everywhere else
// R10 is a register.
func (p *parser) branchesToRegisters() {
	for _, th := range p.columns {
		labels := map[string]bool{}
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				labels[l.Text] = true
			}
		}
		eachCellInstr(th.Cells, func(_ int, in *Instr) {
			k := len(in.Args) - 1
			if k < 0 || in.Op == "" || in.Op[0] != 'b' || in.Args[k].Kind != OpReg {
				return
			}
			if o := &in.Args[k]; labels[o.Span.Text()] {
				*o = Operand{Kind: OpName, Text: o.Span.Text(), Span: o.Span}
			}
		})
	}
}
