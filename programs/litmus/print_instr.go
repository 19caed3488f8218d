package litmus

import "strconv"

// labelNames makes branch targets print as the labels of the tree, renamed by of.
// Without it, targets print as they were written.
type labelNames struct{ of map[string]string }

func labelIn(names map[string]string, label string) string {
	if other := names[label]; other != "" {
		return other
	}
	return label
}

// Phrase returns the instruction as sentences name it: as String, but without the type that
// a declaration in C begins with.
func (i *Instr) Phrase() string {
	if i.Origin != nil {
		return i.String()
	}
	if i.Does != "" {
		return i.Does
	}
	return i.String()
}

// String returns the text of an instruction: "stw r1,0(r2)". A target appears as
// it was written: "bne 1b". A statement of a .c file is the one that its author wrote; its Op
// is that of the test.
func (i *Instr) String() string {
	if i.Origin != nil && i.Origin.Text != "" {
		return i.Origin.Text
	}
	if len(i.Args) == 0 {
		return i.Op
	}
	return string(i.appendTo(nil, nil))
}

func (i *Instr) appendTo(b []byte, names *labelNames) []byte {
	b = append(b, i.Op...)
	if i.IsCtrl() {
		b = append(b, '(')
		return append(i.Args[0].appendTo(b, names), ')')
	}
	for k := range i.Args {
		sep := byte(',')
		if k == 0 {
			sep = ' '
		}
		b = append(b, sep)
		b = i.Args[k].appendTo(b, names)
	}
	return b
}

// String returns the operand as it is written in an instruction: "r5", "8(r3)".
func (o *Operand) String() string { return string(o.appendTo(nil, nil)) }

func (o *Operand) appendTo(b []byte, names *labelNames) []byte {
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
			b = o.Base.appendTo(b, names)
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
	case OpImm:
		return strconv.AppendInt(b, o.Num, 10)
	default:
		panic("litmus: no such kind of operand")
	}
}
