package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// The front end lets much pass that C does not allow, such as an integer in a pointer. What it lets
// pass is found here, in all functions of the user, whether a thread calls them or not.

// checker checks one function, or the variables outside of functions.
type checker struct {
	r      *reader
	result cc.Type // of the function; nil outside of functions
	name   string
	where  diag.Span // stands for places that are not in the user's files
}

// check reports what C does not allow in the files of the user.
func (r *reader) check() {
	if r.containsItself(); len(r.errs) > 0 { // the size of such a struct is never found
		return
	}
	finals := 0
	for l := r.ast.TranslationUnit; l != nil; l = l.TranslationUnit {
		ed := l.ExternalDeclaration
		at := r.at(ed)
		switch ed.Case {
		case cc.ExternalDeclarationFuncDef:
			f := ed.FunctionDefinition
			if isFinal(f) && finals < len(r.finals) {
				at = r.finals[finals].at
				finals++
			}
			if at.Known() {
				r.checkFunction(f, at)
			}
		case cc.ExternalDeclarationDecl:
			if at.Known() {
				c := checker{r: r, where: at}
				c.below(ed.Declaration)
			}
		}
	}
}

// checkFunction checks a function with a body.
func (r *reader) checkFunction(f *cc.FunctionDefinition, at diag.Span) {
	ft, ok := f.Declarator.Type().(*cc.FunctionType)
	if !ok {
		return
	}
	name := f.Declarator.Name()
	if first := r.bodies[name]; first.Known() {
		r.fail(at, diag.CName, "%s is defined twice", diag.Quote(name)).Note("the first definition is at %s", first).WithFix("remove one of the two")
		return
	}
	r.bodies[name] = r.at(f.Declarator)
	c := checker{r: r, result: ft.Result(), name: name, where: at}
	if !isFinal(f) {
		c.specified(f.DeclarationSpecifiers, at)
		c.below(f.Declarator)
	}
	c.below(f.CompoundStatement)
}

// below checks a part of the syntax tree.
func (c *checker) below(n any) {
	walk(n, func(n any) bool {
		switch n := n.(type) {
		case *cc.BlockItem:
			if n.Case == cc.BlockItemFuncDef {
				c.r.fail(c.known(c.r.at(n)), diag.COutside, "a function inside a function is not read").WithFix("move it outside; or close the function before it with '}'")
				return false
			}
		case *cc.MultiplicativeExpression, *cc.AdditiveExpression, *cc.ShiftExpression, *cc.AndExpression, *cc.ExclusiveOrExpression, *cc.InclusiveOrExpression:
			c.operands(n)
		case *cc.Declaration:
			if n.Case == cc.DeclarationDecl && (n.DeclarationSpecifiers != nil || n.InitDeclaratorList != nil) { // a ';' too many is harmless
				c.specified(n.DeclarationSpecifiers, c.r.at(n))
			}
		case *cc.ParameterDeclaration:
			c.parameter(n)
		case *cc.StructDeclaration:
			c.member(n)
		case *cc.AsmStatement:
			c.assembly(n)
		case *cc.DirectDeclarator:
			c.array(n)
		case *cc.InitDeclarator:
			c.declared(n)
		case *cc.AssignmentExpression:
			c.assigned(n)
		case *cc.PostfixExpression:
			switch n.Case {
			case cc.PostfixExpressionCall:
				c.called(n)
			case cc.PostfixExpressionIndex:
				c.indexed(n)
			case cc.PostfixExpressionInc, cc.PostfixExpressionDec:
				c.changed(n.PostfixExpression)
			}
		case *cc.UnaryExpression:
			switch n.Case {
			case cc.UnaryExpressionInc, cc.UnaryExpressionDec:
				c.changed(n.UnaryExpression)
			case cc.UnaryExpressionAddrof:
				c.addressed(n)
			}
		case *cc.JumpStatement:
			if n.Case == cc.JumpStatementReturn {
				c.returned(n)
			}
		case *cc.EqualityExpression:
			if n.Case != cc.EqualityExpressionRel {
				c.compared(n.Token, n.EqualityExpression, n.RelationalExpression)
			}
		case *cc.RelationalExpression:
			if n.Case != cc.RelationalExpressionShift {
				c.ordered(n)
			}
		case *cc.ConditionalExpression:
			if n.Case == cc.ConditionalExpressionCond && n.ExpressionList != nil {
				c.chosen(n)
			}
		case *cc.CastExpression:
			if n.Case == cc.CastExpressionCast {
				c.cast(n)
			}
		case *cc.SelectionStatement:
			c.selected(n)
		case *cc.IterationStatement:
			switch n.Case {
			case cc.IterationStatementFor: // the first one is what comes before the first round
				c.tested(n.ExpressionList2)
			default:
				c.tested(n.ExpressionList)
			}
		case *cc.ExpressionStatement:
			c.useless(n)
		}
		return true
	})
}

// at returns the place of an expression.
func (c *checker) at(n cc.Node) diag.Span { return c.known(c.r.whole(n)) }

// known returns a place, or that of the function if it is not in the user's files.
func (c *checker) known(at diag.Span) diag.Span {
	if at.Known() {
		return at
	}
	return c.where
}

// whole returns the place of an expression from its first to its last token. Of one that comes from
// a macro it is the name of the macro.
func (r *reader) whole(n cc.Node) diag.Span {
	all := cc.NodeTokens(n)
	if len(all) == 0 {
		return diag.Span{}
	}
	first, last := r.standing(all[0]), r.standing(all[len(all)-1])
	if !first.Known() || !last.Known() {
		return r.span(all[0].Position(), 0)
	}
	return join(first, last)
}

// standing returns the place of a token if it stands there in the user's file, and not the use of a
// macro that it comes from.
func (r *reader) standing(t cc.Token) diag.Span {
	at := r.token(t)
	if at.Known() && at.Text() != t.SrcStr() {
		return diag.Span{}
	}
	return at
}
