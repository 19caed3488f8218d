package cat

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// skipBlanks skips white space and comments: "#" and "//" to the end of the line, "(* *)"
// nested, "/* */" not nested.
func (l *lexer) skipBlanks() {
	for l.pos < len(l.text) {
		rest := l.text[l.pos:]
		switch {
		case rest[0] == '\n':
			l.pos++
			l.line = l.pos
		case strings.IndexByte(" \t\r\f", rest[0]) >= 0:
			l.pos++
		case rest[0] == '#', strings.HasPrefix(rest, "//"):
			start := l.pos
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				l.pos += i
			} else {
				l.pos = len(l.text)
			}
			l.addRemark(start)
		case strings.HasPrefix(rest, "(*"):
			l.comment("(*", "*)", true)
		case strings.HasPrefix(rest, "/*"):
			l.comment("/*", "*/", false)
		default:
			return
		}
	}
}

// comment skips a bracketed comment. An unclosed comment ends the text.
func (l *lexer) comment(open, closing string, nested bool) {
	start := l.pos
	depth := 1
	l.pos += len(open)
	for l.pos < len(l.text) {
		rest := l.text[l.pos:]
		switch {
		case strings.HasPrefix(rest, closing):
			l.pos += len(closing)
			if depth--; depth == 0 {
				l.addRemark(start)
				return
			}
		case nested && strings.HasPrefix(rest, open):
			depth++
			l.pos += len(open)
		default:
			l.pos++
			if rest[0] == '\n' {
				l.line = l.pos
			}
		}
	}
	fix := "close it with `" + closing + "`"
	if depth > 1 {
		fix += "; comments nest, and more are opened than closed"
	}
	l.report(start, start+len(open), diag.CatSyntaxComment, "this comment is not closed", fix)
}
