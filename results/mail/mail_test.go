package mail

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestKernelSuite: the listing of a test in kernel C has no long line, and is the same test.
func TestKernelSuite(t *testing.T) {
	broken := 0
	for i, k := range fixture.KernelSuite(t) {
		if i%5 != 0 {
			continue
		}
		parsed, err := litmus.Parse(diag.NewSource(k.Name, k.Text))
		if err != nil {
			continue
		}
		lines := test(parsed)
		for n, line := range lines {
			if n > 0 && prose.Width(line) > Room && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: a line is too long: %s", k.Name, line)
			}
		}
		again, err := litmus.Parse(diag.NewSource(k.Name, strings.Join(lines, "\n")+"\n"))
		if err != nil {
			t.Errorf("%s: %v\n%s", k.Name, err, strings.Join(lines, "\n"))
			continue
		}
		bare := *parsed
		bare.Info, bare.Results, bare.Text, bare.Doc = nil, nil, "", again.Doc
		if again.String() != bare.String() {
			t.Errorf("%s: got\n%s\nwant\n%s", k.Name, again, &bare)
		}
		if len(lines) != strings.Count(bare.String(), "\n") {
			broken++
		}
	}
	if broken == 0 {
		t.Error("no test has a long line")
	}
}

// TestLong: rows of instructions lose the blanks that align them; the other lines are broken.
func TestLong(t *testing.T) {
	var row, head strings.Builder
	for i := range 7 {
		head.WriteString(" P0 |"[:2] + string(rune('0'+i)) + " |")
		row.WriteString(" stw r1,0(r2) |")
	}
	text := "PPC long\n\"" + strings.Repeat("a long title ", 9) + "\"\nHash=1\n{ 0:r2=x; 1:r2=x; 2:r2=x; 3:r2=x; 4:r2=x; 5:r2=x; 6:r2=x; }\n" +
		strings.TrimSuffix(head.String(), "|") + ";\n" + strings.TrimSuffix(row.String(), "|") + ";\nexists (" + strings.Repeat("x=1 /\\ ", 20) + "x=1)\n"
	l := Letter{Parts: []Part{{Says: "A sentence.", Listings: []Listing{{Test: fixture.Parse(t, diag.NewSource("long.litmus", text)), Result: Results("Test long Allowed\nOk\nWitnesses\nPositive: 0 Negative: 1\nFlag a\nCondition exists (x=1)\nObservation long Never 0 1\nHash=1\n")}}}}}
	var b strings.Builder
	long, err := l.Write(&b)
	if err != nil || long != 1 {
		t.Errorf("%d long lines, %v", long, err)
	}
	for _, want := range []string{
		"\n    stw r1,0(r2)|stw r1,0(r2)|", "\n    exists ([x]=1 /\\ ", "\n        [x]=1 /\\ ",
		"\n\n    Witnesses\n    Positive: 0 Negative: 1\n    Flag a\n    Observation long Never 0 1\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	for _, not := range []string{"Hash", "title", "Condition"} {
		if strings.Contains(b.String(), not) {
			t.Errorf("%q is in\n%s", not, b.String())
		}
	}
}
