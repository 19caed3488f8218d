package diag

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func itoa(i int) string { return strconv.Itoa(i) }

// Diagnostic is one thing wrong with an input.
type Diagnostic struct {
	// Warning says that the input has a meaning, but hardly the one that is
	// intended. A warning is shown beside an answer, and is no error.
	Warning bool

	Span  Span
	Code  Code
	Msg   string   // what is wrong, lower case, one line
	Notes []string // what was expected, related facts
	Fix   string   // what to do; may be empty
}

// New makes a diagnostic; format and args give its message.
func New(span Span, code Code, format string, args ...any) *Diagnostic {
	return &Diagnostic{Span: span, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// Note adds a line that says what was expected, or a related fact.
func (d *Diagnostic) Note(format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, fmt.Sprintf(format, args...))
	return d
}

// WithFix says what to do.
func (d *Diagnostic) WithFix(format string, args ...any) *Diagnostic {
	d.Fix = fmt.Sprintf(format, args...)
	return d
}

// Error is the one-line form: "file:line:col: message [code]".
func (d *Diagnostic) Error() string {
	return fmt.Sprintf("%s: %s [%s]", d.Span, d.Msg, d.Code)
}

// List is every diagnostic of one input, in the order found. As an error it
// is never empty: use [List.Err].
type List []*Diagnostic

// Err is the list as an error, nil when it is empty.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Merge returns the list with the diagnostics added that are not in it yet. Two with the
// same one-line form count as one.
func (l List) Merge(ds ...*Diagnostic) List {
	for _, d := range ds {
		if !slices.ContainsFunc(l, func(old *Diagnostic) bool { return old.Error() == d.Error() }) {
			l = append(l, d)
		}
	}
	return l
}

// Error joins the one-line forms.
func (l List) Error() string {
	s := make([]string, len(l))
	for i, d := range l {
		s[i] = d.Error()
	}
	return strings.Join(s, "\n")
}

// All collects the diagnostics inside err, however it is wrapped; nil when
// err holds none.
func All(err error) []*Diagnostic {
	var l List
	if errors.As(err, &l) {
		return l
	}
	var d *Diagnostic
	if errors.As(err, &d) {
		return []*Diagnostic{d}
	}
	return nil
}

// Render writes err for a person: position, message and code, the source line
// with a caret under the text, then notes and what to do. An error that is no
// diagnostic is written on a line of its own. What an input says reaches the
// terminal clean, and long lines are shortened.
func Render(w io.Writer, err error) {
	ds := All(err)
	if len(ds) == 0 {
		fmt.Fprintf(w, "error: %s\n", short(err.Error()))
		return
	}
	for _, d := range ds {
		render(w, d)
	}
}

// maxShown bounds the part of a source line that is printed, in characters.
const maxShown = 76

func render(w io.Writer, d *Diagnostic) {
	what := "error"
	if d.Warning {
		what = "warning"
	}
	msg := short(Clean(d.Msg))
	if !d.Span.Known() {
		fmt.Fprintf(w, "%s: %s [%s]\n", what, msg, d.Code)
	} else {
		fmt.Fprintf(w, "%s: %s: %s [%s]\n", Clean(d.Span.String()), what, msg, d.Code)
		text, before, under := excerpt(d.Span)
		fmt.Fprintf(w, "    %s\n    %s%s\n", text, strings.Repeat(" ", before), strings.Repeat("^", under))
	}
	for _, n := range d.Notes {
		fmt.Fprintf(w, "  note: %s\n", short(n))
	}
	if d.Fix != "" {
		fmt.Fprintf(w, "  do: %s\n", short(d.Fix))
	}
}

// excerpt is the part of the source line to show, how many columns stand
// before the marked text in it, and how many carets go under it. Characters
// that would move the cursor are shown as one blank, so columns stay true.
func excerpt(p Span) (text string, before, under int) {
	line, col := p.Src.Position(p.Start)
	rs := []rune(Clean(strings.ToValidUTF8(p.Src.Line(line), "?")))
	for i, r := range rs {
		if r == utf8.RuneError {
			rs[i] = ' '
		}
	}
	under = max(1, utf8.RuneCountInString(p.Text()))
	col = min(col, len(rs)+1)
	before = col - 1
	under = min(under, max(1, len(rs)-before))
	if len(rs) > maxShown {
		start := min(max(0, before-maxShown/3), len(rs))
		end := min(len(rs), start+maxShown)
		rs, before = rs[start:end], before-start
		under = max(1, min(under, len(rs)-before))
	}
	return string(rs), before, under
}
