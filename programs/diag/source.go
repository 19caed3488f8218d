package diag

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Source is one input text with the name that diagnostics use for it.
type Source struct {
	Name string // a path, or the name of an embedded file
	Text string
	line []int // the byte offset at which each line starts
}

// NewSource returns a source with the given name and text. The text may contain any
// bytes.
func NewSource(name, text string) *Source {
	s := &Source{Name: name, Text: text, line: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			s.line = append(s.line, i+1)
		}
	}
	return s
}

// Position returns the line and column of the byte offset off. Both count from 1, and
// the column counts characters.
func (s *Source) Position(off int) (line, col int) {
	off = min(max(off, 0), len(s.Text))
	i := sort.Search(len(s.line), func(i int) bool { return s.line[i] > off }) - 1
	return i + 1, utf8.RuneCountInString(s.Text[s.line[i]:off]) + 1
}

// Line returns the text of a line without its line end. Lines count from 1.
func (s *Source) Line(line int) string {
	if line < 1 || line > len(s.line) {
		return ""
	}
	t := s.Text[s.line[line-1]:]
	if i := strings.IndexByte(t, '\n'); i >= 0 {
		t = t[:i]
	}
	return strings.TrimSuffix(t, "\r")
}

// Span returns the span of the bytes from start up to but not including end.
func (s *Source) Span(start, end int) Span { return Span{Src: s, Start: start, End: end} }

// Span is a range of bytes in a source. The zero Span means "no position".
type Span struct {
	Src        *Source
	Start, End int
}

// Known reports whether the span points into a source.
func (p Span) Known() bool { return p.Src != nil }

// Text returns the marked text.
func (p Span) Text() string {
	if p.Src == nil {
		return ""
	}
	return p.Src.Text[p.Start:p.End]
}

// Line returns the number of the line on which the span starts, from 1, or 0 if the
// span has no position.
func (p Span) Line() int {
	if p.Src == nil {
		return 0
	}
	l, _ := p.Src.Position(p.Start)
	return l
}

// To returns the span extended to the end of q, which comes after it in the same
// source.
func (p Span) To(q Span) Span {
	if p.Src == nil {
		return q
	}
	if q.Src == p.Src && q.End > p.End {
		p.End = q.End
	}
	return p
}

// String returns "file:line:col".
func (p Span) String() string {
	if p.Src == nil {
		return "-"
	}
	l, c := p.Src.Position(p.Start)
	return p.Src.Name + ":" + itoa(l) + ":" + itoa(c)
}
