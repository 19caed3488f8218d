package table

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/results"
)

var yes = map[bool]string{true: "yes", false: "no"}

// CSV writes a line for each row, with a column for every slot that any of the
// programs has; it is empty where the program has none of this name. A study with targets has
// a column for them.
func CSV(w io.Writer, c *results.Comparison) error {
	cw := csv.NewWriter(w)
	order := slots(c)
	targets := targets(c)
	head := []string{"program", "model", "variant", "verdict", "claim", "holds", "reason", "follows", "core"}
	if targets {
		head = append(head, "target")
	}
	fixed := head
	for _, s := range order {
		if slices.Contains(fixed, s) { // a slot of such a name
			s = "slot " + s
		}
		head = append(head, s)
	}
	if err := cw.Write(head); err != nil {
		return err
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		rec := []string{r.Program, r.Model, "", string(r.Verdict), "", "", r.Reason, "", strings.Join(r.Core, " ")}
		if r.Variant != nil {
			rec[2] = *r.Variant
		}
		if r.Variant == nil {
			rec[7] = yes[r.Follows]
		}
		if r.Trivial != nil {
			rec[6] = trivial(r)
		}
		if r.Claim != nil {
			rec[4] = string(*r.Claim)
		}
		if r.Holds != nil {
			rec[5] = yes[*r.Holds]
		}
		if targets {
			rec = append(rec, r.Target)
		}
		for _, s := range order {
			rec = append(rec, r.Slots[s])
		}
		if err := cw.Write(rec); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// slots lists the slots of all rows, in the order of the programs.
func slots(c *results.Comparison) []string {
	var all []string
	for _, r := range c.Rows {
		for _, s := range r.Order {
			if !slices.Contains(all, s) {
				all = append(all, s)
			}
		}
	}
	return all
}
