package insert

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

func parse(t *testing.T, name, text string) *litmus.Test {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource(name, text))
	if err != nil {
		var b strings.Builder
		diag.Render(&b, err)
		t.Fatalf("%s:\n%s\n%s", name, text, b.String())
	}
	return test
}

// TestSlots adds slots to each program in testdata/slots.txtar, and compares the result
// with the section after it.
func TestSlots(t *testing.T) {
	const path = "testdata/slots.txtar"
	ar, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for i := 0; i+1 < len(ar.Files); i += 2 {
		f, want := &ar.Files[i], &ar.Files[i+1]
		test := parse(t, f.Name, string(f.Data))
		if strings.HasPrefix(f.Name, "strip-") {
			if test, err = Strip(test); err != nil {
				t.Fatal(err)
			}
		}
		slotted, points, err := Slots(test, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := slotted.String()
		for _, p := range points {
			got += fmt.Sprintf("%s: %s before %s (line %d)\n", p.Slot, p.Column, p.Before, p.Line)
		}
		want.Data = []byte(got)
		again := parse(t, f.Name, slotted.String())
		if again.String() != slotted.String() || len(again.Slots) != len(points) {
			t.Errorf("%s: read again it is\n%s", f.Name, again)
		}
		seen++
	}
	if seen < 5 {
		t.Errorf("only %d programs", seen)
	}
	golden.Check(t, path, txtar.Format(ar))
}

// TestNothingElse checks that a program is the original one if all new slots hold none,
// and that the given test is not changed.
func TestNothingElse(t *testing.T) {
	points := 0
	for seed := range uint64(400) {
		text := families.Small(seed)
		if seed%4 == 0 {
			text = families.Doorbell(seed)
		}
		test := parse(t, "small", text)
		before := test.String()
		slotted, ps, err := Slots(test, nil)
		if err != nil {
			t.Fatal(err)
		}
		points += len(ps)
		if got, want := Fill(slotted, nil).String(), Fill(test, nil).String(); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		if test.String() != before {
			t.Fatalf("seed %d: the test was changed", seed)
		}
		stripped, err := Strip(test)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := Strip(stripped)
		if err != nil || twice.String() != stripped.String() {
			t.Fatalf("seed %d: barriers are left in\n%s", seed, stripped)
		}
		for _, fence := range []string{" sync", "lwsync", "isync", "eieio"} {
			if strings.Contains(stripped.String(), fence) {
				t.Fatalf("seed %d: %s is left in\n%s", seed, fence, stripped)
			}
		}
	}
	if points < 1000 {
		t.Errorf("only %d points", points)
	}
}

func TestFill(t *testing.T) {
	test := parse(t, "fill", `PPC fill
{ 0:r1=x; 1:r1=x; }
 P0                                           | P1            ;
 li r2,1                                      | li r2,2       ;
 L: sync (*@ a: none, sync, msgsync+lwsync *) | stw r2,0(r1)  ;
 stw r2,0(r1)                                 | (*@ b: none, eieio *) ;
 M: sync (*@ a: none, sync, msgsync+lwsync *) |               ;
exists (x=1)
`)
	for _, c := range []struct {
		a, b string
		want []string
	}{
		{"", "", []string{"li r2,1      | li r2,2", "L: sync      | stw r2,0(r1)", "stw r2,0(r1) |", "M: sync      |"}},
		{"none", "eieio", []string{"li r2,1      | li r2,2", "L:           | stw r2,0(r1)", "stw r2,0(r1) | eieio", "M:           |"}},
		{"msgsync+lwsync", "none", []string{"li r2,1      | li r2,2", "L: msgsync   |", "lwsync       | stw r2,0(r1)", "stw r2,0(r1) |", "M: msgsync   |", "lwsync       |"}},
	} {
		var rows []string
		for line := range strings.Lines(Fill(test, map[string]string{"a": c.a, "b": c.b}).String()) {
			if row, ok := strings.CutSuffix(strings.TrimSpace(line), ";"); ok && strings.Contains(row, "|") && !strings.Contains(row, "P0") {
				rows = append(rows, strings.TrimSpace(row))
			}
		}
		if got, want := strings.Join(rows, "\n"), strings.Join(c.want, "\n"); got != want {
			t.Errorf("a=%s b=%s: got\n%s\nwant\n%s", c.a, c.b, got, want)
		}
	}
}

func TestChoices(t *testing.T) {
	for _, c := range []struct{ list, want string }{
		{"none,lwsync,sync", "none lwsync sync"},
		{"sync, msgsync+lwsync", "none sync msgsync+lwsync"},
		{"hwsync,none", "none hwsync"},
	} {
		got, err := Choices(c.list)
		var names []string
		for _, g := range got {
			names = append(names, g.Text)
		}
		if err != nil || strings.Join(names, " ") != c.want {
			t.Errorf("%s: %q, %v", c.list, names, err)
		}
	}
	for _, bad := range []string{"", "lwsinc", "sync,sync", "sync+none", "stw", "sync+", "msgsync,,sync"} {
		if _, err := Choices(bad); err == nil {
			t.Errorf("%q is no list of choices", bad)
		}
	}
}
