package page

import "slices"

// table holds verdicts on variants that are about the same programs, or some of them.
type table struct {
	Programs []judged
	Rows     []tableRow
}

// judged holds a program of a table, and the models that judge it there.
type judged struct {
	Name   string
	Models []string
}

// Several reports whether the table names models: some program has several, or not all
// programs have the same.
func (t *table) Several() bool {
	return slices.ContainsFunc(t.Programs, func(p judged) bool { return len(p.Models) > 1 || p.Models[0] != t.Programs[0].Models[0] })
}

type tableRow struct {
	Variant
	Cells []tableCell
}

// tableCell holds a verdict. Index is that of the cell in Named, None for no verdict.
type tableCell struct {
	Index int
	Cell
}

// tables groups the named variants. A variant whose programs are among those of the table
// before it is in this table; a program that it is not about has no verdict there.
func (p *Page) tables() []table {
	var ts []table
	for v := range p.Variants {
		of, at := p.judged(v)
		if len(of) == 0 {
			continue
		}
		if n := len(ts); n == 0 || !contains(ts[n-1].Programs, of) {
			ts = append(ts, table{Programs: of})
		}
		t := &ts[len(ts)-1]
		row := tableRow{Variant: p.Variants[v]}
		for _, q := range t.Programs {
			for _, m := range q.Models {
				c, ok := at[[2]string{q.Name, m}]
				if !ok {
					c.Index = None
				}
				row.Cells = append(row.Cells, c)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return ts
}

// judged returns the programs of a variant with their models, and its cells by program and
// model.
func (p *Page) judged(variant int) (of []judged, at map[[2]string]tableCell) {
	at = map[[2]string]tableCell{}
	for i, c := range p.Named {
		if c.Variant != variant {
			continue
		}
		name := p.Programs[c.Program].Name
		k := slices.IndexFunc(of, func(q judged) bool { return q.Name == name })
		if k < 0 {
			k = len(of)
			of = append(of, judged{Name: name})
		}
		of[k].Models = append(of[k].Models, c.Model)
		at[[2]string{name, c.Model}] = tableCell{i, c}
	}
	return of, at
}

// contains reports whether programs with their models have all of others.
func contains(all, some []judged) bool {
	return !slices.ContainsFunc(some, func(x judged) bool {
		return !slices.ContainsFunc(all, func(y judged) bool {
			return x.Name == y.Name && !slices.ContainsFunc(x.Models, func(m string) bool { return !slices.Contains(y.Models, m) })
		})
	})
}
