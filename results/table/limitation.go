package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// limitations returns one note for each known limit of a model, with the verdicts that rest
// on it.
func limitations(c *results.Comparison) []string {
	var all []string
	var variants []string
	add := func(l *results.Limitation) {
		if l == nil || slices.Contains(variants, l.Variant) {
			return
		}
		variants = append(variants, l.Variant)
		var where []string
		for i := range c.Rows {
			r := &c.Rows[i]
			if r.Variant == nil || r.Limitation == nil || r.Limitation.Variant != l.Variant {
				continue
			}
			name := fmt.Sprintf("%s: %s under %s", *r.Variant, short(r.Program), r.JudgedBy())
			if r.Limitation.Verdict != verdict.Never {
				name += " (" + string(r.Limitation.Verdict) + ")"
			}
			where = append(where, name)
		}
		for i := range c.Lattices {
			if k := &c.Lattices[i]; k.Limitation != nil && k.Limitation.Variant == l.Variant {
				where = append(where, "some combinations of "+short(k.Program)+" under "+k.JudgedBy())
			}
		}
		all = append(all, fmt.Sprintf("Note: the model has a known limit: %s. With --variant %s these are Never: %s.", l.What, l.Variant, strings.Join(where, "; ")))
	}
	for i := range c.Rows {
		add(c.Rows[i].Limitation)
	}
	for i := range c.Lattices {
		add(c.Lattices[i].Limitation)
	}
	return all
}
