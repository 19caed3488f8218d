package litmus

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

func itoa(n int) string { return strconv.Itoa(n) }

// initBlock reads "{ item; … }". It returns false if the block is not closed,
// since the parser could not make sense of the rest.
func (p *parser) initBlock() bool {
	open := p.pos
	p.pos++
	p.next()
	p.test.Init = make([]Init, 0, 8)
	for {
		switch p.tok.kind {
		case '}':
			p.next()
			return true
		case ';':
			p.next()
			continue
		case tEOF:
			p.unclosedInit(open)
			return false
		}
		if p.isC && p.tok.kind == tWord && kernelc.IsThread(p.text()) && p.peek() == '(' {
			p.unclosedInit(open)
			return false
		}
		errs := len(p.errs)
		item, ok := p.initItem()
		if ok && p.tok.kind != ';' && p.tok.kind != '}' && p.tok.kind != tEOF && p.tok.kind != '|' {
			p.badItemEnd(item)
			ok = false
		}
		if ok {
			p.test.Init = append(p.test.Init, item)
		}
		for !ok && p.tok.kind != ';' && p.tok.kind != '}' && p.tok.kind != '|' && p.tok.kind != tEOF {
			p.next()
		}
		if p.tok.kind == '|' { // this is the row of threads, and its first cell was read as an item
			p.errs = p.errs[:min(errs, len(p.errs))]
			p.unclosedInit(open)
			return false
		}
	}
}

func (p *parser) badItemEnd(it Init) {
	if len(it.Values) > 0 {
		p.errorHere(diag.LitmusBadInit, "expected ';' or '}' after the item, found %s", p.found()).
			WithFix("separate items by ';'")
		return
	}
	p.errorHere(diag.LitmusBadInit, "expected '=' and a value, or ';', found %s", p.found()).
		WithFix("write %s=1;", it.Target)
}

func (p *parser) unclosedInit(open int) {
	p.errorAt(open, open+1, diag.LitmusUnclosedInit, "the init block is not closed").
		WithFix("add '}' before the threads")
}

// initItem reads one item: [type] [*] location [= value].
func (p *parser) initItem() (Init, bool) {
	start := p.tok.start
	it := Init{Target: Loc{Thread: -1, Reg: -1, Index: -1}}
	// The last word is the location and the words before it are its type, unless
	// something follows that can only be the location.
	var first, last token
	words := 0
	typeStart := start
	for p.tok.kind == tWord {
		if _, ok := threadName(p.text()); ok {
			break
		}
		if last = p.tok; words == 0 {
			first = last
		}
		words++
		p.next()
	}
	typeEnd := last.end
	var ok bool
	switch {
	case p.tok.kind == '{' && (words == 1 || words == 2) && p.beginsStruct(first):
		if !p.aggregate(&it, first, last) {
			return it, false
		}
		typeEnd = typeStart
		it.Target, ok = p.named(diag.LitmusBadInit)
	case p.tok.kind == '*':
		p.next()
		it.Ptr = true
		for ; p.isC && p.tok.kind == '*'; p.next() {
			typeEnd = p.tok.end - 1
		}
		it.Target, ok = p.location(false, diag.LitmusBadInit)
	case words == 0, p.tok.kind == tNum, p.tok.kind == tSym, p.tok.kind == tWord,
		p.tok.kind == '[' && class[p.peek()]&isAlpha != 0:
		it.Target, ok = p.location(false, diag.LitmusBadInit)
	default:
		it.Target = memory(p.src.Span(last.start, last.end))
		typeEnd = typeStart
		if words > 1 {
			typeEnd = last.start
		}
		ok = p.freeName(it.Target.Span, diag.LitmusBadInit)
	}
	if !ok {
		return it, false
	}
	if typeEnd > typeStart {
		it.Type = oneBlank(strings.TrimSpace(p.s[typeStart:typeEnd]))
		if p.isC {
			it.Type = strings.ReplaceAll(it.Type, "* *", "**")
		}
	}
	if p.tok.kind == '[' && !it.Target.IsReg() {
		if !p.arrayDecl(&it, start) {
			return it, false
		}
	}
	if it.Struct == nil && !it.Ptr && !it.Target.IsReg() {
		it.Struct = p.structs[it.Type]
	}
	if p.accept('=') {
		ok = p.initValue(&it)
	}
	it.Span = p.spanFrom(start)
	return it, ok
}

// arrayDecl reads the "[4]" of "T t[4]".
func (p *parser) arrayDecl(it *Init, start int) bool {
	open := p.tok.start
	n, dot, ok := p.bracketed()
	switch {
	case !ok:
		return false
	case dot:
		p.errorAt(start, p.lastEnd, diag.LitmusBadStruct, "fields cannot be initialised one by one").
			Note("a struct is declared with its type and all its values").WithFix(structFix)
		return false
	case it.Type == "":
		p.errorAt(start, p.lastEnd, diag.LitmusBadArray, "array elements cannot be initialised one by one").
			Note("an array is declared with its type and all its values").
			WithFix("write: int %s[2]={1,2}", it.Target.Name)
		return false
	case n == 0:
		p.errorAt(open, p.lastEnd, diag.LitmusBadArray, "an array must have at least one element").
			WithFix("give it a size of 1 or more")
		return false
	}
	it.Array = n
	return true
}

// initValue reads the value after '='.
func (p *parser) initValue(it *Init) bool {
	start := p.tok.start
	if it.Struct != nil {
		return p.structValues(it)
	}
	if p.tok.kind == '{' {
		vs, ok := p.valueSet(diag.LitmusBadInit)
		switch {
		case !ok:
			return false
		case it.Array == 0:
			p.errorAt(start, p.lastEnd, diag.LitmusBadArray, "%s is not an array but has several values", diag.Quote(it.Target.Name)).
				WithFix("give it one value, or declare an array: int %s[%d]={…}", it.Target.Name, len(vs))
			return false
		case len(vs) != it.Array:
			p.errorAt(start, p.lastEnd, diag.LitmusBadArray, "%s has %d elements but %d values", diag.Quote(it.Target.Name), it.Array, len(vs)).
				WithFix("give one value for each element")
			return false
		}
		it.Values = vs
		return true
	}
	if it.Array > 0 {
		p.errorHere(diag.LitmusBadArray, "expected '{' and the values of the array, found %s", p.found()).
			WithFix("write: %s[%d]={…}", it.Target.Name, it.Array)
		return false
	}
	if p.isC && p.tok.kind == '*' {
		return p.content(it)
	}
	paren := p.isWord("ATOMIC_INIT") || p.isC && (p.isWord("ATOMIC64_INIT") || p.isWord("ATOMIC_LONG_INIT"))
	if paren {
		p.next()
		if !p.accept('(') {
			p.errorHere(diag.LitmusBadInit, "expected '(' after ATOMIC_INIT, found %s", p.found()).WithFix("write ATOMIC_INIT(1)")
			return false
		}
	}
	v, _, ok := p.value(false, diag.LitmusBadInit)
	if !ok {
		return false
	}
	if paren && !p.accept(')') {
		p.errorHere(diag.LitmusBadInit, "expected ')', found %s", p.found()).WithFix("write ATOMIC_INIT(1)")
		return false
	}
	it.Values = p.keepValue(v)
	return true
}

// valueSet reads "{v, v, …}". After an error it skips to the '}', which would
// otherwise be taken for the end of the init block.
func (p *parser) valueSet(code diag.Code) ([]Value, bool) {
	vs, ok := p.valueList(code)
	if !ok {
		for p.tok.kind != '}' && p.tok.kind != '=' && p.tok.kind != '|' && p.tok.kind != tEOF {
			p.next()
		}
		p.accept('}')
	}
	return vs, ok
}

func (p *parser) valueList(code diag.Code) ([]Value, bool) {
	p.next()
	var vs []Value
	for {
		v, _, ok := p.value(false, code)
		if !ok {
			return nil, false
		}
		vs = append(vs, v)
		if p.accept('}') {
			return vs, true
		}
		if !p.accept(',') {
			p.errorHere(code, "expected ',' or '}' between values, found %s", p.found()).WithFix("write {1,2}")
			return nil, false
		}
	}
}

// oneBlank returns the words of s with one blank between them.
func oneBlank(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == '(' }) < 0 {
		return s
	}
	l := lexer{s: s, end: len(s), p: &parser{lim: DefaultLimits}}
	var words []string
	for t := l.scan(); t.kind != tEOF; t = l.scan() {
		words = append(words, s[t.start:t.end])
	}
	return strings.Join(words, " ")
}
