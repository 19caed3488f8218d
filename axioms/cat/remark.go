package cat

import (
	"sort"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Remarks holds the comments of a text, to explain a model. The position of a comment
// determines what it is about.
type Remarks struct {
	src  *diag.Source
	list []remark // in the order of the text
}

// remark is a comment with its delimiters.
type remark struct {
	start, end int
	alone      bool // only blanks precede it on its line
}

// FindRemarks collects the comments of a text.
func FindRemarks(src *diag.Source) *Remarks {
	r := &Remarks{src: src}
	l := &lexer{src: src, text: src.Text, opened: -1, remarks: &r.list}
	for l.skipBlanks(); l.pos < len(l.text) && len(l.errs) < maxErrors; l.skipBlanks() {
		l.next()
	}
	return r
}

// addRemark records the comment that begins at start and ends here.
func (l *lexer) addRemark(start int) {
	if l.remarks != nil {
		before := l.text[:start]
		before = before[strings.LastIndexByte(before, '\n')+1:]
		*l.remarks = append(*l.remarks, remark{start, l.pos, strings.TrimSpace(before) == ""})
	}
}

// About returns the comment about the text at a place, as a single line: the comment that
// follows the text on its last line, or else the one that ends on the line above its first
// line; "" if there is none.
func (r *Remarks) About(at diag.Span) string {
	i := sort.Search(len(r.list), func(i int) bool { return r.list[i].start >= at.End })
	if i < len(r.list) {
		if between := r.src.Text[at.End:r.list[i].start]; strings.Trim(between, " \t") == "" {
			return r.text(i)
		}
	}
	line, _ := r.src.Position(at.Start)
	i = sort.Search(len(r.list), func(i int) bool { return r.list[i].start >= at.Start }) - 1
	if i < 0 || !r.endsAbove(i, line) {
		return ""
	}
	if r.bracketed(i) {
		return r.text(i)
	}
	// Consecutive comments to the end of the line are one comment.
	said := []string{r.text(i)}
	for line--; i > 0 && !r.bracketed(i-1) && r.endsAbove(i-1, line); i, line = i-1, line-1 {
		said = append([]string{r.text(i - 1)}, said...)
	}
	return strings.Join(said, " ")
}

// endsAbove reports whether the comment is alone on its line and ends on the line above.
func (r *Remarks) endsAbove(i, line int) bool {
	end, _ := r.src.Position(r.list[i].end)
	return r.list[i].alone && end == line-1
}

func (r *Remarks) bracketed(i int) bool {
	open := r.src.Text[r.list[i].start]
	return open == '(' || open == '/' && r.src.Text[r.list[i].start+1] == '*'
}

// text returns the text of a comment, without delimiters, ornaments and line breaks.
func (r *Remarks) text(i int) string {
	s := r.src.Text[r.list[i].start:r.list[i].end]
	if r.bracketed(i) {
		s = s[2 : len(s)-2]
	} else {
		s = strings.TrimLeft(s, "#/")
	}
	words := strings.Fields(s)
	for len(words) > 0 && ornament(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && ornament(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

func ornament(word string) bool { return strings.Trim(word, "*-=#/") == "" }
