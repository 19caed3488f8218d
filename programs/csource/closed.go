package csource

import (
	"path/filepath"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// unclosed returns the offset of the last bracket that nothing closes; -1 if there is none.
func unclosed(s string) int {
	var open []int
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '"' || c == '\'':
			i = skipQuoted(s, i)
			continue
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			i = commentEnd(s, i)
			continue
		case c == '(' || c == '[' || c == '{':
			open = append(open, i)
		case c == ')' || c == ']' || c == '}':
			if n := len(open); n > 0 && closer(s[open[n-1]]) == c {
				open = open[:n-1]
			}
		}
		i++
	}
	if len(open) == 0 {
		return -1
	}
	return open[len(open)-1]
}

// closer returns the bracket that closes another.
func closer(c byte) byte {
	switch c {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// lastEnd returns the end of what stands before an offset, without blanks and comments.
func lastEnd(s string, off int) int {
	end := 0
	for i := 0; i < off; {
		switch c := s[i]; {
		case c == '"' || c == '\'':
			i = skipQuoted(s, i)
			end = i
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			i = commentEnd(s, i)
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
		default:
			i++
			end = i
		}
	}
	return end
}

// includes matches #include "file".
var includes = re(`(?m)^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]`)

// includeCycle reports files that include each other without an end. The front end fails there.
func (r *reader) includeCycle() bool {
	byBase := map[string]*diag.Source{}
	for _, src := range r.files {
		byBase[filepath.Base(src.Name)] = src
	}
	for path, src := []string{filepath.Base(r.src.Name)}, r.src; len(path) <= len(r.files)+1; {
		var next *diag.Source
		var at diag.Span
		for _, m := range includes().FindAllStringSubmatchIndex(src.Text, -1) {
			base := filepath.Base(src.Text[m[2]:m[3]])
			if next = byBase[base]; next != nil {
				at = src.Span(m[2], m[3])
				break
			}
		}
		if next == nil {
			return false
		}
		base := filepath.Base(next.Name)
		for _, p := range path {
			if p == base {
				r.fail(at, diag.CTooLarge, "this includes %s again, which is being included: there is no end", diag.Quote(base)).
					Note("%s", strings.Join(append(path, base), " includes ")).
					WithFix("begin each header with #ifndef NAME_H, #define NAME_H, and end it with #endif; give a file another name than what it includes")
				return true
			}
		}
		path, src = append(path, base), next
	}
	return false
}
