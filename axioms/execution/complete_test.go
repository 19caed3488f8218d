package execution_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// Pieces of threads; see [executiontest.Threads].
const (
	wx1, wy1, wz1 = "li r1,1; stw r1,0(r21)", "li r1,1; stw r1,0(r22)", "li r1,1; stw r1,0(r23)"
	rx, ry, rx2   = "lwz r5,0(r21)", "lwz r5,0(r22)", "lwz r6,0(r21)"
	addrRx        = "; xor r7,r5,r5; lwzx r6,r7,r21"
	po            = "; "
)

// find returns the event with the given description.
func find(t *testing.T, s *event.Structure, what string) int32 {
	t.Helper()
	for e := range s.Events {
		if execution.Describe(s, e) == what {
			return int32(e)
		}
	}
	t.Fatalf("no event %s", what)
	return 0
}

func TestComplete(t *testing.T) {
	s := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1 /\\ 1:r6=1 /\\ x=1", wx1+po+wy1, ry+addrRx))
	x := executiontest.First(s)
	x.Rf[find(t, s, "P1:Rx")] = find(t, s, "P0:Wx")
	x.Rf[find(t, s, "P1:Ry")] = find(t, s, "P0:Wy")
	c, err := x.Complete()
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Value(int(find(t, s, "P1:Rx"))); got != event.Number(1) {
		t.Errorf("read %s", got)
	}
	if !c.Holds(s.Cond) || !c.Holds(s.Filter) {
		t.Error("the condition does not hold")
	}
	if got := c.Final(0); got != event.Number(1) {
		t.Errorf("final value %s", got)
	}
	if got, ok := c.Register(1, 6); !ok || got != event.Number(1) || c.Leaf(1) != 0 {
		t.Errorf("register %s %v", got, ok)
	}
}

func TestIllFormed(t *testing.T) {
	mp := executiontest.Build(t, executiontest.Threads("MP", "1:r5=1", wx1+po+wy1, ry+po+rx2))
	branch := executiontest.Build(t, executiontest.Threads("B", "0:r5=1", rx+"; cmpwi r5,1; bne L; "+wy1+"; L:"+wz1, wx1))
	lb := executiontest.Build(t, executiontest.Threads("LB", "0:r5=1", rx+"; stw r5,0(r22)", ry+"; stw r5,0(r21)"))
	for _, c := range []struct {
		name  string
		s     *event.Structure
		spoil func(x *execution.Execution, s *event.Structure)
		want  execution.Fault
	}{
		{"no source", mp, func(x *execution.Execution, s *event.Structure) { x.Rf[find(t, s, "P1:Ry")] = -1 }, execution.NoSource},
		{"wrong location", mp, func(x *execution.Execution, s *event.Structure) { x.Rf[find(t, s, "P1:Ry")] = 0 }, execution.BadSource},
		{"source is a read", mp, func(x *execution.Execution, s *event.Structure) { x.Rf[find(t, s, "P1:Ry")] = find(t, s, "P1:Ry") }, execution.BadSource},
		{"write with a source", mp, func(x *execution.Execution, s *event.Structure) { x.Rf[find(t, s, "P0:Wx")] = 0 }, execution.StraySource},
		{"no such event", mp, func(x *execution.Execution, s *event.Structure) { x.Rf[find(t, s, "P1:Ry")] = 99 }, execution.BadShape},
		{"short rf", mp, func(x *execution.Execution, s *event.Structure) { x.Rf = x.Rf[1:] }, execution.BadShape},
		{"missing write", mp, func(x *execution.Execution, s *event.Structure) { x.Order[event.Co][0] = x.Order[event.Co][0][:1] }, execution.BadOrder},
		{"initial write last", mp, func(x *execution.Execution, s *event.Structure) { slices.Reverse(x.Order[event.Co][0]) }, execution.BadOrder},
		{"write twice", mp, func(x *execution.Execution, s *event.Structure) {
			x.Order[event.Co][0] = append(x.Order[event.Co][0], x.Order[event.Co][0][1])
		}, execution.BadOrder},
		{"no order", mp, func(x *execution.Execution, s *event.Structure) { x.Order[event.Co][0] = nil }, execution.BadOrder},
		{"write not executed", branch, func(x *execution.Execution, s *event.Structure) {
			x.Rf[find(t, s, "P0:Rx")] = 0
			x.Order[event.Co][1] = []int32{1, find(t, s, "P0:Wy")}
		}, execution.BadOrder},
		{"out of thin air", lb, func(x *execution.Execution, s *event.Structure) {
			x.Rf[find(t, s, "P0:Rx")] = find(t, s, "P1:Wx")
			x.Rf[find(t, s, "P1:Ry")] = find(t, s, "P0:Wy")
		}, execution.ThinAir},
	} {
		x := executiontest.First(c.s)
		c.spoil(&x, c.s)
		_, err := x.Complete()
		var ill *execution.IllFormed
		if !errors.As(err, &ill) || ill.Fault != c.want {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestSlots(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("s.litmus",
		"PPC S\n{ 0:r1=x; 0:r2=1; }\n P0 ;\n stw r2,0(r1) ;\n (*@ a: none, sync, lwsync *) ;\n lwz r3,0(r1) ;\nexists (0:r3=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := fixture.Structure(t, test, unroll.Options{FreeSlots: true})
	x := execution.New(s)
	x.Rf[4], x.Slots = 1, []int{3}
	x.Order[event.Co][0] = []int32{0, 1}
	if _, err := x.Complete(); err == nil || err.(*execution.IllFormed).Fault != execution.BadSlot {
		t.Errorf("got %v", err)
	}
	for pick, want := range []string{"", "P0:sync", "P0:lwsync"} {
		x.Slots = []int{pick}
		c, err := x.Complete()
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range c.Events() {
			if s.Events[e].Kind == event.FenceEvent {
				got += c.Describe(int(e))
			}
		}
		if got != want {
			t.Errorf("choice %d: got %q", pick, got)
		}
	}
}

func TestCut(t *testing.T) {
	s := executiontest.Build(t, "PPC loop\n{ 0:r1=x; }\n P0 ;\n L: lwz r2,0(r1) ;\n addi r3,r3,1 ;\n stw r3,0(r1) ;\n cmpwi r2,9 ;\n bne L ;\nexists (x=0)\n")
	if len(s.Cuts) == 0 {
		t.Fatal("nothing is cut")
	}
	x := execution.New(s)
	for e := range s.Events {
		if s.Events[e].IsRead() {
			x.Rf[e] = 0
		} else {
			x.Order[event.Co][0] = append(x.Order[event.Co][0], int32(e))
		}
	}
	for k := range x.Outcomes {
		x.Outcomes[k] = 0 // the branch back is taken
	}
	_, err := x.Complete()
	var ill *execution.IllFormed
	if !errors.As(err, &ill) || ill.Fault != execution.CutShort || ill.Cut != 0 {
		t.Errorf("got %v", err)
	}
	x.AllowCut = true
	c, err := x.Complete()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Cuts, []int{0}) || c.Leaf(0) != -1 {
		t.Errorf("cuts %v, leaf %d", c.Cuts, c.Leaf(0))
	}
}
