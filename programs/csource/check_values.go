package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// misfit says why a value does not fit a type; "" if it does.
func (c *checker) misfit(t cc.Type, x cc.ExpressionNode) (problem, fix string) {
	from := x.Type()
	if !checked(t) || !checked(from) || c.undeclared(x) {
		return "", ""
	}
	from = from.Decay()
	isString := textOf(x)
	defer func() {
		if fix == addressFix && noPlace(x) != "" {
			fix = "use the address of a variable"
		}
	}()
	switch {
	case from.Kind() == cc.Void:
		return c.text(x) + " has no value", "use something that has one"
	case t.Kind() == cc.Void:
		return "", ""
	case arithmetic(t):
		if arithmetic(from) || t.Kind() == cc.Bool && from.Kind() == cc.Ptr {
			return "", ""
		}
		return "this is of type " + shape(from) + ", and a number is needed: " + shape(t), castTo(t, from)
	case t.Kind() == cc.Array:
		return "", ""
	case t.Kind() == cc.Ptr:
		if isZero(x) || isString {
			return "", ""
		}
		if from.Kind() == cc.Ptr {
			a, b := elem(t), elem(from)
			if a.Kind() == cc.Void || b.Kind() == cc.Void || alike(a, b) {
				return "", ""
			}
			return "this points to " + shape(b) + ", and a pointer to " + shape(a) + " is needed", castTo(t, from)
		}
		return "this is of type " + shape(from) + ", and a pointer is needed: " + shape(t), castTo(t, from)
	}
	if alike(t, from) {
		return "", ""
	}
	return "this is of type " + shape(from) + ", and " + shape(t) + " is needed", "use a value of this type"
}

// addressFix says what to do about a variable where its address is needed.
const addressFix = "write & before it"

// castTo says what to do about a value of another type.
func castTo(t, from cc.Type) string {
	if t.Kind() == cc.Ptr && alike(elem(t), from) {
		return addressFix
	}
	if !scalar(from) {
		return "use a member of it"
	}
	if t.Kind() == cc.Ptr && integral(from) {
		return "use the address of a variable, or write a cast if the number is meant: (" + shape(t) + ")…"
	}
	return "write a cast if this is meant: (" + shape(t) + ")…"
}

// fits reports a value that does not fit a type.
func (c *checker) fits(t cc.Type, x cc.ExpressionNode) {
	if problem, fix := c.misfit(t, x); problem != "" {
		c.r.fail(c.at(x), diag.CType, "%s", problem).WithFix("%s", fix)
	}
}

// checked reports whether a type is known well enough to be compared.
func checked(t cc.Type) bool {
	return t != nil && t.Kind() != cc.InvalidKind
}

// isZero reports whether an expression is a constant 0, which is a null pointer too.
func isZero(x cc.ExpressionNode) bool {
	v, ok := constantOf(x)
	return ok && v == 0
}

// textOf reports whether an expression is a text in quotes.
func textOf(x cc.ExpressionNode) bool {
	found := false
	walk(x, func(n any) bool {
		if p, ok := n.(*cc.PrimaryExpression); ok && (p.Case == cc.PrimaryExpressionString || p.Case == cc.PrimaryExpressionLString) {
			found = true
		}
		_, call := n.(*cc.ArgumentExpressionList)
		return !found && !call
	})
	return found
}

// undeclared reports whether the value of an expression is that of a function that nothing declares:
// then nothing is known about its type.
func (c *checker) undeclared(x cc.ExpressionNode) bool {
	found := false
	walk(x, func(n any) bool {
		if p, ok := n.(*cc.PrimaryExpression); ok && p.Case == cc.PrimaryExpressionIdent && p.ResolvedTo() == nil {
			found = true
		}
		return !found
	})
	return found
}

// text returns a short expression as it is written, for messages.
func (c *checker) text(x cc.Node) string {
	if at := c.r.whole(x); at.Known() {
		if s := written(at); len(s) <= 40 {
			return s
		}
	}
	return "this"
}

// declared checks the declaration of a variable.
func (c *checker) declared(i *cc.InitDeclarator) {
	d := i.Declarator
	t := d.Type()
	at := c.known(c.r.at(d))
	switch {
	case d.IsTypename() || t == nil || t.Kind() == cc.Function:
		return
	case t.Kind() == cc.Void:
		c.r.fail(at, diag.CType, "the variable %s has the type void", d.Name()).WithFix("give it the type of its values")
		return
	case !d.IsExtern() && t.IsIncomplete() && t.Kind() != cc.Array:
		c.r.fail(at, diag.CType, "nothing says what members %s has", shape(t)).WithFix("define it before the variable, or declare a pointer to it")
		return
	}
	if i.Initializer == nil {
		return
	}
	if i.Initializer.Case == cc.InitializerExpr {
		if t.Kind() != cc.Array {
			c.fits(t, i.Initializer.AssignmentExpression)
			c.overflows(t, i.Initializer.AssignmentExpression)
		} else if !textOf(i.Initializer.AssignmentExpression) {
			c.r.fail(at, diag.CType, "an array needs its initial values in braces").WithFix("write { … }")
		}
		return
	}
	leaves(i.Initializer, func(leaf *cc.Initializer, _ int64) {
		if lt := leaf.Type(); lt != nil && scalar(lt) {
			c.fits(lt, leaf.AssignmentExpression)
			c.overflows(lt, leaf.AssignmentExpression)
		}
	})
}

// assigned checks an assignment.
func (c *checker) assigned(x *cc.AssignmentExpression) {
	if x.Case == cc.AssignmentExpressionCond {
		return
	}
	c.changed(x.UnaryExpression)
	t := x.UnaryExpression.Type()
	if !checked(t) {
		return
	}
	switch x.Case {
	case cc.AssignmentExpressionAssign:
		c.fits(t, x.AssignmentExpression)
		c.overflows(t, x.AssignmentExpression)
	case cc.AssignmentExpressionAdd, cc.AssignmentExpressionSub:
		if t.Kind() == cc.Ptr {
			c.number(x.AssignmentExpression)
			return
		}
		c.fits(t, x.AssignmentExpression)
	default:
		c.number(x.UnaryExpression)
		c.number(x.AssignmentExpression)
	}
}

// number reports what is no number.
func (c *checker) number(x cc.ExpressionNode) {
	if t := x.Type(); checked(t) && !arithmetic(t) && !c.undeclared(x) {
		c.r.fail(c.at(x), diag.CType, "this is of type %s, and a number is needed", shape(t)).WithFix("use a number")
	}
}

// changed reports a change of what is const.
func (c *checker) changed(x cc.ExpressionNode) {
	if d := identified(x); d != nil && (d.Type().Kind() == cc.Function || d.Type().Kind() == cc.Array) {
		c.r.fail(c.at(x), diag.CConst, "%s is %s, which cannot be assigned to", diag.Quote(d.Name()), shape(d.Type())).WithFix("assign to a variable or an element")
		return
	}
	if name := constant(x); name != "" {
		c.r.fail(c.at(x), diag.CConst, "%s is const", name).WithFix("remove the assignment, or const from the declaration")
	}
}

// constant returns a description of what an expression names if it is const; else "".
func constant(x cc.ExpressionNode) string {
	t := x.Type()
	isConst := t != nil && t.Attributes() != nil && t.Attributes().IsConst()
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		if x.Case == cc.PrimaryExpressionExpr {
			return constant(x.ExpressionList)
		}
		if d, ok := x.ResolvedTo().(*cc.Declarator); ok && declaredConst(d) {
			return diag.Quote(d.Name())
		}
		return ""
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return constant(x.AssignmentExpression)
		}
	case *cc.PostfixExpression:
		switch x.Case {
		case cc.PostfixExpressionSelect:
			if s := constant(x.PostfixExpression); s != "" {
				return s
			}
			if isConst {
				return "the member " + diag.Quote(x.Token2.SrcStr())
			}
		case cc.PostfixExpressionPSelect, cc.PostfixExpressionIndex:
			if isConst || targetConst(x.PostfixExpression) {
				return "what this points to"
			}
		}
	case *cc.UnaryExpression:
		if x.Case == cc.UnaryExpressionDeref && (isConst || targetConst(x.CastExpression)) {
			return "what this points to"
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionUnary {
			return constant(x.UnaryExpression)
		}
	}
	return ""
}

// targetConst reports whether what a pointer points to is const.
func targetConst(x cc.ExpressionNode) bool {
	if x.Type() == nil {
		return false
	}
	e := elem(x.Type())
	return e != nil && e.Attributes() != nil && e.Attributes().IsConst()
}

// declaredConst reports whether a variable itself is const, and not what it points to.
func declaredConst(d *cc.Declarator) bool {
	if d.Pointer == nil {
		return d.IsConst() && d.Type().Kind() != cc.Ptr
	}
	p := d.Pointer
	for p.Pointer != nil {
		p = p.Pointer
	}
	found := false
	walk(p.TypeQualifiers, func(n any) bool {
		q, ok := n.(*cc.TypeQualifier)
		found = found || ok && q.Case == cc.TypeQualifierConst
		return !found
	})
	return found
}
