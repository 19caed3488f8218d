package kernelc

// lookup returns a primitive of the embedded tables.
func lookup(name string) (*Macro, bool) {
	if m, ok := Embedded().Lookup(name); ok {
		return m, true
	}
	return C11().Lookup(name)
}

// parameters returns how many parameters a primitive of the embedded tables has, or -1 if
// it is not there.
func parameters(name string) int {
	if m, ok := lookup(name); ok {
		return len(m.Params)
	}
	return -1
}

// exchanges reports whether a name alone, in the choices of a slot whose default is a
// primitive with arguments, means another primitive with the same arguments. A name that
// no embedded table has does, since the table of the user may have it.
func exchanges(name string) bool { return parameters(name) != 0 }

// exchange returns a copy of the default in which the call is one of another primitive.
func exchange(def Stmt, access *Call, part rawPart) Stmt {
	c := &copier{}
	c.replace = func(x Expr) (Expr, bool) {
		if x != Expr(access) {
			return nil, false
		}
		y := &Call{Fun: part.name, Span: access.Span, FunAt: part.span, Args: (&copier{replace: keep}).exprs(access.Args)}
		from, to := takesLocation(access.Fun), takesLocation(part.name)
		switch {
		case from && !to:
			y.Args[0] = simplify(&Unary{Op: Addr, X: y.Args[0], Span: y.Args[0].At()})
		case !from && to:
			y.Args[0] = simplify(&Unary{Op: Deref, X: y.Args[0], Span: y.Args[0].At()})
		}
		return y, true
	}
	return c.statement(def)
}

// keep makes a copier copy everything.
func keep(Expr) (Expr, bool) { return nil, false }

// takesLocation reports whether the first parameter of a primitive is a location (*x) and
// not a pointer (x). A primitive that is in no embedded table takes a pointer, as
// most do.
func takesLocation(name string) bool {
	m, ok := lookup(name)
	if !ok || len(m.Params) == 0 {
		return false
	}
	var body Node = m.Block
	if m.Block == nil {
		body = m.Expr
	}
	found := false
	Walk(body, func(n Node) bool {
		c, ok := n.(*Call)
		if !ok {
			return true
		}
		for i, a := range c.Args {
			if id, ok := a.(*Ident); ok && id.Name == m.Params[0] {
				found = found || isBuiltin(c.Fun) && operandKind(c, i) == 'l' || !isBuiltin(c.Fun) && i == 0 && takesLocation(c.Fun)
			}
		}
		return true
	})
	return found
}

// eachCall calls f for every call in a simple statement, the outer ones first.
func eachCall(s Stmt, f func(*Call)) {
	if s == nil {
		return
	}
	Walk(s, func(n Node) bool {
		if c, ok := n.(*Call); ok {
			f(c)
		}
		return true
	})
}

// TakesPlace reports whether the first parameter of a primitive of the embedded table is a place
// (*x), as that of READ_ONCE is, and not a pointer.
func TakesPlace(name string) bool { return takesLocation(name) }

// HasValue reports whether a call of the macro is an expression.
func (m *Macro) HasValue() bool { return m.Expr != nil }
