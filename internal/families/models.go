package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Model returns a random memory model in the cat language. It uses every operator at
// every depth, with and without recursion, in checks that hold and in checks that fail.
// Most of these models make no sense, but the encoder must handle every relation
// correctly. Equal seeds give equal models.
func Model(seed uint64) string {
	g := &catGen{r: rand.New(rand.NewPCG(seed, 0xca7))}
	var b strings.Builder
	if g.r.IntN(2) == 0 {
		b.WriteString("acyclic po-loc | rf | co | fr as coherent\n")
	}
	for range g.r.IntN(3) {
		name := fmt.Sprintf("d%d", len(g.names))
		if g.r.IntN(3) == 0 {
			g.rec = name
			fmt.Fprintf(&b, "let rec %s = %s | %s\n", name, g.rel(1), g.positive(2))
		} else {
			fmt.Fprintf(&b, "let %s = %s\n", name, g.rel(3))
		}
		g.names = append(g.names, name)
	}
	for i := range 1 + g.r.IntN(2) {
		not := ""
		if g.r.IntN(5) == 0 {
			not = "~"
		}
		fmt.Fprintf(&b, "%s%s as c%d\n", not, g.check(), i)
	}
	return b.String()
}

// catGen generates a model.
type catGen struct {
	r     *rand.Rand
	names []string // the relations that are defined
	rec   string   // the relation that is being defined recursively
}

// check returns a check that does not fail for every execution.
func (g *catGen) check() string {
	e := g.rel(3)
	switch g.r.IntN(5) {
	case 0:
		return g.pick("empty", "irreflexive", "acyclic") + " " + e
	case 4:
		return fmt.Sprintf("%s (%s) ; (%s) | (%s) & (%s)", g.pick("empty", "irreflexive"),
			g.pick("rf", "co", "fr"), g.pick("rf", "co", "fr"), e, g.pick("rf", "co", "fr", "rf^-1 ; rf"))
	case 1:
		return fmt.Sprintf("empty (%s) & (%s)", e, g.pick("rf", "co", "fr", "po & loc", "fr ; rf", "po ; rf"))
	case 2:
		return fmt.Sprintf("irreflexive (%s) ; (%s)", e, g.pick("rf", "co", "fr", "po"))
	}
	return fmt.Sprintf("acyclic (%s) & ext | %s", e, g.pick("rf", "co", "fr", "po"))
}

func (g *catGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

// rel returns an expression for a relation over the names that are defined.
func (g *catGen) rel(depth int) string {
	if depth == 0 {
		if n := len(g.names); n > 0 && g.r.IntN(3) == 0 {
			return g.names[g.r.IntN(n)]
		}
		return g.pick("po", "rf", "rf", "co", "co", "fr", "loc", "int", "ext", "addr", "data", "ctrl", "rmw", "id", "dbo", "db", "fencerel(F)", "fencerel(SYNC)")
	}
	a, b := g.rel(depth-1), g.rel(g.r.IntN(depth))
	switch g.r.IntN(15) {
	case 0:
		return "(" + a + " | " + b + ")"
	case 1, 2:
		return "(" + a + " & " + b + ")"
	case 3, 4:
		return "(" + a + " \\ " + b + ")"
	case 5, 6:
		return "(" + a + " ; " + b + ")"
	case 7:
		return "(~" + a + ")"
	case 8, 13, 14:
		return "((" + a + ")" + g.pick("^-1", "+", "*", "?") + ")"
	case 9:
		return "(" + g.set(depth-1) + " * " + g.set(depth-1) + ")"
	case 10:
		return "([" + g.set(depth-1) + "] ; " + a + ")"
	case 11:
		return "(" + a + " ; [" + g.set(depth-1) + "])"
	}
	return a
}

// positive returns an expression in which the relation being defined occurs positively.
func (g *catGen) positive(depth int) string {
	if depth == 0 {
		return g.rec
	}
	a, b := g.positive(depth-1), g.rel(1)
	switch g.r.IntN(8) {
	case 0:
		return "(" + a + " | " + b + ")"
	case 1:
		return "(" + a + " & " + b + ")"
	case 2:
		return "(" + a + " \\ " + b + ")"
	case 3:
		return "(" + a + " ; " + g.positive(0) + ")"
	case 4:
		return "(" + b + " ; " + a + ")"
	case 5:
		return "((" + a + ")" + g.pick("^-1", "+", "?") + ")"
	}
	return "(" + a + " ; " + b + ")"
}

// set returns an expression for a set of events.
func (g *catGen) set(depth int) string {
	if depth == 0 {
		return g.pick("R", "W", "M", "IW", "F", "EX", "SYNC", "LWSYNC")
	}
	a, b := g.set(depth-1), g.set(0)
	switch g.r.IntN(9) {
	case 0:
		return "(" + a + " | " + b + ")"
	case 1:
		return "(" + a + " & " + b + ")"
	case 2:
		return "(" + a + " \\ " + b + ")"
	case 3:
		return "(~" + a + ")"
	case 4, 6:
		return "domain(" + g.rel(1) + ")"
	case 5, 7:
		return "range(" + g.rel(1) + ")"
	}
	return a
}
