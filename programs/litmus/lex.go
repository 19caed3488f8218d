package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// kind is the kind of a token. A token of one character has that character as
// its kind.
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

// lexer cuts tokens off s[pos:end]. It holds no token itself, so moving pos is
// all it takes to read text in another way (header lines, slot comments).
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
	isInWord             // what a name may hold behind its first letter
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

func (l *lexer) is(at int, mask uint8) bool { return at < l.end && class[l.s[at]]&mask != 0 }

// skip passes blanks and comments. It reports a slot comment that stands where
// none may, and stops at one that stands where it may.
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
		if c != '(' || l.pos+1 >= l.end || l.s[l.pos+1] != '*' {
			return
		}
		start := l.pos
		if l.pos+2 < l.end && l.s[l.pos+2] == '@' {
			if l.slots && !l.inSlot {
				return
			}
			l.comment()
			l.p.errorAt(start, l.pos, diag.LitmusSlotPlace, "a slot comment outside an instruction cell").
				Note("slots stand in the cells of the program, behind the instruction that is their default").
				WithFix("move it into a cell, or make it a plain comment: (* … *)")
			continue
		}
		l.comment()
	}
}

// comment passes the comment that starts at pos, with those nested in it. One
// that is not closed is reported and taken to reach the end.
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
				if l.p.test != nil { // of a part of a file there is none
					l.p.slotLike(start, i)
				}
				return
			}
		default:
			i++
		}
	}
	l.pos = l.end
	l.p.errorAt(start, start+2, diag.LitmusUnclosedComment, "this comment is not closed").
		Note("comments nest: every '(*' needs a '*)' of its own").
		WithFix("add '*)' where the comment ends")
	l.p.cut = true
}

// peek is the first byte behind pos that is neither blank nor comment; 0 at
// the end. It reports nothing.
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
		case class[c]&isDigit != 0, c == '-' && l.is(start+1, isDigit):
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
		case c == '%' && l.is(start+1, isAlpha):
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

// word passes the name at pos. "x/\y" is a name, a conjunction and a name.
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
		l.p.errorAt(start, i, diag.LitmusTooLong, "a name of %d bytes, the limit is %d", i-start, l.p.lim.Identifier).
			WithFix("use a shorter name")
	}
}

// punct reads an operator or a separator; n is 0 when there is none.
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
