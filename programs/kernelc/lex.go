package kernelc

import (
	"math"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// kind is the kind of a token.
type kind uint8

const (
	tEOF   kind = iota
	tIdent      // a name or a keyword
	tNum        // 12, 0x1f, 1UL
	tSlot       // /*@ … */
	tPunct      // an operator or a separator
	tText       // a text in quotes, if the lexer reads texts; text is the text without them
)

// token is one token: the bytes from start to end of the source.
type token struct {
	kind       kind
	start, end int
	text       string
	num        int64
}

// lexer splits src.Text[pos:end] into tokens.
type lexer struct {
	src      *diag.Source
	s        string
	pos, end int
	report   func(start, end int, code diag.Code, format string, args ...any) *diag.Diagnostic
	hides    func()               // is called if a comment hides the rest of the text
	comments func(start, end int) // is called for each comment that is no slot
	texts    bool                 // texts in quotes are tokens
}

func reportNothing(int, int, diag.Code, string, ...any) *diag.Diagnostic { return &diag.Diagnostic{} }
func hideNothing()                                                       {}
func passOver(int, int)                                                  {}

// silence makes the lexer report nothing, for a look ahead.
func (l *lexer) silence() {
	l.report, l.hides, l.comments = reportNothing, hideNothing, passOver
}

// InName reports whether a byte can be in a name of C.
func InName(c byte) bool { return isLetter(c) || isDigit(c) }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isBlank(c byte) bool  { return c == ' ' || c >= '\t' && c <= '\r' }

// skip skips blanks and comments, and stops at a slot comment.
func (l *lexer) skip() {
	for l.pos < l.end {
		c := l.s[l.pos]
		rest := l.s[l.pos:l.end]
		switch {
		case isBlank(c):
			l.pos++
		case strings.HasPrefix(rest, "//"):
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			l.pos += n
			l.comments(l.pos-n, l.pos)
		case strings.HasPrefix(rest, "/*@"):
			return
		case strings.HasPrefix(rest, "/*"):
			start := l.pos
			l.comment()
			l.comments(start, l.pos)
		default:
			return
		}
	}
}

// comment skips the comment that starts at pos. It reports a comment that is not closed,
// and lets it reach the end.
func (l *lexer) comment() {
	if n := strings.Index(l.s[l.pos+2:l.end], "*/"); n >= 0 {
		l.pos += n + 4
		return
	}
	l.report(l.pos, l.pos+2, diag.LitmusUnclosedComment, "this comment is not closed").WithFix("add '*/' where the comment ends")
	l.hides()
	l.pos = l.end
}

// scan reads the next token.
func (l *lexer) scan() token {
	for {
		l.skip()
		start := l.pos
		if start >= l.end {
			return token{kind: tEOF, start: l.end, end: l.end}
		}
		c := l.s[start]
		switch {
		case isLetter(c):
			for l.pos < l.end && (isLetter(l.s[l.pos]) || isDigit(l.s[l.pos])) {
				l.pos++
			}
			return token{kind: tIdent, start: start, end: l.pos, text: l.s[start:l.pos]}
		case isDigit(c):
			return l.number()
		case c == '"' && l.texts:
			if t, ok := l.quoted(); ok {
				return t
			}
			continue
		case strings.HasPrefix(l.s[start:l.end], "/*@"):
			l.comment()
			return token{kind: tSlot, start: start, end: l.pos, text: l.s[start:l.pos]}
		case strings.HasPrefix(l.s[start:l.end], "(*@") && strings.Contains(l.s[start:l.end], "*)"):
			l.pos += strings.Index(l.s[start:l.end], "*)") + 2
			l.report(start, l.pos, diag.LitmusSlotPlace, "this is a slot of assembly").Note("in C a slot begins with /*@").WithFix(slotFix)
			continue
		}
		if n := punctLen(l.s[start:l.end]); n > 0 {
			l.pos += n
			return token{kind: tPunct, start: start, end: l.pos, text: l.s[start:l.pos]}
		}
		l.badChars()
	}
}

// punctLen returns the length of the operator or separator that s starts with, or 0.
func punctLen(s string) int {
	if len(s) >= 3 {
		switch s[:3] {
		case "<<=", ">>=", "...":
			return 3
		}
	}
	if len(s) >= 2 {
		switch s[:2] {
		case "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=":
			return 2
		}
	}
	if strings.IndexByte("{}()[];,:?=+-*/%&|^~!<>.#", s[0]) >= 0 {
		return 1
	}
	return 0
}

// badChars reports and skips characters that start no token.
func (l *lexer) badChars() {
	start := l.pos
	l.pos++
	switch c := l.s[start]; {
	case c == '"' || c == '\'':
		for l.pos < l.end && l.s[l.pos] != c && l.s[l.pos] != '\n' {
			l.pos++
		}
		l.pos = min(l.end, l.pos+1)
		l.report(start, l.pos, diag.KernelCUnsupported, "texts and characters are not supported").WithFix("write a number")
		return
	case c >= 0x80:
		for l.pos < l.end && l.s[l.pos] >= 0x80 {
			l.pos++
		}
	}
	l.report(start, l.pos, diag.LitmusBadChar, "%s has no meaning here", diag.Quote(l.s[start:l.pos])).WithFix("remove it")
}

// number reads a decimal, hexadecimal or octal number of up to 64 bits with an optional
// suffix of C, such as UL.
func (l *lexer) number() token {
	start := l.pos
	for l.pos < l.end && (isLetter(l.s[l.pos]) || isDigit(l.s[l.pos]) || l.s[l.pos] == '.') {
		l.pos++
	}
	text := l.s[start:l.pos]
	t := token{kind: tNum, start: start, end: l.pos, text: text}
	digits := strings.TrimRight(text, "uUlL")
	base := uint64(10)
	switch {
	case len(digits) > 1 && digits[0] == '0' && digits[1]|0x20 == 'x':
		base, digits = 16, digits[2:]
	case len(digits) > 1 && digits[0] == '0':
		base, digits = 8, digits[1:]
	}
	if base == 10 && strings.ContainsAny(text, ".eEfF") {
		l.report(start, l.pos, diag.KernelCUnsupported, "floating-point numbers are not supported").WithFix("use integers; the kernel uses no others")
		return t
	}
	var v uint64
	bad, fits := digits == "", true
	for i := range len(digits) {
		d := uint64(99)
		switch c := digits[i]; {
		case isDigit(c):
			d = uint64(c - '0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			d = uint64(c|0x20-'a') + 10
		}
		if d >= base {
			bad = true
			break
		}
		fits = fits && v <= (math.MaxUint64-d)/base
		v = v*base + d
	}
	switch {
	case bad:
		l.report(start, l.pos, diag.LitmusBadNumber, "%s is not a number", diag.Quote(text)).
			Note("numbers are decimal, hexadecimal or octal: 12, 0x1f, 017, with U or L behind them").WithFix("correct the number; if it is a name, start it with a letter")
	case !fits:
		l.report(start, l.pos, diag.LitmusBadNumber, "the number %s does not fit in 64 bits", diag.Quote(text)).WithFix("use a smaller number")
	}
	t.num = int64(v)
	return t
}
