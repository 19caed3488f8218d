package kernelc

// Alternative returns a copy of a statement in which its first call of a primitive that the
// table names is one of the primitive that the table gives for it, such as
// smp_load_acquire(x) for READ_ONCE(*x). ok is false if there is no such call.
func Alternative(s Stmt, table map[string]string) (other Stmt, from, to string, ok bool) {
	var found *Call
	eachCall(s, func(c *Call) {
		if found == nil && table[c.Fun] != "" {
			found = c
		}
	})
	if found == nil {
		return nil, "", "", false
	}
	to = table[found.Fun]
	return exchange(s, found, rawPart{name: to, span: found.Span}), found.Fun, to, true
}

// CallStmt returns the statement that calls a primitive without arguments.
func CallStmt(name string, at Stmt) Stmt {
	return &ExprStmt{X: &Call{Fun: name, Span: at.At(), FunAt: at.At()}, Cell: -1, Span: at.At()}
}
