package target

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
)

const page = "../../../docs/targets.md"

// TestPage: the table of docs/targets.md has the rows of the targets; -update writes it.
func TestPage(t *testing.T) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	const open, end = "<!-- rows -->\n", "<!-- end -->"
	before, rest, ok := strings.Cut(string(data), open)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", page)
	}
	var b strings.Builder
	b.WriteString("| primitives | operation | power | x86 |\n|---|---|---|---|\n")
	for _, e := range power.Entries() {
		other := x86Target.Entry(e.Row)
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", primitives(e.Uses), e.Row, said(&e), said(other))
	}
	golden.Check(t, page, []byte(before+open+b.String()+end+after))
}

// primitives sets the names of primitives as code; "a plain load" is none.
func primitives(uses string) string {
	if strings.HasPrefix(uses, "a ") {
		return uses
	}
	return "`" + strings.ReplaceAll(uses, ", ", "`, `") + "`"
}

// said returns what an operation becomes, in a cell of a table.
func said(e *Entry) string {
	switch {
	case e.Refused != "":
		return "refused"
	case e.Text == nothing:
		return "–"
	}
	return e.Text
}
