package litmus

import "strconv"

// labelNames prints targets as labels of the tree, under other names where
// they have one. Without it they are printed as they were written.
type labelNames struct{ of map[string]string }

func labelIn(names map[string]string, label string) string {
	if other := names[label]; other != "" {
		return other
	}
	return label
}

// String is the text of an instruction: "stw r1,0(r2)". A target is shown as
// it was written: "bne 1b".
func (i *Instr) String() string {
	if len(i.Args) == 0 {
		return i.Op
	}
	return string(i.append(nil, nil))
}

func (i *Instr) append(b []byte, names *labelNames) []byte {
	b = append(b, i.Op...)
	if i.IsCtrl() {
		b = append(b, '(')
		return append(i.Args[0].append(b, names), ')')
	}
	for k := range i.Args {
		sep := byte(',')
		if k == 0 {
			sep = ' '
		}
		b = append(b, sep)
		b = i.Args[k].append(b, names)
	}
	return b
}

// String is the operand as an instruction shows it: "r5", "8(r3)".
func (o *Operand) String() string { return string(o.append(nil, nil)) }

func (o *Operand) append(b []byte, names *labelNames) []byte {
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
			b = o.Base.append(b, names)
		}
		return append(b, ')')
	case OpName:
		switch {
		case names != nil:
			return append(b, labelIn(names.of, o.Text)...)
		case o.Renamed && o.Span.Known():
			return append(b, o.Span.Text()...)
		}
		return append(b, o.Text...)
	case OpText:
		return append(append(append(b, '"'), o.Text...), '"')
	}
	return strconv.AppendInt(b, o.Num, 10)
}
