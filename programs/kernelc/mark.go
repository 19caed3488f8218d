package kernelc

// Marked returns a copy of a statement in which its plain accesses are made with primitives:
// a plain store with one that takes a location or a pointer and a value, plain loads with
// one that takes a location or a pointer. An empty name leaves accesses of its kind as they
// are. ok is false if nothing changes.
func Marked(s Stmt, load, store string) (marked Stmt, ok bool) {
	c := &copier{}
	call := func(fun string, x *Unary, more ...Expr) Expr {
		var first Expr = x
		if !takesLocation(fun) {
			first = x.X
		}
		ok = true
		return &Call{Fun: fun, Args: append([]Expr{first}, more...), Span: x.Span, FunAt: x.Span}
	}
	c.replace = func(x Expr) (Expr, bool) {
		switch x := x.(type) {
		case *Assign:
			l, plain := x.L.(*Unary)
			if !plain || l.Op != Deref || x.Op != None {
				return nil, false
			}
			r := c.expr(x.R)
			if store == "" {
				return &Assign{L: l, R: r, Span: x.Span}, true
			}
			return call(store, l, r), true
		case *Call: // its arguments are no plain accesses, as the *x of READ_ONCE(*x)
			return x, true
		case *Unary:
			if x.Op == Deref && load != "" {
				return call(load, x), true
			}
		}
		return nil, false
	}
	switch s.(type) {
	case *Decl, *ExprStmt:
		marked = c.statement(s)
		return marked, ok
	}
	return nil, false
}
