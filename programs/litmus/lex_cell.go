package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Cells may also hold what assemblers read: numeric and dotted labels, distances,
// and comments.

// inCell reports whether pos is in the cells of the program.
func (l *lexer) inCell() bool { return l.slots || l.inSlot }

// localLabel returns the length of the reference to a numeric label (1b, 2f) that
// s starts with, or 0.
func localLabel(s string) int {
	n := 0
	for n < len(s) && class[s[n]]&isDigit != 0 {
		n++
	}
	if n == 0 || n == len(s) || s[n] != 'b' && s[n] != 'f' {
		return 0
	}
	if n++; n < len(s) && class[s[n]]&isInWord != 0 {
		return 0
	}
	return n
}

// cellToken reads a token that starts with '.', '$' or '"': a label (.L2, $L1), a
// distance (.+8, $-4, . itself) or a string. Its kind is tEOF if it is none of
// these.
func (l *lexer) cellToken() token {
	start := l.pos
	if l.s[start] == '"' {
		n := strings.IndexAny(l.s[start+1:l.end], "\"\n")
		if n < 0 || l.s[start+1+n] == '\n' {
			return token{}
		}
		l.pos += n + 2
		return token{kind: tString, start: start, end: l.pos}
	}
	if l.hasClass(start+1, isAlpha|isDigit) || l.s[start] == '.' && l.peekAt(1) == '.' {
		l.word()
		return token{kind: tWord, start: start, end: l.pos}
	}
	i := l.passBlanks(start + 1)
	if i >= l.end || l.s[i] != '+' && l.s[i] != '-' {
		l.pos = start + 1
		return token{kind: tHere, start: start, end: l.pos}
	}
	minus := l.s[i] == '-'
	if i = l.passBlanks(i + 1); !l.hasClass(i, isDigit) {
		return token{}
	}
	l.pos = i
	t := l.number()
	if t.kind, t.start = tHere, start; minus {
		t.num = -t.num
	}
	return t
}

// passBlanks returns the first position from i on that is not a blank.
func (l *lexer) passBlanks(i int) int {
	for i < l.end && (l.s[i] == ' ' || l.s[i] == '\t') {
		i++
	}
	return i
}

// asmComment skips an assembler comment: from '#' to the end of the cell or line,
// or between "/*" and "*/". After a comma, "#1" is not a comment but a number in
// the syntax of another assembler. It returns false if no comment starts here.
func (l *lexer) asmComment() bool {
	rest := l.s[l.pos:l.end]
	switch {
	case rest[0] == '#' && l.p.tok.kind != ',':
		n := strings.IndexAny(rest, "|;\n")
		if n < 0 {
			n = len(rest)
		}
		l.pos += n
		return true
	case strings.HasPrefix(rest, "/*"):
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			l.pos += n + 4
			return true
		}
	}
	return false
}

// badChars reports and skips characters that start no token.
func (l *lexer) badChars() {
	start := l.pos
	l.pos++
	for l.pos < l.end && l.s[l.pos] >= 0x80 && l.s[start] >= 0x80 {
		l.pos++
	}
	c := l.s[start]
	if l.inCell() && l.badAsmAt(start) {
		return
	}
	d := l.p.errorAt(start, l.pos, diag.LitmusBadChar, "%s has no meaning here", diag.Quote(l.s[start:l.pos]))
	switch c {
	case '#':
		d.WithFix("write numbers without '#': 1, -4, 0x10; comments are (* … *)")
	case '%':
		d.WithFix("name the symbolic register: %%x")
	case '"':
		d.WithFix("move the quoted text to the header, or remove it")
	default:
		d.WithFix("remove it")
	}
}

// badAsmAt reports and skips text of inline assembly or of a compiler that starts at
// start. It returns false if the text is neither.
func (l *lexer) badAsmAt(start int) bool {
	until := func(stop string) {
		if n := strings.IndexAny(l.s[start+1:l.end], stop); n >= 0 {
			l.pos = start + 1 + n
		} else {
			l.pos = l.end
		}
	}
	switch c := l.s[start]; {
	case c == '%' && (l.hasClass(start+1, isDigit) || l.peekAt(0) == '['):
		for l.hasClass(l.pos, isDigit) {
			l.pos++
		}
		if l.peekAt(0) == '[' {
			until(" \t\n,()|;")
		}
		l.p.errorAt(start, l.pos, diag.LitmusInline, "%s is an operand of inline assembly", diag.Quote(l.s[start:l.pos])).
			Note("the compiler replaces it by a register").
			WithFix("write a register, such as r5, or a symbolic one, such as %%x")
	case c == '@':
		until(" \t\n,()|;")
		l.p.errorAt(start, l.pos, diag.LitmusInline, "%s is part of an address that only the linker knows", diag.Quote(l.s[start:l.pos])).
			WithFix("put the location's address into a register in the init block, as in 0:r9=x, and remove this instruction")
	case c == '"', c == '\\':
		until(" \t\n|;")
		l.p.errorAt(start, l.pos, diag.LitmusInline, "%s belongs to inline assembly", diag.Quote(l.s[start:l.pos])).
			WithFix("write the instructions alone, without quotes and \\n")
	default:
		return false
	}
	l.p.badAsmAt = start
	return true
}
