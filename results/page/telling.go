package page

import (
	"strings"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/results/story"
)

// tell fills in the story of a scene.
func (sc *Scene) tell(c *execution.Candidate, m *rel.Model) {
	st := story.Tell(c, m)
	sc.Initial = "Initially every location is 0."
	if in := st.Initial(); len(in) > 0 {
		sc.Initial = "Initially " + strings.Join(in, "; ") + "; every other location is 0."
	}
	sc.Summary = []string{} // not null in JSON
	for _, said := range st.Unusual() {
		sc.Summary = append(sc.Summary, arrow(said))
	}
	sc.Final = strings.Join(st.Final(), "; ")
	sc.Rows = []Row{}
	for _, r := range st.Rows() {
		row := Row{
			Column: r.Thread, Event: r.Event, Instr: r.Instr, Machine: r.Machine, Effect: arrow(r.Effect),
			Remarks: r.Notes, Handler: r.Handler, Heading: strings.Trim(r.Heading, "- "), Kind: r.Kind.String(),
		}
		if r.Kind == story.Branches || r.Kind == story.Waits {
			row.Cell = cellOf(c.X.S, r.Thread, false, r.Cell)
		}
		sc.Rows = append(sc.Rows, row)
	}
}

// arrow returns effects with printed arrows.
func arrow(text string) string { return strings.ReplaceAll(text, " -> ", " → ") }
