package linux

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestEveryPrimitive lowers every primitive of the embedded table, with the first
// arguments that fit, as a statement and as a value.
func TestEveryPrimitive(t *testing.T) {
	table, lowered, values := kernelc.Embedded(), 0, 0
	for _, name := range table.Names() {
		m, _ := table.Lookup(name)
		n := 0
		for _, form := range []string{"%;", "int r0; r0 = %;"} {
			if tryArguments(t, form, name, len(m.Params), nil) {
				n++
			}
		}
		if n == 0 {
			t.Errorf("%s: no arguments fit", name)
		}
		if lowered++; n == 2 {
			values++
		}
	}
	t.Logf("%d primitives, %d with a value", lowered, values)
	if lowered < 300 || values < 100 {
		t.Errorf("only %d primitives, %d with a value", lowered, values)
	}
}

// tryArguments reports whether a primitive is lowered with some arguments, of which it is
// given the first ones.
func tryArguments(t *testing.T, form, name string, count int, args []string) bool {
	t.Helper()
	if len(args) < count {
		for _, a := range []string{"x", "*x", "1", "VAL == 1", "&old", "y", "flags", "P0"} {
			if tryArguments(t, form, name, count, append(args[:len(args):len(args)], a)) {
				return true
			}
		}
		return false
	}
	call := strings.Replace(form, "%", name+"("+strings.Join(args, ", ")+")", 1)
	test, err := litmus.Parse(diag.NewSource("t", "C t\n{}\nP0(int *x, unsigned long *y)\n{\nint old; unsigned long flags;\n"+call+"\n}\nexists (x=1)\n"))
	if err != nil || len(kernelc.Check(test.Threads[0].Body, kernelc.Embedded())) > 0 {
		return false
	}
	if _, err := lower(test, test.Threads[0], &isa.Registers{Plain: true}); err != nil {
		t.Logf("%s: %v", call, err)
		return false
	}
	return true
}
