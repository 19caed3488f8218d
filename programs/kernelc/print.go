package kernelc

import "strings"

// String returns the function as C. Parsing it gives an equal tree except for spans.
func (f *Func) String() string {
	var w writer
	if !IsThread(f.Name) {
		w.WriteString("void ")
	}
	w.WriteString(f.Name + "(")
	for i := range f.Params {
		if i > 0 {
			w.WriteString(", ")
		}
		w.WriteString(declText(f.Params[i].Type, f.Params[i].Name))
	}
	w.WriteString(")\n")
	w.block(f.Body)
	w.WriteByte('\n')
	return w.String()
}

// String returns the type as C.
func (t Type) String() string { return strings.TrimSpace(declText(t, "")) }

// declText returns the declaration of a variable: "volatile int *x".
func declText(t Type, name string) string {
	s := t.Name + " " + strings.Repeat("*", t.Stars) + name
	if t.Volatile {
		return "volatile " + s
	}
	return s
}

// writer writes statements, with tabs for blocks.
type writer struct {
	strings.Builder
	indent int
}

func (w *writer) line(text string) {
	w.WriteString(strings.Repeat("\t", w.indent))
	w.WriteString(text)
	w.WriteByte('\n')
}

// block writes { … } without a line end behind it.
func (w *writer) block(b *Block) {
	w.WriteString(strings.Repeat("\t", w.indent))
	w.WriteString("{\n")
	w.indent++
	for _, s := range b.Stmts {
		w.stmt(s)
	}
	w.indent--
	w.WriteString(strings.Repeat("\t", w.indent))
	w.WriteByte('}')
}

// nested writes the statement of an if or a loop. It leaves the line open after a block.
func (w *writer) nested(s Stmt) (open bool) {
	if b, ok := s.(*Block); ok {
		w.WriteString(" ")
		indent := w.indent
		w.indent = 0
		var inner writer
		inner.indent = indent
		inner.block(b)
		w.WriteString(strings.TrimLeft(inner.String(), "\t"))
		w.indent = indent
		return true
	}
	w.WriteByte('\n')
	w.indent++
	w.stmt(s)
	w.indent--
	return false
}

func (w *writer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Block:
		w.block(s)
		w.WriteByte('\n')
	case *Decl, *ExprStmt, *Return, *Goto, *Break, *Continue:
		w.line(stmtText(s) + ";")
	case *If:
		w.open("")
		w.ifStmt(s)
	case *While:
		w.while(s)
	case *For:
		w.open(headText(s))
		if w.nested(s.Body) {
			w.WriteByte('\n')
		}
	case *Labeled:
		w.WriteString(s.Label.Name + ":\n")
		w.stmt(s.Stmt)
	case *SlotStmt:
		w.line(s.text())
	default:
		panic("kernelc: no such statement")
	}
}

// open writes the start of a line.
func (w *writer) open(text string) {
	w.WriteString(strings.Repeat("\t", w.indent))
	w.WriteString(text)
}

// ifStmt writes an if whose line has been started.
func (w *writer) ifStmt(s *If) {
	w.WriteString(headText(s))
	open := w.nested(s.Then)
	if s.Else == nil {
		if open {
			w.WriteByte('\n')
		}
		return
	}
	if open {
		w.WriteByte(' ')
	} else {
		w.open("")
	}
	w.WriteString("else")
	if again, ok := s.Else.(*If); ok {
		w.WriteByte(' ')
		w.ifStmt(again)
	} else if w.nested(s.Else) {
		w.WriteByte('\n')
	}
}

func (w *writer) while(s *While) {
	if !s.Do {
		w.open(headText(s))
		if w.nested(s.Body) {
			w.WriteByte('\n')
		}
		return
	}
	w.open("do")
	if w.nested(s.Body) {
		w.WriteString(" ")
		w.WriteString(headText(s) + ";\n")
		return
	}
	w.line(headText(s) + ";")
}

// text returns the slot: its default statement and a comment.
func (s *SlotStmt) text() string {
	names := make([]string, len(s.Choices))
	for i := range s.Choices {
		names[i] = s.Choices[i].Text
	}
	comment := "/*@ " + s.Name + ": " + strings.Join(names, ", ") + " */"
	if def := s.Choices[s.Default].Stmts; len(def) == 1 {
		return stmtText(def[0]) + "; " + comment
	}
	return comment
}

// headText returns what the cell of an if or a loop shows: "if (r0 == 1)". That of a for
// is the whole heading.
func headText(s Stmt) string {
	switch s := s.(type) {
	case *If:
		return "if (" + exprText(s.Cond) + ")"
	case *While:
		return "while (" + exprText(s.Cond) + ")"
	case *For:
		text := "for ("
		if s.Init != nil {
			text += stmtText(s.Init)
		}
		text += ";"
		if s.Cond != nil {
			text += " " + exprText(s.Cond)
		}
		text += ";"
		if s.Post != nil {
			text += " " + exprText(s.Post)
		}
		return text + ")"
	}
	panic("kernelc: a statement without a condition")
}

// stmtText returns a simple statement without its ';'.
func stmtText(s Stmt) string {
	switch s := s.(type) {
	case *Decl:
		text := declText(s.Type, s.Name)
		if s.Init != nil {
			text += " = " + exprAt(s.Init, levelAssign)
		}
		return text
	case *ExprStmt:
		if s.X == nil {
			return ""
		}
		return exprText(s.X)
	case *Return:
		if s.X == nil {
			return "return"
		}
		return "return " + exprText(s.X)
	case *Goto:
		return "goto " + s.Label
	case *Break:
		return "break"
	case *Continue:
		return "continue"
	}
	panic("kernelc: not a simple statement")
}

// StmtText returns a statement of a slot's choice in canonical spelling, without ';'.
func StmtText(s Stmt) string { return stmtText(s) }

// DoesText returns the text of a statement without the type that a declaration begins
// with.
func DoesText(s Stmt) string {
	if d, ok := s.(*Decl); ok && d.Init != nil {
		return d.Name + " = " + exprAt(d.Init, levelAssign)
	}
	return stmtText(s)
}

// exprText returns an expression in canonical spelling.
func exprText(x Expr) string { return exprAt(x, levelComma) }

// exprAt returns the text of an expression at a place that needs the given level.
func exprAt(x Expr, level int) string {
	text, own := exprOf(x)
	if own < level {
		return "(" + text + ")"
	}
	return text
}

// exprOf returns the text of an expression and its level.
func exprOf(x Expr) (string, int) {
	switch x := x.(type) {
	case *Ident:
		return x.Name, levelPostfix
	case *Number:
		if x.Text[0] == '-' {
			return x.Text, levelUnary
		}
		return x.Text, levelPostfix
	case *Unary:
		return x.Op.String() + operand(x.Op.String(), x.X), levelUnary
	case *Binary:
		own := operators[x.Op].level
		sep := " " + x.Op.String() + " "
		if x.Op == Comma {
			sep = ", "
		}
		return exprAt(x.X, own) + sep + exprAt(x.Y, own+1), own
	case *Assign:
		return exprAt(x.L, levelUnary) + " " + x.Op.String() + "= " + exprAt(x.R, levelAssign), levelAssign
	case *IncDec:
		op := x.Op.String() + x.Op.String()
		if x.Postfix {
			return exprAt(x.X, levelPostfix) + op, levelPostfix
		}
		return op + operand(op, x.X), levelUnary
	case *Ternary:
		return exprAt(x.Cond, levelLogOr) + " ? " + exprAt(x.X, levelComma) + " : " + exprAt(x.Y, levelTernary), levelTernary
	case *Cast:
		return "(" + x.Type.String() + ")" + exprAt(x.X, levelUnary), levelUnary
	case *Call:
		return callText(x), levelPostfix
	case *Index:
		return exprAt(x.X, levelPostfix) + "[" + exprText(x.I) + "]", levelPostfix
	case *StmtExpr:
		var w writer
		w.block(x.Body)
		return "(" + w.String() + ")", levelPostfix
	case *OpRef:
		return x.Op.String(), levelPostfix
	case *Asm:
		return x.text(), levelPostfix
	}
	panic("kernelc: no such expression")
}

// operand returns the operand of a prefix operator. Parentheses keep - -x from becoming
// --x, and & &x from becoming &&x; those around a negated number keep its sign apart.
func operand(op string, x Expr) string {
	text := exprAt(x, levelUnary)
	if text[0] == op[0] || op == "-" && text[0] >= '0' && text[0] <= '9' {
		return "(" + text + ")"
	}
	return text
}

func callText(c *Call) string {
	var b strings.Builder
	b.WriteString(c.Fun)
	if len(c.Tags) > 0 {
		b.WriteString("{" + strings.Join(c.Tags, ",") + "}")
		if len(c.Args) == 0 {
			return b.String()
		}
	}
	b.WriteByte('(')
	for i, a := range c.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(exprAt(a, levelAssign))
	}
	b.WriteByte(')')
	return b.String()
}

// ExprText returns the text of an expression.
func ExprText(x Expr) string { return exprText(x) }
