package cat

import "github.com/fencewise/fencewise/programs/diag"

// node is an expression under construction: where it starts and ends, including the
// parentheses around it, which its span leaves out, and the height of its tree.
type node struct {
	e          Expr
	start, end int
	height     int
	bare       bool // a tuple without parentheses
}

// node completes an expression with given parts that starts at start and ends here. It
// limits the height of the tree.
func (p *parser) node(e Expr, start int, parts ...node) node {
	h := 0
	for _, x := range parts {
		h = max(h, x.height)
	}
	if h++; h > maxHeight {
		p.tooDeep(p.from(start))
		h = 1 // report it only once
	}
	return node{e: e, start: start, end: p.last, height: h}
}

// infixes lists the infix operators from loose to tight. The cartesian product binds more
// tightly than all of them, see unary.
var infixes = [...]struct {
	tok   kind
	op    BinOp
	right bool
}{
	{union, Union, true},
	{plusplus, Add, true},
	{semi, Seq, true},
	{diff, Diff, false},
	{inter, Inter, true},
}

// infix reads operands joined by operators of the given level or tighter. It reads a chain
// of one operator in a loop, whichever way the operator associates.
func (p *parser) infix(level int) node {
	if level == len(infixes) {
		return p.unary()
	}
	in := infixes[level]
	x := p.infix(level + 1)
	if p.at() != in.tok {
		return x
	}
	chain := []node{x}
	for p.accept(in.tok) {
		chain = append(chain, p.infix(level+1))
	}
	if p.failed {
		return x
	}
	if in.right {
		x = chain[len(chain)-1]
		for i := len(chain) - 2; i >= 0; i-- {
			x = p.binary(in.op, chain[i], x)
		}
		return x
	}
	for _, y := range chain[1:] {
		x = p.binary(in.op, x, y)
	}
	return x
}

func (p *parser) binary(op BinOp, x, y node) node {
	b := &Binary{Op: op, X: x.e, Y: y.e, Span: p.src.Span(x.start, y.end)}
	n := p.node(b, x.start, x, y)
	n.end = y.end
	return n
}

// unary reads the level of "~", the postfix "*", "+" and "?", and the
// cartesian product. They bind equally tightly and do not associate: only
// postfix operators may follow one another.
func (p *parser) unary() node {
	if p.at() == compl {
		x := p.complement()
		p.unmixed(x.start)
		return x
	}
	x := p.inverse(p.application())
	for {
		switch p.at() {
		case plus:
			x = p.postfix(Plus, x)
		case opt:
			x = p.postfix(Opt, x)
		case star:
			if p.product() {
				return p.cross(x)
			}
			x = p.postfix(Star, x)
		default:
			return x
		}
		x = p.inverse(x)
	}
}

// complement reads "~" any number of times and its operand.
func (p *parser) complement() node {
	var tildes []int
	for p.at() == compl {
		tildes = append(tildes, p.nextStart())
		p.take()
	}
	if p.depth+len(tildes) > maxNesting {
		p.tooDeep(p.from(tildes[0]))
	}
	x := p.inverse(p.application())
	for i := len(tildes) - 1; i >= 0; i-- {
		x = p.node(&Unary{Op: Compl, X: x.e, Span: p.from(tildes[i])}, tildes[i], x)
	}
	return x
}

// product reports whether a "*" is the cartesian product, and not the closure: an operand
// follows. In "r* ~empty s" the "~" begins the next statement.
func (p *parser) product() bool {
	k := p.peek(1)
	return k.startsOperand() && !(k == compl && p.peek(2).startsCheck())
}

// cross reads the rest of a cartesian product after its left operand.
func (p *parser) cross(x node) node {
	p.take()
	var y node
	if p.at() == compl {
		y = p.complement()
	} else {
		y = p.inverse(p.application())
	}
	x = p.binary(Cross, x, y)
	p.unmixed(x.start)
	return x
}

func (p *parser) postfix(op UnOp, x node) node {
	p.take()
	return p.node(&Unary{Op: op, X: x.e, Span: p.from(x.start)}, x.start, x)
}

// inverse reads each "^-1" after x.
func (p *parser) inverse(x node) node {
	for p.accept(hat) {
		p.expect(minusOne, "to invert a relation")
		x = p.node(&Unary{Op: Inverse, X: x.e, Span: p.from(x.start)}, x.start, x)
	}
	return x
}

// unmixed reports an operator of the unary level that follows a complement or a product,
// and continues after it.
func (p *parser) unmixed(start int) {
	for p.at() == star || p.at() == plus || p.at() == opt {
		op := p.at()
		at := p.nextSpan()
		isProduct := op == star && p.product()
		p.take()
		p.report(diag.New(at, diag.CatSyntaxMixed, "%s cannot follow `%s` without parentheses",
			op.quoted(), shorten(p.src.Text[start:at.Start])).
			Note("`~`, the closures `*` `+` `?` and the product `*` bind equally tightly").
			WithFix("write parentheses around what belongs together: ~(r+) or (~r)+"))
		if isProduct {
			p.inverse(p.application())
		}
		p.inverse(node{})
	}
}
