package bundle

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/certify/prover"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestConditions checks that a claim names the settings on which it depends, and leaves
// out those that have their usual values.
func TestConditions(t *testing.T) {
	const (
		straight = " li r1,1 ;\n sync (*@ s: none, lwsync, sync *) ;\n lwsync (*@ a: none, lwsync *) ;\n"
		forward  = " b L ;\n li r1,1 ;\n L: ;\n"
		loop     = " L: ;\n li r1,1 ;\n b L ;\n"
	)
	of := func(slots ...string) map[string]string {
		m := map[string]string{}
		for _, s := range slots {
			name, choice, _ := strings.Cut(s, "=")
			m[name] = choice
		}
		return m
	}
	for _, c := range []struct {
		name, column string
		m            Manifest
		want         string
	}{
		{"defaults", straight, Manifest{Slots: of("s=sync", "a=lwsync"), Bound: 2}, ""},
		{"another barrier", straight, Manifest{Slots: of("s=lwsync", "a=lwsync"), Bound: 2}, " with s=lwsync"},
		{"in the order of the program", straight, Manifest{Slots: of("a=none", "s=none"), Bound: 2}, " with s=none, a=none"},
		{"a table, of all", straight, Manifest{Table: &Table{}, Bound: 2}, ""},
		{"a table, of some", straight, Manifest{Table: &Table{}, Slots: of("s=sync"), Bound: 2}, " with s=sync"},
		{"variants of the model", straight, Manifest{Model: Model{Variants: []string{"x", "y"}}, Slots: of("s=none"), Bound: 2}, " (x, y) with s=none"},
		{"a bound without a loop", forward, Manifest{Bound: 3}, ""},
		{"a bound", loop, Manifest{Bound: 3}, " with bound 3"},
		{"the usual bound", loop, Manifest{Bound: 2, Interrupts: 2}, ""},
		{"interrupts", loop, Manifest{Bound: 1, Interrupts: 3}, " with bound 1, interrupts 3"},
	} {
		test := fixture.Parse(t, diag.NewSource("t.litmus", "PPC t\n{ }\n P0 ;\n"+c.column+"exists (0:r1=0)\n"))
		if got := c.m.conditions(test); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	r, err := Verify(t.Context(), made(t, claim(t, programs+"host_ipi/mail.litmus", "power", fixed), prover.Gophersat), Options{Tool: tool})
	if err != nil || !strings.HasPrefix(r.Line(), "host-ipi-mail under power with set.before=sync, clear.after=sync is Never: ") {
		t.Errorf("%v: %s", err, r.Line())
	}
}
