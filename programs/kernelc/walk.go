package kernelc

// Walk calls f for a node and for all nodes below it, each before those below it. If f
// returns false, those below are left out. A nil node has none.
func Walk(n Node, f func(Node) bool) {
	for _, below := range visit(n, f) {
		Walk(below, f)
	}
}

// visit calls f for one node and returns the nodes below it that are to be visited.
func visit(n Node, f func(Node) bool) []Node {
	if n == nil || !f(n) {
		return nil
	}
	var out []Node
	expr := func(xs ...Expr) {
		for _, x := range xs {
			if x != nil {
				out = append(out, x)
			}
		}
	}
	stmt := func(ss ...Stmt) {
		for _, s := range ss {
			if s != nil {
				out = append(out, s)
			}
		}
	}
	switch n := n.(type) {
	case *Block:
		stmt(n.Stmts...)
	case *Decl:
		expr(n.Init)
	case *ExprStmt:
		expr(n.X)
	case *If:
		expr(n.Cond)
		stmt(n.Then, n.Else)
	case *While:
		expr(n.Cond)
		stmt(n.Body)
	case *For:
		stmt(n.Init)
		expr(n.Cond)
		stmt(n.Body)
		expr(n.Post)
	case *Labeled:
		stmt(n.Stmt)
	case *Return:
		expr(n.X)
	case *SlotStmt:
		for i := range n.Choices {
			stmt(n.Choices[i].Stmts...)
		}
	case *Break, *Continue, *Goto, *Ident, *Number, *OpRef:
	case *Unary:
		expr(n.X)
	case *Binary:
		expr(n.X, n.Y)
	case *Assign:
		expr(n.L, n.R)
	case *IncDec:
		expr(n.X)
	case *Ternary:
		expr(n.Cond, n.X, n.Y)
	case *Cast:
		expr(n.X)
	case *Call:
		expr(n.Args...)
	case *Index:
		expr(n.X, n.I)
	case *StmtExpr:
		stmt(n.Body)
	case *Asm:
		for _, o := range n.Operands() {
			expr(o.X)
		}
	default:
		panic("kernelc: no such node")
	}
	return out
}
