package cycle

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/power"
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

func model(t *testing.T, name string) *rel.Model {
	t.Helper()
	m, err := models.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

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
	test, err := litmus.Parse(diag.NewSource("mp.litmus", mp))
	if err != nil {
		t.Fatal(err)
	}
	m := model(t, "power")
	d, err := decide.New(m, decide.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	s, err := d.Structure(test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Pick(context.Background(), s, make([]int, len(s.Slots)))
	if err != nil || a.Witness == nil {
		t.Fatalf("no witness: %v %v", a, err)
	}
	if _, _, ok := Of(m, a.Witness); ok {
		t.Error("an execution that the model allows has a cycle")
	}
	for _, c := range []struct{ model, writer, reader, want string }{
		{"power", "eieio", "lwsync", "observation: P1 lwz r3,0(r2) [data -> 0] -fre-> P0 stw r1,0(r2) [data := 1] -eieio by writer=eieio-> " +
			"P0 stw r1,0(r4) [flag := 1] -rfe-> P1 lwz r1,0(r4) [flag -> 1] -lwsync by reader=lwsync->"},
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
		axiom, steps, ok := Of(model(t, c.model), again)
		if got := text(axiom, steps); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s, writer %s, reader %s:\n%s\nwant\n%s", c.model, c.writer, c.reader, got, c.want)
		}
	}
}

// TestOthers: where a slot always has a barrier, what it adds is seen by putting
// the others in its place.
func TestOthers(t *testing.T) {
	f := func(kinds ...power.FenceKind) []power.FenceKind { return kinds }
	for _, c := range []struct {
		barriers [][]power.FenceKind
		choice   int
		want     []int
	}{
		{[][]power.FenceKind{f(), f(power.LwSync), f(power.Sync)}, 2, []int{0}},
		{[][]power.FenceKind{f(), f(power.LwSync), f(power.Sync)}, 0, nil},
		{[][]power.FenceKind{f(power.Eieio), f(power.LwSync), f(power.Sync)}, 1, []int{0, 2}},
	} {
		if got := others(&event.Slot{Choices: make([]string, len(c.barriers)), Barriers: c.barriers}, c.choice); !slices.Equal(got, c.want) {
			t.Errorf("%v, choice %d: %v, want %v", c.barriers, c.choice, got, c.want)
		}
	}
}
