package reason

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/why"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// whyOf is the reasons for a program that is Never under a model.
func whyOf(t *testing.T, model, text string) Why {
	t.Helper()
	m := fixture.Model(t, model)
	return whyUnder(t, m, text)
}

// whyUnder is whyOf, under a model that is loaded.
func whyUnder(t *testing.T, m *rel.Model, text string) Why {
	t.Helper()
	d := decide.New(m, decide.Options{})
	defer d.Close()
	test := fixture.Parse(t, diag.NewSource("t.litmus", text))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	c, err := why.New(d).Cover(context.Background(), encode.Query{Structure: s, Goal: encode.Holds}, [][]int{nil})
	if err != nil {
		t.Fatal(err)
	}
	var told []*eval.Reason
	for _, i := range c.By[0] {
		told = append(told, &c.Reasons[i])
	}
	return NewTeller(s, m).Tell(told, nil)
}

// program puts threads beside each other; each is lines separated by ";".
func program(locs, cond string, cols ...string) string {
	var b strings.Builder
	b.WriteString("PPC T\n{ ")
	var cells [][]string
	rows := 0
	for i, c := range cols {
		for k, l := range strings.Fields(locs) {
			fmt.Fprintf(&b, "%d:r%d=%s; ", i, 20+k, l)
		}
		lines := strings.Split(c, ";")
		for k := range lines {
			lines[k] = strings.TrimSpace(lines[k])
		}
		cells, rows = append(cells, lines), max(rows, len(lines))
	}
	b.WriteString("}\n")
	line := func(cell func(i int) string) {
		var row []string
		for i := range cols {
			row = append(row, cell(i))
		}
		b.WriteString(" " + strings.Join(row, " | ") + " ;\n")
	}
	line(func(i int) string { return fmt.Sprintf("P%d", i) })
	for r := range rows {
		line(func(i int) string {
			if r < len(cells[i]) {
				return cells[i][r]
			}
			return ""
		})
	}
	b.WriteString("exists (" + cond + ")\n")
	return b.String()
}

// mp is message passing with a barrier or nothing for the writer, and what reads
// the data.
func mp(writer, reader string) string {
	return program("x y", "1:r5=1 /\\ 1:r6=0", "li r1,1; stw r1,0(r20); "+writer+"; stw r1,0(r21)", "lwz r5,0(r21); "+reader)
}

// steps is a cycle in a line.
func steps(c *Cycle) string {
	var b strings.Builder
	for i := range c.Steps {
		st := &c.Steps[i]
		fmt.Fprintf(&b, "%s %s [%s] ", st.Event.Thread, st.Event.Text, st.Event.Effect)
		if st.Rel != "" {
			fmt.Fprintf(&b, "%s: %s; ", st.Rel, strings.ReplaceAll(st.says(&c.Steps[(i+1)%len(c.Steps)].Event), "\u00a0", " "))
		}
	}
	return strings.TrimSpace(b.String())
}

// TestSteps: what is said of the steps of a cycle.
func TestSteps(t *testing.T) {
	for _, c := range []struct{ model, text, want string }{
		{"power", mp("lwsync", "xor r7,r5,r5; lwzx r6,r7,r20"),
			"P0 stw r1,0(r20) [x := 1] lwsync: is kept before, by the lwsync of line 6; " +
				"P0 stw r1,0(r21) [y := 1] rfe: is read by; " +
				"P1 lwz r5,0(r21) [y -> 1] ppo: is kept before, by the address dependency; " +
				"P1 lwzx r6,r7,r20 [x -> 0] fre: returns the initial value, which is overwritten by;"},
		{"power", mp("sync; sync", "cmpwi r5,1; beq L; L: isync; lwz r6,0(r20)"),
			"P0 stw r1,0(r20) [x := 1] sync: is kept before, by the sync of line 6 or the sync of line 7; " +
				"P0 stw r1,0(r21) [y := 1] rfe: is read by; " +
				"P1 lwz r5,0(r21) [y -> 1] ppo: is kept before, by the control dependency and the isync of line 7; " +
				"P1 lwz r6,0(r20) [x -> 0] fre: returns the initial value, which is overwritten by;"},
		{"sc", mp("nop", "lwz r6,0(r20)"),
			"P0 stw r1,0(r20) [x := 1] po: is before, by program order; " +
				"P0 stw r1,0(r21) [y := 1] rf: is read by; " +
				"P1 lwz r5,0(r21) [y -> 1] po: is before, by program order; " +
				"P1 lwz r6,0(r20) [x -> 0] fr: returns the initial value, which is overwritten by;"},
		// A dependency through a store that the same thread reads back.
		{"power", program("x y z", "1:r5=1 /\\ 1:r9=0", "li r1,1; stw r1,0(r20); lwsync; stw r1,0(r21)",
			"lwz r5,0(r21); stw r5,0(r22); lwz r6,0(r22); xor r7,r6,r6; lwzx r9,r7,r20"),
			"P0 stw r1,0(r20) [x := 1] lwsync: is kept before, by the lwsync of line 6; " +
				"P0 stw r1,0(r21) [y := 1] rfe: is read by; " +
				"P1 lwz r5,0(r21) [y -> 1] ppo: is kept before, by the data dependency from lwz r5,0(r21) to stw r5,0(r22), " +
				"lwz r6,0(r22) reading P1's z := 1 and the address dependency from lwz r6,0(r22) to lwzx r9,r7,r20; " +
				"P1 lwzx r9,r7,r20 [x -> 0] fre: returns the initial value, which is overwritten by;"},
		{"power", program("x", "x=2 /\\ 0:r6=0 /\\ 0:r5=1", "li r1,2; lwarx r6,r0,r20; stwcx. r1,r0,r20; bne E; li r5,1; E:", "li r1,1; stw r1,0(r20)"), ""},
	} {
		w := whyOf(t, c.model, c.text)
		var all []string
		for i := range w.Groups {
			for k := range w.Groups[i].Cycles {
				all = append(all, steps(&w.Groups[i].Cycles[k]))
			}
		}
		if c.want == "" { // a pair that should not be there
			if !slices.ContainsFunc(w.Groups, func(g Group) bool { return g.Axiom == "atomicity" && g.Cycles[0].Open }) {
				t.Errorf("no broken pair in %q", all)
			}
			continue
		}
		if !slices.Contains(all, c.want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(all, "\n"), c.want)
		}
	}
}

// TestGroups: cycles that are the same but for names are one group, told once, and
// it is said which names stand for which.
func TestGroups(t *testing.T) {
	w := whyOf(t, "power", program("x y z", "1:r5=1 /\\ 1:r6=0 \\/ 2:r5=1 /\\ 2:r6=0",
		"li r1,1; stw r1,0(r20); lwsync; stw r1,0(r21); stw r1,0(r22)",
		"lwz r5,0(r21); xor r7,r5,r5; lwzx r6,r7,r20", "lwz r5,0(r22); xor r7,r5,r5; lwzx r6,r7,r20"))
	if len(w.Groups) != 1 || len(w.Groups[0].Cycles) != 2 {
		t.Fatalf("got %d groups", len(w.Groups))
	}
	want := &Like{Threads: [][2]string{{"P2", "P1"}}, Locations: [][2]string{{"z", "y"}}}
	if got := w.Groups[0].Cycles[1].Like; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	var b bytes.Buffer
	w.Text(&b)
	for _, want := range []string{"closes one of these 2 cycles", "The same cycle with P2 and z for P1 and y."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// TestKey: what is counted makes no difference, anything else does.
func TestKey(t *testing.T) {
	a, b := whyOf(t, "power", mp("lwsync", "sync; lwz r6,0(r20)")), whyOf(t, "power", mp("lwsync", "sync; lwz r6,0(r20)"))
	b.Count([]int{0})
	if a.Key() != b.Key() {
		t.Error("two tellings of one program have different keys")
	}
	if b.Groups[0].Candidates != 1 || b.Groups[0].Cycles[0].Candidates != 1 || *b.Candidates != 1 {
		t.Error("the key has changed what was counted")
	}
	keys := map[string]string{}
	for _, text := range []string{mp("lwsync", "sync; lwz r6,0(r20)"), mp("sync", "sync; lwz r6,0(r20)"), mp("lwsync", "lwsync; lwz r6,0(r20)")} {
		w := whyOf(t, "power", text)
		if other, ok := keys[w.Key()]; ok {
			t.Errorf("one key for\n%s\nand\n%s", text, other)
		}
		keys[w.Key()] = text
	}
	b.Uncount()
	if !reflect.DeepEqual(a, b) {
		t.Error("something of what was counted is left")
	}
}

// TestJSON: the data says all that the text says: read back it is the same.
func TestJSON(t *testing.T) {
	w := whyOf(t, "power", mp("lwsync", "sync; lwz r6,0(r20)"))
	data, err := json.Marshal(&w)
	if err != nil {
		t.Fatal(err)
	}
	var again Why
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	w.Text(&a)
	again.Text(&b)
	if a.String() != b.String() || again.Key() != w.Key() {
		t.Errorf("got\n%s\nwant\n%s", b.String(), a.String())
	}
}

// TestNames: names of any length, and many threads, leave the text in shape.
func TestNames(t *testing.T) {
	long := "a_name_that_is_longer_than_a_line_of_a_terminal_and_still_is_one_word_to_whoever_reads_it"
	var readers []string
	for range 63 {
		readers = append(readers, "lwz r5,0(r20)")
	}
	for _, text := range []string{
		program(long+" "+long+"_too", "1:r5=1 /\\ 1:r6=0", "li r1,1; stw r1,0(r20); sync; stw r1,0(r21)", "lwz r5,0(r21); sync; lwz r6,0(r20)"),
		program("x", "63:r6=1 /\\ 63:r7=0", slices.Concat([]string{"li r1,1; stw r1,0(r20)"}, readers[1:], []string{"lwz r6,0(r20); lwz r7,0(r20)"})...),
	} {
		w := whyOf(t, "power", text)
		if len(w.Groups) == 0 {
			t.Fatalf("not Never:\n%s", text)
		}
		var b bytes.Buffer
		w.Text(&b)
		for line := range strings.Lines(b.String()) {
			line = strings.TrimRight(line, "\n")
			if utf8.RuneCountInString(line) > width && len(strings.Fields(line)) > 1 {
				t.Errorf("too wide: %s", line)
			}
		}
	}
}

// TestMany: many threads, values and barriers are counted and not listed.
func TestMany(t *testing.T) {
	var cols []string
	for i := range 9 {
		cols = append(cols, fmt.Sprintf("li r1,%d; stw r1,0(r20)", i+1))
	}
	w := whyOf(t, "power", program("x", "9:r5=9:r7 /\\ not (9:r6=9:r5)", append(cols, "lwz r5,0(r20); lwz r6,0(r20); lwz r7,0(r20)")...))
	var b bytes.Buffer
	w.Text(&b)
	if !strings.Contains(b.String(), "returns one of ") || strings.Contains(b.String(), "0 or 1 or 2 or") {
		t.Errorf("got\n%s", b.String())
	}
	for _, c := range [][2]string{{"x -> 0 or 1 or 2", "x -> 0 or 1 or 2"}, {"x -> 0 or 1 or 2 or 3", "x -> …"}, {"", ""}} {
		if got := few(c[0]); got != c[1] {
			t.Errorf("%q: %q", c[0], got)
		}
	}
	if got := some([]string{"a", "b", "c", "d", "e", "f", "g"}, "threads"); got != "7 threads" {
		t.Errorf("got %s", got)
	}
	if got := wordsOf(make([]Piece, maxPieces+2)); len(got) != maxPieces+1 || got[maxPieces] != "2 more, which --format json lists" {
		t.Errorf("got %q", got)
	}
}

// TestGlosses: axioms are explained by what the model's text says of them.
func TestGlosses(t *testing.T) {
	m := fixture.Model(t, "power")
	got := Glosses(m)
	for axiom, want := range map[string]string{
		"propagation":     "coherence agrees with the order in which writes reach other threads",
		"no-thin-air":     "nothing happens before itself",
		"sc-per-location": "the accesses to one location look sequentially consistent; there is one value at a time, and it never goes back",
	} {
		if got[axiom] != want {
			t.Errorf("%s: %q, want %q", axiom, got[axiom], want)
		}
	}
	for _, c := range [][2]string{{"", ""}, {"Total: the order.", "Total: the order"}, {"HC's axiom SC: x.", "x"}} {
		if g := gloss(c[0]); g != c[1] {
			t.Errorf("%q: %q", c[0], g)
		}
	}
}

// TestOwed: slots without which a step would not be there, and slots of which one
// is enough.
func TestOwed(t *testing.T) {
	slot := func(name string) Source { return Source{Kind: ByBarrier, Slot: name, Choice: "sync"} }
	plain := Source{Kind: ByBarrier}
	for _, c := range []struct {
		grounds [][]Source
		want    string
	}{
		{nil, "all [] either []"},
		{[][]Source{{slot("a")}}, "all [a] either []"},
		{[][]Source{{slot("a")}, {slot("b")}}, "all [] either [a b]"},
		{[][]Source{{slot("a")}, {plain}}, "all [] either []"},
		{[][]Source{{slot("a"), slot("b")}, {slot("a"), slot("c")}}, "all [a] either [b c]"},
		{[][]Source{{slot("a"), slot("b")}, {slot("a")}}, "all [a] either []"},
	} {
		all, either := (&Step{Grounds: c.grounds}).Owed()
		var names [2][]string
		for _, s := range all {
			names[0] = append(names[0], s.Name)
		}
		for _, s := range either {
			names[1] = append(names[1], s.Name)
		}
		if got := fmt.Sprintf("all %v either %v", names[0], names[1]); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestJoin: cycles through the same instructions are told as one, with the values
// of each.
func TestJoin(t *testing.T) {
	for _, c := range [][3]string{
		{"x -> 0", "x -> 1", "x -> 0 or 1"}, {"x -> 0 or 1", "x -> 1", "x -> 0 or 1"}, {"x -> 0", "x -> 0", "x -> 0"},
		{"x := 1", "x := …", "x := 1 or …"}, {"", "", ""},
	} {
		if got := joinEffects(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	cycle := func(load int, value, source string) Cycle {
		store, read := Event{ID: load + 1, Thread: "P0", Text: "stw"}, Event{ID: load, Thread: "P1", Text: "lwz", Effect: "x -> " + value}
		old := Event{ID: load + 2, Thread: source, Effect: "x := " + value}
		return Cycle{Steps: []Step{
			{Event: read, Rel: "fre", Grounds: [][]Source{{{Kind: ByReading, Event: old, To: &read}, {Kind: ByCoherence, Event: old, To: &store}}}},
			{Event: store, Rel: "rfe", Grounds: [][]Source{{{Kind: ByReading, Event: store, To: &read}}}},
		}}
	}
	a, b := cycle(10, "0", "P2"), cycle(20, "1", "P3")
	a.join(&b)
	want := "P1 lwz [x -> 0 or 1] fre: returns P2's x := 0 or P3's x := 1, which is overwritten by; P0 stw [] rfe: is read by;"
	if got := steps(&a); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestRounds: a barrier that stands between two accesses of different rounds of a
// loop is not said to stand between those of one round.
func TestRounds(t *testing.T) {
	w := whyOf(t, "power", `PPC T
{ 0:r2=x; 0:r4=y; 0:r6=z; 2:r6=z; 1:r2=x; 1:r4=y; 1:r6=0; 1:r5=0; 1:r7=0; }
 P0           | P1           | P2           ;
 li r1,1      | L:           | li r1,1      ;
 stw r1,0(r2) | lwz r1,0(r4) | stw r1,0(r6) ;
 sync         | add r5,r5,r1 |              ;
 lwz r9,0(r6) | cmpwi r1,1   |              ;
 addi r9,r9,1 | li r3,7      |              ;
 stw r9,0(r4) | beq S        |              ;
              | sync         |              ;
              | lwz r3,0(r2) |              ;
              | S:           |              ;
              | sync         |              ;
              | stw r7,0(r4) |              ;
              | addi r6,r6,1 |              ;
              | cmpwi r6,2   |              ;
              | blt L        |              ;
exists (not (1:r5=0) /\ 1:r3=0)
`)
	var all []string
	for i := range w.Groups {
		for _, c := range w.Groups[i].Cycles {
			for k := range c.Steps {
				st, next := &c.Steps[k], &c.Steps[(k+1)%len(c.Steps)].Event
				if st.Event.Text == "lwz r1,0(r4)" && next.Text == "lwz r3,0(r2)" {
					all = append(all, strings.ReplaceAll(st.says(next), "\u00a0", " "))
				}
			}
		}
	}
	slices.Sort(all)
	want := []string{"is kept before, by the sync of line 10", "is kept before, by the sync of line 13 or the sync of line 10"}
	if !slices.Equal(all, want) {
		t.Errorf("got %q, want %q", all, want)
	}
}

// TestIncomplete: cycles are announced only where some follow.
func TestIncomplete(t *testing.T) {
	w := whyOf(t, "power", mp("lwsync", "sync; lwz r6,0(r20)"))
	w.Incomplete = "a limit"
	if got := w.extent(); !strings.HasPrefix(got, "Executions with the outcome close cycles like these.") {
		t.Errorf("got %s", got)
	}
	w.Groups = nil
	if got := w.extent(); got != "No cycles were found: a limit." {
		t.Errorf("got %s", got)
	}
}

// TestNoCycles: what axioms forbid or demand that is no cycle is not told as one.
func TestNoCycles(t *testing.T) {
	const cycle, way = "It closes this cycle.", "It breaks an axiom in this way."
	for _, c := range []struct{ axiom, extent, want string }{
		{"~acyclic po as a", way, "1. Axiom a requires a cycle of po, but none exists.\n"},
		{"~irreflexive rf as a", way, "1. Axiom a requires an event that rf relates to itself, but none exists.\n"},
		{"~empty rf & 0 as a", way, "1. Axiom a requires that 0 is not empty, but it is.\n"},
		{"irreflexive [R] ; fr? ; po? as a", cycle, "1. P1 through x, axiom a:\n     P1  lwz r6,0(r20)  x -> …\n" +
			"           [R] ; (fr? ; po?)\n     P1  lwz r6,0(r20), back to the start\n"},
		{"empty [range fre] ; (po ; rf)? as a", way, "1. P0 through x, axiom a:\n     P0  stw r1,0(r20)  x := 1\n" +
			"           [range fre] ; (po ; rf)?: is kept before, by lwz r6,0(r20) reading\n" +
			"             the initial value and P0's x := 1 overwriting the initial value\n     P0  stw r1,0(r20)  x := 1\n"},
		{"acyclic po | rf | co | fr", cycle, "1. P0 and P1 through x and y, axiom m.cat:2:\n"},
	} {
		file := filepath.Join(t.TempDir(), "m.cat")
		if err := os.WriteFile(file, []byte("\"m\"\n"+c.axiom+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := models.LoadFile(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := whyUnder(t, m, mp("nop", "lwz r6,0(r20)"))
		w.Count([]int{0})
		var b bytes.Buffer
		w.Text(&b)
		if got := strings.Join(strings.Fields(b.String()), " "); !strings.Contains(got, c.extent) {
			t.Errorf("%s: got\n%s", c.axiom, b.String())
		}
		if !strings.Contains(b.String(), "\n"+c.want) || strings.Contains(b.String(), "; all") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.axiom, b.String(), c.want)
		}
		if data, err := json.Marshal(&w); err != nil || strings.Contains(string(data), `"steps":null`) {
			t.Errorf("%s: %s, %v", c.axiom, data, err)
		}
	}
}

// TestBesides: "besides" refers to something that is said before.
func TestBesides(t *testing.T) {
	p := []Piece{{Kind: ByBarrier, Text: "sync", Slot: "a"}}
	for _, c := range []struct {
		needs Needs
		want  string
	}{
		{Needs{OneOf: [][]Piece{p}}, "It takes one of the sync in slot a. No more barriers are needed.\n"},
		{Needs{Either: [][]Piece{p}}, "It takes one of these sets: the sync in slot a. No more barriers are needed.\n"},
		{Needs{OneOf: [][]Piece{p}, Essential: p}, "Without it the outcome is possible: the sync in slot a.\n" +
			"It also takes one of the sync in slot a. No more barriers are needed.\n"},
	} {
		var b bytes.Buffer
		c.needs.text(&b)
		if b.String() != c.want {
			t.Errorf("got %s, want %s", b.String(), c.want)
		}
	}
}
