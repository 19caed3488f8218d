package csource

import (
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// mark is a comment /*@ … */ or //@ …
type mark struct {
	word  string // "cpu", "doorbell" or the name of a slot
	text  string // what follows the word, and ':' for a slot
	at    diag.Span
	prev  int // the end of what is before it on its line, without comments; -1 if that is nothing
	taken bool
}

// findMarks collects the comments of a file that speak to us, and returns the text that the front end
// reads: /*@ bad: E */ becomes a call, which has the same length.
func (r *reader) findMarks(src *diag.Source) string {
	s := src.Text
	var out []byte
	prev, depth := -1, 0
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\n':
			prev = -1
			i++
		case s[i] == '"' || s[i] == '\'':
			i = skipQuoted(s, i)
			prev = i
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			end := commentEnd(s, i)
			r.markLike(src.Span(i, end))
			if src == r.src {
				r.results = append(r.results, litmus.ResultsIn(src.Span(i, end))...)
			}
			if body, ok := marked(s[i:end]); ok {
				if m := r.mark(src.Span(i, end), body, prev); m != nil && m.word == "bad" && depth == 0 {
					r.finals = append(r.finals, m)
				} else if m != nil && m.word == "bad" {
					if out == nil {
						out = []byte(s)
					}
					r.call(out, i, end)
				} else if m != nil {
					r.marks = append(r.marks, m)
				}
			}
			if strings.Contains(s[i:end], "\n") {
				prev = -1
			}
			i = end
		case s[i] == ' ' || s[i] == '\t' || s[i] == '\r':
			i++
		default:
			switch s[i] {
			case '{':
				depth++
			case '}':
				depth = max(0, depth-1)
			}
			i++
			prev = i
		}
	}
	if out == nil {
		return s
	}
	return string(out)
}

// call writes the call __fw_bad(E); over /*@ bad: E */. "/*@ bad:" is as long as "_fw_bad(".
func (r *reader) call(text []byte, start, end int) {
	open := start + strings.IndexByte(string(text[start:end]), ':')
	for i := start; i < open; i++ {
		text[i] = ' '
	}
	copy(text[open-len(badCall)+1:], badCall)
	if string(text[end-2:end]) == "*/" {
		copy(text[end-2:], ");")
	}
}

// badCall begins the call that stands for a comment with a bad outcome.
const badCall = "_fw_bad("

// mark reads what a comment says.
func (r *reader) mark(at diag.Span, body string, prev int) *mark {
	m := &mark{at: at, prev: prev}
	body = strings.TrimSpace(body)
	n := strings.IndexFunc(body, func(c rune) bool { return c == ':' || c == ' ' || c == '\t' })
	if n < 0 {
		n = len(body)
	}
	m.word, m.text = body[:n], strings.TrimSpace(body[n:])
	switch rest, colon := strings.CutPrefix(m.text, ":"); {
	case m.word == "cpu" || m.word == "doorbell":
		if _, err := strconv.ParseInt(strings.TrimPrefix(m.text, "P"), 10, 32); err != nil {
			r.fail(at, diag.CMark, "expected the number of a CPU after %q", m.word).WithFix("write /*@ %s 42 */ before a function", m.word)
			return nil
		}
	case m.word == "bad" && colon && strings.HasPrefix(at.Text(), "/*"):
		m.text = strings.TrimSpace(rest)
		return m
	case m.word == "bad":
		r.fail(at, diag.CMark, "a bad outcome is written /*@ bad: condition */").WithFix("write /*@ bad: r0 == 1 && r1 == 0 */")
		return nil
	case colon && m.word != "" && (strings.EqualFold(m.word, "bad") || diag.Nearest(m.word, markWords) != "" && strings.ContainsAny(rest, "=<>!&|")):
		r.fail(at, diag.CMark, "%s is no slot: its text compares", diag.Quote(m.word)).WithFix("did you mean /*@ %s: %s */?", diag.Nearest(m.word, markWords), strings.TrimSpace(rest))
		return nil
	case colon && m.word != "":
		m.text = strings.TrimSpace(rest)
	default:
		d := r.fail(at, diag.CMark, "this comment is neither a slot nor another word to fencewise").
			WithFix("write a slot as /*@ name: none, smp_wmb, smp_mb */, or make it a plain comment")
		if near := diag.Nearest(m.word, markWords); near != "" {
			d.WithFix("did you mean /*@ %s%s%s */?", near, map[bool]string{true: ": ", false: " "}[near == "bad"], strings.TrimSpace(strings.TrimPrefix(m.text, ":")))
		}
		return nil
	}
	return m
}

// markWords are the words that a comment to fencewise can begin with, other than names of slots.
var markWords = []string{"cpu", "doorbell", "bad"}

// likeMark matches comments that seem to be meant for fencewise and are not written like it.
var likeMark = re(`^/[*/][ \t]*@[ \t]*((cpu|doorbell)[ \t]+[0-9]+|bad[ \t]*:|[A-Za-z_][\w.]*[ \t]*:[ \t]*none[ \t]*,)`)

// markLike warns of a comment that seems to be meant for fencewise and has its blanks at other places.
func (r *reader) markLike(at diag.Span) {
	text := at.Text()
	if _, ok := marked(text); ok || !likeMark().MatchString(text) {
		return
	}
	r.warn(at, diag.LitmusSlotLike, "this comment is not read: one to fencewise begins with %s@ and a blank", text[:2]).
		WithFix("write %s@ %s", text[:2], oneLine(strings.TrimLeft(text[2:], " \t@")))
}

// marked returns the text of a comment that begins with @ and a blank.
func marked(comment string) (string, bool) {
	body := strings.TrimSuffix(comment[2:], "*/")
	if len(body) > 1 && body[0] == '@' && (body[1] == ' ' || body[1] == '\t') {
		return body[1:], true
	}
	return "", false
}

// commentEnd returns the end of the comment that begins at i.
func commentEnd(s string, i int) int {
	if s[i+1] == '/' {
		for n := i; n < len(s); n++ {
			if s[n] == '\n' && (n == 0 || s[n-1] != '\\') {
				return n
			}
		}
		return len(s)
	}
	if n := strings.Index(s[i+2:], "*/"); n >= 0 {
		return i + 2 + n + 2
	}
	return len(s)
}

// skipQuoted returns the end of the string or character that begins at i.
func skipQuoted(s string, i int) int {
	q := s[i]
	for i++; i < len(s) && s[i] != '\n'; i++ {
		switch s[i] {
		case '\\':
			i++
		case q:
			return i + 1
		}
	}
	return min(i, len(s))
}
