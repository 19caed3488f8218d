package cat

import (
	"strings"
	"unicode/utf8"

	"github.com/fencewise/fencewise/programs/diag"
)

// lexer splits a text into tokens in one pass. It reports characters that it cannot read and
// emits an invalid token for them, at which the parser fails without another report.
type lexer struct {
	src  *diag.Source
	text string
	pos  int
	line int // offset at which the current line starts

	toks   []token
	indent int // indentation of the current line, once a token stands on it
	opened int // offset of the line that indent belongs to; -1 before any
	errs   diag.List

	remarks *[]remark // receives the comments; nil if they are not needed
}

func lex(src *diag.Source) ([]token, diag.List) {
	l := &lexer{src: src, text: src.Text, opened: -1}
	if strings.HasPrefix(l.text, "\ufeff") { // some editors begin files so
		l.pos = len("\ufeff")
	}
	l.toks = make([]token, 0, len(l.text)/4+1)
	for l.skipBlanks(); l.pos < len(l.text) && len(l.errs) < maxErrors; l.skipBlanks() {
		l.next()
	}
	l.add(eof, 0)
	return l.toks, l.errs
}

// add appends a token of n bytes and moves past it.
func (l *lexer) add(k kind, n int) {
	first := l.opened != l.line
	if first {
		l.opened, l.indent = l.line, l.pos-l.line
	}
	l.toks = append(l.toks, token{k, first, l.indent, l.pos, l.pos + n})
	l.pos += n
}

func (l *lexer) report(start, end int, c diag.Code, msg, fix string) {
	l.errs = append(l.errs, diag.New(l.src.Span(start, end), c, "%s", msg).WithFix("%s", fix))
}

// next reads the token at pos, which must not be blank.
func (l *lexer) next() {
	rest := l.text[l.pos:]
	if n := nameLen(rest); n > 0 {
		l.word(n)
		return
	}
	switch rest[0] {
	case '"':
		l.string()
		return
	case '\'':
		if n := nameLen(rest[1:]); n > 0 {
			l.checkLen(l.pos, 1+n)
			l.add(tag, 1+n)
			return
		}
	}
	if k, n := symbol(rest); n > 0 {
		l.add(k, n)
		return
	}
	l.invalidRun()
}

// word adds a name or a keyword of n bytes.
func (l *lexer) word(n int) {
	if k, ok := keywords[l.text[l.pos:l.pos+n]]; ok {
		l.add(k, n)
		return
	}
	l.checkLen(l.pos, n)
	l.add(name, n)
}

func (l *lexer) checkLen(start, n int) {
	if n > maxName+1 || n == maxName+1 && l.text[start] != '\'' {
		l.report(start, start+n, diag.CatSyntaxLongName, "this name is longer than 256 bytes", "choose a shorter name")
	}
}

// nameLen returns the length of the name with which s begins, 0 if it begins with none. A
// name is an optional underscore, a letter, then letters, digits, "_", "." and "-", and
// an optional prime. A minus sign is never an operator.
func nameLen(s string) int {
	i := 0
	if i < len(s) && s[i] == '_' {
		i++
	}
	if i >= len(s) || !letter(s[i]) {
		return 0
	}
	for i < len(s) && inName(s[i]) {
		i++
	}
	if i < len(s) && s[i] == '\'' {
		i++
	}
	return i
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func inName(c byte) bool {
	return letter(c) || '0' <= c && c <= '9' || c == '_' || c == '.' || c == '-'
}

// string adds a string literal. A string must end on its line; otherwise an unclosed string
// would end at the quote of a later include.
func (l *lexer) string() {
	rest := l.text[l.pos+1:]
	n := strings.IndexAny(rest, "\"\n")
	if n >= 0 && rest[n] == '"' {
		l.add(str, n+2)
		return
	}
	if n < 0 {
		n = len(rest)
	}
	start := l.pos
	l.add(str, 1+len(strings.TrimRight(rest[:n], " \t\r")))
	l.report(start, l.pos, diag.CatSyntaxString, "this string is not closed", "put a `\"` behind it, on the same line")
}

// invalidRun reports a run of characters that begin no token as one error.
func (l *lexer) invalidRun() {
	start, end := l.pos, l.pos
	for end < len(l.text) {
		rest := l.text[end:]
		if end > start {
			if _, n := symbol(rest); n > 0 || nameLen(rest) > 0 || strings.IndexByte(" \t\r\n\"'#/", rest[0]) >= 0 {
				break
			}
		}
		_, n := utf8.DecodeRuneInString(rest)
		end += n
	}
	l.add(invalid, end-start)
	l.report(start, end, diag.CatSyntaxChar, "`"+shorten(l.text[start:end])+"` is no symbol of the cat language", l.advice(start))
}

// advice returns the fix for the invalid character at offset off.
func (l *lexer) advice(off int) string {
	before := byte(' ')
	if off > 0 {
		before = l.text[off-1]
	}
	switch c := l.text[off]; {
	case c == '>' && before == '-':
		return "put a blank before `->`: a minus sign can be part of a name"
	case c == '-':
		return "a minus sign occurs only in names and in `^-1`; the difference of a and b is `a \\ b`"
	case '1' <= c && c <= '9':
		return "a name begins with a letter; the only number is `0`, the empty relation"
	case c == '\'':
		return "a tag is a quote and a name: 'once"
	case c == '!':
		return "the complement is `~`"
	case c == '/':
		return "a comment begins with `//`; the difference of a and b is `a \\ b`"
	}
	return "remove it"
}

// shorten returns text as one short line, to quote it in a message.
func shorten(s string) string {
	const most = 40
	cut := len(s) > 4*most
	if cut {
		s = s[:4*most]
	}
	r := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " "))
	if len(r) > most || cut {
		return string(r[:min(most, len(r))]) + "…"
	}
	return string(r)
}
