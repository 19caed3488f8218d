package eval

import (
	"errors"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// A handler that reads the message and stores it.
func handled(cond, after string) string {
	return "PPC H\n{ 0:r2=message; 1:r2=message; 1:r4=seen; 0:r1=1; }\n" +
		" P0 | P1 | P1 doorbell ;\n" +
		" stw r1,0(r2) | msgsync | " + after + " ;\n" +
		" sync | | lwz r3,0(r2) ;\n" +
		" msgsnd P1 | | stw r3,0(r4) ;\n" +
		"exists (" + cond + ")\n"
}

// What a handler sees, for ISA 3.0 and 2.07.
func TestHandler(t *testing.T) {
	for _, c := range []struct{ cond, after, want string }{
		{"~pending(P1) /\\ seen=0", "msgsync", "FF"},
		{"~pending(P1) /\\ seen=0", "lwsync", "AF"},
		{"pending(P1) /\\ seen=0", "msgsync", "AA"}, // the interrupt is not taken
		{"pending(P1) /\\ seen=1", "msgsync", "FF"}, // there is one message
		{"~pending(P1) /\\ seen=1", "lwsync", "AA"},
	} {
		s := executiontest.Build(t, handled(c.cond, c.after))
		got := ""
		for _, name := range bellModels {
			yes, _ := observe(s, fixture.Model(t, name))
			got += "FA"[min(yes, 1):][:1]
		}
		if got != c.want {
			t.Errorf("%s with %s: got %s, want %s", c.cond, c.after, got, c.want)
		}
	}
}

// A thread whose paths join after its handler comes to one end, or to a cut if it takes
// more interrupts than the bound allows.
func TestHandlerEnds(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("k.litmus", "PPC K\n{}\n P0 | P1 | P1 doorbell ;\n"+
		" msgsnd P1 | isync | msgsync ;\n msgsnd P1 | isync | ;\nexists (true)\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := fixture.Structure(t, test, unroll.Options{Limits: unroll.Limits{Interrupts: 1}})
	ended := map[int]int{} // executions that end, by the number of interrupts
	cuts := 0
	for bits := range 1 << len(s.FreeChoices) {
		x := execution.New(s)
		for i := range x.Choices {
			x.Choices[i] = bits>>i&1 != 0
		}
		var own, rung []int32
		for e := range s.Events {
			if g, err := x.Eval(s.Events[e].Guard); err != nil || !g.IsTrue() {
				continue
			}
			switch s.Events[e].Kind {
			case event.IrqEvent:
				own = append(own, int32(e))
			case event.MsgsndEvent:
				rung = append(rung, int32(e))
			}
		}
		if len(rung) != 2 || len(own) > 2 {
			t.Fatalf("%d messages, %d interrupts", len(rung), len(own))
		}
		order := []int32{rung[0]}
		switch len(own) {
		case 0:
			order = rung
		case 1:
			order = []int32{rung[0], own[0], rung[1]}
		case 2:
			order = []int32{rung[0], own[0], rung[1], own[1]}
		}
		x.Order[event.Dbo][1] = order
		c, err := x.Complete()
		if len(own) < 2 {
			if err != nil || c.Leaf(1) < 0 {
				t.Fatalf("with %d interrupts: %v", len(own), err)
			}
			ended[len(own)]++
			continue
		}
		var ill *execution.IllFormed
		if !errors.As(err, &ill) || ill.Fault != execution.CutShort || s.Cuts[ill.Cut].Kind != event.IrqBound {
			t.Fatalf("with 2 interrupts: %v", err)
		}
		x.AllowCut = true
		if c, err = x.Complete(); err != nil || len(c.Cuts) != 1 || c.Cuts[0] != ill.Cut || c.Leaf(1) != -1 || c.Leaf(0) < 0 {
			t.Fatalf("cut: %v", err)
		}
		cuts++
	}
	if ended[0] == 0 || ended[1] == 0 || cuts == 0 {
		t.Errorf("%v executions end, %d are cut", ended, cuts)
	}
}
