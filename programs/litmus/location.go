package litmus

import "github.com/fencewise/fencewise/programs/diag"

// anyThread marks a symbolic register that names no thread, until resolve has
// found the one that uses it.
const anyThread = -2

// location reads 0:r1, P0:r1, 0:%x, %x, x or [x]. If indexed is true it also reads
// an array element, t[1].
func (p *parser) location(indexed bool, code diag.Code) (Loc, bool) {
	start := p.tok.start
	switch p.tok.kind {
	case tNum:
		id := p.tok.num
		p.next()
		return p.colonRegister(int(min(max(id, -1), 1<<16)), start, code)
	case tSym:
		return p.register(anyThread, start)
	case '[':
		p.next()
		loc, ok := p.named(code)
		if !ok {
			return loc, false
		}
		if indexed && p.tok.kind == '[' {
			if ok = p.index(&loc); !ok {
				return loc, false
			}
		}
		if !p.accept(']') {
			p.errorHere(diag.LitmusUnclosed, "expected ']' after the location, found %s", p.found()).
				WithFix("write [%s]", loc.Name)
			return loc, false
		}
		loc.Span = p.spanFrom(start)
		return loc, true
	case tWord:
		if id, ok := threadName(p.text()); ok {
			p.next()
			return p.colonRegister(id, start, code)
		}
	}
	loc, ok := p.named(code)
	if ok && indexed && p.tok.kind == '[' {
		ok = p.index(&loc)
	}
	return loc, ok
}

// colonRegister reads the ":r1" after a thread.
func (p *parser) colonRegister(thread, start int, code diag.Code) (Loc, bool) {
	thr := p.s[start:p.lastEnd]
	if thread < 0 || thread >= 1<<16 {
		p.noThread(start)
		return Loc{}, false
	}
	if !p.accept(':') {
		p.errorHere(code, "expected ':' and a register after thread %s, found %s", diag.Quote(thr), p.found()).
			WithFix("write %s:r1 for a register of that thread", thr)
		return Loc{}, false
	}
	return p.register(thread, start)
}

// noThread reports that the thread that was just read, from start on, has an
// impossible number.
func (p *parser) noThread(start int) {
	p.errorAt(start, p.lastEnd, diag.LitmusUnknownThread, "no thread %s exists", diag.Quote(p.s[start:p.lastEnd])).
		Note("threads are P0, P1, …; their registers are written 0:r1 or P0:r1").WithFix("name a thread of the program")
}

// named reads the name of a memory location.
func (p *parser) named(code diag.Code) (Loc, bool) {
	if p.tok.kind != tWord {
		p.errorHere(code, "expected a location or a register, found %s", p.found()).
			Note("locations are names (x, [x], t[1]), registers are 0:r1 or 0:%%x").
			WithFix("write it as x=1 or 0:r1=1")
		return Loc{}, false
	}
	loc := memory(p.tokenSpan())
	p.next()
	return loc, p.freeName(loc.Span, code)
}

func memory(at diag.Span) Loc {
	return Loc{Span: at, Thread: -1, Reg: -1, Name: at.Text(), Index: -1}
}

// freeName reports an error and returns false if the name of a location is a
// keyword or a thread.
func (p *parser) freeName(at diag.Span, code diag.Code) bool {
	w := at.Text()
	switch w {
	case "true", "false", "not", "exists", "forall", "final", "with", "locations", "filter",
		"observed", "Observed", "cases", "fault", "Fault", "ATOMIC_INIT":
		p.errorAt(at.Start, at.End, code, "expected a location, found the keyword %s", diag.Quote(w)).
			WithFix("give the location another name")
		return false
	}
	if _, ok := threadName(w); ok {
		p.errorAt(at.Start, at.End, code, "expected a location, found the thread %s", diag.Quote(w)).
			WithFix("write %s:r1 for a register, or give the location another name", w)
		return false
	}
	return true
}

// index reads the "[1]" that follows the name of an array, and of an array of structs the rest of
// the name of a field: "[1].len", "[1].data[0]".
func (p *parser) index(loc *Loc) bool {
	for {
		n, dot, ok := p.bracketed()
		if !ok {
			return false
		}
		loc.Index = n
		if dot {
			loc.Name += "[" + itoa(n) + "]." + p.text()
			loc.Index = -1
			p.next()
		}
		loc.Span = p.src.Span(loc.Span.Start, p.lastEnd)
		if !dot || p.tok.kind != '[' {
			return true
		}
	}
}

// bracketed reads "[n]", which is an index or a size. dot is true if a dot and a name follow at
// once; the name is then the current token.
func (p *parser) bracketed() (n int, dot, ok bool) {
	p.next()
	if p.tok.kind != tNum || p.tok.num < 0 || p.tok.num > maxArray {
		p.errorHere(diag.LitmusBadArray, "expected a number from 0 to %d between brackets, found %s", maxArray, p.found()).
			WithFix("write t[1]")
		return 0, false, false
	}
	n = int(p.tok.num)
	p.next()
	if dot = p.tok.kind == ']' && p.peekAt(0) == '.' && p.hasClass(p.pos+1, isAlpha); dot {
		p.pos++
	}
	if !p.accept(']') {
		p.errorHere(diag.LitmusUnclosed, "expected ']', found %s", p.found()).WithFix("write t[1]")
		return 0, false, false
	}
	return n, dot, true
}
