package fit

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestModelOfTarget: a compiled program is judged by the model of its target, with the
// variants that the target turns on, unless the user names a model; a model for another
// language is refused.
func TestModelOfTarget(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("a.litmus", "C a\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	rings, err := litmus.Parse(diag.NewSource("b.litmus", "C b\n{}\nP0() { ppc_msgsnd(P1); }\nP1() { take_doorbell(); }\nexists (pending(P1))\n"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := LoadDefault(models.Options{Variants: []string{"lkmmv1"}})
	if err != nil {
		t.Fatal(err)
	}
	power, err := Load("power", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range target.All() {
		test.Target = to.Name
		m, err := d.For(test)
		again, _ := d.For(test)
		if err != nil || m != again || m.Name != to.Model || m.Vocabulary.Language != to.Language || !slices.Equal(m.Variants, to.Variants) {
			t.Errorf("%s: %v, %v", to.Name, m, err)
		}
		for _, v := range to.Variants {
			if !m.asks(v) {
				t.Errorf("%s turns on the variant %s, which its model does not have", to.Name, v)
			}
		}
		if m == d != (to.Name == "power" || to.Name == "power-2011") {
			t.Errorf("%s: another model than the default one, or the default one without variants", to.Name)
		}
		if want := map[string]string{"": "power-doorbell", "2.07": "power-doorbell-2.07"}[to.ISA]; to.Model == "power" && !to.C11 {
			rings := *rings
			rings.Target = to.Name
			if m, err := d.For(&rings); err != nil || m.Name != want || !slices.Equal(m.Variants, to.Variants) {
				t.Errorf("%s, with doorbells: %v, %v; want %s", to.Name, m, err, want)
			}
		}
		m, err = power.For(test)
		if ds := diag.All(err); to.Language == power.Vocabulary.Language && m != power || to.Language != power.Vocabulary.Language && (len(ds) != 1 || ds[0].Code != diag.CatArch || ds[0].Fix == "") {
			t.Errorf("%s under a model that the user names: %v, %v", to.Name, m, err)
		}
	}
	mixed, err := litmus.Parse(diag.NewSource("c.litmus", "C c\nEndian=little\n{ int x; }\nP0(int *x) { *(char *)x = 1; *x = 2; }\nexists (x=1)\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range target.All() {
		mixed.Target = to.Name
		if m, err := d.For(mixed); err != nil || m.OneSize || !slices.Equal(m.Variants, to.Variants) {
			t.Errorf("%s, with accesses of mixed size: %v, %v", to.Name, m, err)
		}
	}
	test.Target = litmus.AsWritten
	if m, err := d.For(test); err != nil || m.Name != "lkmm" {
		t.Errorf("as written: %v, %v", m, err)
	}
	test.Target = "pwoer"
	if _, err := d.For(test); err == nil {
		t.Error("a target that does not exist has a model")
	}
}

// TestLoadTargets: what judges a target is the default model for the target's copy of a
// program.
func TestLoadTargets(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("b.litmus", "C b\n{}\nP0() { ppc_msgsnd(P1); }\nP1() { take_doorbell(); }\nexists (pending(P1))\n"))
	if err != nil {
		t.Fatal(err)
	}
	ms, err := LoadTargets([]string{"lkmm", "power", "power-2.07"}, models.Options{})
	if err != nil || len(ms) != 3 {
		t.Fatal(ms, err)
	}
	for i, want := range []struct{ name, heading, model string }{
		{"lkmm", "LKMM", "lkmm-doorbell"}, {"power", "POWER", "power-doorbell"}, {"power-2.07", "POWER ISA 2.07", "power-doorbell-2.07"},
	} {
		own := ms[i].Test(test)
		m, err := ms[i].For(own)
		if err != nil || ms[i].Name != want.name || ms[i].Heading != want.heading || own.Target != want.name || m.Name != want.model || test.Target != "" {
			t.Errorf("%s: %+v, %v", want.name, ms[i], err)
		}
	}
	if _, err := LoadTargets([]string{"pwoer"}, models.Options{}); len(diag.All(err)) != 1 {
		t.Errorf("a target that does not exist: %v", err)
	}
	plain, err := Load("power", models.Options{})
	if err != nil || plain.Test(test) != test {
		t.Error("a model without a target changes the program")
	}
}

// TestDoorbellsOfTargets: a program with doorbells is refused for a machine that has none, and
// under a model for another version of the Power ISA than that of the target.
func TestDoorbellsOfTargets(t *testing.T) {
	test, err := litmus.Parse(diag.NewSource("b.litmus", "C b\n{}\nP0() { ppc_msgsnd(P1); }\nP1() { take_doorbell(); ppc_msgsync(); }\nexists (pending(P1))\n"))
	if err != nil {
		t.Fatal(err)
	}
	old, err := LoadDefault(models.Options{ISA: "2.07"})
	if err != nil {
		t.Fatal(err)
	}
	named, err := Load("power-doorbell", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := LoadDefault(models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		m      *Model
		target string
		code   diag.Code // of the error; "" for none
		fix    string
	}{
		{old, "power-2.07", "", ""}, {old, "power", diag.CatArch, "--target power-2.07"},
		{named, "power", "", ""}, {named, "power-2.07", diag.CatArch, "--target power,"}, {named, "power-isync", "", ""},
		{d, "power", "", ""}, {d, "power-2.07", "", ""}, {d, "x86", diag.TargetRefused, ""},
	} {
		test.Target = c.target
		m, err := c.m.For(test)
		ds := diag.All(err)
		if c.code == "" && (err != nil || m == nil) || c.code != "" && (len(ds) == 0 || ds[0].Code != c.code || !ds[0].Span.Known() || !strings.Contains(ds[0].Fix, c.fix)) {
			t.Errorf("%s under %s: %v, %v", c.target, c.m.Name, m, err)
		}
	}
}
