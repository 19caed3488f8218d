package kernelc

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

const slotFix = "write it as /*@ name: none, smp_wmb, smp_mb */"

// maxChoices bounds the choices of one slot.
const maxChoices = 64

// slotAfter returns the statement, or the slot of which it is the default: the statement
// before a slot comment on the same line.
func (p *parser) slotAfter(s Stmt) Stmt {
	if p.tok.kind != tSlot || p.f == nil || strings.IndexByte(p.s[p.lastEnd:p.tok.start], '\n') >= 0 {
		return s
	}
	return p.slot(s)
}

// emptySlot reads a slot comment with no statement before it on its line.
func (p *parser) emptySlot() Stmt { return p.slot(nil) }

// slot reads the current slot comment. def is its default, nil for none. It returns def
// after an error.
func (p *parser) slot(def Stmt) Stmt {
	tok := p.tok
	if !strings.HasSuffix(tok.text, "*/") { // the lexer has reported that it is not closed
		p.next()
		return def
	}
	s := &SlotStmt{Cell: -1, CommentAt: p.tokenSpan()}
	after, end := p.pos, p.end
	p.pos, p.end, p.inSlot = tok.start+3, tok.end-2, true
	p.tok = token{end: p.pos}
	raw, ok := p.slotBody(s, tok)
	p.pos, p.end, p.inSlot = after, end, false
	p.tok, p.lastEnd = tok, tok.start
	start := tok.start
	if def != nil {
		start = def.At().Start
	}
	ok = ok && p.slotChoices(s, def, raw)
	p.next()
	s.Span = p.src.Span(start, tok.end)
	if !ok {
		return def
	}
	if p.tok.kind == tSlot && !p.startsLine() {
		p.errorHere(diag.LitmusSlotTwo, "this line already has a slot").Note("the first slot is %s", diag.Quote(s.Name)).WithFix("move this slot to its own line")
		p.next()
	}
	return s
}

// rawChoice is a choice as it is written: parts joined by '+'.
type rawChoice struct {
	parts []rawPart
	span  diag.Span
}

// rawPart is the name of a primitive without arguments, or an expression.
type rawPart struct {
	name string
	inC  bool // it was written as in C, as atomic_thread_fence(memory_order_acq_rel)
	x    Expr
	span diag.Span
}

// shown returns a primitive as it was written.
func (p *rawPart) shown() string {
	if p.inC {
		return InC(p.name)
	}
	return p.name
}

// reserved holds the names that slots cannot have, and what comments with them mean.
var reserved = map[string]string{
	"doorbell": "/*@ doorbell P1 */ stands before a function, which is then the interrupt handler of P1",
	"cpu":      "the name is reserved for the names of CPUs",
	"bad":      "the name is reserved for conditions",
}

// slotBody reads "name: choice, choice".
func (p *parser) slotBody(s *SlotStmt, tok token) ([]rawChoice, bool) {
	p.skip()
	start := p.pos
	for p.pos < p.end && !isBlank(p.s[p.pos]) && strings.IndexByte(":,", p.s[p.pos]) < 0 {
		p.pos++
	}
	s.Name = p.s[start:p.pos]
	p.tok.end = p.pos
	switch {
	case s.Name == "":
		p.errorAt(tok.start, tok.end, diag.LitmusSlotName, "the slot has no name").WithFix(slotFix)
		return nil, false
	case len(s.Name) > p.opt.Identifier:
		p.errorAt(start, p.pos, diag.LitmusTooLong, "the name has %d bytes; the limit is %d", len(s.Name), p.opt.Identifier).WithFix("use a shorter name")
		return nil, false
	case !slotName(s.Name):
		p.errorAt(start, p.pos, diag.LitmusSlotName, "%s is not a valid slot name", diag.Quote(s.Name)).
			Note("a name is a letter or '_', then letters, digits, '_', '.' and '-'").WithFix(slotFix)
		return nil, false
	case reserved[s.Name] != "":
		p.errorAt(start, p.pos, diag.LitmusSlotName, "%s is no name of a slot", diag.Quote(s.Name)).Note("%s", reserved[s.Name]).WithFix("choose another name")
		return nil, false
	}
	p.next()
	if !p.accept(":") {
		p.errorHere(diag.LitmusSlotChoice, "expected ':' after the slot's name, found %s", p.found()).WithFix(slotFix)
		return nil, false
	}
	var all []rawChoice
	for {
		c, ok := p.rawChoice()
		if !ok {
			return nil, false
		}
		if all = append(all, c); len(all) > maxChoices {
			p.errorSpan(c.span, diag.LitmusTooChoices, "the slot has more than %d choices", maxChoices).WithFix("remove some of them")
			return nil, false
		}
		if p.tok.kind == tEOF {
			return all, true
		}
		if !p.accept(",") {
			p.errorHere(diag.LitmusSlotChoice, "expected ',' between choices, found %s", p.found()).WithFix(slotFix)
			return nil, false
		}
	}
}

func slotName(s string) bool {
	for i := range len(s) {
		if c := s[i]; !isLetter(c) && (i == 0 || !isDigit(c) && c != '.' && c != '-') {
			return false
		}
	}
	return true
}

func (p *parser) rawChoice() (c rawChoice, ok bool) {
	start := p.tok.start
	for {
		from := p.tok.start
		part := rawPart{}
		if name, ok := p.fencePart(); ok {
			part.name, part.inC = name, true
		} else if p.tok.kind == tIdent && !startsPart(p.peek().text) {
			part.name = p.tok.text
			p.next()
		} else {
			if p.tok.kind == tEOF || p.is(",") || p.is("+") {
				p.errorHere(diag.LitmusSlotChoice, "expected a choice, found %s", p.found()).
					Note("a choice is none, a primitive, a statement, or several joined by '+': smp_mb+WRITE_ONCE(*x, 1)").WithFix(slotFix)
				return c, false
			}
			if part.x = p.partExpr(); part.x == nil {
				return c, false
			}
		}
		part.span = p.spanFrom(from)
		c.parts = append(c.parts, part)
		if len(c.parts) > maxChoices {
			p.errorSpan(part.span, diag.LitmusTooChoices, "the choice has more than %d parts", maxChoices).WithFix("use fewer")
			return c, false
		}
		if !p.accept("+") {
			c.span = p.spanFrom(start)
			return c, true
		}
	}
}

// startsPart reports whether the token after a name makes it part of an expression.
func startsPart(next string) bool {
	_, assigns := assignOps[next]
	return assigns || next == "(" || next == "{" || next == "[" || next == "++" || next == "--"
}

// partExpr reads a call or an assignment. A '+' ends it, except in parentheses.
func (p *parser) partExpr() Expr {
	p.ops = 0
	x := p.unary()
	if x == nil || p.tok.kind != tPunct {
		return x
	}
	op, ok := assignOps[p.tok.text]
	if !ok {
		return x
	}
	if !p.assignable(x) {
		return nil
	}
	p.next()
	y := p.binary(levelMul)
	if y == nil {
		return nil
	}
	return &Assign{Op: op, L: x, R: y, Span: x.At().To(y.At())}
}

// slotChoices turns the choices into statements, and finds the default.
func (p *parser) slotChoices(s *SlotStmt, def Stmt, raw []rawChoice) bool {
	if d, ok := def.(*Decl); ok && d.Init == nil {
		p.errorSpan(s.CommentAt, diag.LitmusSlotPlace, "a declaration without a value cannot be the default of a slot").
			WithFix("put the slot on a line of its own")
		return false
	}
	access := p.access(def, raw)
	full, short := "none", ""
	var inC []string
	if def != nil {
		full = stmtText(def)
		short = full
		if e, ok := def.(*ExprStmt); ok {
			short = partText(e.X)
		}
		if access != nil {
			short = access.Fun
		}
		if c := c11Call(def); c != nil {
			inC = append(inC, InC(c.Fun), orderInC(c.Fun))
		}
	}
	s.Default = -1
	for _, r := range raw {
		c, ok := p.choice(r, def, access)
		if !ok {
			return false
		}
		for _, other := range s.Choices {
			if other.Text == c.Text {
				p.errorSpan(c.Span, diag.LitmusSlotRepeat, "the choice %s is listed twice", diag.Quote(c.Text)).WithFix("remove one of the two")
				return false
			}
		}
		if c.Text == full || c.Text == short || slices.Contains(inC, c.Text) {
			s.Default = len(s.Choices)
			if def != nil {
				c.Stmts = []Stmt{def}
			}
		}
		s.Choices = append(s.Choices, c)
	}
	if s.Default < 0 {
		if len(inC) > 0 {
			short = inC[0]
		}
		p.noDefault(s, def, short)
		return false
	}
	p.slotCell(s, def)
	return true
}

func (p *parser) noDefault(s *SlotStmt, def Stmt, short string) {
	at := s.CommentAt
	if def != nil {
		at = def.At()
	} else {
		short = "none"
	}
	names := make([]string, len(s.Choices))
	for i := range names {
		names[i] = s.Choices[i].Text
	}
	d := p.errorSpan(at, diag.LitmusSlotDefault, "slot %s does not list its default %s", diag.Quote(s.Name), diag.Quote(short)).
		Note("its choices are %s", strings.Join(names, ", "))
	if def == nil {
		d.WithFix("add none to the choices, or put one of the choices before the comment, on its line")
		return
	}
	if _, known := lookup(short); !known {
		if near := diag.Nearest(short, names); near != "" {
			d.WithFix("did you mean %s?", near)
			return
		}
	}
	d.WithFix("add %s to the choices, or put one of them before the comment", short)
}

// slotCell gives all statements of the slot its cell: that of its default, or a new one.
func (p *parser) slotCell(s *SlotStmt, def Stmt) {
	switch d := def.(type) {
	case *Decl:
		s.Cell = d.Cell
	case *ExprStmt:
		s.Cell = d.Cell
	case nil:
		s.Cell = p.cell("", s.CommentAt)
	}
	s.shareCell()
	if s.Cell >= 0 {
		p.f.Cells[s.Cell].Slot = s
	}
}

// access returns the call in the default whose primitive the choices exchange: the one
// with arguments whose name is a choice. It returns nil if there is none.
func (p *parser) access(def Stmt, raw []rawChoice) *Call {
	names := map[string]bool{}
	for _, c := range raw {
		for _, part := range c.parts {
			names[part.name] = true
		}
	}
	var found *Call
	eachCall(def, func(c *Call) {
		if found == nil && len(c.Args) > 0 && names[c.Fun] {
			found = c
		}
	})
	return found
}

// choice returns the statements of one choice.
func (p *parser) choice(r rawChoice, def Stmt, access *Call) (SlotChoice, bool) {
	c := SlotChoice{Span: r.span}
	var texts []string
	for _, part := range r.parts {
		switch {
		case part.name == "none" && len(r.parts) == 1:
			c.Text = "none"
			return c, true
		case part.name == "none":
			p.errorSpan(part.span, diag.LitmusSlotChoice, "'none' cannot be combined with other statements").WithFix("list none as a separate choice")
			return c, false
		case strings.HasPrefix(part.name, OrderPrefix):
			s, ok := p.reordered(def, part)
			if !ok {
				return c, false
			}
			c.Stmts = append(c.Stmts, s)
			texts = append(texts, part.name)
		case part.name != "" && access != nil && exchanges(part.name):
			s := exchange(def, access, part)
			c.Stmts = append(c.Stmts, s)
			texts = append(texts, part.shown())
		case part.name != "":
			if n := parameters(part.name); n > 0 {
				p.errorSpan(part.span, diag.LitmusSlotChoice, "%s needs arguments", part.name).
					Note("a primitive with arguments can be named alone where the default is one with the same arguments").
					WithFix("write %s(…) with its arguments", part.name)
				return c, false
			}
			x := &Call{Fun: part.name, Span: part.span, FunAt: part.span}
			c.Stmts = append(c.Stmts, &ExprStmt{X: x, Cell: -1, Span: part.span})
			texts = append(texts, part.shown())
		default:
			c.Stmts = append(c.Stmts, &ExprStmt{X: part.x, Cell: -1, Span: part.span})
			texts = append(texts, partText(part.x))
		}
	}
	c.Text = strings.Join(texts, "+")
	return c, true
}

// partText returns the text of a part of a choice. A primitive without arguments is its
// name.
func partText(x Expr) string {
	if c, ok := x.(*Call); ok && len(c.Args) == 0 && len(c.Tags) == 0 {
		return c.Fun
	}
	if a, ok := x.(*Assign); ok {
		return exprAt(a.L, levelUnary) + " " + a.Op.String() + "= " + exprAt(a.R, levelMul)
	}
	return exprAt(x, levelUnary)
}

// shareCell gives the statements of all choices the cell of the slot.
func (s *SlotStmt) shareCell() {
	for i := range s.Choices {
		for _, st := range s.Choices[i].Stmts {
			switch st := st.(type) {
			case *Decl:
				st.Cell = s.Cell
			case *ExprStmt:
				st.Cell = s.Cell
			}
		}
	}
}
