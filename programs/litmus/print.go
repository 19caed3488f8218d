package litmus

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// String returns the test as a litmus file with aligned columns, each handler
// after its thread, and slots as comments. Parse reads it, and so does herd7 unless
// [Test.UsesDoorbells]. Parsing it gives an equal tree except for spans, and printing
// that tree gives the same text.
func (t *Test) String() string {
	var b strings.Builder
	t.printHeader(&b)
	t.printInit(&b)
	if t.Arch == archC {
		t.printFunctions(&b)
	} else {
		t.printProgram(&b)
	}
	t.printConstraint(&b)
	return b.String()
}

func (t *Test) printHeader(b *strings.Builder) {
	b.WriteString(t.Arch + " " + t.Name)
	if t.Text != "" {
		b.WriteString(" (")
		if t.Text[0] == '*' { // "(*" would open a comment
			b.WriteByte(' ')
		}
		b.WriteString(t.Text + ")")
	}
	b.WriteByte('\n')
	if t.Doc != "" {
		b.WriteString(`"` + strings.ReplaceAll(t.Doc, `"`, "'") + "\"\n")
	}
	for _, i := range t.Info {
		b.WriteString(i.Key + "=" + i.Value + "\n")
	}
	for _, r := range t.Results {
		b.WriteString("(*\n * " + resultWord + " " + r.Text + "\n *)\n")
	}
}

// printInit prints the plain registers of one thread on one line, and every other
// item on its own line.
func (t *Test) printInit(b *strings.Builder) {
	b.WriteString("{\n")
	for i := range t.Init {
		it := &t.Init[i]
		if slices.ContainsFunc(t.Init[:i], it.sameType) {
			b.WriteString(it.text(""))
		} else {
			b.WriteString(it.String())
		}
		b.WriteByte(';')
		if i+1 < len(t.Init) && it.plainReg() && t.Init[i+1].plainReg() && it.Target.Thread == t.Init[i+1].Target.Thread {
			b.WriteByte(' ')
		} else {
			b.WriteByte('\n')
		}
	}
	b.WriteString("}\n")
}

func (i *Init) plainReg() bool { return i.Target.IsReg() && i.Type == "" && !i.Ptr }

// sameType reports whether both items are structs of one type that has a tag.
func (i *Init) sameType(o Init) bool {
	return i.Struct != nil && i.Struct == o.Struct && i.Type == o.Type && strings.Contains(i.Type, " ")
}

// String returns the item without its ';'.
func (i *Init) String() string { return i.text(i.Struct.text(strings.HasPrefix(i.Type, "union"))) }

// text returns the item, given the text of the fields of a struct.
func (i *Init) text(fields string) string {
	s := i.Type
	if fields != "" {
		s += " " + fields
	}
	switch {
	case strings.HasSuffix(s, "*"):
		s += "*"
	case i.Ptr && s != "":
		s += " *"
	case i.Ptr:
		s = "*"
	case s != "":
		s += " "
	}
	s += i.Target.bare()
	if i.Array > 0 {
		s += "[" + itoa(i.Array) + "]"
	}
	if len(i.Values) == 0 {
		return s
	}
	vs := make([]string, len(i.Values))
	for k, v := range i.Values {
		vs[k] = v.String()
	}
	if i.Array > 0 || i.Struct != nil {
		return s + "={" + strings.Join(vs, ",") + "}"
	}
	return s + "=" + vs[0]
}

func (t *Test) printProgram(b *strings.Builder) {
	if len(t.Threads) == 0 {
		return
	}
	rows := 0
	columns := t.Columns()
	width := make([]int, len(columns))
	text := make([][]string, len(columns))
	names := t.ownLabels(columns)
	fresh := t.freshLabels(columns)
	for i, th := range columns {
		text[i] = append(text[i], th.Name)
		end := "" // the label of the end of the last cell
		for k := range th.Cells {
			for len(text[i]) <= th.Cells[k].Row {
				text[i] = append(text[i], "")
			}
			rows, next := th.Cells[k].rows(names[i], fresh)
			if end != "" {
				rows[0] = strings.TrimRight(end+": "+rows[0], " ")
			}
			end = next
			text[i] = append(text[i], rows...)
		}
		if end != "" {
			text[i] = append(text[i], end+":")
		}
		for _, s := range text[i] {
			width[i] = max(width[i], utf8.RuneCountInString(s))
		}
		rows = max(rows, len(text[i]))
	}
	for r := range rows {
		for i := range text {
			cell := ""
			if r < len(text[i]) {
				cell = text[i][r]
			}
			b.WriteByte(' ')
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)))
			if i+1 < len(text) {
				b.WriteString(" |")
			}
		}
		b.WriteString(" ;\n")
	}
}

// ownLabels returns, for each column, new names for the labels that an earlier
// column also defines, because herd7 requires labels to be unique in a program.
func (t *Test) ownLabels(columns []*Thread) []map[string]string {
	taken := map[string]bool{}
	for _, th := range columns {
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				taken[l.Text] = true
			}
		}
	}
	names := make([]map[string]string, len(columns))
	if t.namesLabels() {
		return names
	}
	seen := map[string]bool{}
	for i, th := range columns {
		var here []string
		for k := range th.Cells {
			for _, l := range th.Cells[k].Labels {
				if here = append(here, l.Text); !seen[l.Text] {
					continue
				}
				name := l.Text
				for n := 2; taken[name]; n++ {
					name = l.Text + "." + itoa(n)
				}
				taken[name] = true
				if names[i] == nil {
					names[i] = map[string]string{}
				}
				names[i][l.Text] = name
			}
		}
		for _, l := range here {
			seen[l] = true
		}
	}
	return names
}

// namesLabels reports whether some value of the test is a label. Then labels keep
// their names.
func (t *Test) namesLabels() bool {
	found := false
	look := func(vs []Value) {
		for _, v := range vs {
			found = found || v.Label != ""
		}
	}
	for i := range t.Init {
		look(t.Init[i].Values)
	}
	EachAtom(t.Filter, func(a *Atom) { look(a.Values) })
	EachAtom(t.Cond.Prop, func(a *Atom) { look(a.Values) })
	return found
}

// String returns the cell as it is printed in a row, without '|' or ';'.
func (c *Cell) String() string { return c.text(nil) }

// text returns the cell with its labels renamed.
func (c *Cell) text(names map[string]string) string {
	var parts []string
	for _, l := range c.Labels {
		parts = append(parts, labelIn(names, l.Text)+":")
	}
	if c.Instr != nil {
		parts = append(parts, string(c.Instr.appendTo(nil, &labelNames{names})))
	}
	if c.Slot != nil {
		parts = append(parts, c.Slot.String())
	}
	return strings.Join(parts, " ")
}

// String returns the slot as a comment of assembly: "(*@ set.before: none, lwsync *)".
func (s *Slot) String() string {
	rows := ""
	if n := s.defaultLength(); n > 1 {
		rows = "[" + itoa(n) + "]"
	}
	return "(*@ " + s.Name + rows + ": " + s.choiceList() + " *)"
}

func (t *Test) printConstraint(b *strings.Builder) {
	if len(t.Locations) > 0 {
		b.WriteString("locations [")
		for i, l := range t.Locations {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(l.Loc.bare())
			if l.Type != "" {
				b.WriteString(" " + l.Type)
			}
			b.WriteByte(';')
		}
		b.WriteString("]\n")
	}
	if t.Filter != nil {
		b.WriteString("filter (" + propText(t.Filter, Loc.source) + ")\n")
	}
	if t.Cond.Final {
		b.WriteString("final (" + propText(t.Cond.Prop, Loc.source) + ")\n")
	} else {
		b.WriteString(string(t.Cond.Quant) + " (" + propText(t.Cond.Prop, Loc.source) + ")\n")
	}
	if len(t.Cond.Kinds) > 0 {
		b.WriteString("with")
		for _, k := range t.Cond.Kinds {
			b.WriteString(" " + k.Name + ": " + k.Kind + ";")
		}
		b.WriteByte('\n')
	}
}
