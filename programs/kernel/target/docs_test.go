package target

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
)

const page = "../../../docs/targets.md"

// TestPage: the tables of docs/targets.md have the rows of the targets; -update writes them.
func TestPage(t *testing.T) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := replaced(t, string(data), "rows", "primitives", power, x86Target)
	text = replaced(t, text, "c11", "operations", powerGCC, powerClang)
	golden.Check(t, page, []byte(text))
}

// replaced returns the page with the table at a place, which is that of two targets.
func replaced(t *testing.T, page, place, heading string, first, second *Target) string {
	t.Helper()
	open, end := "<!-- "+place+" -->\n", "<!-- end -->"
	before, rest, ok := strings.Cut(page, open)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("the page has no place for the table %s", place)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | operation | %s | %s |\n|---|---|---|---|\n", heading, first.Name, second.Name)
	for _, e := range first.Entries() {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", primitives(e.Uses), e.Row, said(&e), said(second.Entry(e.Row)))
	}
	return before + open + b.String() + end + after
}

// primitives sets the names of primitives as code; "a plain load" is none.
func primitives(uses string) string {
	if strings.HasPrefix(uses, "a ") {
		return uses
	}
	if strings.Contains(uses, "(") { // one operation with its orders
		return "`" + uses + "`"
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
