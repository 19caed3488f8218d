package litmus

import "strconv"

// String is the canonical text of an instruction: "stw r1,0(r2)".
func (i *Instr) String() string {
	if len(i.Args) == 0 {
		return i.Op
	}
	return string(i.append(nil))
}

func (i *Instr) append(b []byte) []byte {
	b = append(b, i.Op...)
	for k := range i.Args {
		sep := byte(',')
		if k == 0 {
			sep = ' '
		}
		b = append(b, sep)
		b = i.Args[k].append(b)
	}
	return b
}

// String is the operand as an instruction shows it: "r5", "8(r3)".
func (o *Operand) String() string { return string(o.append(nil)) }

func (o *Operand) append(b []byte) []byte {
	switch o.Kind {
	case OpReg:
		b = append(b, 'r')
		return strconv.AppendInt(b, o.Num, 10)
	case OpSym:
		b = append(b, '%')
		return append(b, o.Text...)
	case OpCR:
		b = append(b, "cr"...)
		return strconv.AppendInt(b, o.Num, 10)
	case OpMem:
		b = strconv.AppendInt(b, o.Num, 10)
		b = append(b, '(')
		if o.Base != nil {
			b = o.Base.append(b)
		}
		return append(b, ')')
	case OpName:
		return append(b, o.Text...)
	}
	return strconv.AppendInt(b, o.Num, 10)
}
