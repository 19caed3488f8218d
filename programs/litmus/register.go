package litmus

import "github.com/fencewise/fencewise/programs/diag"

// The general registers are r0..r31, the condition fields cr0..cr7.
const (
	numRegs   = 32
	numFields = 8
)

// numbered returns the number in a word such as r12. ok is true if the word is the
// prefix followed by digits. The number is -1 if it is n or more, or has leading
// zeros.
func numbered(word, prefix string, n int) (num int, ok bool) {
	if len(word) <= len(prefix) || word[:len(prefix)] != prefix {
		return 0, false
	}
	digits := word[len(prefix):]
	for i := 0; i < len(digits); i++ {
		if class[digits[i]]&isDigit == 0 {
			return 0, false
		}
		num = min(num*10+int(digits[i]-'0'), n)
	}
	if num >= n || len(digits) > 1 && digits[0] == '0' {
		num = -1
	}
	return num, true
}

// registerNumber returns the number of a general register such as r5. Like herd7 it
// also accepts R5; other words that start with R are names.
func registerNumber(word string) (num int, ok bool) {
	if num, ok = numbered(word, "R", numRegs); ok && num >= 0 {
		return num, true
	}
	return numbered(word, "r", numRegs)
}

// threadName returns the number of a thread's name: 12 for P12, and -1 if the
// number is too large.
func threadName(word string) (id int, ok bool) { return numbered(word, "P", 1<<16) }

// register reads a general or symbolic register as part of a location whose thread
// has been read.
func (p *parser) register(thread, start int) (Loc, bool) {
	loc := Loc{Thread: thread, Reg: -1, Index: -1}
	if p.isC {
		return p.variable(loc, start)
	}
	switch p.tok.kind {
	case tSym:
		loc.Name = p.text()[1:]
	case tWord:
		num, ok := registerNumber(p.text())
		if !ok || num < 0 {
			p.noRegister()
			return loc, false
		}
		loc.Reg = num
	default:
		p.noRegister()
		return loc, false
	}
	p.next()
	loc.Span = p.spanFrom(start)
	return loc, true
}

// noRegister reports that the current token should be a register.
func (p *parser) noRegister() {
	if p.tok.kind == tWord {
		p.badRegister("register", "r0 to r31, or %name", "use r0 to r31, or a symbolic register such as %x")
		return
	}
	p.errorHere(diag.LitmusBadRegister, "expected a register, found %s", p.found()).
		Note("registers are r0 to r31, or symbolic: %%x").
		WithFix("write the thread, a colon and the register, as in 0:r1")
}

func (p *parser) badRegister(what, which, fix string) {
	p.errorHere(diag.LitmusBadRegister, "no %s %s exists", what, diag.Quote(p.text())).
		Note("%ss are %s", what, which).WithFix("%s", fix)
}
