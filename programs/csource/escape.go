package csource

import (
	"strings"

	"modernc.org/cc/v4"
)

// inMemory reports whether a variable of a function has to be in memory: because it is no scalar, or
// because its address is used otherwise than by a function that is expanded here.
func (th *thread) inMemory(f *cc.FunctionDefinition, d *cc.Declarator) bool {
	switch {
	case isHandle(d.Type()):
		return false
	case !scalar(d.Type()):
		return true
	case !d.AddressTaken():
		return false
	}
	harmless := map[*cc.UnaryExpression]bool{}
	escapes := false
	walk(f.CompoundStatement, func(n any) bool {
		switch n := n.(type) {
		case *cc.PostfixExpression:
			if n.Case == cc.PostfixExpressionCall {
				for i, a := range arguments(n) {
					if u := addressOf(a, d); u != nil && th.r.derefsOnly(called(n.PostfixExpression), i, 0) {
						harmless[u] = true
					}
				}
			}
		case *cc.UnaryExpression:
			switch {
			case n.Case == cc.UnaryExpressionDeref && addressOf(n.CastExpression, d) != nil: // *&x
				harmless[addressOf(n.CastExpression, d)] = true
			case addressOf(n, d) == n && !harmless[n]:
				escapes = true
			}
		}
		return true
	})
	return escapes
}

// addressOf returns the expression &d if x is that, perhaps in parentheses or a cast.
func addressOf(x cc.ExpressionNode, d *cc.Declarator) *cc.UnaryExpression {
	switch x := x.(type) {
	case *cc.UnaryExpression:
		if x.Case == cc.UnaryExpressionAddrof && identified(x.CastExpression) == d {
			return x
		}
	case *cc.PrimaryExpression:
		if x.Case == cc.PrimaryExpressionExpr {
			return addressOf(x.ExpressionList, d)
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionCast {
			return addressOf(x.CastExpression, d)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return addressOf(x.AssignmentExpression, d)
		}
	}
	return nil
}

// derefsOnly reports whether a function only accesses what parameter i points to.
func (r *reader) derefsOnly(name string, i, depth int) bool {
	if strings.HasPrefix(name, atomicPrefix) {
		return strings.HasPrefix(name, atomicPrefix+"compare_exchange") && i == 1
	}
	f := r.funcs[name]
	if f == nil {
		return strings.Contains(name, "try_cmpxchg") && i == 1
	}
	ft, ok := f.Declarator.Type().(*cc.FunctionType)
	params := parameters(ft)
	if !ok || depth > maxCalls || i >= len(params) || params[i].Declarator == nil {
		return ok && i < len(params)
	}
	d := params[i].Declarator
	if d.WriteCount() > 0 || d.AddressTaken() {
		return false
	}
	fine := map[*cc.PrimaryExpression]bool{}
	is := true
	walk(f.CompoundStatement, func(n any) bool {
		switch n := n.(type) {
		case *cc.UnaryExpression:
			if id := ident(n.CastExpression); n.Case == cc.UnaryExpressionDeref && id != nil {
				fine[id] = true
			}
		case *cc.PostfixExpression:
			switch n.Case {
			case cc.PostfixExpressionCall:
				for k, a := range arguments(n) {
					if id := ident(a); id != nil && id.ResolvedTo() == cc.Node(d) && r.derefsOnly(called(n.PostfixExpression), k, depth+1) {
						fine[id] = true
					}
				}
			case cc.PostfixExpressionIndex:
				if k, ok := constantOf(n.ExpressionList); ok && k == 0 {
					if id := ident(n.PostfixExpression); id != nil {
						fine[id] = true
					}
				}
			}
		case *cc.PrimaryExpression:
			if n.Case == cc.PrimaryExpressionIdent && n.ResolvedTo() == cc.Node(d) && !fine[n] {
				is = false
			}
		}
		return is
	})
	return is
}

// ident returns the name that an expression is, perhaps in parentheses.
func ident(x cc.ExpressionNode) *cc.PrimaryExpression {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionIdent:
			return x
		case cc.PrimaryExpressionExpr:
			return ident(x.ExpressionList)
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return ident(x.AssignmentExpression)
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionCast {
			return ident(x.CastExpression)
		}
	}
	return nil
}
