package sets

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
)

// TestSets checks that every set is complete, is found by its architecture, and declares
// its tags without gaps and without repeated names.
func TestSets(t *testing.T) {
	for _, l := range Languages() {
		if Language(l.Arch) != l {
			t.Errorf("%s is not found", l.Name)
		}
	}
	for _, s := range All() {
		if ForArch(s.Arch) != s || s.NewDecoder == nil || s.Mnemonics == nil || s.Survey == nil ||
			s.Herd.Instr == nil || s.Herd.Line == nil || s.Herd.Jump == nil || s.Herd.Depend == nil {
			t.Errorf("%s: not complete, or not found", s.Name)
		}
		if len(s.Tags) > isa.MaxTags+1 || s.Tags[0].Name != "" {
			t.Errorf("%s: too many tags, or a tag with the number 0", s.Name)
		}
		seen := map[string]bool{}
		for tag, info := range s.Tags[1:] {
			if info.Name == "" || info.Cat == "" || info.Doc == "" || seen[info.Name] || seen[info.Cat] {
				t.Errorf("%s: tag %d has no name, or one that another tag has: %+v", s.Name, tag+1, info)
			}
			seen[info.Name], seen[info.Cat] = true, true
			if !info.Barrier && (info.Orders != 0 || info.Control || info.Doorbells) || info.Barrier && info.Exclusive {
				t.Errorf("%s: %s is a barrier and is none: %+v", s.Name, info.Name, info)
			}
		}
	}
	if ForArch("no such") != nil {
		t.Error("a set for an architecture that does not exist")
	}
}

// TestTargets checks that a test that is compiled has the set of its target, always the same
// one, and that targets are refused where they cannot be.
func TestTargets(t *testing.T) {
	c := &litmus.Test{Arch: "C", Name: "t"}
	as, err := Of(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range target.All() {
		c.Target = to.Name
		s, err := Of(c)
		again, _ := Of(c)
		if err != nil || s != again || s == as || s.Language != to.Language || Language(s.Arch) != to.Language {
			t.Errorf("%s: %v, %v", to.Name, s, err)
		}
	}
	for _, bad := range []struct {
		arch, target string
		code         diag.Code
	}{{"C", litmus.AsWritten, ""}, {"C", "power9", diag.TargetUnknown}, {"PPC", "power", diag.TargetAssembly}, {"PPC", litmus.AsWritten, diag.TargetAssembly}, {"X86", "", diag.LitmusArch}} {
		s, err := Of(&litmus.Test{Arch: bad.arch, Name: "t", Target: bad.target})
		switch ds := diag.All(err); {
		case bad.code == "" && s != as, bad.code != "" && (len(ds) != 1 || ds[0].Code != bad.code || ds[0].Fix == "" && bad.code != diag.LitmusArch):
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// TestAddedTarget checks that a target that a test adds is found by its name, with its own
// table, until it is removed.
func TestAddedTarget(t *testing.T) {
	power, err := target.Named("power")
	if err != nil {
		t.Fatal(err)
	}
	row := target.Row{Builtin: "__fence", Order: "rmb"}
	odd := power.With("power without smp_rmb", target.Entry{Row: row, Text: "no instruction"})
	c := &litmus.Test{Arch: "C", Name: "t", Target: odd.Name}
	if _, err := Of(c); err == nil {
		t.Error("a target is found before it is added")
	}
	remove := target.Add(odd)
	if s, err := Of(c); err != nil || s == Must(&litmus.Test{Arch: "C", Name: "t", Target: "power"}) {
		t.Errorf("an added target: %v, %v", s, err)
	}
	if len(odd.Entry(row).Before) != 0 || len(power.Entry(row).Before) != 1 {
		t.Error("the table is not changed, or that of the original is")
	}
	remove()
	if _, err := Of(c); err == nil {
		t.Error("a target is found after it is removed")
	}
}
