package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// specified checks with what a declaration begins.
func (c *checker) specified(s *cc.DeclarationSpecifiers, at diag.Span) {
	typed := false
	var first, second cc.Token
	storage := 0
	for ; s != nil; s = s.DeclarationSpecifiers {
		typed = typed || s.TypeSpecifier != nil || s.Case == cc.DeclarationSpecifiersTypeSpec
		if k := s.StorageClassSpecifier; k != nil && k.Case != cc.StorageClassSpecifierThreadLocal {
			if storage++; storage == 1 {
				first = k.Token
			} else {
				second = k.Token
			}
		}
	}
	switch {
	case storage > 1:
		c.r.fail(c.known(c.r.standing(second)), diag.CFrontEnd, "%s stands together with %s", second.SrcStr(), first.SrcStr()).WithFix("remove one of the two")
	case !typed:
		c.r.fail(c.known(at), diag.CType, "this declaration has no type").WithFix("write the type: int, or what is meant")
	}
}

// array checks the size of an array.
func (c *checker) array(d *cc.DirectDeclarator) {
	x := d.AssignmentExpression
	if x == nil || !checked(x.Type()) || integral(x.Type()) || c.undeclared(x) {
		return
	}
	c.r.fail(c.at(x), diag.CType, "the size of an array is an integer, and this is of type %s", shape(x.Type())).WithFix("write a number")
}

// operands checks the operands of * / % + - << >> & ^ |.
func (c *checker) operands(n any) {
	x, ok := n.(cc.ExpressionNode)
	if !ok {
		return
	}
	op, a, b, ok := binary(x)
	if !ok || op.text == "" || op.level == levelEqual || op.level == levelLess {
		return
	}
	t, u := a.Type(), b.Type()
	if !checked(t) || !checked(u) || c.undeclared(a) || c.undeclared(b) {
		return
	}
	t, u = t.Decay(), u.Decay()
	fits := arithmetic(t) && arithmetic(u)
	switch op {
	case opAdd:
		fits = fits || t.Kind() == cc.Ptr && integral(u) || integral(t) && u.Kind() == cc.Ptr
	case opSub:
		fits = fits || t.Kind() == cc.Ptr && (integral(u) || u.Kind() == cc.Ptr)
	case opMul, opDiv:
	default:
		fits = integral(t) && integral(u)
	}
	if !fits {
		c.r.fail(c.at(x), diag.CType, "%s has no meaning for %s and %s", op.text, shape(t), shape(u)).WithFix("see whether the operands have the types that are meant")
	}
}
