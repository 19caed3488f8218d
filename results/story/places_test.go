package story

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// TestBarriersBeforeEarlyLoads says where a barrier stands that a thread has come
// past, but not all of what is behind it, when a load takes effect early: before
// that load, which the barrier holds back.
func TestBarriersBeforeEarlyLoads(t *testing.T) {
	const head = "PPC early\n{ 0:r2=y; 0:r4=z; 1:r2=x; 1:r4=y; 1:r6=z; }\n" +
		" P0 | P1 ;\n li r1,1 | li r1,1 ;\n stw r1,0(r4) | stw r1,0(r2) ;\n"
	for _, c := range []struct{ name, program, want string }{
		{"sync", head + " sync | sync ;\n stw r1,0(r2) | lwz r3,0(r4) ;\n | lwz r5,0(r6) ;\nexists (1:r3=1 /\\ 1:r5=0)",
			"stw r1,0(r2); sync; lwz r5,0(r6) early; lwz r3,0(r4)"},
		{"two", head + " sync | lwsync ;\n stw r1,0(r2) | sync ;\n | lwz r3,0(r4) ;\n | lwz r5,0(r6) ;\nexists (1:r3=1 /\\ 1:r5=0)",
			"stw r1,0(r2); lwsync; sync; lwz r5,0(r6) early; lwz r3,0(r4)"},
		{"behind", head + " sync | lwz r3,0(r4) ;\n stw r1,0(r2) | isync ;\n | lwz r5,0(r6) ;\nexists (1:r3=1 /\\ 1:r5=0)",
			"stw r1,0(r2); lwz r5,0(r6) early; lwz r3,0(r4); isync"},
	} {
		m := fixture.Model(t, "power")
		w := decidetest.Witness(t, decidetest.Decider(t, m), diag.NewSource(c.name, c.program), nil)
		if w == nil {
			t.Errorf("%s: no execution", c.name)
			continue
		}
		var got []string
		st := Tell(w, m)
		for _, s := range st.Steps {
			if s.Kind == Branches {
				if f := &w.X.S.Forks[s.Fork]; f.Thread == 1 {
					got = append(got, f.Instr.String()+" "+s.Kind.String())
				}
				continue
			}
			ev := &w.X.S.Events[s.Event]
			if ev.Thread != 1 || ev.Kind == event.InitWrite {
				continue
			}
			step := st.instr(s.Event)
			if s.Kind != Happens {
				step += " " + s.Kind.String()
			}
			got = append(got, step)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: P1 is told as\n\t%s\nwant\n\t%s", c.name, g, c.want)
		}
	}
}

// TestAgainstOnce: a pair that the model keeps is told of as that and nothing else,
// and two that read alike are told of in one sentence.
func TestAgainstOnce(t *testing.T) {
	m := fixture.Model(t, "power-doorbell")
	w := decidetest.Witness(t, decidetest.Decider(t, m), diag.NewSource("twice", families.Doorbell(9027)), nil)
	if w == nil {
		t.Fatal("no execution")
	}
	st := Tell(w, m)
	if len(st.Against) != 2 || len(st.GivenUp)+len(st.Late) != 0 {
		t.Fatalf("the story is another one:\n%s", text(st))
	}
	got := st.Unusual()
	if len(got) != 2 || !strings.Contains(got[0], "takes effect after the second, twice: ") {
		t.Errorf("it says\n%s", strings.Join(got, "\n"))
	}
	for _, s := range got {
		if strings.Contains(s, "does not prevent") {
			t.Errorf("a barrier is blamed for what the model keeps: %s", s)
		}
	}
}

// TestWhatStandsBetween: a slot that is left empty is named beside one that is not,
// and a round of a loop where there are several.
func TestWhatStandsBetween(t *testing.T) {
	m := fixture.Model(t, "power")
	d := decidetest.Decider(t, m)
	for _, c := range []struct{ name, program, want string }{
		{"slots", `PPC SB
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0                            | P1           ;
 li r1,1                       | li r1,1      ;
 stw r1,0(r2)                  | stw r1,0(r2) ;
 eieio (*@ a: none, eieio *)   | sync         ;
 (*@ b: none, sync *)          | lwz r3,0(r4) ;
 lwz r3,0(r4)                  |              ;
exists (0:r3=0 /\ 1:r3=0)
`, ": the eieio in slot a does not prevent that, and slot b is empty."},
		{"rounds", `PPC rounds
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0           | P1              ;
 li r1,1      | li r5,0         ;
 stw r1,0(r2) | L: lwz r1,0(r4) ;
 lwsync       | lwz r3,0(r2)    ;
 stw r1,0(r4) | addi r5,r5,1    ;
              | cmpwi r5,2      ;
              | bne L           ;
exists (1:r1=1 /\ 1:r3=0)
`, "(lwz r3,0(r2), round 2) is satisfied before its load y -> 1 (lwz r1,0(r4), round 2)"},
	} {
		w := decidetest.Witness(t, d, diag.NewSource(c.name, c.program), nil)
		if w == nil {
			t.Fatalf("%s: no execution", c.name)
		}
		if got := strings.Join(Tell(w, m).Unusual(), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: it says\n%s", c.name, got)
		}
	}
}

// TestManyThreads: names of threads stand apart, and a program in which nothing
// happens has none in its story.
func TestManyThreads(t *testing.T) {
	m := fixture.Model(t, "power")
	d := decidetest.Decider(t, m)
	for _, n := range []int{1, 20, 30, 64} {
		for _, cell := range []string{" ", "sync"} {
			src := fmt.Sprintf("PPC many\n{ x=1; }\n%s ;\n%s ;\nexists (x=1)\n",
				"P0"+columnsOf(n-1, func(i int) string { return fmt.Sprintf("P%d", i+1) }), cell+columnsOf(n-1, func(int) string { return cell }))
			got := text(Tell(decidetest.Witness(t, d, diag.NewSource("many", src), nil), m))
			if strings.Contains(got, "P0P1") || strings.Contains(got, "\n\n\n") || cell == " " && strings.Contains(got, "P0") {
				t.Errorf("%d threads with %q:\n%s", n, cell, got)
			}
		}
	}
}

func columnsOf(n int, cell func(int) string) (s string) {
	for i := range n {
		s += " | " + cell(i)
	}
	return s
}

// TestTextIsClean: what a program quotes does not speak to the terminal.
func TestTextIsClean(t *testing.T) {
	m := fixture.Model(t, "power")
	src := diag.NewSource("evil", "PPC evil\n\"doc \x1b]0;title\a \u202e rtl\"\n{ 0:r2=x; }\n P0 ;\n stw r1,0(r2) ;\nexists (x=0)\n")
	got := text(Tell(decidetest.Witness(t, decidetest.Decider(t, m), src, nil), m))
	if !strings.Contains(got, "]0;title") {
		t.Fatalf("the text of the program is not shown:\n%s", got)
	}
	for l := range strings.Lines(got) {
		if l = strings.TrimSuffix(l, "\n"); diag.Clean(l) != l {
			t.Errorf("%q", l)
		}
	}
}
