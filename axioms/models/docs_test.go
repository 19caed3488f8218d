package models

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/isa/sets"
)

const page = "../../docs/models.md"

// The tables of docs/models.md are made from the vocabulary and the prelude;
// -update writes them.
func TestPage(t *testing.T) {
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, table := range []struct {
		name string
		rows []string
	}{{"base", baseTable()}, {"prelude", preludeTable(t)}, {"absent", absentTable()}, {"refused", refusedTable()}} {
		open, end := "<!-- "+table.name+" -->\n", "<!-- end -->"
		i := strings.Index(text, open)
		if i < 0 {
			t.Fatalf("%s has no place for the table %s", page, table.name)
		}
		i += len(open)
		k := strings.Index(text[i:], end)
		if k < 0 {
			t.Fatalf("the place for the table %s has no end", table.name)
		}
		text = text[:i] + strings.Join(table.rows, "\n") + "\n" + text[i+k:]
	}
	golden.Check(t, page, []byte(text))
}

// code is text as code in a table: a bar would end the cell.
func code(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }

func baseTable() []string {
	rows := []string{"| name | | meaning |", "|---|---|---|"}
	for _, b := range vocabulary.For(sets.Default().Language).List() {
		rows = append(rows, fmt.Sprintf("| %s | %s | %s |", code(b.Name), b.Kind(), b.Doc))
	}
	return rows
}

func preludeTable(t *testing.T) []string {
	rows := []string{"| definition | meaning |", "|---|---|"}
	m, err := LoadFile("testdata/explain/small.cat", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range m.ExplainPrelude() {
		rows = append(rows, fmt.Sprintf("| %s | %s |", code(strings.TrimPrefix(e.Text, "let ")), strings.ReplaceAll(e.Doc, "|", `\|`)))
	}
	return rows
}

func absentTable() []string {
	rows := []string{"| from | names |", "|---|---|"}
	var homes []string
	names := map[string][]string{}
	for _, a := range rel.Absent {
		if names[a.Home] == nil {
			homes = append(homes, a.Home)
		}
		mark := ""
		if a.Bound {
			mark = "*"
		}
		names[a.Home] = append(names[a.Home], code(a.Name)+mark)
	}
	for _, h := range homes {
		rows = append(rows, "| "+h+" | "+strings.Join(names[h], ", ")+" |")
	}
	return rows
}

func refusedTable() []string {
	rows := []string{"| names | why |", "|---|---|"}
	var names []string
	list := rel.Refused()
	for i, r := range list {
		names = append(names, code(r.Name))
		if i+1 == len(list) || list[i+1].Why != r.Why {
			rows = append(rows, "| "+strings.Join(names, ", ")+" | "+r.Why+" |")
			names = nil
		}
	}
	return rows
}
