package herdlog

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
)

// TestTraps writes the control dependencies of the public tests as traps that
// never trap: cmpw rX,rX and the branch to the next instruction become twi
// 0,rX,0. States, counts and verdict must be those that herd7 has logged for
// the test with the branch: what a trap orders has an oracle that knows none.
func TestTraps(t *testing.T) {
	if _, err := os.Stat(suite); err != nil {
		t.Skip("the conformity suites are not here: ", err)
	}
	text, err := os.ReadFile(suite + "herd7.log")
	if err != nil {
		t.Fatal(err)
	}
	want := entries(string(text))
	files, _ := filepath.Glob(suite + "tests/*.litmus")
	m := fixture.Model(t, "power")
	tried, fences := 0, 0
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		trapped, n := withTraps(string(text))
		if n == 0 || testing.Short() && tried >= 100 {
			continue
		}
		tried++
		if strings.Contains(trapped, "isync") {
			fences++
		}
		got, o := logOf(t, m, f, trapped)
		name := o.S.Test.Name
		if a, b := noHash(got), noHash(want[name]); a != b {
			t.Errorf("%s\n%s\ngot:\n%s\nwant:\n%s", f, trapped, a, b)
		}
	}
	if tried < 100 || fences < 20 {
		t.Errorf("only %d tests, %d with isync", tried, fences)
	}
	t.Logf("%d tests, %d with isync", tried, fences)
}

var (
	compare0 = regexp.MustCompile(`^ *cmpw (r\d+),(r\d+) *$`)
	branch0  = regexp.MustCompile(`^ *(?:beq|bne) +(\w+) *$`)
	label0   = regexp.MustCompile(`^ *(\w+): *$`)
	hashLine = regexp.MustCompile(`(?m)^Hash=.*\n`)
)

func noHash(log string) string { return hashLine.ReplaceAllString(log, "") }

// withTraps replaces the branches of a test that go to the next instruction
// and depend on one register. n is how many it has replaced.
func withTraps(text string) (trapped string, n int) {
	lines := strings.Split(text, "\n")
	var rows [][]string // cells, of the lines of the program
	var at []int
	for i, l := range lines {
		if strings.Contains(l, "|") && strings.HasSuffix(strings.TrimSpace(l), ";") {
			rows = append(rows, strings.Split(strings.TrimSuffix(strings.TrimSpace(l), ";"), "|"))
			at = append(at, i)
		}
	}
	cell := func(r, col int) string {
		if r < len(rows) && col < len(rows[r]) {
			return rows[r][col]
		}
		return ""
	}
	for r := range rows {
		for col := range rows[r] {
			c := compare0.FindStringSubmatch(cell(r, col))
			b := branch0.FindStringSubmatch(cell(r+1, col))
			l := label0.FindStringSubmatch(cell(r+2, col))
			if c == nil || b == nil || l == nil || c[1] != c[2] || b[1] != l[1] {
				continue
			}
			rows[r][col], rows[r+1][col] = " twi 0,"+c[1]+",0 ", " "
			n++
		}
	}
	for i, cells := range rows {
		lines[at[i]] = strings.Join(cells, "|") + ";"
	}
	return strings.Join(lines, "\n"), n
}
