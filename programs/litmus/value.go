package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// value reads a number, an address (x, &x, t[1], &t[1]) or a code label
// (P0:L0, label:"P0:L0"). If others is true it also reads a register or the content
// of a location ([x], *x), and returns it as a location.
func (p *parser) value(others bool, code diag.Code) (Value, *Loc, bool) {
	start := p.tok.start
	v := Value{Index: -1}
	switch p.tok.kind {
	case tNum:
		v.Num = p.tok.num
		p.next()
		if p.tok.kind != ':' {
			v.Span = p.spanFrom(start)
			return v, nil, true
		}
		return p.threadValue(int(min(max(v.Num, -1), 1<<16)), start, others, code)
	case tSym:
		if others {
			loc, ok := p.register(anyThread, start)
			return v, &loc, ok
		}
	case '[', '*':
		if others {
			p.accept('*')
			loc, ok := p.location(true, code)
			loc.Span = p.spanFrom(start)
			return v, &loc, ok
		}
	case '&', tWord:
		if id, ok := threadName(p.text()); ok {
			p.next()
			return p.threadValue(id, start, others, code)
		}
		if p.peek() == ':' && (p.isWord("label") || p.isWord("instr")) {
			return p.quotedValue()
		}
		p.accept('&')
		loc, ok := p.named(code)
		if ok && p.tok.kind == '[' {
			ok = p.index(&loc)
		}
		v.Addr, v.Index = loc.Name, loc.Index
		v.Span = p.spanFrom(start)
		return v, nil, ok
	}
	p.errorHere(code, "expected a value, found %s", p.found()).
		Note("a value is a number (1, -3, 0x10) or the name of a location, which stands for its address").
		WithFix("write a value, as in 0:r1=1 or 0:r1=x")
	return v, nil, false
}

// threadValue reads what follows the thread of a value: a register, or a
// label.
func (p *parser) threadValue(thread, start int, others bool, code diag.Code) (Value, *Loc, bool) {
	v := Value{Index: -1}
	if thread < 0 || thread >= 1<<16 {
		p.noThread(start)
		return v, nil, false
	}
	if !p.accept(':') {
		_, ok := p.colonRegister(thread, start, code)
		return v, nil, ok
	}
	isReg := p.tok.kind == tSym
	if p.tok.kind == tWord {
		_, isReg = registerNumber(p.text())
		isReg = isReg || p.isC
	}
	switch {
	case isReg && others:
		loc, ok := p.register(thread, start)
		return v, &loc, ok
	case isReg:
		p.errorAt(start, p.tok.end, code, "a register cannot be used as a value here").
			Note("expected a number or the name of a location").
			WithFix("write the value that the register holds")
		return v, nil, false
	case p.tok.kind != tWord:
		p.noRegister()
		return v, nil, false
	}
	v.Label = "P" + itoa(thread) + ":" + p.text()
	p.next()
	v.Span = p.spanFrom(start)
	return v, nil, true
}

// quotedValue reads label:"P0:L0", and reports instr:"…" as an error.
func (p *parser) quotedValue() (Value, *Loc, bool) {
	start := p.tok.start
	v := Value{Index: -1}
	if p.isWord("instr") {
		p.errorHere(diag.LitmusUnsupported, "instructions as values are not supported").
			Note("fencewise does not handle self-modifying code").WithFix("use a number or a location")
	}
	instr := p.isWord("instr")
	from, n := p.quoted()
	if instr {
		p.pos = max(p.pos, from+n+1)
		p.tok.end = p.pos
		p.next()
		return v, nil, false
	}
	if n < 0 {
		p.errorHere(diag.LitmusBadInit, "expected a quoted label after 'label:'").WithFix(`write label:"P0:L0"`)
		p.next()
		return v, nil, false
	}
	thread, name, ok := strings.Cut(p.s[from:from+n], ":")
	id, isThread := threadName("P" + strings.TrimPrefix(thread, "P"))
	p.pos = from + n + 1
	p.tok.end = p.pos
	_, isReg := registerNumber(name)
	if !ok || !isThread || id < 0 || isReg || !isName(name) {
		p.errorAt(from, from+n, diag.LitmusBadInit, "expected a thread and a label, found %s", diag.Quote(p.s[from:from+n])).
			WithFix(`write label:"P0:L0"`)
		p.next()
		return v, nil, false
	}
	p.next()
	v.Label = "P" + itoa(id) + ":" + name
	v.Span = p.src.Span(start, from+n+1)
	return v, nil, true
}

// quoted finds the quoted text after the colon that comes next. It returns where
// the text starts and its length, which is -1 if no quoted text follows.
func (p *parser) quoted() (from, n int) {
	p.skip()
	p.pos++ // the colon
	p.skip()
	from = p.pos + 1
	if p.peekAt(0) != '"' {
		return from, -1
	}
	return from, strings.IndexByte(p.s[from:p.end], '"')
}

// isName reports whether s is one name.
func isName(s string) bool {
	if s == "" || class[s[0]]&isAlpha == 0 {
		return false
	}
	for i := 1; i < len(s); i++ {
		if class[s[i]]&isInWord == 0 {
			return false
		}
	}
	return true
}
