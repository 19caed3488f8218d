package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// kind is the kind of a token. The kind of a one-character token is that
// character.
type kind uint8

const (
	tEOF     kind = 0
	tWord    kind = 128 + iota // a name, a register, a keyword
	tNum                       // 12, -3, 0x1f
	tSym                       // %x
	tSlot                      // (*@ … *) where slots are allowed
	tLocal                     // 1b, 2f: a numeric label, in cells
	tHere                      // .+8, $-4: a distance in bytes, in cells; num is it
	tString                    // "text", in cells
	tAnd                       // /\
	tOr                        // \/
	tImplies                   // =>
	tEqEq                      // ==
	tNe                        // != or <>
	tLe                        // <=
	tGe                        // >=
	tEnd                       // <<
)

// token is one token: the bytes from start to end; num is the value of a tNum.
type token struct {
	kind       kind
	start, end int
	num        int64
}

// lexer splits s[pos:end] into tokens. It keeps no token itself, so other code can
// read text in its own way (header lines, slot comments) by moving pos.
type lexer struct {
	src      *diag.Source
	s        string
	pos, end int
	slots    bool // a slot comment is a token; elsewhere it is an error
	inSlot   bool // inside a slot comment
	p        *parser
}

// Classes of bytes.
const (
	isBlank  = 1 << iota // blank, tab, end of line
	isAlpha              // letter or _
	isDigit              // 0-9
	isInWord             // allowed in a name after its first letter
	isHex
)

var class = func() (c [256]uint8) {
	for _, b := range " \t\r\n\f\v" {
		c[b] |= isBlank
	}
	for b := 'a'; b <= 'z'; b++ {
		c[b] |= isAlpha | isInWord
		c[b-'a'+'A'] |= isAlpha | isInWord
	}
	for b := '0'; b <= '9'; b++ {
		c[b] |= isDigit | isInWord | isHex
	}
	for _, b := range "abcdefABCDEF" {
		c[b] |= isHex
	}
	c['_'] |= isAlpha | isInWord
	for _, b := range "./-" {
		c[b] |= isInWord
	}
	return c
}()

func (l *lexer) hasClass(at int, mask uint8) bool { return at < l.end && class[l.s[at]]&mask != 0 }

// skip skips blanks and comments. It stops at a slot comment where slots are
// allowed, and reports it as an error elsewhere.
func (l *lexer) skip() {
	for l.pos < l.end {
		c := l.s[l.pos]
		if class[c]&isBlank != 0 {
			l.pos++
			continue
		}
		if (c == '#' || c == '/') && l.inCell() && l.asmComment() {
			continue
		}
		if c == '/' && l.p.isC && l.slashComment() {
			continue
		}
		if c != '(' || l.pos+1 >= l.end || l.s[l.pos+1] != '*' {
			return
		}
		start := l.pos
		if l.pos+2 < l.end && l.s[l.pos+2] == '@' {
			if l.slots && !l.inSlot {
				return
			}
			l.comment()
			l.p.errorAt(start, l.pos, diag.LitmusSlotPlace, "this slot comment is outside an instruction cell").
				Note("a slot belongs in a cell of the program, after the instruction that is its default").
				WithFix("move it into a cell, or make it a plain comment: (* … *)")
			continue
		}
		l.comment()
	}
}

// comment skips the comment that starts at pos, and the comments nested in it. It
// reports a comment that is not closed, and lets it reach the end.
func (l *lexer) comment() {
	start, depth := l.pos, 0
	for i := l.pos; i+1 < l.end; {
		switch {
		case l.s[i] == '(' && l.s[i+1] == '*':
			depth++
			i += 2
		case l.s[i] == '*' && l.s[i+1] == ')':
			depth--
			i += 2
			if depth == 0 {
				l.pos = i
				if l.p.test != nil { // nil when only a part of a file is scanned
					l.p.slotLike(start, i)
					l.p.result(start, i)
				}
				return
			}
		default:
			i++
		}
	}
	l.pos = l.end
	l.p.errorAt(start, start+2, diag.LitmusUnclosedComment, "this comment is not closed").
		Note("comments nest: every '(*' needs its own '*)'").
		WithFix("add '*)' where the comment ends")
	l.p.unclosedComment = true
}

// peek returns the first byte from pos on that is not blank, or 0 at the end. It
// does not skip comments.
func (l *lexer) peek() byte {
	i := l.pos
	for i < l.end && class[l.s[i]]&isBlank != 0 {
		i++
	}
	if i >= l.end {
		return 0
	}
	return l.s[i]
}

// scan reads the next token.
func (l *lexer) scan() token {
	for {
		l.skip()
		if l.pos >= l.end {
			return token{kind: tEOF, start: l.end, end: l.end}
		}
		start := l.pos
		c := l.s[start]
		switch {
		case class[c]&isAlpha != 0:
			l.word()
			return token{kind: tWord, start: start, end: l.pos}
		case class[c]&isDigit != 0, c == '-' && l.hasClass(start+1, isDigit):
			if l.inCell() {
				if n := localLabel(l.s[start:l.end]); n > 0 {
					l.pos += n
					return token{kind: tLocal, start: start, end: l.pos}
				}
			}
			return l.number()
		case l.inCell() && (c == '.' || c == '$' || c == '"'):
			if t := l.cellToken(); t.kind != tEOF {
				return t
			}
		case c == '%' && l.hasClass(start+1, isAlpha):
			l.pos++
			l.word()
			return token{kind: tSym, start: start, end: l.pos}
		case c == '(' && start+1 < l.end && l.s[start+1] == '*':
			l.comment()
			return token{kind: tSlot, start: start, end: l.pos}
		}
		if k, n := punct(l.s[start:l.end]); n > 0 {
			l.pos += n
			return token{kind: k, start: start, end: l.pos}
		}
		l.badChars()
	}
}

// word skips the name at pos. "x/\y" is a name, a conjunction and a name.
func (l *lexer) word() {
	start := l.pos
	i := start + 1
	for i < l.end && (class[l.s[i]]&isInWord != 0 || l.s[i] == '$' && l.inCell()) {
		if l.s[i] == '/' && i+1 < l.end && (l.s[i+1] == '\\' || l.s[i+1] == '*' && l.inCell()) {
			break
		}
		i++
	}
	l.pos = i
	if i-start > l.p.lim.Identifier {
		l.p.errorAt(start, i, diag.LitmusTooLong, "the name has %d bytes; the limit is %d", i-start, l.p.lim.Identifier).
			WithFix("use a shorter name")
	}
}

// punct returns the kind and length of the operator or separator that s starts
// with. n is 0 if s starts with neither.
func punct(s string) (k kind, n int) {
	if len(s) >= 2 {
		switch s[:2] {
		case "/\\":
			return tAnd, 2
		case "\\/":
			return tOr, 2
		case "=>":
			return tImplies, 2
		case "==":
			return tEqEq, 2
		case "!=", "<>":
			return tNe, 2
		case "<=":
			return tLe, 2
		case ">=":
			return tGe, 2
		case "<<":
			return tEnd, 2
		}
	}
	if strings.IndexByte("|;:,()[]{}=~*&+<>", s[0]) >= 0 {
		return kind(s[0]), 1
	}
	return 0, 0
}
