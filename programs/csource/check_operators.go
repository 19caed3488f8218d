package csource

import (
	"fmt"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// returned checks a return.
func (c *checker) returned(j *cc.JumpStatement) {
	at := c.known(c.r.jumpAt(j))
	switch {
	case !checked(c.result):
	case j.ExpressionList == nil && c.result.Kind() != cc.Void:
		c.r.fail(at, diag.CType, "%s returns %s, and there is no value here", c.name, shape(c.result)).WithFix("return a value, or declare the function as void")
	case j.ExpressionList == nil:
	case c.result.Kind() == cc.Void:
		if t := j.ExpressionList.Type(); checked(t) && t.Kind() != cc.Void {
			c.r.fail(at, diag.CType, "%s is a function without a value", c.name).WithFix("write return; or declare the function with the type of the value")
		}
	default:
		c.fits(c.result, j.ExpressionList)
		c.overflows(c.result, j.ExpressionList)
	}
}

// compared checks the operands of == and !=.
func (c *checker) compared(op cc.Token, x, y cc.ExpressionNode) {
	a, b := x.Type(), y.Type()
	if !checked(a) || !checked(b) || c.undeclared(x) || c.undeclared(y) {
		return
	}
	a, b = a.Decay(), b.Decay()
	at := c.known(c.r.standing(op))
	switch pa, pb := a.Kind() == cc.Ptr, b.Kind() == cc.Ptr; {
	case pa && pb:
		if e, f := elem(a), elem(b); e.Kind() != cc.Void && f.Kind() != cc.Void && !alike(e, f) {
			c.r.fail(at, diag.CType, "this compares a pointer to %s with a pointer to %s", shape(e), shape(f)).WithFix("write a cast if this is meant")
		}
	case pa && arithmetic(b) && !isZero(y), pb && arithmetic(a) && !isZero(x):
		c.r.fail(at, diag.CType, "this compares a pointer with a number: %s with %s", shape(a), shape(b)).WithFix("write a cast if this is meant")
	case a.Kind() == cc.Void || b.Kind() == cc.Void:
		c.r.fail(at, diag.CType, "an operand has no value").WithFix("use something that has one")
	}
}

// ordered checks the operands of <, >, <= and >=.
func (c *checker) ordered(x *cc.RelationalExpression) {
	c.compared(x.Token, x.RelationalExpression, x.ShiftExpression)
	if y, ok := x.RelationalExpression.(*cc.RelationalExpression); ok && y.Case != cc.RelationalExpressionShift {
		c.r.warn(c.at(x), diag.CUnlikely, "this compares the result of a comparison, which is 0 or 1").WithFix("write a < b && b < c")
	}
}

// chosen checks c ? x : y.
func (c *checker) chosen(x *cc.ConditionalExpression) {
	y, z := cc.ExpressionNode(x.ExpressionList), x.ConditionalExpression
	a, b := y.Type(), z.Type()
	if !checked(a) || !checked(b) || c.undeclared(y) || c.undeclared(z) {
		return
	}
	a, b = a.Decay(), b.Decay()
	at := c.known(c.r.standing(x.Token))
	switch pa, pb := a.Kind() == cc.Ptr, b.Kind() == cc.Ptr; {
	case pa && pb:
		if e, f := elem(a), elem(b); e.Kind() != cc.Void && f.Kind() != cc.Void && !alike(e, f) && !isZero(y) && !isZero(z) {
			c.r.fail(at, diag.CType, "the two values of ?: are a pointer to %s and a pointer to %s", shape(e), shape(f)).WithFix("write a cast if this is meant")
		}
	case pa && !isZero(z) || pb && !isZero(y):
		c.r.fail(at, diag.CType, "the two values of ?: are of the types %s and %s", shape(a), shape(b)).WithFix("write a cast if this is meant")
	}
}

// cast checks a cast.
func (c *checker) cast(x *cc.CastExpression) {
	t, from := x.Type(), x.CastExpression.Type()
	if !checked(t) || !checked(from) || t.Kind() == cc.Void || c.undeclared(x.CastExpression) {
		return
	}
	from = from.Decay()
	switch {
	case from.Kind() == cc.Void:
		c.fits(t, x.CastExpression)
	case (from.Kind() == cc.Struct || from.Kind() == cc.Union) && !alike(t, from):
		c.r.fail(c.at(x), diag.CType, "this is of type %s, which has no cast to %s", shape(from), shape(t)).WithFix("use a member of it")
	}
}

// addressed checks &x.
func (c *checker) addressed(x *cc.UnaryExpression) {
	switch problem := noPlace(x.CastExpression); problem {
	case "":
	default:
		c.r.fail(c.at(x), diag.CConst, "%s has no address", problem).WithFix("use a variable")
	}
	if d := identified(x.CastExpression); d != nil && d.IsRegister() {
		c.r.fail(c.at(x), diag.CConst, "%s is declared as register: it has no address", diag.Quote(d.Name())).WithFix("remove register")
	}
}

// indexed checks a[i].
func (c *checker) indexed(x *cc.PostfixExpression) {
	for _, side := range []cc.ExpressionNode{x.PostfixExpression, x.ExpressionList} {
		if t := side.Type(); checked(t) && (t.Kind() == cc.Function || t.Kind() == cc.Ptr && elem(t).Kind() == cc.Function) {
			c.r.fail(c.at(side), diag.CType, "a function has no elements").WithFix("write parentheses for a call")
		}
	}
}

// noPlace says what an expression is if it names no place in memory; "" if it does.
func noPlace(x cc.ExpressionNode) string {
	switch x := x.(type) {
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionExpr:
			return noPlace(x.ExpressionList)
		case cc.PrimaryExpressionIdent:
			if _, ok := x.ResolvedTo().(*cc.Enumerator); ok {
				return "a constant"
			}
			return ""
		case cc.PrimaryExpressionString, cc.PrimaryExpressionLString:
			return ""
		case cc.PrimaryExpressionInt, cc.PrimaryExpressionChar, cc.PrimaryExpressionLChar, cc.PrimaryExpressionFloat:
			return "a constant"
		}
	case *cc.ExpressionList:
		if x.ExpressionList == nil {
			return noPlace(x.AssignmentExpression)
		}
	case *cc.PostfixExpression:
		switch x.Case {
		case cc.PostfixExpressionIndex, cc.PostfixExpressionPSelect, cc.PostfixExpressionComplit:
			return ""
		case cc.PostfixExpressionSelect:
			return noPlace(x.PostfixExpression)
		case cc.PostfixExpressionCall:
			return "the value of a call"
		case cc.PostfixExpressionPrimary:
			return noPlace(x.PrimaryExpression)
		}
	case *cc.UnaryExpression:
		switch x.Case {
		case cc.UnaryExpressionDeref:
			return ""
		case cc.UnaryExpressionPostfix:
			return noPlace(x.PostfixExpression)
		}
	case *cc.CastExpression:
		if x.Case == cc.CastExpressionUnary {
			return noPlace(x.UnaryExpression)
		}
	}
	return "a computed value"
}

// selected checks if and switch.
func (c *checker) selected(s *cc.SelectionStatement) {
	if s.Case != cc.SelectionStatementSwitch {
		c.tested(s.ExpressionList)
		if b := s.Statement; s.Case == cc.SelectionStatementIf && b.Case == cc.StatementExpr && b.ExpressionStatement.ExpressionList == nil {
			if at := c.r.standing(b.ExpressionStatement.Token); at.Known() {
				c.r.warn(at, diag.CUnlikely, "this ';' is all that the if executes").WithFix("remove it, or write { }")
			}
		}
		return
	}
	if t := s.ExpressionList.Type(); checked(t) && !integral(t) && !c.undeclared(s.ExpressionList) {
		c.r.fail(c.at(s.ExpressionList), diag.CType, "switch needs an integer, and this is of type %s", shape(t)).WithFix("use an integer")
		return
	}
	seen := map[int64]diag.Span{}
	for _, l := range labels(s.Statement) {
		if l.Case != cc.LabeledStatementCaseLabel {
			continue
		}
		k, ok := constantOf(l.ConstantExpression)
		at := c.at(l.ConstantExpression)
		if first, twice := seen[k]; ok && twice {
			c.r.fail(at, diag.CFrontEnd, "the case %d stands twice in this switch", k).Note("the first is at %s", first).WithFix("remove one of the two")
		} else if ok {
			seen[k] = at
		}
	}
}

// tested warns of an assignment where a condition is expected, and checks the type.
func (c *checker) tested(x cc.ExpressionNode) {
	if x == nil {
		return
	}
	if l, ok := x.(*cc.ExpressionList); ok {
		if l == nil {
			return
		}
		if l.ExpressionList == nil {
			x = l.AssignmentExpression
		}
	}
	if t := x.Type(); checked(t) && !c.undeclared(x) {
		if t = t.Decay(); !arithmetic(t) && t.Kind() != cc.Ptr {
			c.r.fail(c.at(x), diag.CType, "a condition is a number or a pointer, and this is of type %s", shape(t)).WithFix("compare a member")
		}
	}
	if a, ok := x.(*cc.AssignmentExpression); ok && a.Case == cc.AssignmentExpressionAssign {
		c.r.warn(c.at(a), diag.CUnlikely, "this assigns; a comparison is written ==").WithFix("write ==, or another pair of parentheses if the assignment is meant")
	}
}

// useless warns of a statement that compares and does nothing with the result.
func (c *checker) useless(s *cc.ExpressionStatement) {
	l, ok := s.ExpressionList.(*cc.ExpressionList)
	x := s.ExpressionList
	if ok && l != nil && l.ExpressionList == nil {
		x = l.AssignmentExpression
	}
	switch x.(type) {
	case *cc.EqualityExpression, *cc.RelationalExpression:
		if at := c.r.whole(x); at.Known() {
			c.r.warn(at, diag.CUnlikely, "nothing uses the result of this comparison").WithFix("an assignment is written =")
		}
	}
}

// overflows warns of a constant that its type cannot hold.
func (c *checker) overflows(t cc.Type, x cc.ExpressionNode) {
	v, ok := constantOf(x)
	if !ok || !integral(t) || t.Kind() == cc.Bool || t.Size() >= 8 || !checked(x.Type()) || !integral(x.Type()) {
		return
	}
	bits := uint(8 * t.Size())
	if v >= -(1<<(bits-1)) && v < 1<<bits {
		return
	}
	c.r.warn(c.at(x), diag.CUnlikely, "%s has more bits than %s: the value becomes %d", c.spelled(x, v), shape(t), truncate(v, t)).WithFix("use a smaller constant, or a wider type")
}

// spelled returns a constant as it is written, or its value.
func (c *checker) spelled(x cc.Node, v int64) string {
	if s := c.text(x); s != "this" {
		return s
	}
	return fmt.Sprint(v)
}

// jumpAt returns the place of a jump.
func (r *reader) jumpAt(j *cc.JumpStatement) diag.Span {
	for _, t := range []cc.Token{j.Token3, j.Token2, j.Token} {
		if len(t.Src()) > 0 {
			return r.through(j, t)
		}
	}
	return r.at(j)
}

// count returns a number with its noun.
func count(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// are returns a number of arguments with its verb.
func are(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}
