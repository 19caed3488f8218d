package kernelc

import "github.com/fencewise/fencewise/programs/diag"

// copier copies trees. replace may return something else for an expression, which then is
// not copied further.
type copier struct {
	replace func(Expr) (Expr, bool)
	decl    func(*Decl)                    // changes a copied declaration; may be nil
	stmt    func(s *ExprStmt) (Stmt, bool) // like replace, for expression statements; may be nil
	at      *diag.Span                     // the span of all copies; nil if they keep their own
}

func (c *copier) span(at *diag.Span) {
	if c.at != nil {
		*at = *c.at
	}
}

// expr copies an expression, which may be nil.
func (c *copier) expr(x Expr) Expr {
	if x == nil {
		return nil
	}
	if y, ok := c.replace(x); ok {
		return y
	}
	switch x := x.(type) {
	case *Ident:
		y := *x
		c.span(&y.Span)
		return &y
	case *Number:
		y := *x
		c.span(&y.Span)
		return &y
	case *OpRef:
		y := *x
		c.span(&y.Span)
		return &y
	case *Unary:
		y := *x
		y.X = c.expr(x.X)
		c.span(&y.Span)
		return &y
	case *Binary:
		y := *x
		y.X, y.Y = c.expr(x.X), c.expr(x.Y)
		c.span(&y.Span)
		return &y
	case *Assign:
		y := *x
		y.L, y.R = c.expr(x.L), c.expr(x.R)
		c.span(&y.Span)
		return &y
	case *IncDec:
		y := *x
		y.X = c.expr(x.X)
		c.span(&y.Span)
		return &y
	case *Ternary:
		y := *x
		y.Cond, y.X, y.Y = c.expr(x.Cond), c.expr(x.X), c.expr(x.Y)
		c.span(&y.Span)
		return &y
	case *Cast:
		y := *x
		y.X = c.expr(x.X)
		c.span(&y.Span)
		return &y
	case *Call:
		y := *x
		y.Args = c.exprs(x.Args)
		c.span(&y.Span)
		c.span(&y.FunAt)
		return &y
	case *Index:
		y := *x
		y.X, y.I = c.expr(x.X), c.expr(x.I)
		c.span(&y.Span)
		return &y
	case *Asm:
		y := *x
		y.Outputs, y.Inputs = c.operands(x.Outputs), c.operands(x.Inputs)
		c.span(&y.Span)
		return &y
	case *StmtExpr:
		y := *x
		y.Body = c.block(x.Body)
		c.span(&y.Span)
		return &y
	default:
		panic("kernelc: no such expression")
	}
}

func (c *copier) exprs(xs []Expr) []Expr {
	if len(xs) == 0 {
		return nil
	}
	out := make([]Expr, len(xs))
	for i, x := range xs {
		out[i] = c.expr(x)
	}
	return out
}

func (c *copier) block(b *Block) *Block {
	y := &Block{Span: b.Span, Stmts: make([]Stmt, len(b.Stmts))}
	for i, s := range b.Stmts {
		y.Stmts[i] = c.statement(s)
	}
	c.span(&y.Span)
	return y
}

// statement copies a statement, which may be nil. Slots are not copied: neither macros nor
// choices contain any.
func (c *copier) statement(s Stmt) Stmt {
	switch s := s.(type) {
	case nil:
		return nil
	case *Block:
		return c.block(s)
	case *Decl:
		y := *s
		y.Init = c.expr(s.Init)
		c.span(&y.Span)
		if c.decl != nil {
			c.decl(&y)
		}
		return &y
	case *ExprStmt:
		if c.stmt != nil {
			if y, ok := c.stmt(s); ok {
				return y
			}
		}
		y := *s
		y.X = c.expr(s.X)
		c.span(&y.Span)
		return &y
	case *If:
		y := *s
		y.Cond, y.Then, y.Else = c.expr(s.Cond), c.statement(s.Then), c.statement(s.Else)
		c.span(&y.Span)
		return &y
	case *While:
		y := *s
		y.Cond, y.Body = c.expr(s.Cond), c.statement(s.Body)
		c.span(&y.Span)
		return &y
	case *For:
		y := *s
		y.Init, y.Cond, y.Post, y.Body = c.statement(s.Init), c.expr(s.Cond), c.expr(s.Post), c.statement(s.Body)
		c.span(&y.Span)
		return &y
	case *Break:
		y := *s
		c.span(&y.Span)
		return &y
	case *Continue:
		y := *s
		c.span(&y.Span)
		return &y
	default:
		panic("kernelc: a statement that is not copied")
	}
}
