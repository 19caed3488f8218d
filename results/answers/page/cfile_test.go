package page

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/page"
)

// TestPageOfFile checks what the page of a .c file shows: the statements and the bad outcome as the
// file has them, no comments of a study, and no table of combinations without slots.
func TestPageOfFile(t *testing.T) {
	for _, test := range []struct {
		file  string
		grids int
		bad   string // the first part of the outcome
	}{
		{"publish.c", 2, "text != 42"},
		{"workers.c", 0, "saw[0] == 0"},
		{"unset.c", 0, "text has no value on line 22 || the bad outcome on line 24 occurs"},
	} {
		t.Run(test.file, func(t *testing.T) {
			ins, err := library.OpenFrom("../../../docs/examples/c/"+test.file, nil)
			if err != nil {
				t.Fatal(err)
			}
			st, err := library.OfFile(ins[0])
			if err != nil {
				t.Fatal(err)
			}
			ms, err := fit.LoadTargets(st.Targets, models.Options{})
			if err != nil {
				t.Fatal(err)
			}
			_, p, err := Make(t.Context(), st, ms, true, opinion.Options{}, "compare "+test.file)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Story) > 0 || len(p.Grids) != test.grids {
				t.Errorf("%d tables of combinations, about the study: %q", len(p.Grids), p.Story)
			}
			for _, q := range p.Programs {
				if got := q.Outcome.Parts[0].Text; got != test.bad {
					t.Errorf("the outcome is %q, want %q", got, test.bad)
				}
				for _, c := range q.Columns {
					generated(t, c)
				}
			}
		})
	}
}

// generated checks that a column shows no name that the file does not have.
func generated(t *testing.T, c page.Column) {
	t.Helper()
	for _, x := range c.Code {
		if !x.Hidden && (strings.Contains(x.Text, "failed_") || strings.Contains(x.Text, "set_") || strings.Contains(x.Text, "__")) {
			t.Errorf("%s shows %q", c.Name, x.Text)
		}
	}
}
