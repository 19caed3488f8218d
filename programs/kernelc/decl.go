package kernelc

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// ignored lists words that may stand in a type and change nothing here.
var ignored = []string{"const", "register", "auto", "__rcu", "__user", "__percpu", "__iomem", "__maybe_unused", "restrict"}

// integerWords lists the words that together name an integer type.
var integerWords = []string{"unsigned", "signed", "short", "long", "int", "char"}

// atType reports whether a type starts here.
func (p *parser) atType() bool { return p.tok.kind == tIdent && startsType(p.tok.text) }

func startsType(w string) bool {
	_, known := types[w]
	return known || w == "volatile" || w == "struct" || w == "union" || w == "enum" || w == "static" || w == "extern" || w == "typedef" ||
		slices.Contains(ignored, w) || slices.Contains(integerWords, w)
}

// typeName reads a type with its stars: volatile int *. It reports what is wrong and
// returns false.
func (p *parser) typeName() (Type, bool) {
	start := p.tok.start
	var t Type
	var words []string
	at := p.tok
	for p.tok.kind == tIdent {
		w := p.tok.text
		switch {
		case w == "volatile":
			t.Volatile = true
		case slices.Contains(ignored, w):
		case w == "static" || w == "extern" || w == "typedef":
			p.errorHere(diag.KernelCUnsupported, "%s is not supported", diag.Quote(w)).
				Note("what threads share is a parameter of each of them").WithFix("remove it")
			return t, false
		case len(words) == 0 && (w == "struct" || w == "union" || w == "enum"):
			at = p.tok
			p.next()
			if p.tok.kind != tIdent {
				p.errorHere(diag.KernelCType, "expected the name of a %s, found %s", w, p.found()).WithFix("write struct srcu_struct *s, or use int and pointers")
				return t, false
			}
			words = append(words, w, p.tok.text)
			at.end = p.tok.end
		case slices.Contains(integerWords, w) && (len(words) == 0 || slices.Contains(integerWords, words[0])), len(words) == 0:
			if len(words) == 0 {
				at = p.tok
			}
			words = append(words, w)
			at.end = p.tok.end
		default: // the name that is declared
			return p.endType(t, words, at, start)
		}
		p.next()
	}
	return p.endType(t, words, at, start)
}

// endType reads the stars after the words of a type and looks the type up.
func (p *parser) endType(t Type, words []string, at token, start int) (Type, bool) {
	t.Name = strings.Join(words, " ")
	if s, ok := spellings[t.Name]; ok {
		t.Name = s
	}
	if len(words) == 0 {
		p.errorHere(diag.KernelCType, "expected a type, found %s", p.found()).WithFix("write int, or another type of the kernel")
		return t, false
	}
	for p.is("*") || p.tok.kind == tIdent && (p.is("volatile") || slices.Contains(ignored, p.tok.text)) {
		if p.is("*") {
			t.Stars++
		} else if p.is("volatile") {
			t.Volatile = true
		}
		p.next()
	}
	t.Span = p.spanFrom(start)
	if _, ok := types[t.Name]; !ok {
		p.unknownType(at, t.Name)
		return t, false
	}
	if t.Stars > maxStars {
		p.errorSpan(t.Span, diag.KernelCTooDeep, "the type has more than %d stars", maxStars).WithFix("use fewer")
		return t, false
	}
	return t, true
}

// maxStars bounds the stars of a type.
const maxStars = 8

func (p *parser) unknownType(at token, name string) {
	code, what := diag.KernelCType, "the type %s is unknown"
	d := p.errorAt(at.start, at.end, code, what, diag.Quote(name))
	if name == "float" || name == "double" {
		d.Code, d.Msg = diag.KernelCUnsupported, "floating-point numbers are not supported"
		d.WithFix("use int; the kernel uses no others")
		return
	}
	names := make([]string, 0, len(types))
	for n := range types {
		names = append(names, n)
	}
	slices.Sort(names)
	d.Note("types are int, long, u8 to s64, intptr_t, atomic_t, atomic64_t, atomic_long_t, spinlock_t, struct srcu_struct, and pointers to them")
	if near := diag.Nearest(name, names); near != "" {
		d.WithFix("did you mean %s?", near)
	} else if strings.HasPrefix(name, "struct ") {
		d.WithFix("write each member as a location of its own, with a parameter for it")
	} else {
		d.WithFix("use one of these types")
	}
}

// declaration reads the declarators after a type has been seen: int r0 = 1, *r1. It
// returns one statement for each, or nil after an error.
func (p *parser) declaration() []Stmt {
	start := p.tok.start
	t, ok := p.typeName()
	if !ok {
		p.meantToDeclare()
		return nil
	}
	if p.is("(") && p.peek().text == "*" {
		p.errorHere(diag.KernelCUnsupported, "function pointers are not supported").WithFix("write the statements of the function here")
		return nil
	}
	var all []Stmt
	for {
		d := p.declarator(t, start)
		if d == nil {
			return nil
		}
		all = append(all, d)
		if !p.accept(",") {
			return all
		}
		start = p.tok.start
		t.Stars = 0
		for p.accept("*") {
			t.Stars++
		}
	}
}

// meantToDeclare enters the variable whose type is wrong, so that its uses are not
// reported too.
func (p *parser) meantToDeclare() {
	if p.f != nil && p.tok.kind == tIdent && !keywords[p.tok.text] {
		p.addLocal(Local{Name: p.tok.text, Span: p.tokenSpan()})
	}
}

// declarator reads the name of a variable and its initial value.
func (p *parser) declarator(t Type, start int) *Decl {
	if p.tok.kind != tIdent || keywords[p.tok.text] && !p.isVariable() {
		p.errorHere(diag.KernelCSyntax, "expected the name of a variable, found %s", p.found()).WithFix("write int r0;")
		return nil
	}
	d := &Decl{Type: t, Name: p.tok.text, Cell: -1}
	at := p.tokenSpan()
	p.next()
	switch {
	case p.is("["):
		p.errorHere(diag.KernelCUnsupported, "variables cannot be arrays").WithFix("use several variables, or an array in the init block")
		return nil
	case p.is("("):
		p.errorHere(diag.KernelCUnsupported, "functions cannot be declared inside a thread").WithFix("write the statements of the function here")
		return nil
	case t.Stars == 0 && (t.Name == "void" || t.Name == "spinlock_t" || t.Name == "raw_spinlock_t" || t.Name == "struct srcu_struct"):
		p.errorSpan(t.Span, diag.KernelCType, "a variable of a thread cannot be of type %s", t.Name).
			Note("a lock is a location that threads share").WithFix("make it a parameter: %s *%s", t.Name, d.Name)
		return nil
	}
	p.declare(d, at)
	if p.accept("=") {
		if p.is("{") {
			p.errorHere(diag.KernelCUnsupported, "lists of initial values are not supported").WithFix("give each variable one value")
			return nil
		}
		if d.Init = p.assign(); d.Init == nil {
			return nil
		}
	}
	d.Span = p.spanFrom(start)
	if d.Init != nil {
		if d.Cell = p.cell(stmtText(d), d.Span); d.Cell >= 0 {
			p.f.Cells[d.Cell].Does = DoesText(d)
		}
	}
	return d
}

// declare enters a variable into the open block, and into the variables of the function.
func (p *parser) declare(d *Decl, at diag.Span) {
	if p.f == nil { // a macro: its variables are renamed when it is expanded
		p.scopes[len(p.scopes)-1][d.Name] = true
		return
	}
	if p.params[d.Name] != nil {
		p.errorSpan(at, diag.KernelCTwice, "%s is a parameter of %s", diag.Quote(d.Name), p.f.Name).WithFix("give the variable another name")
		return
	}
	for _, s := range p.scopes {
		if s[d.Name] {
			p.errorSpan(at, diag.KernelCTwice, "the variable %s is declared twice", diag.Quote(d.Name)).
				Note("a variable has one name in the whole thread, which the condition can use").WithFix("give it another name, or assign to it without a type")
			return
		}
	}
	p.scopes[len(p.scopes)-1][d.Name] = true
	p.addLocal(Local{Type: d.Type, Name: d.Name, Span: at})
}
