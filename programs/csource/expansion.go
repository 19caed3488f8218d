package csource

import (
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// The front end says of what a macro expands to only where the macro is used. These notes say which macro
// that is, and which file includes a header.

// defines matches the definition of a macro: its name, its parameters and its text.
var defines = re(`(?m)^[ \t]*#[ \t]*define[ \t]+(\w+)(\(([^)\n]*)\))?[ \t]*((?:\\\n|[^\n])*)`)

// macro is a macro that a file of the user defines.
type macro struct {
	at     diag.Span // its name
	params int       // -1 without parentheses
	open   bool      // it takes more arguments than it has parameters
	text   string
}

// userMacros returns the macros that the files of the user define, by their names.
func (r *reader) userMacros() map[string]macro {
	all := map[string]macro{}
	for _, src := range r.files {
		definitions(src, all)
	}
	return all
}

// ownMacros returns the macros that our headers define.
var ownMacros = sync.OnceValue(func() map[string]macro {
	all := map[string]macro{}
	_ = fs.WalkDir(headers, "headers", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if text, err := headers.ReadFile(path); err == nil {
				definitions(diag.NewSource(path, string(text)), all)
			}
		}
		return nil
	})
	return all
})

// definitions collects the macros that a file defines.
func definitions(src *diag.Source, all map[string]macro) {
	for _, m := range defines().FindAllStringSubmatchIndex(src.Text, -1) {
		d := macro{at: src.Span(m[2], m[3]), params: -1, text: oneLine(withoutComments(strings.ReplaceAll(src.Text[m[8]:m[9]], "\\\n", " ")))}
		if m[4] >= 0 {
			list := strings.TrimSpace(src.Text[m[6]:m[7]])
			if d.params = 0; list != "" {
				d.params = strings.Count(list, ",") + 1
			}
			d.open = strings.Contains(list, "...")
		}
		all[src.Text[m[2]:m[3]]] = d
	}
}

// explain adds to each diagnostic the macro in whose expansion its place is, and the file that includes the
// one in which it is.
func (r *reader) explain(all diag.List) {
	if len(all) == 0 {
		return
	}
	macros := r.userMacros()
	for _, d := range all {
		if !d.Span.Known() || r.files[d.Span.Src.Name] != d.Span.Src {
			continue
		}
		if m, ok := macros[leadingWord(d.Span.Text())]; ok && m.at != d.Span && d.Code != diag.CUnset && !strings.Contains(d.Msg, "macro") {
			d.Note("this is in the expansion of the macro %s, which is defined at %s: %s", m.at.Text(), m.at, m.text)
		}
		if from := r.includedAt(d.Span.Src); d.Span.Src != r.src && from.Known() {
			d.Note("%s includes this file", from)
		}
	}
}

// leadingWord returns the name with which a text begins.
func leadingWord(s string) string {
	n := 0
	for n < len(s) && kernelc.InName(s[n]) {
		n++
	}
	return s[:n]
}

// includedAt returns the place of the #include of a file.
func (r *reader) includedAt(of *diag.Source) diag.Span {
	base := filepath.Base(of.Name)
	best := diag.Span{}
	for _, src := range r.files {
		for _, m := range includes().FindAllStringSubmatchIndex(src.Text, -1) {
			at := src.Span(m[2], m[3])
			if filepath.Base(at.Text()) == base && src != of && (!best.Known() || src == r.src || best.Src != r.src && src.Name < best.Src.Name) {
				best = at
			}
		}
	}
	return best
}

// wrongArguments reports a use of a macro on a line with another number of arguments than it has
// parameters. The front end says only that something is missing.
func (r *reader) wrongArguments(at diag.Span) bool {
	src := at.Src
	start := strings.LastIndexByte(src.Text[:at.Start], '\n') + 1
	macros := r.userMacros()
	for i := start; i < len(src.Text) && src.Text[i] != '\n'; {
		n := len(leadingWord(src.Text[i:]))
		if n == 0 {
			i++
			continue
		}
		name, use := src.Text[i:i+n], src.Span(i, i+n)
		i += n
		given, ok := argumentsAfter(src.Text[i:])
		if !ok {
			continue
		}
		params, text := -1, ""
		if m, user := macros[name]; !user {
			if own, is := ownMacros()[name]; is && !own.open {
				params = own.params
			}
		} else if !m.open {
			params = m.params
		}
		if p, prim := r.prims.Lookup(name); prim && macros[name].at.Src == nil && r.kernel {
			params, text = len(p.Params), strings.Join(p.Params, ", ")
		}
		if params < 0 || params == given {
			continue
		}
		d := r.fail(use, diag.KernelCArguments, "the macro %s has %s, and %s given", name, count(params, "parameter"), are(given)).WithFix("give it %s", count(params, "argument"))
		if text != "" {
			d.WithFix("write %s(%s)", name, text)
		}
		return true
	}
	return false
}

// argumentsAfter counts the arguments in parentheses with which a text begins.
func argumentsAfter(s string) (n int, ok bool) {
	s = strings.TrimLeft(s, " \t")
	if !strings.HasPrefix(s, "(") {
		return 0, false
	}
	depth, some := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\'':
			i = skipQuoted(s, i) - 1
			some = true
		case '(', '[', '{':
			some = some || depth > 0
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				if some {
					n++
				}
				return n, true
			}
		case ',':
			if depth == 1 {
				n++
			}
		case ' ', '\t', '\n':
		default:
			some = true
		}
	}
	return 0, false
}
