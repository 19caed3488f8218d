package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// specified checks with what a declaration begins.
func (c *checker) specified(s *cc.DeclarationSpecifiers, at diag.Span) {
	var types []*cc.TypeSpecifier
	var first, second cc.Token
	storage := 0
	for ; s != nil; s = s.DeclarationSpecifiers {
		if s.TypeSpecifier != nil {
			types = append(types, s.TypeSpecifier)
		}
		if k := s.StorageClassSpecifier; k != nil && k.Case != cc.StorageClassSpecifierThreadLocal {
			if storage++; storage == 1 {
				first = k.Token
			} else {
				second = k.Token
			}
		}
	}
	if storage > 1 {
		c.r.fail(c.known(c.r.standing(second)), diag.CFrontEnd, "%s stands together with %s", second.SrcStr(), first.SrcStr()).WithFix("remove one of the two")
		return
	}
	c.types(types, at)
}

// member checks with what the declaration of a member begins.
func (c *checker) member(d *cc.StructDeclaration) {
	if d.Case != cc.StructDeclarationDecl {
		return
	}
	var types []*cc.TypeSpecifier
	for s := d.SpecifierQualifierList; s != nil; s = s.SpecifierQualifierList {
		if s.TypeSpecifier != nil {
			types = append(types, s.TypeSpecifier)
		}
	}
	c.types(types, c.r.at(d))
}

// types checks the words of one type.
func (c *checker) types(all []*cc.TypeSpecifier, at diag.Span) {
	if len(all) == 0 {
		c.r.fail(c.known(at), diag.CType, "this declaration has no type").WithFix("write the type: int, or what is meant")
		return
	}
	n := map[cc.TypeSpecifierCase]int{}
	for _, t := range all {
		n[t.Case]++
	}
	char, short, long, sign := n[cc.TypeSpecifierChar], n[cc.TypeSpecifierShort], n[cc.TypeSpecifierLong], n[cc.TypeSpecifierSigned]+n[cc.TypeSpecifierUnsigned]
	words := char + short + long + sign + n[cc.TypeSpecifierInt] + n[cc.TypeSpecifierDouble] + n[cc.TypeSpecifierComplex]
	switch {
	case words == len(all) && char <= 1 && short <= 1 && long <= 2 && sign <= 1 && n[cc.TypeSpecifierInt] <= 1 && n[cc.TypeSpecifierDouble] <= 1 &&
		!(char > 0 && (short > 0 || long > 0 || n[cc.TypeSpecifierInt] > 0)) && !(short > 0 && long > 0):
	case words == 0 && len(all) == 1, n[cc.TypeSpecifierComplex] > 0:
	default:
		last := all[len(all)-1]
		c.r.fail(c.known(c.r.at(last)), diag.CType, "this declaration has two types").WithFix("remove one of them; or a ';' is missing before it")
	}
}

// parameter checks a parameter.
func (c *checker) parameter(d *cc.ParameterDeclaration) {
	c.specified(d.DeclarationSpecifiers, c.r.at(d))
	if d.Declarator != nil && d.Declarator.Type() != nil && d.Declarator.Type().Kind() == cc.Void && d.Declarator.Name() != "" {
		c.r.fail(c.known(c.r.at(d.Declarator)), diag.CType, "the parameter %s has the type void", d.Declarator.Name()).WithFix("give it the type of its values: void * for an address")
	}
}

// assembly checks the words before the text of inline assembly.
func (c *checker) assembly(s *cc.AsmStatement) {
	seen := map[string]bool{}
	walk(s.Asm, func(n any) bool {
		if q, ok := n.(*cc.AsmQualifier); ok {
			if seen[q.Token.SrcStr()] {
				c.r.fail(c.known(c.r.token(q.Token)), diag.CFrontEnd, "%s stands twice", q.Token.SrcStr()).WithFix("remove one of the two")
			}
			seen[q.Token.SrcStr()] = true
		}
		return true
	})
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
