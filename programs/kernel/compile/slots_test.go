package compile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/internal/fixture"
)

// slotted has slots of barriers, accesses and retry loops, also as defaults.
const slotted = `C slotted
{ }
P0(int *x, int *y)
{
	WRITE_ONCE(*x, 1);
	smp_store_release(y, 1); /*@ pub: WRITE_ONCE, smp_store_release, xchg */
	/*@ w: none, smp_wmb, smp_mb */
	WRITE_ONCE(*x, 2);
}
P1(int *x, int *y)
{
	int r0 = READ_ONCE(*y);
	/*@ r: none, smp_rmb */
	int r1;
	r1 = cmpxchg(x, 0, 5); /*@ c: none, r1 = READ_ONCE(*x), r1 = cmpxchg(x, 0, 5) */
	if (r1)
		WRITE_ONCE(*y, 3);
}
locations [x; y;]
exists (1:r0=1 /\ 1:r1=0)
`

// TestSlots checks that every variant of a test has the answers of the compiled one.
func TestSlots(t *testing.T) {
	for _, target := range targets {
		l := newLaw(t, target)
		test := fixture.ParseText(t, slotted)
		test.Target = target
		back, err := compiled(t, test)
		if err != nil {
			t.Fatal(err)
		}
		d, names := l.decider(t, test), places(test, back)
		var each func(k int, from, to map[string]string)
		each = func(k int, from, to map[string]string) {
			if k == len(test.Slots) {
				want, got := l.ask(t, d, test, nil, from), l.ask(t, d, back, names, to)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s %v: -C +compiled\n%s", target, from, diff)
				}
				return
			}
			s := test.Slots[k]
			made := back.Slot(s.Name)
			if len(made.Choices) != len(s.Choices) || made.Default != s.Default {
				t.Fatalf("slot %s: %+v", s.Name, made)
			}
			for n := range s.Choices {
				from[s.Name], to[s.Name] = s.Choices[n].Text, made.Choices[n].Text
				each(k+1, from, to)
			}
		}
		each(0, map[string]string{}, map[string]string{})
	}
}
