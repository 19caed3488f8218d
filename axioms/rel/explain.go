package rel

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// Entry explains one name of a model, or one axiom.
type Entry struct {
	Name string
	Kind string    // "set", "relation", "function", "value"; for an axiom its property
	Text string    // the statement that defines it, in cat; "" for a base name
	Doc  string    // what it means, as a sentence or the comment of the model's author; may be ""
	Span diag.Span // where it is defined; unknown for a base name
	Used bool      // the model uses it
}

// Glossary explains a model from the bottom up.
type Glossary struct {
	Model, Title string
	Language     string // of the programs that the model is for, such as POWER

	Base    []Entry // every base set and relation
	Absent  []Entry // names that the model uses and that are empty in programs of the language
	Prelude []Entry // definitions of the prelude that the model uses
	Own     []Entry // definitions of the model
	Axioms  []Entry // axioms of the model
}

// Explain returns the meaning of every name of the model: base names in the words of the
// vocabulary, definitions in those of their authors, taken from the comments after or
// above them.
func (m *Model) Explain() *Glossary {
	g := &Glossary{Model: m.Name, Title: m.Title, Language: m.Vocabulary.Language.Name}
	used := map[string]bool{}
	for _, n := range m.Uses {
		used[n] = true
		if a, ok := AbsentByName(n); ok && len(m.Vocabulary.All(n)) == 0 {
			g.Absent = append(g.Absent, Entry{Name: n, Kind: "set", Doc: a.Doc + " (" + a.Home + ")", Used: true})
		}
	}
	for _, b := range m.Vocabulary.List() {
		g.Base = append(g.Base, Entry{Name: b.Name, Kind: b.Kind(), Doc: b.Doc, Used: used[b.Name]})
	}
	r := remarks{}
	for i := range m.Defs {
		switch d := &m.Defs[i]; {
		case !d.Prelude:
			g.Own = append(g.Own, d.entry(r))
		case d.Used:
			g.Prelude = append(g.Prelude, d.entry(r))
		}
	}
	for i := range m.Axioms {
		a := &m.Axioms[i]
		g.Axioms = append(g.Axioms, Entry{
			Name: a.Name, Kind: a.Kind.String(), Text: oneLine(a.Span.Text()), Doc: r.about(a.Span), Span: a.Span, Used: true,
		})
	}
	return g
}

// ExplainPrelude explains all definitions of the prelude, whether the model uses them or
// not.
func (m *Model) ExplainPrelude() []Entry {
	var list []Entry
	r := remarks{}
	for i := range m.Defs {
		if d := &m.Defs[i]; d.Prelude {
			list = append(list, d.entry(r))
		}
	}
	return list
}

func (d *Definition) entry(r remarks) Entry {
	return Entry{Name: d.Name, Kind: d.Kind.String(), Text: d.text(), Doc: r.about(d.Span), Span: d.Span, Used: d.Used}
}

// text returns the definition as a statement of its own, as its author wrote it.
func (d *Definition) text() string {
	let := "let "
	if d.Rec {
		let = "let rec "
	}
	text := d.Span.Text()
	if strings.ContainsAny(text, "#/") || strings.Contains(text, "(*") { // there may be a comment in it
		text = d.Name + " = " + cat.ExprString(d.bind.Expr)
	}
	return let + oneLine(text)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// remarks holds the comments of each source of a model.
type remarks map[*diag.Source]*cat.Remarks

func (r remarks) about(at diag.Span) string {
	if !at.Known() {
		return ""
	}
	if r[at.Src] == nil {
		r[at.Src] = cat.FindRemarks(at.Src)
	}
	return r[at.Src].About(at)
}

// String returns the glossary as text, without the base names that the model does not use.
func (g *Glossary) String() string {
	var b strings.Builder
	b.WriteString(g.Model)
	if g.Title != "" {
		b.WriteString(": " + g.Title)
	}
	b.WriteByte('\n')
	section := func(title string, list []Entry) {
		shown := 0
		for i := range list {
			e := &list[i]
			if !e.Used && e.Text == "" {
				continue
			}
			if shown++; shown == 1 {
				b.WriteString("\n" + title + "\n")
			}
			e.write(&b)
		}
	}
	section("What an execution consists of", g.Base)
	section("What "+g.Language+" programs do not have, and so is empty", g.Absent)
	section("What every model can use", g.Prelude)
	section("What this model defines", g.Own)
	section("What this model demands", g.Axioms)
	return b.String()
}

func (e *Entry) write(b *strings.Builder) {
	b.WriteString("  " + e.Name + " (" + e.Kind)
	if !e.Used {
		b.WriteString(", not used")
	}
	b.WriteByte(')')
	if e.Text == "" {
		b.WriteString(": " + e.Doc + "\n")
		return
	}
	b.WriteString("\n    " + e.Text + "\n")
	if e.Doc != "" {
		b.WriteString("    " + e.Doc + "\n")
	}
}
