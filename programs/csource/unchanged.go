package csource

import (
	"modernc.org/cc/v4"
)

// changed reports whether something in the files may change a variable after its initial value: it is assigned to, its
// address is used, or, of an array, it is passed on.
func (r *reader) changed(d *cc.Declarator) bool {
	if r.changes == nil {
		r.changes = map[*cc.Declarator]bool{}
		inside := map[cc.Node]bool{} // arrays of which an element is used
		look := func(n any) {
			walk(n, func(n any) bool {
				switch n := n.(type) {
				case *cc.AssignmentExpression:
					if n.Case != cc.AssignmentExpressionCond {
						r.changes[part(n.UnaryExpression, nil)] = true
					}
				case *cc.UnaryExpression:
					switch n.Case {
					case cc.UnaryExpressionInc, cc.UnaryExpressionDec:
						r.changes[part(n.UnaryExpression, nil)] = true
					case cc.UnaryExpressionAddrof:
						r.changes[part(n.CastExpression, nil)] = true
					case cc.UnaryExpressionSizeofExpr:
						return false
					}
				case *cc.PostfixExpression:
					switch n.Case {
					case cc.PostfixExpressionInc, cc.PostfixExpressionDec:
						r.changes[part(n.PostfixExpression, nil)] = true
					case cc.PostfixExpressionIndex:
						part(n, inside)
					case cc.PostfixExpressionSelect:
						if t := n.Type(); t != nil && t.Undecay().Kind() == cc.Array && !inside[n] {
							r.changes[part(n, nil)] = true
						}
					}
				case *cc.PrimaryExpression:
					if d, ok := n.ResolvedTo().(*cc.Declarator); ok && n.Case == cc.PrimaryExpressionIdent && d.Type().Kind() == cc.Array && !inside[n] {
						r.changes[d] = true
					}
				}
				return true
			})
		}
		for _, f := range r.order {
			look(f.CompoundStatement)
		}
		for _, i := range r.inits {
			look(i)
		}
	}
	return r.changes[d]
}

// part returns the variable of which an expression is a member or an element, and notes its name.
func part(x cc.ExpressionNode, names map[cc.Node]bool) *cc.Declarator {
	switch n := x.(type) {
	case *cc.PostfixExpression:
		switch n.Case {
		case cc.PostfixExpressionIndex, cc.PostfixExpressionSelect:
			if names != nil {
				names[n] = true
			}
			return part(n.PostfixExpression, names)
		}
	case *cc.UnaryExpression:
		if n.Case == cc.UnaryExpressionPostfix {
			return part(n.PostfixExpression, names)
		}
	}
	id := ident(x)
	if id == nil {
		return nil
	}
	if names != nil {
		names[id] = true
	}
	d, _ := id.ResolvedTo().(*cc.Declarator)
	return d
}

// holdsFunctions reports whether a variable of a type can hold addresses of functions.
func holdsFunctions(t cc.Type) bool {
	var n int
	var field func(int) *cc.Field
	switch x := t.(type) {
	case *cc.PointerType:
		return x.Elem().Kind() == cc.Function
	case *cc.ArrayType:
		return holdsFunctions(x.Elem())
	case *cc.StructType:
		n, field = x.NumFields(), x.FieldByIndex
	}
	for i := range n {
		if holdsFunctions(field(i).Type()) {
			return true
		}
	}
	return false
}
