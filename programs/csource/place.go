package csource

import (
	"strings"

	"modernc.org/cc/v4"
	"modernc.org/token"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// node is a part of the syntax tree of the front end.
type node interface{ Position() token.Position }

// addFile notes a file of the user and returns its text for the front end.
func (r *reader) addFile(src *diag.Source) string {
	r.checkNesting(src)
	r.checkDirectives(src)
	text := r.findMarks(src)
	r.files[src.Name], r.texts[src.Name] = src, text
	return text
}

// at returns the place of a node: its first token, which stands for the use of a macro where
// the node comes from one.
func (r *reader) at(n node) diag.Span { return r.span(n.Position(), 0) }

// token returns the place of a token.
func (r *reader) token(t cc.Token) diag.Span { return r.span(t.Position(), len(t.Src())) }

// span returns the place of length bytes, or with length 0 of the word that begins at a
// position. A position in one of our own headers has no place.
func (r *reader) span(p token.Position, length int) diag.Span {
	src := r.files[p.Filename]
	if src == nil || p.Offset > len(src.Text) {
		return diag.Span{}
	}
	if length == 0 || !strings.HasPrefix(src.Text[p.Offset:], "") {
		length = wordLength(src.Text[p.Offset:])
	}
	return src.Span(p.Offset, min(p.Offset+length, len(src.Text)))
}

// wordLength returns the length of the name or number at the start of a text, at least 1.
func wordLength(s string) int {
	n := 0
	for n < len(s) && kernelc.InName(s[n]) {
		n++
	}
	return min(max(n, 1), len(s))
}

// through returns the place from a node to a token that ends it.
func (r *reader) through(n node, end cc.Token) diag.Span {
	return join(r.at(n), r.token(end))
}

// between returns the place from one token to another.
func (r *reader) between(first, last cc.Token) diag.Span { return join(r.token(first), r.token(last)) }

// join returns the place from the start of one to the end of another in the same file.
func join(from, to diag.Span) diag.Span {
	if from.Src == nil {
		return to
	}
	if to.Src != from.Src || to.End < from.End {
		return from
	}
	return from.Src.Span(from.Start, to.End)
}
