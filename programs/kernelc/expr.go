package kernelc

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// expr reads an expression with comma operators. Like all readers of expressions it
// returns nil after an error.
func (p *parser) expr() Expr {
	p.ops = 0
	return p.comma()
}

func (p *parser) comma() Expr {
	x := p.assign()
	for x != nil && p.is(",") {
		if !p.operator() {
			return nil
		}
		p.next()
		y := p.assign()
		if y == nil {
			return nil
		}
		x = &Binary{Op: Comma, X: x, Y: y, Span: x.At().To(y.At())}
	}
	return x
}

// operator counts an operator against the limit of one expression.
func (p *parser) operator() bool {
	if p.ops++; p.ops == p.opt.Operators+1 {
		p.errorHere(diag.KernelCTooDeep, "the expression has more than %d operators", p.opt.Operators).WithFix("split it into several statements")
	}
	return p.ops <= p.opt.Operators
}

func (p *parser) assign() Expr {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	x := p.ternary()
	if x == nil || p.tok.kind != tPunct {
		return x
	}
	op, ok := assignOps[p.tok.text]
	if !ok {
		return x
	}
	if !p.assignable(x) || !p.operator() {
		return nil
	}
	p.next()
	y := p.assign()
	if y == nil {
		return nil
	}
	return &Assign{Op: op, L: x, R: y, Span: x.At().To(y.At())}
}

// assignable checks the left side of an assignment.
func (p *parser) assignable(x Expr) bool {
	switch x := x.(type) {
	case *Ident:
		if p.f == nil {
			return true
		}
		if prm := p.params[x.Name]; prm != nil {
			p.errorSpan(x.Span, diag.KernelCAssigned, "%s is the address of a location, and cannot be assigned", diag.Quote(x.Name)).
				Note("it is a parameter: %s", declText(prm.Type, prm.Name)).
				WithFix("write *%s, or WRITE_ONCE(*%[1]s, …)", x.Name)
			return false
		}
		p.assigned(x)
		return true
	case *Unary:
		if x.Op == Deref {
			return true
		}
	case *Index:
		return true
	}
	p.errorSpan(x.At(), diag.KernelCAssigned, "%s cannot be assigned", diag.Quote(exprText(x))).WithFix("assign to a variable or to *x")
	return false
}

func (p *parser) ternary() Expr {
	c := p.binary(levelLogOr)
	if c == nil || !p.is("?") {
		return c
	}
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	if !p.operator() {
		return nil
	}
	p.next()
	x := p.comma()
	if x == nil {
		return nil
	}
	if !p.accept(":") {
		p.errorHere(diag.KernelCSyntax, "expected ':' after '?', found %s", p.found()).WithFix("write a ? b : c")
		return nil
	}
	y := p.ternary()
	if y == nil {
		return nil
	}
	return &Ternary{Cond: c, X: x, Y: y, Span: c.At().To(y.At())}
}

// binary reads operands joined by operators of at least the given level.
func (p *parser) binary(level int) Expr {
	x := p.unary()
	for x != nil && p.tok.kind == tPunct {
		op, ok := binaryOps[p.tok.text]
		if !ok || operators[op].level < level {
			return x
		}
		if !p.enter() || !p.operator() {
			p.leave()
			return nil
		}
		p.next()
		y := p.binary(operators[op].level + 1)
		p.leave()
		if y == nil {
			return nil
		}
		x = &Binary{Op: op, X: x, Y: y, Span: x.At().To(y.At())}
	}
	return x
}

func (p *parser) unary() Expr {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	start := p.tok.start
	if p.tok.kind == tPunct {
		switch text := p.tok.text; {
		case text == "++" || text == "--":
			return p.prefix(start)
		case text == "(" && startsType(p.peek().text):
			return p.cast(start)
		case text == "-" && p.peek().kind == tNum:
			p.next()
			n := &Number{Val: -p.tok.num, Text: "-" + p.tok.text}
			p.next()
			n.Span = p.spanFrom(start)
			return n
		}
		if op, ok := unaryOps[p.tok.text]; ok {
			if !p.operator() {
				return nil
			}
			p.next()
			x := p.unary()
			if x == nil {
				return nil
			}
			return &Unary{Op: op, X: x, Span: p.spanFrom(start)}
		}
	}
	return p.postfix()
}

func (p *parser) prefix(start int) Expr {
	op := Add
	if p.is("--") {
		op = Sub
	}
	p.next()
	x := p.unary()
	if x == nil || !p.assignable(x) {
		return nil
	}
	return &IncDec{Op: op, X: x, Span: p.spanFrom(start)}
}

func (p *parser) cast(start int) Expr {
	open := p.tok
	p.next()
	t, ok := p.typeName()
	if !ok || !p.closing(open, ")") {
		return nil
	}
	x := p.unary()
	if x == nil {
		return nil
	}
	return &Cast{Type: t, X: x, Span: p.spanFrom(start)}
}

func (p *parser) postfix() Expr {
	start := p.tok.start
	x := p.primary()
	for x != nil {
		switch {
		case p.is("("):
			p.errorHere(diag.KernelCUnsupported, "function pointers are not supported").WithFix("call a primitive by its name")
			return nil
		case p.is("["):
			x = p.index(x, start)
		case p.is(".") || p.is("->"):
			p.errorHere(diag.KernelCUnsupported, "members of structs are not supported").
				Note("a location holds one value").WithFix("make each member a location of its own, with a parameter for it")
			return nil
		case p.is("++") || p.is("--"):
			if !p.assignable(x) || !p.operator() {
				return nil
			}
			op := Add
			if p.is("--") {
				op = Sub
			}
			p.next()
			x = &IncDec{Op: op, X: x, Postfix: true, Span: p.spanFrom(start)}
		default:
			return x
		}
	}
	return nil
}

func (p *parser) index(x Expr, start int) Expr {
	open := p.tok
	if !p.operator() {
		return nil
	}
	p.next()
	i := p.comma()
	if i == nil || !p.closing(open, "]") {
		return nil
	}
	return &Index{X: x, I: i, Span: p.spanFrom(start)}
}

// constants lists the names that stand for numbers.
var constants = map[string]int64{"NULL": 0, "true": 1, "false": 0}

func (p *parser) primary() Expr {
	start := p.tok.start
	switch {
	case p.tok.kind == tNum:
		n := &Number{Val: p.tok.num, Text: p.tok.text, Span: p.tokenSpan()}
		p.next()
		return n
	case p.tok.kind == tIdent && (!keywords[p.tok.text] || p.isVariable()):
		return p.named()
	case p.is("("):
		open := p.tok
		p.next()
		if p.is("{") {
			return p.stmtExpr(start)
		}
		x := p.comma()
		if x == nil || !p.closing(open, ")") {
			return nil
		}
		return x
	}
	d := p.errorHere(diag.KernelCSyntax, "expected an expression, found %s", p.found()).WithFix("write a variable, a number or a primitive such as READ_ONCE(*x)")
	if p.is("sizeof") || p.is("typeof") {
		d.Code, d.Msg = diag.KernelCUnsupported, diag.Quote(p.tok.text)+" is not supported"
		d.WithFix("write the number")
	}
	return nil
}

// named reads a variable, a constant or a call.
func (p *parser) named() Expr {
	start := p.tok.start
	name := p.tok.text
	at := p.tokenSpan()
	p.next()
	if p.is("(") || p.is("{") && strings.HasPrefix(name, "__") {
		return p.call(name, at, start)
	}
	if v, ok := constants[name]; ok {
		return &Number{Val: v, Text: name, Span: at}
	}
	id := &Ident{Name: name, Span: at}
	p.use(id)
	return id
}

// call reads the annotations and arguments of a call whose name has been read.
func (p *parser) call(name string, at diag.Span, start int) Expr {
	if !p.operator() {
		return nil
	}
	c := &Call{Fun: name, FunAt: at}
	if p.is("{") && !p.tags(c) {
		return nil
	}
	if isBuiltin(name) && !p.is("(") { // __fence{mb}
		c.Span = p.spanFrom(start)
		return c
	}
	if strings.Contains(name, "cond_") {
		p.valUse++
		defer func() { p.valUse-- }()
	}
	open := p.tok
	if !p.accept("(") {
		p.errorHere(diag.KernelCSyntax, "expected '(' after %s, found %s", diag.Quote(name), p.found()).WithFix("write %s(…)", name)
		return nil
	}
	if !p.accept(")") {
		for {
			a := p.argument(name)
			if a == nil {
				return nil
			}
			c.Args = append(c.Args, a)
			if !p.accept(",") {
				break
			}
		}
		if !p.closing(open, ")") {
			return nil
		}
	}
	c.Span = p.spanFrom(start)
	return c
}

// argument reads one argument of a call. An operator alone is one of a builtin.
func (p *parser) argument(fun string) Expr {
	if isBuiltin(fun) && p.tok.kind == tPunct {
		start := p.tok.start
		op, ok := binaryOps[p.tok.text]
		n := p.peek()
		if ok && op == And && n.text == "~" {
			p.next()
			op, n = AndNot, p.peek()
		}
		if p.tok.text == "~" && n.text == "&" {
			p.next()
			op, ok, n = Nand, true, p.peek()
		}
		if ok && (n.text == "," || n.text == ")") {
			p.next()
			return &OpRef{Op: op, Span: p.spanFrom(start)}
		}
	}
	if p.f != nil {
		if id := p.threadArgument(); id != nil {
			return id
		}
	}
	return p.assign()
}

// tags reads the annotations of a builtin: {once}, {before-atomic}, {acquire,release}.
func (p *parser) tags(c *Call) bool {
	open := p.tok
	p.next()
	for {
		start := p.tok.start
		if p.tok.kind != tIdent {
			p.errorHere(diag.KernelCSyntax, "expected an annotation, found %s", p.found()).WithFix("write %s{once}", c.Fun)
			p.accept("}")
			return false
		}
		p.next()
		for p.is("-") {
			p.next()
			if p.tok.kind != tIdent {
				p.errorHere(diag.KernelCSyntax, "expected a word after '-', found %s", p.found()).WithFix("write %s{before-atomic}", c.Fun)
				p.accept("}")
				return false
			}
			p.next()
		}
		c.Tags = append(c.Tags, strings.Join(strings.Fields(p.s[start:p.lastEnd]), ""))
		if p.accept("}") {
			return true
		}
		if !p.accept(",") {
			p.errorAt(open.start, open.end, diag.KernelCUnclosed, "this '{' is not closed").WithFix("write %s{once}", c.Fun)
			for p.tok.kind != tEOF && !p.is("}") && !p.is(";") && !p.startsLine() {
				p.next()
			}
			p.accept("}")
			return false
		}
	}
}

// stmtExpr reads ({ … }), whose '(' has been read.
func (p *parser) stmtExpr(start int) Expr {
	if p.f != nil {
		p.errorHere(diag.KernelCUnsupported, "statements inside an expression are not supported").WithFix("write them before the statement")
		return nil
	}
	b := p.block()
	if !p.accept(")") {
		p.errorHere(diag.KernelCSyntax, "expected ')' after '}', found %s", p.found()).WithFix("write ({ … })")
		return nil
	}
	return &StmtExpr{Body: b, Span: p.spanFrom(start)}
}

// isBuiltin reports whether the name is that of a builtin.
func isBuiltin(name string) bool {
	_, ok := builtins[name]
	return ok
}
