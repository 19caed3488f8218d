package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// DiffText writes a difference for a terminal, or for a mail.
func DiffText(w io.Writer, d *results.Diff, o Options) { compareTwo(d).text(w, o.width()) }

// DiffMarkdown writes it for a pull request.
func DiffMarkdown(w io.Writer, d *results.Diff) { compareTwo(d).markdown(w) }

// DiffLaTeX writes it as a piece of a document.
func DiffLaTeX(w io.Writer, d *results.Diff) { compareTwo(d).latex(w) }

// DiffHTML writes it as a page.
func DiffHTML(w io.Writer, d *results.Diff) error { return compareTwo(d).html(w) }

// DiffCSV writes a line for each cell.
func DiffCSV(w io.Writer, d *results.Diff) error {
	cw := csv.NewWriter(w)
	recs := [][]string{{"program", "model", "variant", "a", "b", "verdict a", "verdict b", "axiom"}}
	for _, c := range d.Cells {
		axiom := ""
		if c.Why != nil {
			axiom = c.Why.Axiom
		}
		recs = append(recs, []string{c.Program, c.Model, c.Variant, d.A, d.B, string(c.A), string(c.B), axiom})
	}
	if err := cw.WriteAll(recs); err != nil {
		return err
	}
	return cw.Error()
}

// compareTwo makes the report on a difference: first what differs, then what does not,
// then why.
func compareTwo(d *results.Diff) *report {
	r := &report{title: d.Title, name: "study " + d.Study, question: d.Question,
		command: fmt.Sprintf("compare %s --diff %s %s", d.Study, quoted(d.A), quoted(d.B))}
	if len(d.Lattices) > 0 {
		r.command += " --all"
	}
	r.add(heading(d.A + " and " + d.B))
	if d.Of == results.OfVariants {
		r.slots(d)
	}
	differ, unknown := 0, 0
	for i := range d.Cells {
		if d.Cells[i].Differs() {
			differ++
		}
		if !d.Cells[i].Known() {
			unknown++
		}
	}
	text := fmt.Sprintf("Verdicts that differ: %d of %d", differ, len(d.Cells))
	if unknown > 0 {
		text += fmt.Sprintf("; not known: %d", unknown)
	}
	r.add(sentence(text + "."))
	r.cells(d)
	for _, o := range d.Only {
		r.add(sentence(fmt.Sprintf("Only %s is about %s.", o.Variant, short(o.Program))))
	}
	for i := range d.Cells {
		r.reasons(d, &d.Cells[i])
	}
	for i := range d.Cells {
		r.why(d, i)
	}
	if len(d.Lattices) > 0 {
		r.add(heading("Every combination of choices"))
		for i := range d.Lattices {
			r.moved(d, &d.Lattices[i])
		}
	}
	return r
}

// quoted returns a name as a shell needs it.
func quoted(name string) string {
	if strings.ContainsAny(name, " ()'\"*?;&|<>$\\`") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// slots adds the slots in which the variants differ.
func (r *report) slots(d *results.Diff) {
	if len(d.Slots) == 0 {
		r.add(sentence("Both put the same into every slot."))
		return
	}
	t := numbers{head: single("slot", d.A, d.B)}
	for _, s := range d.Slots {
		t.rows = append(t.rows, []string{s.Slot, s.A, s.B})
	}
	r.add(t)
}

// cells adds the verdicts: those that differ, then the others.
func (r *report) cells(d *results.Diff) {
	models := map[string]bool{}
	for _, c := range d.Cells {
		models[c.Model] = true
	}
	head := []string{"program"}
	switch {
	case d.Of == results.OfModels:
		head = []string{"variant", "program"}
	case len(models) > 1:
		head = append(head, "model")
	}
	kind := func(c *results.DiffCell) string {
		switch {
		case !c.Known():
			return "Not known:"
		case c.Differs():
			return ""
		}
		return "The same:"
	}
	for _, part := range []string{"", "The same:", "Not known:"} {
		t := numbers{head: single(append(slices.Clone(head), d.A, d.B)...), keys: len(head)}
		if part == "The same:" {
			t.head = single(append(slices.Clone(head), "both")...)
		}
		for i := range d.Cells {
			c := &d.Cells[i]
			if kind(c) != part {
				continue
			}
			row := []string{short(c.Program)}
			switch {
			case d.Of == results.OfModels:
				row = []string{c.Variant, short(c.Program)}
			case len(models) > 1:
				row = append(row, c.Model)
			}
			if row = append(row, string(c.A)); part != "The same:" {
				row = append(row, string(c.B))
			}
			t.rows = append(t.rows, row)
		}
		if len(t.rows) == 0 {
			continue
		}
		if part != "" {
			r.add(sentence(part))
		}
		r.add(t)
	}
}

// cellName names the program and model or variant of a cell.
func cellName(d *results.Diff, c *results.DiffCell) string {
	if d.Of == results.OfModels {
		return c.Variant + ": " + short(c.Program)
	}
	return short(c.Program) + " under " + c.Model
}

// reasons adds why verdicts are Unknown.
func (r *report) reasons(d *results.Diff, c *results.DiffCell) {
	for _, s := range []struct {
		who     string
		verdict verdict.Verdict
		reason  string
	}{{d.A, c.A, c.ReasonA}, {d.B, c.B, c.ReasonB}} {
		if s.verdict == verdict.Unknown {
			r.add(sentence(fmt.Sprintf("%s with %s is Unknown: %s", cellName(d, c), s.who, s.reason)))
		}
	}
}

// why adds the execution that one side allows and the cycle for which the other does
// not, once for all cells that share it.
func (r *report) why(d *results.Diff, cell int) {
	y := d.Cells[cell].Why
	if y == nil {
		return
	}
	told := circle(y)
	var who []string
	for i := range d.Cells {
		c := &d.Cells[i]
		if c.Why == nil || c.Why.Axiom != y.Axiom || c.Why.Allows != y.Allows || !slices.Equal(circle(c.Why), told) {
			continue
		}
		if i < cell {
			return
		}
		who = append(who, cellName(d, c))
	}
	r.add(subhead(strings.Join(who, "; ")))
	if d.Of == results.OfModels {
		r.add(sentence(fmt.Sprintf("%s allows an execution that %s forbids, by its axiom %s:", y.Allows, y.Forbids, y.Axiom)))
	} else {
		r.add(sentence(fmt.Sprintf("An execution that is possible with %s breaks the axiom %s with %s:", y.Allows, y.Axiom, y.Forbids)))
	}
	r.add(steps(told))
}

// circle writes a cycle in lines: an event, and below it the relation to the next.
func circle(y *results.Why) []string {
	var lines []string
	name := func(s *results.Step) string {
		text := s.Event
		if s.Thread != "" {
			text = s.Thread + ": " + text
		}
		if s.Effect != "" {
			text += " (" + s.Effect + ")"
		}
		return text
	}
	for i := range y.Cycle {
		s := &y.Cycle[i]
		lines = append(lines, name(s))
		if s.Rel != "" {
			lines = append(lines, "    "+relation(s, y.Allows))
		}
	}
	if n := len(y.Cycle); n > 0 && y.Cycle[n-1].Rel != "" {
		lines = append(lines, name(&y.Cycle[0])+", back to the start")
	}
	return lines
}

// words describes common relations. Other relations are shown by name.
var words = map[string]string{
	"po": "is before, by program order", "rf": "is read by", "rfe": "is read by", "rfi": "is read by",
	"co": "is overwritten by", "coe": "is overwritten by", "coi": "is overwritten by",
	"fr": "does not see", "fre": "does not see", "fri": "does not see",
	"ppo": "is kept before", "po-loc": "is before, at the same location",
	"fence": "is kept before", "hb": "happens before", "prop": "reaches every thread before",
	"sync": "is kept before", "lwsync": "is kept before", "eieio": "is kept before",
	"ssnd": "is kept before", "taken": "is kept before", "mfence": "is kept before",
	"db": "is answered by", "dbo": "comes to the doorbell before",
}

// relation describes the relation of a step and the barriers that make it, with what
// the other side has in their place.
func relation(s *results.Step, other string) string {
	text := s.Rel
	if w := words[s.Rel]; w != "" {
		text = w + " (" + s.Rel + ")"
	}
	var by []string
	if len(s.By) > 0 {
		by = append(by, standing(s.By, " and ", other))
	}
	if len(s.Either) > 0 {
		by = append(by, standing(s.Either, " or ", other)+", of which one is enough")
	}
	if len(by) > 0 {
		text += " by " + strings.Join(by, " and ")
	}
	return text
}

// standing lists slots with their choices, and what the other side has in them.
func standing(list []results.Slot, and, other string) string {
	var texts []string
	for _, b := range list {
		t := b.Name + "=" + b.Choice
		if b.Instead != "" {
			t += " (" + other + ": " + b.Instead + ")"
		}
		texts = append(texts, t)
	}
	return strings.Join(texts, and)
}

// moved adds how many combinations have different verdicts, and the parts of either
// border that exist under one model alone.
func (r *report) moved(d *results.Diff, l *results.LatticeDiff) {
	r.add(subhead(short(l.Program)))
	r.add(remark(fmt.Sprintf("%d of %d combinations differ.", l.Differ, l.A.Size())))
	if l.Unknown > 0 { // an entry that one border lacks may only be unknown
		r.add(remark(prose.Are(l.Unknown, "combination") + " Unknown under one of the models, so the borders are not compared."))
		return
	}
	if l.Differ == 0 {
		return
	}
	for _, b := range []struct {
		verdict, bounds string
		a, b            []results.Bound
	}{
		{"Impossible", "from", l.A.Minimal, l.B.Minimal},
		{"Still possible", "with", l.A.Maximal, l.B.Maximal},
	} {
		as, bs := items(&l.A, b.a), items(&l.B, b.b)
		for _, side := range []struct {
			model       string
			here, there []string
		}{{d.A, as, bs}, {d.B, bs, as}} {
			switch only := without(side.here, side.there); {
			case len(only) == 0:
			case only[0] == anything:
				r.add(remark(fmt.Sprintf("%s under %s, %s.", b.verdict, side.model, anything)))
			default:
				r.add(remark(fmt.Sprintf("%s under %s %s:", b.verdict, side.model, b.bounds)))
				r.add(bullets(only))
			}
		}
	}
}

func without(items, others []string) []string {
	var out []string
	for _, i := range items {
		found := false
		for _, o := range others {
			found = found || i == o
		}
		if !found {
			out = append(out, i)
		}
	}
	return out
}
