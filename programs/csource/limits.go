package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Programs that are too large are refused before they need much time or memory.
const (
	maxLines   = 16384   // statements that all threads write
	maxWork    = 1 << 18 // statements that are executed while the file is read, and calls
	maxNesting = 256     // of statements, brackets and parentheses in each other
	maxOpens   = 30      // how often one file is included

	maxExpression = 1 << 13 // characters of one expression, without those of texts and comments
	maxElses      = 1 << 11 // branches of one if
)

// tooLarge is what a panic carries that ends the reading of a file.
type tooLarge struct{}

// stop reports that the file is too large, and ends its reading.
func (r *reader) stop(at diag.Span, format string, args ...any) {
	r.errs = append(r.errs, diag.New(at, diag.CTooLarge, format, args...).WithFix("use a smaller program, or shorter loops"))
	panic(tooLarge{})
}

// work counts a statement or a call that is executed.
func (th *thread) work() {
	if th.r.worked++; th.r.worked > maxWork {
		th.r.stop(th.here(th.at), "more than %d statements and calls are executed to read this file", maxWork)
	}
}

// bounded calls f and returns after it was ended by stop.
func bounded(f func()) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(tooLarge); !ok {
				panic(p)
			}
		}
	}()
	f()
}

// checkNesting reports brackets that are nested too deeply for the front end, which calls itself
// for each, and bytes that are no text.
func (r *reader) checkNesting(src *diag.Source) {
	s, depth, heads, elses, start := src.Text, 0, 0, 0, 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == 0:
			r.fail(src.Span(i, i+1), diag.CFrontEnd, "a byte of value 0 is no text").WithFix("remove it")
			return
		case c == '"' || c == '\'':
			end := skipQuoted(s, i)
			start += end - i
			i = end
			continue
		case strings.HasPrefix(s[i:], "/*") && !strings.Contains(s[i+2:], "*/"):
			r.fail(src.Span(i, i+2), diag.CFrontEnd, "nothing closes this comment").WithFix("write */ where it ends")
			return
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			end := commentEnd(s, i)
			start += end - i
			i = end
			continue
		case c == '(' || c == '[' || c == '{':
			if depth++; c == '{' {
				start = i
			}
		case c == ')' || c == ']' || c == '}':
			depth = max(depth-1, 0)
			if c == '}' {
				heads, start = 0, i
			}
			if depth == 0 {
				elses = 0
			}
		case c == ',':
			start = i
		case c == ';' && depth < maxNesting:
			heads, start = 0, i
		case c >= 'a' && c <= 'z' && (i == 0 || wordLength(s[i-1:]) == 1):
			n := wordLength(s[i:])
			switch s[i : i+n] {
			case "else":
				heads, elses = heads+1, elses+1
			case "if", "while", "for", "do", "switch":
				heads++
			}
			i += n
			continue
		case strings.HasPrefix(s[i:], "**"), strings.HasPrefix(s[i:], "~~"), strings.HasPrefix(s[i:], "!!"):
			n := len(s[i:]) - len(strings.TrimLeft(s[i:], s[i:i+1]))
			if n > maxNesting {
				depth = n
			}
		}
		if elses > maxElses {
			r.errs = append(r.errs, diag.New(src.Span(i-4, i), diag.CTooLarge, "this if has more than %d branches", maxElses).WithFix("use a switch, or a loop"))
			return
		}
		if i-start > maxExpression && !blank(s[start:i]) {
			r.errs = append(r.errs, diag.New(src.Span(i, i+1), diag.CTooLarge, "this expression has more than %d characters", maxExpression).WithFix("divide it"))
			return
		}
		if depth > maxNesting || heads > maxNesting {
			r.errs = append(r.errs, diag.New(src.Span(i, i+1), diag.CTooLarge, "this is nested more deeply than %d", maxNesting).WithFix("use fewer levels"))
			return
		}
		i++
	}
}

// blank reports whether a text has no characters that count.
func blank(s string) bool { return len(strings.Fields(s)) == 0 }
