package cat

import "strings"

// String returns the file as canonical text: one statement a line, indented by two blanks
// for each enclosing block, without comments and without redundant parentheses. Parsing the
// text gives the same tree.
func (f *File) String() string {
	var head []string
	if f.Arch != "" {
		head = append(head, f.Arch)
	}
	if f.Title != "" {
		head = append(head, quote(f.Title))
	}
	if f.CatDep {
		head = append(head, spelling[kwCatdep])
	}
	w := &writer{}
	if len(head) > 0 {
		w.text(strings.Join(head, " "), "\n")
	}
	w.body(f.Instrs)
	return w.b.String()
}

// ExprString returns e on one line, with as few parentheses as the grammar allows.
func ExprString(e Expr) string {
	w := &writer{}
	w.expr(e, loosest)
	return w.b.String()
}

// writer builds the text. A method that writes a word also writes the blanks around it.
type writer struct {
	b     strings.Builder
	depth int  // blocks around the current statement
	plus  bool // the text ends with a postfix "+"
}

func (w *writer) text(parts ...string) {
	for _, s := range parts {
		w.b.WriteString(s)
	}
	w.plus = false
}

// list writes n things separated by commas.
func (w *writer) list(n int, each func(i int)) {
	for i := range n {
		if i > 0 {
			w.text(",")
		}
		each(i)
	}
}

func (w *writer) idents(ids []Ident) {
	w.list(len(ids), func(i int) { w.text(ids[i].Name) })
}

func (w *writer) elements(es []Expr) {
	w.list(len(es), func(i int) { w.expr(es[i], ofUnion) })
}

// quote returns a string in quotes; the language has no escapes.
func quote(s string) string { return `"` + s + `"` }
