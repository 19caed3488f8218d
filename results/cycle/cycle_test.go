package cycle

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/results"
)

const mp = `PPC MP
{ 0:r2=data; 0:r4=flag; 1:r2=data; 1:r4=flag; }
 P0                                          | P1                                          ;
 li r1,1                                     | lwz r1,0(r4)                                ;
 stw r1,0(r2)                                | (*@ reader: none, isync, lwsync *)          ;
 (*@ writer: none, eieio, lwsync, sync *)    | lwz r3,0(r2)                                ;
 stw r1,0(r4)                                |                                             ;
exists (1:r1=1 /\ 1:r3=0)
`

func text(axiom string, steps []results.Step) string {
	var b strings.Builder
	b.WriteString(axiom + ":")
	for _, s := range steps {
		b.WriteString(" " + s.Thread + " " + s.Event + " [" + s.Effect + "] -" + s.Rel)
		for _, by := range s.By {
			b.WriteString(" by " + by.Name + "=" + by.Choice)
		}
		b.WriteString("->")
	}
	return b.String()
}

// TestOf takes an execution without barriers and judges it with some: the cycle
// names the accesses, and the slots that it is owed to.
func TestOf(t *testing.T) {
	test := fixture.Parse(t, diag.NewSource("mp.litmus", mp))
	m := fixture.Model(t, "power")
	d := decide.New(m, decide.Options{})
	defer d.Close()
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.DecideVariant(context.Background(), s, make([]int, len(s.Slots)))
	if err != nil || a.Witness == nil {
		t.Fatalf("no witness: %v %v", a, err)
	}
	if _, _, ok := Of(m, a.Witness); ok {
		t.Error("an execution that the model allows has a cycle")
	}
	for _, c := range []struct{ model, writer, reader, want string }{
		{"power", "eieio", "lwsync", "observation: P0 stw r1,0(r2) [data := 1] -eieio by writer=eieio-> P0 stw r1,0(r4) [flag := 1] -rfe-> " +
			"P1 lwz r1,0(r4) [flag -> 1] -lwsync by reader=lwsync-> P1 lwz r3,0(r2) [data -> 0] -fre->"},
		{"sc", "none", "none", "sc: P0 stw r1,0(r2) [data := 1] -po-> P0 stw r1,0(r4) [flag := 1] -rf-> P1 lwz r1,0(r4) [flag -> 1] -po-> " +
			"P1 lwz r3,0(r2) [data -> 0] -fr->"},
		{"power", "sync", "isync", ""}, // isync alone orders no loads
	} {
		x := *a.Witness.X
		x.Slots = make([]int, len(s.Slots))
		for i := range s.Slots {
			want := map[string]string{"writer": c.writer, "reader": c.reader}[s.Slots[i].Name]
			x.Slots[i] = slices.Index(s.Slots[i].Choices, want)
		}
		again, err := x.Complete()
		if err != nil {
			t.Fatal(err)
		}
		axiom, steps, ok := Of(fixture.Model(t, c.model), again)
		if got := text(axiom, steps); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s, writer %s, reader %s:\n%s\nwant\n%s", c.model, c.writer, c.reader, got, c.want)
		}
	}
}

// TestEither: where two slots each give a step, both are named as such; where a
// barrier that stands in no slot gives it, none is.
func TestEither(t *testing.T) {
	for _, c := range []struct{ writer, want string }{
		{"(*@ a: none, sync *) | ; (*@ b: none, sync *) |", "sync either a=sync b=sync"},
		{"(*@ a: none, sync *) | ; sync |", "sync"},
		{"(*@ a: none, sync *) | ; nop |", "sync by a=sync"},
		{"(*@ a: none, lwsync *) | ; (*@ b: none, sync *) |", "sync by b=sync"},
	} {
		cells := strings.Split(c.writer, ";")
		text := "PPC MP\n{ 0:r2=data; 0:r4=flag; 1:r2=data; 1:r4=flag; }\n P0 | P1 ;\n li r1,1 | lwz r1,0(r4) ;\n stw r1,0(r2) | sync ;\n" +
			cells[0] + "lwz r3,0(r2) ;\n" + cells[1] + " ;\n stw r1,0(r4) | ;\nexists (1:r1=1 /\\ 1:r3=0)\n"
		test := fixture.Parse(t, diag.NewSource("mp.litmus", text))
		weak, m := fixture.Model(t, "power"), fixture.Model(t, "power")
		weak.Axioms = weak.Axioms[:2] // sc-per-location and atomicity, which allow the execution
		d := decide.New(weak, decide.Options{})
		defer d.Close()
		s, err := d.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all := make([]int, len(s.Slots))
		for i := range all {
			all[i] = 1
		}
		a, err := d.DecideVariant(context.Background(), s, all)
		if err != nil || a.Witness == nil {
			t.Fatalf("no witness: %v %v", a, err)
		}
		_, steps, ok := Of(m, a.Witness)
		if !ok {
			t.Errorf("%s: allowed", c.writer)
			continue
		}
		got := steps[0].Rel
		for _, kind := range []struct {
			word  string
			slots []results.Slot
		}{{" by", steps[0].By}, {" either", steps[0].Either}} {
			if len(kind.slots) > 0 {
				got += kind.word
			}
			for _, s := range kind.slots {
				got += " " + s.Name + "=" + s.Choice
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.writer, got, c.want)
		}
	}
}
