package litmus

import (
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestLimits checks that an input just above a limit is reported with the code of the
// limit (FW1070 to FW1075, FW1112), and that one just below is not reported.
func TestLimits(t *testing.T) {
	const head, tail = "PPC t\n{ }\n P0 ;\n", "exists (x=1)"
	threads := func(n int) string {
		s := "PPC t\n{ }\n P0"
		for i := 1; i < n; i++ {
			s += "|P" + itoa(i)
		}
		return s + ";\n" + tail
	}
	functions := func(n int) string {
		s := "C t\n{ }\n"
		for i := range n {
			s += "P" + itoa(i) + "() { }\n"
		}
		return s + tail
	}
	body := func(s string) string { return "C t\n{ }\nP0(int *x) { " + s + " }\n" + tail }
	for _, c := range []struct {
		code  diag.Code // named, so that every code is seen to be tested
		lim   Limits
		below string
		above string
	}{
		{"FW1070", Limits{Bytes: 40}, head + tail, head + tail + strings.Repeat(" ", 30)},
		{"FW1071", Limits{}, threads(64), threads(65)},
		{"FW1072", Limits{Cells: 2}, head + "sync;sync;" + tail, head + "sync;sync;sync;" + tail},
		{"FW1072", Limits{Cells: 3}, head + "(*@ a: none, sync *);" + tail, head + "(*@ a: none, sync, lwsync, eieio *);" + tail},
		{"FW1073", Limits{Depth: 3}, head + "exists ((((x=1))))", head + "exists (((((x=1)))))"},
		{"FW1073", Limits{Depth: 3}, head + "exists ~~~x=1", head + "exists ~~~~x=1"},
		{"FW1073", Limits{Depth: 3}, head + "exists x=1=>x=2=>x=3", head + "exists x=1=>x=2=>x=3=>x=4"},
		{"FW1074", Limits{Identifier: 5}, head + "abcde;" + tail[:6] + "(x=1)", head + "abcdef;" + tail[:6] + "(x=1)"},
		{"FW1075", Limits{}, head + "(*@ a: none" + choices(63) + "*);" + tail, head + "(*@ a: none" + choices(64) + "*);" + tail},
		{"FW1071", Limits{}, functions(256), functions(257)},
		{"FW1071", Limits{Threads: 3}, functions(3), functions(4)},
		{"FW1072", Limits{Cells: 2}, body("smp_mb(); if (1) ;"), body("smp_mb(); if (1) smp_mb();")},
		{"FW1112", Limits{Depth: 8}, body("r0 = (1);"), body("r0 = ((((1))));")},
	} {
		if c.code != "FW1074" { // "exists" is six letters
			if _, err := ParseWith(diag.NewSource("in", c.below), c.lim); err != nil {
				t.Errorf("%s: below the limit: %v", c.code, err)
			}
		}
		_, err := ParseWith(diag.NewSource("in", c.above), c.lim)
		found := false
		for _, d := range diag.All(err) {
			found = found || d.Code == c.code
		}
		if !found {
			t.Errorf("%s is not reported above the limit: %v", c.code, err)
		}
	}
}

func choices(n int) string {
	s := ""
	for i := range n {
		s += ", i" + itoa(i)
	}
	return s
}

// TestHostileInput parses inputs of the largest size that are built to make a reader
// slow. Each takes some tens of milliseconds; a quadratic reader would take minutes.
func TestHostileInput(t *testing.T) {
	const head = "PPC t\n{ }\n P0 ;\n"
	for name, unit := range map[string][2]string{
		"quoted texts":     {"PPC t\n", `"a"`},
		"info lines":       {"PPC t\n", "a=b\n"},
		"open parentheses": {"PPC t\n", "("},
		"open comments":    {"PPC t\n", "(*"},
		"init items":       {"PPC t\n{", "x=1;"},
		"init errors":      {"PPC t\n{", "=;"},
		"labels as values": {"PPC t\n{", `x=label:"P0:L";`},
		"threads":          {"PPC t\n{ }\n", "P0|"},
		"handlers":         {"PPC t\n{ }\n P0|", "P0 doorbell|"},
		"pending":          {"PPC t\n{ }\n P0|P0 doorbell;\n sync|lwz r1,0(r2);\nexists (x=1", ` /\\ 0:r1=1\\/pending(P0)`},
		"symbolic":         {"PPC t\n{", "%x=1;"},
		"cells":            {head, "|"},
		"rows":             {head, "sync;"},
		"wide rows":        {head, "sync|"},
		"labels":           {head, "L:"},
		"operands":         {head + "op ", "r1,"},
		"slots":            {head, "(*@ a: none *);"},
		"bad slots":        {head, "(*@ a: sync *);"},
		"one slot":         {head + "(*@ a: none", ",sync"},
		"conjunction":      {head + "exists (x=1", ` /\ x=1`},
		"implication":      {head + "exists (x=1", ` => x=1`},
		"negation":         {head + "exists ", "~"},
		"nesting":          {head + "exists ", "("},
		"locations":        {head + "locations [", "x;"},
		"bad locations":    {head + "locations [", "x,;"},
		"kinds":            {head + "final (x=1) with ", "a: exists;"},
		"set":              {head + "exists x={1", ",1"},
		"bytes":            {head, "\xff\x00"},
	} {
		text := unit[0] + strings.Repeat(unit[1], (1<<20-len(unit[0]))/len(unit[1]))
		start := time.Now()
		_, err := Parse(diag.NewSource("in", text))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %v for one file", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
		if n := len(diag.All(err)); n > maxErrors {
			t.Errorf("%s: %d diagnostics", name, n)
		}
	}
}
