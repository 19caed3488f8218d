package litmus

import "testing"

func TestSlots(t *testing.T) {
	test := parse(t, `PPC s
{ }
 P0                                     | P1 ;
 L: sync (*@ a.x: none, sync *)         | sync (*@ a.x: none,sync *) ;
 (*@ b: msgsync + lwsync, none, dcbf r1,r2,lwsync *) | (*@ c: none *) ;
exists (x=1)`)
	if len(test.Slots) != 3 {
		t.Fatalf("%d slots", len(test.Slots))
	}
	a := test.Slot("a.x")
	if a == nil || len(a.Uses) != 2 || a.Default != 1 || a.Choices[0].Instrs != nil || a.Span.Line() != 4 {
		t.Fatalf("slot a.x: %+v", a)
	}
	first, second := test.Threads[0].Cells[0], test.Threads[1].Cells[0]
	if first.Slot != a || second.Slot != a || first.Instr.Op != "sync" || len(first.Labels) != 1 {
		t.Errorf("cells: %+v, %+v", first, second)
	}
	b := test.Slot("b")
	texts := []string{"msgsync+lwsync", "none", "dcbf r1,r2", "lwsync"}
	if b.Default != 1 || len(b.Choices) != len(texts) {
		t.Fatalf("slot b: %+v", b)
	}
	for i, want := range texts {
		if b.Choices[i].Text != want {
			t.Errorf("choice %d is %q, want %q", i, b.Choices[i].Text, want)
		}
	}
	if n := len(b.Choices[0].Instrs); n != 2 {
		t.Errorf("%d instructions in a sequence of two", n)
	}
	if got := b.Choices[0].Span.Text(); got != "msgsync + lwsync" {
		t.Errorf("the span of a choice holds %q", got)
	}
	if test.Threads[0].Cells[1].Instr != nil {
		t.Error("a slot whose default is none has an instruction")
	}
	if test.Slot("d") != nil {
		t.Error("there is no slot d")
	}
}

// TestManySlots uses more slots than the number up to which names are compared one by
// one.
func TestManySlots(t *testing.T) {
	text := "PPC s\n{ }\n P0 ;\n"
	for range 2 {
		for i := range 40 {
			text += " (*@ s" + itoa(i) + ": none, sync *) ;\n"
		}
	}
	test := parse(t, text+"exists (x=1)")
	if len(test.Slots) != 40 || len(test.Slot("s39").Uses) != 2 {
		t.Errorf("%d slots, s39 used %d times", len(test.Slots), len(test.Slot("s39").Uses))
	}
}
