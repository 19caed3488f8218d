package kernelc

import (
	"maps"
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
)

// Macros is a table of primitives: what READ_ONCE, smp_mb and the others are, written
// with builtins. It does not change after it was read, and is safe for concurrent use.
type Macros struct {
	Src    *diag.Source
	byName map[string]*Macro
	names  []string // sorted

	doorbells map[string]bool // the macros that send, clear or take doorbells
}

// Macro is one entry of a table: NAME(params) expression, or NAME(params) { statements }.
type Macro struct {
	Name   string
	Params []string
	Expr   Expr   // nil if the body is statements
	Block  *Block // nil if the body is an expression
	Span   diag.Span
}

// Lookup returns the macro of that name.
func (m *Macros) Lookup(name string) (*Macro, bool) {
	d, ok := m.byName[name]
	return d, ok
}

// Names returns the names of all macros, sorted.
func (m *Macros) Names() []string { return slices.Clone(m.names) }

// With returns the table with the macros of another table in place of its own macros of
// the same names.
func (m *Macros) With(other *Macros) *Macros {
	both := &Macros{Src: m.Src, byName: maps.Clone(m.byName)}
	maps.Copy(both.byName, other.byName)
	both.names = slices.Sorted(maps.Keys(both.byName))
	both.findDoorbells()
	return both
}

// Limits of a table of macros.
const (
	maxTable  = 1 << 20 // bytes
	maxMacros = 4096
)

// ParseMacros reads a table of macros in the language of herd7's .def files. The error is
// a [diag.List] with everything that is wrong.
func ParseMacros(src *diag.Source) (*Macros, error) {
	m := &Macros{Src: src, byName: map[string]*Macro{}}
	p := newParser(src, 0, Options{})
	if len(src.Text) > maxTable {
		p.errorAt(0, 0, diag.DefSyntax, "the table has %d bytes; the limit is %d", len(src.Text), maxTable).WithFix("split the table")
		return nil, p.errs.Err()
	}
	p.next()
	for p.tok.kind != tEOF && len(p.errs) < maxErrors {
		mac := p.macro()
		if mac == nil {
			p.nextMacro()
			continue
		}
		if first := m.byName[mac.Name]; first != nil {
			p.errorSpan(mac.Span, diag.DefTwice, "the macro %s is defined twice", diag.Quote(mac.Name)).
				Note("the first definition is on line %d", first.Span.Line()).WithFix("remove one of the two")
			continue
		}
		if m.byName[mac.Name] = mac; len(m.byName) > maxMacros {
			p.errorSpan(mac.Span, diag.DefSyntax, "the table has more than %d macros", maxMacros).WithFix("remove some of them")
			break
		}
		m.names = append(m.names, mac.Name)
	}
	slices.Sort(m.names)
	if len(p.errs) == 0 {
		p.errs = m.check()
	}
	if err := p.errs.Err(); err != nil {
		return nil, err
	}
	m.findDoorbells()
	return m, nil
}

const macroFix = "write NAME(X) expression, or NAME(X) { statements }"

// macro reads one entry of a table. It returns nil after an error.
func (p *parser) macro() *Macro {
	mac := &Macro{Name: p.tok.text, Span: p.tokenSpan()}
	if p.tok.kind != tIdent || keywords[p.tok.text] || isBuiltin(p.tok.text) {
		p.errorHere(diag.DefSyntax, "expected the name of a macro, found %s", p.found()).WithFix(macroFix)
		return nil
	}
	p.next()
	open := p.tok
	if !p.accept("(") {
		p.errorHere(diag.DefSyntax, "expected '(' after the name %s, found %s", diag.Quote(mac.Name), p.found()).WithFix(macroFix)
		return nil
	}
	p.formals = map[string]bool{}
	for !p.is(")") {
		if p.tok.kind != tIdent {
			p.errorHere(diag.DefSyntax, "expected a parameter of %s, found %s", mac.Name, p.found()).WithFix(macroFix)
			return nil
		}
		if p.formals[p.tok.text] {
			p.errorHere(diag.DefTwice, "%s has two parameters %s", mac.Name, diag.Quote(p.tok.text)).WithFix("rename one of the two")
			return nil
		}
		p.formals[p.tok.text] = true
		mac.Params = append(mac.Params, p.tok.text)
		p.next()
		if !p.accept(",") && !p.is(")") {
			p.errorHere(diag.DefSyntax, "expected ',' or ')' after a parameter, found %s", p.found()).WithFix(macroFix)
			return nil
		}
	}
	p.next()
	return p.macroBody(mac, open)
}

// macroBody reads what follows the parameters.
func (p *parser) macroBody(mac *Macro, open token) *Macro {
	errs := p.reported
	if p.is("{") {
		mac.Block = p.block()
	} else {
		p.scopes = append(p.scopes, map[string]bool{})
		mac.Expr = p.ternaryOfMacro()
		p.scopes = p.scopes[:0]
	}
	mac.Span = p.spanFrom(mac.Span.Start)
	if p.reported > errs || mac.Expr == nil && mac.Block == nil {
		return nil
	}
	return mac
}

// ternaryOfMacro reads the expression of a macro: one without assignments and commas.
func (p *parser) ternaryOfMacro() Expr {
	p.ops = 0
	return p.ternary()
}

// nextMacro skips to the next entry: a name at the start of a line.
func (p *parser) nextMacro() {
	p.scopes, p.depth = nil, 0
	for p.tok.kind != tEOF {
		p.next()
		if p.tok.kind == tIdent && (p.tok.start == 0 || p.s[p.tok.start-1] == '\n') {
			return
		}
	}
}

// check checks what the bodies call: builtins, or other macros of the table, without
// recursion.
func (m *Macros) check() diag.List {
	var errs diag.List
	const (
		open = 1
		done = 2
	)
	state := map[string]int{}
	var look func(mac *Macro)
	call := func(c *Call) {
		if isBuiltin(c.Fun) || len(c.Tags) > 0 {
			if d := checkBuiltin(c); d != nil {
				errs = append(errs, d)
			}
			return
		}
		inner, ok := m.byName[c.Fun]
		switch {
		case !ok:
			errs = append(errs, m.unknown(c))
		case len(inner.Params) != len(c.Args):
			errs = append(errs, inner.wrongArguments(c))
		case state[c.Fun] == open:
			errs = append(errs, diag.New(c.Span, diag.DefRecursion, "the macro %s expands to itself", diag.Quote(c.Fun)).WithFix("write its body with builtins"))
		case state[c.Fun] == 0:
			look(inner)
		}
	}
	depth := 0
	look = func(mac *Macro) {
		state[mac.Name] = open
		if depth++; depth > maxDepth {
			errs = append(errs, diag.New(mac.Span, diag.DefRecursion, "macros are nested more deeply than %d", maxDepth).WithFix("write the body with builtins"))
		} else {
			var body Node = mac.Block
			if mac.Block == nil {
				body = mac.Expr
			}
			Walk(body, func(n Node) bool {
				if c, ok := n.(*Call); ok {
					call(c)
				}
				return true
			})
		}
		depth--
		state[mac.Name] = done
	}
	for _, name := range m.names {
		if state[name] == 0 {
			look(m.byName[name])
		}
	}
	slices.SortStableFunc(errs, func(a, b *diag.Diagnostic) int { return a.Span.Start - b.Span.Start })
	return errs[:min(len(errs), maxErrors)]
}

// maxDepth bounds how deeply macros use each other.
const maxDepth = 64
