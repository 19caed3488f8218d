package unroll

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/rogpeppe/go-internal/txtar"
)

// testdata/errors.txtar holds tests that parse and have no structure, each
// followed by what is reported, as a person sees it.
func TestErrors(t *testing.T) {
	const file = "testdata/errors.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out txtar.Archive
	out.Comment = a.Comment
	for _, f := range a.Files {
		name, isTest := strings.CutSuffix(f.Name, ".litmus")
		if !isTest {
			continue
		}
		test := parse(t, f.Name, string(f.Data))
		_, err := Build(context.Background(), test, options(t, test))
		if err == nil {
			t.Fatalf("%s: accepted", f.Name)
		}
		got := render(t, err)
		out.Files = append(out.Files, f, txtar.File{Name: name + ".txt", Data: []byte(got)})
	}
	golden.Check(t, file, txtar.Format(&out))
}

// render returns the printed text of an error. It checks that every diagnostic has a
// place, and a note or a fix.
func render(t *testing.T, err error) string {
	t.Helper()
	var l diag.List
	if !errors.As(err, &l) || len(l) == 0 {
		t.Fatalf("%T is no list of diagnostics: %v", err, err)
	}
	for _, d := range l {
		if !d.Span.Known() || d.Fix == "" && len(d.Notes) == 0 {
			t.Errorf("%v: no place, or nothing to go by", d)
		}
	}
	var b strings.Builder
	diag.Render(&b, err)
	return b.String()
}

// TestErrorsOfTestsMadeByHand checks errors that the reader of litmus files reports
// itself, so that only tests built in Go can have them.
func TestErrorsOfTestsMadeByHand(t *testing.T) {
	const text = "PPC t\n{}\n P0 ;\n L0: sync ;\n L1: sync ;\nexists (0:r1=1)\n"
	test := parse(t, "t.litmus", text)
	test.Threads[0].Cells[1].Labels[0].Text = "L0"
	test.Cond.Prop.(*litmus.Atom).Loc.Thread = 7
	_, err := Build(context.Background(), test, Options{})
	want := `t.litmus:5:2: error: label L0 is defined twice in P0 [FW3001]
     L1: sync ;
     ^^
  do: give it another name
t.litmus:6:9: error: no thread P7 exists [FW3004]
    exists (0:r1=1)
            ^^^^
  note: the last thread is P0
`
	if got := render(t, err); got != want {
		t.Errorf("got\n%s", got)
	}

	const bell = "PPC t\n{}\n P0        ;\n msgsnd P0 ;\nexists (pending(P0))\n"
	test = parse(t, "t.litmus", bell)
	test.Cond.Prop.(*litmus.Pending).Thread = 7
	_, err = Build(context.Background(), test, Options{})
	want = `t.litmus:5:9: error: no thread P7 exists [FW3004]
    exists (pending(P0))
            ^^^^^^^^^^^
  note: the last thread is P0
`
	if got := render(t, err); got != want {
		t.Errorf("got\n%s", got)
	}
}

// TestErrorsOfWaits checks the programs of which it is not decided whether threads wait forever.
func TestErrorsOfWaits(t *testing.T) {
	const section = "{}\nP0(int *x) {\n rcu_read_lock(); while (READ_ONCE(*x) == 0) {} rcu_read_unlock(); }\nP1(int *x) { synchronize_rcu(); WRITE_ONCE(*x, 1); }\nexists (x=1)\n"
	for name, text := range map[string]string{
		"grace periods": "C t\n" + section,
	} {
		test, err := parse(t, "t.litmus", text).Terminating()
		if err != nil {
			t.Fatal(err)
		}
		_, err = Build(context.Background(), test, Options{})
		if got := render(t, err); !strings.Contains(got, string(diag.NoTermination)) {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

func TestEveryCodeIsShown(t *testing.T) {
	text, err := os.ReadFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diag.Codes() {
		if strings.HasPrefix(string(d.Code), "FW3") && d.Code != diag.EventThread && d.Code != diag.EventMisfit && d.Code != diag.NoTermination && !strings.Contains(string(text), string(d.Code)) {
			t.Errorf("no test shows %s: %s", d.Code, d.Summary)
		}
	}
}

// hostile programs ask for structures that no memory holds.
func hostile() map[string]string {
	repeat := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	program := func(init, code, cond string) string {
		return "PPC hostile\n{\n0:r2=x; 0:r3=x; 0:r4=y; " + init + "}\n P0 ;\n" + code + "exists (" + cond + ")\n"
	}
	handled := func(main, handler string) string {
		return "PPC hostile\n{\n0:r2=x; 0:r4=y; 0:r5=1; }\n P0 | P0 doorbell | P1 ;\n" +
			columns(main, handler, "L0: msgsnd P0 ; b L0") + "exists (x=1)\n"
	}
	cells := func(n int, f func(i int) string) string { return strings.TrimSuffix(repeat(n, f), " ; ") }
	store := func(int) string { return "stw r5,0(r2) ; " }
	load := func(i int) string { return fmt.Sprintf(" lwz r5,0(r2) ;\n cmpwi r5,%d ;\n", i) }
	return map[string]string{
		"60 branches forward": program("", repeat(60, func(i int) string {
			return load(i) + fmt.Sprintf(" beq L%d ;\n nop ;\n L%d: ;\n", i, i)
		}), "x=1"),
		"60 branches forward, one load": program("", load(0)+repeat(60, func(i int) string {
			return fmt.Sprintf(" addi r5,r5,1 ;\n cmpwi r5,%d ;\n beq L%d ;\n nop ;\n L%d: ;\n", 7*i, i, i)
		}), "x=1"),
		"60 reservations": program("", repeat(60, func(int) string {
			return " lwarx r5,r0,r2 ;\n stwcx. r5,r0,r2 ;\n"
		}), "x=1"),
		"4000 loops with an effect": program("", load(0)+repeat(4000, func(i int) string {
			return fmt.Sprintf(" L%d: addi r6,r6,1 ;\n add r5,r5,r6 ;\n cmpwi r5,9 ;\n bne L%d ;\n", i, i)
		})+" stw r6,0(r2) ;\n", "x=1"),
		"nested loops": program("", repeat(40, func(i int) string { return fmt.Sprintf(" L%d: addi r6,r6,1 ;\n", i) })+
			load(0)+repeat(40, func(i int) string { return fmt.Sprintf(" bne L%d ;\n", i) }), "x=1"),
		"16000 sums of 300 loads": program("", repeat(300, func(int) string { return " lwz r5,0(r2) ;\n add r6,r6,r5 ;\n" })+
			repeat(7500, func(int) string { return " xor r7,r6,r7 ;\n lwz r6,0(r2) ;\n" }), "x=1"),
		"large arrays": program(repeat(50, func(i int) string { return fmt.Sprintf("int t%d[65536]; ", i) }), "", "x=1"),
		"4000 locations": program(repeat(4000, func(i int) string { return fmt.Sprintf("y%d=1; ", i) }),
			repeat(10, func(int) string { return " lwz r5,0(r2) ;\n lwz r6,0(r5) ;\n" }), "x=1"),
		"pairs of ends": "PPC hostile\n{\n0:r2=x; 1:r2=x;}\n P0 | P1 ;\n" + repeat(11, func(i int) string {
			return fmt.Sprintf(" lwz r5,0(r2) | lwz r5,0(r2) ;\n cmpwi r5,0 | cmpwi r5,0 ;\n beq L%d | beq L%d ;\n li r6,%d | li r6,%d ;\n L%d: | L%d: ;\n", i, i, i, i, i, i)
		}) + "exists (0:r6=1:r6)\n",
		"20000 atoms": program("", repeat(10, func(i int) string {
			return load(i) + fmt.Sprintf(" beq L%d ;\n li r6,%d ;\n L%d: ;\n", i, i, i)
		}), "x=1"+repeat(20000, func(i int) string { return fmt.Sprintf(` /\ 0:r6=%d`, i) })),
		"a handler at 4000 places":       handled(cells(4000, store), "stw r5,0(r4)"),
		"a handler of 4000 instructions": handled("nop", cells(4000, store)),
		"a handler at the same place":    handled("nop", "stw r5,0(r4)"),
		"a handler in a spin":            handled("L0: lwz r1,0(r2) ; cmpwi r1,0 ; beq L0 ; lwz r1,0(r4) ; cmpwi r1,0 ; beq L0", "stw r5,0(r2)"),
		"a handler of 2000 ways that agree": handled("nop", cells(60, func(i int) string {
			return fmt.Sprintf("lwz r3,0(r2) ; cmpwi r3,0 ; beq L%d ; nop ; L%d: ; ", i, i)
		})),
		"a handler of ways that disagree": handled("nop ; stw r5,0(r2) ; stw r5,0(r2)", cells(11, func(i int) string {
			return fmt.Sprintf("lwz r%d,0(r2) ; ", 10+i)
		})+" ; "+cells(11, func(i int) string {
			return fmt.Sprintf("cmpwi r%d,0 ; bne L%d ; nop ; L%d: ; ", 10+i, i/3, i)
		})),
		"16000 unknown instructions": program("", repeat(16000, func(int) string { return " lwzzzzzzzz r1 ;\n" }), "x=1"),
		"doubling":                   program("", load(0)+repeat(16000, func(int) string { return " add r5,r5,r5 ;\n" }), "0:r5=1"),
	}
}

// TestHostile checks that building these programs ends quickly, with an error or with a
// structure of limited size.
func TestHostile(t *testing.T) {
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) {
			test := parse(t, "hostile.litmus", text)
			start := time.Now()
			s, err := Build(context.Background(), test, Options{Limits: Limits{Bound: 1000, Interrupts: 1000}})
			took := time.Since(start)
			if err != nil {
				d := diag.All(err)[0]
				t.Logf("%v: %s", took, d.Msg)
			} else {
				t.Logf("%v: %d events, %d expressions, %d cuts", took, len(s.Events), len(s.Pool.Nodes), len(s.Cuts))
				_ = s.String()
				if err := s.Check(); err != nil {
					t.Error(err)
				}
			}
			if took > 10*time.Second { // a busy machine under the race detector
				t.Errorf("took %v", took)
			}
		})
	}
}
