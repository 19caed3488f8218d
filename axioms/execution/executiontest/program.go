package executiontest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Build makes the event structure of a litmus text.
func Build(t testing.TB, text string) *event.Structure {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("test.litmus", text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := unroll.Build(context.Background(), test, unroll.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Threads composes a litmus test from the instructions of each thread, given
// as lines. Registers 21, 22 and 23 of every thread hold the addresses of x, y
// and z.
func Threads(name, cond string, cols ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "PPC %s\n{\n", name)
	var rows int
	var cells [][]string
	for i, c := range cols {
		fmt.Fprintf(&b, "%d:r21=x; %d:r22=y; %d:r23=z;\n", i, i, i)
		var lines []string
		for _, l := range strings.Split(c, ";") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
		cells = append(cells, lines)
		rows = max(rows, len(lines))
	}
	b.WriteString("}\n")
	for r := -1; r < rows; r++ {
		for i, lines := range cells {
			cell := ""
			switch {
			case r < 0:
				cell = fmt.Sprintf("P%d", i)
			case r < len(lines):
				cell = lines[r]
			}
			sep := " |"
			if i == len(cells)-1 {
				sep = " ;\n"
			}
			fmt.Fprintf(&b, " %-20s%s", cell, sep)
		}
	}
	fmt.Fprintf(&b, "exists (%s)\n", cond)
	return b.String()
}
