package table

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// matrix holds the verdicts on variants that are about the same programs, by variant,
// program and model.
type matrix struct {
	variants, programs, models []string
	sources                    []string                    // by variant
	targets                    bool                        // models holds targets, which are shown side by side
	rows                       [][]map[string]*results.Row // by variant, program, model
}

// matrices groups the rows that have a variant. Consecutive variants about the same
// programs are in one matrix. If these are several and the programs are compiled for
// targets, there is one matrix for each program instead.
func matrices(c *results.Comparison) []*matrix {
	var ms []*matrix
	type key struct{ variant, program string }
	cells := map[key]map[string]*results.Row{}
	var order []string
	programs, sources := map[string][]string{}, map[string]string{}
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Variant == nil {
			continue
		}
		v := *r.Variant
		if !slices.Contains(order, v) {
			order = append(order, v)
			sources[v] = r.Source
		}
		if !slices.Contains(programs[v], r.Program) {
			programs[v] = append(programs[v], r.Program)
		}
		k := key{v, r.Program}
		if cells[k] == nil {
			cells[k] = map[string]*results.Row{}
		}
		cells[k][r.JudgedBy()] = r
	}
	for _, v := range order {
		if n := len(ms); n == 0 || !slices.Equal(ms[n-1].programs, programs[v]) {
			ms = append(ms, &matrix{programs: programs[v], targets: targets(c)})
		}
		m := ms[len(ms)-1]
		m.variants, m.sources = append(m.variants, v), append(m.sources, sources[v])
		var row []map[string]*results.Row
		for _, p := range programs[v] {
			for name := range cells[key{v, p}] {
				if !slices.Contains(m.models, name) {
					m.models = append(m.models, name)
				}
			}
			row = append(row, cells[key{v, p}])
		}
		m.rows = append(m.rows, row)
	}
	if len(ms) > 1 && targets(c) {
		ms = byProgram(ms)
	}
	all := models(c)
	for _, m := range ms {
		slices.SortFunc(m.models, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) })
	}
	return ms
}

// byProgram returns a matrix for each program of others.
func byProgram(ms []*matrix) []*matrix {
	var all []*matrix
	of := map[string]*matrix{}
	for _, m := range ms {
		for p, name := range m.programs {
			one := of[name]
			if one == nil {
				one = &matrix{programs: []string{name}, targets: m.targets}
				of[name], all = one, append(all, one)
			}
			one.variants, one.sources = append(one.variants, m.variants...), append(one.sources, m.sources...)
			for _, row := range m.rows {
				one.rows = append(one.rows, []map[string]*results.Row{row[p]})
				for judge := range row[p] {
					if !slices.Contains(one.models, judge) {
						one.models = append(one.models, judge)
					}
				}
			}
		}
	}
	return all
}

// targets reports whether programs are judged as compiled for targets.
func targets(c *results.Comparison) bool {
	return slices.ContainsFunc(c.Rows, func(r results.Row) bool { return r.Target != "" })
}

// agreed returns the matrix for one model if every cell is the same under all models,
// and the matrix itself otherwise, or if it is one of targets.
func (m *matrix) agreed() *matrix {
	if m.targets {
		return m
	}
	for _, row := range m.rows {
		for _, cells := range row {
			for _, model := range m.models {
				if r, first := cells[model], cells[m.models[0]]; r == nil || first == nil || cell(r) != cell(first) {
					return m
				}
			}
		}
	}
	one := *m
	one.models = m.models[:1]
	return &one
}

// models lists the models or targets of the rows, in the order of the study or, where it
// does not name them, of the rows.
func models(c *results.Comparison) []string {
	var ms []string
	for i := range c.Rows {
		if !slices.Contains(ms, c.Rows[i].JudgedBy()) {
			ms = append(ms, c.Rows[i].JudgedBy())
		}
	}
	slices.SortStableFunc(ms, func(a, b string) int { return slices.Index(c.Headings, a) - slices.Index(c.Headings, b) })
	return ms
}

// at returns a verdict as a table shows it; "" if a stand-in for the model has none.
func (m *matrix) at(variant, program int, model string) string {
	if r := m.rows[variant][program][model]; r != nil {
		return cell(r)
	}
	return ""
}

// differs reports whether two models are known to disagree on a variant of a
// program.
func (m *matrix) differs(variant, program int) bool {
	var first *results.Row
	for _, model := range m.models {
		r := m.rows[variant][program][model]
		switch {
		case r == nil || r.Verdict == verdict.Unknown:
		case first == nil:
			first = r
		case r.Verdict != first.Verdict:
			return true
		}
	}
	return false
}

// unknown counts the verdicts that are Unknown.
func (m *matrix) unknown() (n int) {
	for _, programs := range m.rows {
		for _, models := range programs {
			for _, r := range models {
				if r != nil && r.Verdict == verdict.Unknown {
					n++
				}
			}
		}
	}
	return n
}

// differences describes on which variants the models differ; "" for one model.
func differences(ms []*matrix, models []string) string {
	if len(models) < 2 {
		return ""
	}
	var items, variants []string
	cells, unknown := 0, 0
	of, where := map[string]int{}, map[string][]string{} // by variant: how many programs it has; those on which models differ
	for _, m := range ms {
		unknown += m.unknown()
		for v, name := range m.variants {
			if of[name] == 0 {
				variants = append(variants, name)
			}
			of[name] += len(m.programs)
			for p := range m.programs {
				cells++
				if m.differs(v, p) {
					where[name] = append(where[name], short(m.programs[p]))
				}
			}
		}
	}
	for _, v := range variants {
		switch {
		case len(where[v]) == 0:
		case of[v] == 1:
			items = append(items, v)
		default:
			items = append(items, v+" ("+strings.Join(where[v], ", ")+")")
		}
	}
	who := prose.And(models)
	switch {
	case len(items) == 0 && unknown > 0:
		return fmt.Sprintf("%s are not known to differ: %s Unknown.", who, prose.Are(unknown, "verdict"))
	case len(items) == 0 && cells > 0:
		return who + " give the same verdicts."
	case len(items) == 0:
		return ""
	}
	text := who + " differ on: " + strings.Join(items, "; ") + "."
	if unknown > 0 {
		text += fmt.Sprintf(" More may differ: %s Unknown.", prose.Are(unknown, "verdict"))
	}
	return text
}

// short returns the name of a program inside its study.
func short(program string) string { return path.Base(program) }

// cell returns a verdict as a table shows it. The mark refers to a note below.
func cell(r *results.Row) string {
	if r.Failed() {
		return r.Word(r.Verdict) + " (!)"
	}
	return r.Word(r.Verdict)
}

// notes explains the marks of the cells, and the headings of targets.
func notes(c *results.Comparison) []string {
	ns := c.ModelNotes()
	for i := range c.Rows {
		r := &c.Rows[i]
		who := short(r.Program) + " under " + r.JudgedBy()
		if r.Variant != nil {
			who = *r.Variant + ": " + who
		}
		switch {
		case r.Failed():
			ns = append(ns, fmt.Sprintf("(!) %s is %s, but the claim is %s", who, r.Verdict, *r.Claim))
		case r.Verdict == verdict.Unknown && r.Variant != nil:
			ns = append(ns, fmt.Sprintf("%s is Unknown: %s", who, r.Reason))
		}
		if n := trivial(r); n != "" && !slices.Contains(ns, n) { // once for all variants
			ns = append(ns, n)
		}
	}
	return ns
}

// trivial says why a row is Never under any model; "" if it is not.
func trivial(r *results.Row) string {
	if r.Trivial == nil {
		return ""
	}
	n := "(trivial) " + short(r.Program) + ": whatever the model, no execution satisfies "
	for i, why := range r.Trivial.Because {
		if i > 0 {
			n += ", nor "
		}
		n += why.Texts()
		if ends := why[0].Ends(); len(why) == 1 && ends != "" {
			n += " (" + ends + ")"
		}
	}
	return n
}

// claims says how many claims hold.
func claims(c *results.Comparison) string {
	made, held := 0, 0
	for i := range c.Rows {
		if r := &c.Rows[i]; r.Claim != nil {
			made++
			if r.Holds != nil && *r.Holds {
				held++
			}
		}
	}
	switch {
	case made == 0:
		return "Nothing is claimed."
	case made == held:
		return fmt.Sprintf("All %d claims hold.", made)
	}
	return fmt.Sprintf("%d of %d claims hold.", held, made)
}
