package kernelc

// Alternative returns a copy of a statement in which its first call of a primitive that the
// table names is one of the primitive that the table gives for it, such as
// smp_load_acquire(x) for READ_ONCE(*x). ok is false if there is no such call.
func Alternative(s Stmt, table map[string]string) (other Stmt, from, to string, ok bool) {
	return AlternativeBy(s, func(name string) string { return table[name] })
}

// AlternativeBy is Alternative with a function in place of the table; it returns "" for a
// primitive that stays.
func AlternativeBy(s Stmt, instead func(name string) string) (other Stmt, from, to string, ok bool) {
	var found *Call
	eachCall(s, func(c *Call) {
		if found == nil && instead(c.Fun) != "" {
			found, to = c, instead(c.Fun)
		}
	})
	if found == nil {
		return nil, "", "", false
	}
	return exchange(s, found, rawPart{name: to, span: found.Span}), found.Fun, to, true
}

// CallStmt returns the statement that calls a primitive without arguments.
func CallStmt(name string, at Stmt) Stmt {
	return &ExprStmt{X: &Call{Fun: name, Span: at.At(), FunAt: at.At()}, Cell: -1, Span: at.At()}
}
