package insert

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/families"
)

// TestOptional checks that a program with every barrier in its slot is the original one
// with its slots filled, and that it has no barrier if all slots hold none.
func TestOptional(t *testing.T) {
	barriers := 0
	for seed := range uint64(200) {
		text := families.Small(seed)
		if seed%4 == 0 {
			text = families.Doorbell(seed)
		}
		test := parse(t, "small", text)
		before := test.String()
		opt, all, err := Optional(test, nil)
		if err != nil {
			t.Fatal(err)
		}
		barriers += len(all)
		if len(opt.Slots) != len(all) {
			t.Fatalf("seed %d: %d slots for %d barriers", seed, len(opt.Slots), len(all))
		}
		set := map[string]string{}
		for _, b := range all {
			set[b.Slot] = b.Text
		}
		if got, want := squeeze(Fill(opt, set).String()), squeeze(Fill(test, nil).String()); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		none, err := Strip(test)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := squeeze(Fill(opt, nil).String()), squeeze(none.String()); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		if test.String() != before {
			t.Fatalf("seed %d: the test was changed", seed)
		}
	}
	if barriers < 100 {
		t.Errorf("only %d barriers", barriers)
	}
}

// squeeze returns a text in which blanks and empty rows make no difference.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestOptionalSlots checks that a slot counts as one barrier even if several cells use
// it, that an empty slot counts as none, and that each instruction is a barrier of its
// own with a new name.
func TestOptionalSlots(t *testing.T) {
	test := parse(t, "T", `PPC T
{ 0:r1=x; 1:r1=x; }
 P0                                           | P1            ;
 li r2,1                                      | li r2,2       ;
 L: sync (*@ a: none, sync, msgsync+lwsync *) | stw r2,0(r1)  ;
 stw r2,0(r1)                                 | (*@ b: none, eieio *) ;
 M: sync (*@ a: none, sync, msgsync+lwsync *) | lwsync        ;
 stw r2,0(r1)                                 | stw r2,0(r1)  ;
 sync (*@ barrier.2: none, sync *)            | lwsync        ;
 stw r2,0(r1)                                 | stw r2,0(r1)  ;
exists (x=1)
`)
	opt, all, err := Optional(test, map[string]string{"a": "msgsync+lwsync"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range all {
		got = append(got, b.Slot+" "+b.FromSlot+" "+b.Text+" "+b.Column)
	}
	want := []string{"a a msgsync+lwsync P0", "barrier.2 barrier.2 sync P0", "barrier.3  lwsync P1", "barrier.4  lwsync P1"}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, b := range all {
		if b.Line == 0 || b.FromSlot == "" && b.Line < 7 {
			t.Errorf("%s stands in line %d", b.Slot, b.Line)
		}
	}
	if n := len(opt.Slot("a").Uses); n != 2 {
		t.Errorf("a stands in %d places", n)
	}
	names := map[string]bool{}
	for _, s := range opt.Slots {
		names[s.Name] = true
	}
	if again := parse(t, "T", opt.String()); len(again.Slots) != 4 || len(names) != 4 {
		t.Errorf("read again it is\n%s", again)
	}
}
