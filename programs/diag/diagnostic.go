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

// Diagnostic describes one thing that is wrong with an input.
type Diagnostic struct {
	// Warning marks an input that is valid but probably does not mean what its
	// author intended. A warning is printed along with the answer and is not an
	// error.
	Warning bool

	Span  Span
	Code  Code
	Msg   string   // what is wrong, lower case, one line
	Notes []string // what was expected, related facts
	Fix   string   // what to do; may be empty
}

// New returns a diagnostic whose message is formatted from format and args.
func New(span Span, code Code, format string, args ...any) *Diagnostic {
	return &Diagnostic{Span: span, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// Note adds a line that says what was expected or states a related fact.
func (d *Diagnostic) Note(format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, fmt.Sprintf(format, args...))
	return d
}

// WithFix sets the text that says what to do.
func (d *Diagnostic) WithFix(format string, args ...any) *Diagnostic {
	d.Fix = fmt.Sprintf(format, args...)
	return d
}

// Error returns the diagnostic in one line: "file:line:col: message [code]", without a place
// if it is about no text.
func (d *Diagnostic) Error() string {
	if !d.Span.Known() {
		return fmt.Sprintf("%s [%s]", d.Msg, d.Code)
	}
	return fmt.Sprintf("%s: %s [%s]", d.Span, d.Msg, d.Code)
}

// List holds all diagnostics of one input in the order in which they were found. A
// List that is returned as an error is never empty: use [List.Err].
type List []*Diagnostic

// Err returns the list as an error, or nil if the list is empty.
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

// Error returns the diagnostics of the list, one per line.
func (l List) Error() string {
	s := make([]string, len(l))
	for i, d := range l {
		s[i] = d.Error()
	}
	return strings.Join(s, "\n")
}

// All returns the diagnostics inside err, however they are wrapped, or nil if err
// contains none.
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

// Render writes err for people: position, message and code, then the source line
// with a caret under the text, then the notes and what to do. It writes an error that
// is not a diagnostic on one line. Text from the input is cleaned, and long lines are
// shortened.
func Render(w io.Writer, err error) {
	ds := All(err)
	if len(ds) == 0 {
		fmt.Fprintf(w, "error: %s\n", shorten(err.Error()))
		return
	}
	for _, d := range ds {
		render(w, d)
	}
}

// maxShown bounds how much of a source line is printed, in characters.
const maxShown = 76

func render(w io.Writer, d *Diagnostic) {
	what := "error"
	if d.Warning {
		what = "warning"
	}
	msg := shorten(Clean(d.Msg))
	if !d.Span.Known() {
		fmt.Fprintf(w, "%s: %s [%s]\n", what, msg, d.Code)
	} else {
		fmt.Fprintf(w, "%s: %s: %s [%s]\n", Clean(d.Span.String()), what, msg, d.Code)
		text, before, under := excerpt(d.Span)
		fmt.Fprintf(w, "    %s\n    %s%s\n", text, strings.Repeat(" ", before), strings.Repeat("^", under))
	}
	for _, n := range d.Notes {
		fmt.Fprintf(w, "  note: %s\n", shorten(n))
	}
	if d.Fix != "" {
		fmt.Fprintf(w, "  do: %s\n", shorten(d.Fix))
	}
}

// excerpt returns the part of the source line to print, the number of columns in it
// before the marked text, and the number of carets under the marked text. Characters
// that would move the cursor are replaced by one blank each, so that the columns
// stay correct.
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
