package csource

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// directives match the lines of the preprocessor.
var directives = re(`(?m)^[ \t]*#[ \t]*([A-Za-z_]\w*|[^\sA-Za-z_0-9])`)

// knownDirectives are those of C, and those that compilers add and that change nothing here.
var knownDirectives = names("if ifdef ifndef elif elifdef elifndef else endif define undef include include_next line error warning pragma ident sccs embed")

// checkDirectives reports lines that begin with # and are none of C, which the front end skips, and those
// that belong to no #if. What an #if excludes may be anything.
func (r *reader) checkDirectives(src *diag.Source) {
	if !strings.Contains(src.Text, "#") {
		return
	}
	text := withoutComments(src.Text)
	depth := 0
	for _, m := range directives().FindAllStringSubmatchIndex(text, -1) {
		at := src.Span(m[2], m[3])
		if start := m[0]; start > 1 && text[start-2] == '\\' { // a macro goes on
			continue
		}
		word := at.Text()
		switch {
		case depth == 0 && (word == "ifdef" || word == "ifndef" || word == "define" || word == "undef") && !namesMacro(text[m[3]:]):
			r.fail(at, diag.CFrontEnd, "#%s needs the name of a macro", word).WithFix("write a name after it: letters, digits and _")
		case strings.HasPrefix(word, "if"):
			depth++
		case depth == 0 && (word == "endif" || word == "else" || strings.HasPrefix(word, "elif")):
			r.fail(at, diag.CFrontEnd, "this #%s belongs to no #if", word).WithFix("remove it, or write the #if before it")
		case word == "endif":
			depth--
		case depth == 0 && !knownDirectives[word]:
			d := r.fail(at, diag.CFrontEnd, "#%s is nothing that C knows", word).WithFix("write #define, #include, #if or another directive of C")
			if near := diag.Nearest(word, sorted(knownDirectives)); near != "" {
				d.WithFix("did you mean #%s?", near)
			}
		}
	}
}

// namesMacro reports whether a text begins with a name.
func namesMacro(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s != "" && kernelc.InName(s[0]) && !(s[0] >= '0' && s[0] <= '9')
}

// withoutComments returns a text of the same length with blanks for comments.
func withoutComments(s string) string {
	out := []byte(s)
	for i := 0; i < len(s); {
		switch {
		case s[i] == '"' || s[i] == '\'':
			i = skipQuoted(s, i)
		case strings.HasPrefix(s[i:], "//"), strings.HasPrefix(s[i:], "/*"):
			end := commentEnd(s, i)
			for ; i < end; i++ {
				if s[i] != '\n' {
					out[i] = ' '
				}
			}
		default:
			i++
		}
	}
	return string(out)
}

// macroName matches what -D defines.
var macroName = re(`^[A-Za-z_]\w*(\([\w, .]*\))?$`)

// checkDefines reports what -D cannot define.
func (r *reader) checkDefines() {
	for _, d := range r.opts.Defines {
		name, value, _ := strings.Cut(d, "=")
		switch {
		case !macroName().MatchString(name):
			r.fail(diag.Span{}, diag.BadOption, "-D %s: %s is not the name of a macro", d, diag.Quote(name)).
				Note("a name has letters, digits and _, and begins with none of the digits").WithFix("write -D NAME or -D NAME=VALUE")
		case strings.ContainsAny(value, "\n\r\x00"):
			r.fail(diag.Span{}, diag.BadOption, "-D %s: the value has more than one line", diag.Clean(d)).WithFix("write it on one line, or put the definition into a header")
		}
	}
}
