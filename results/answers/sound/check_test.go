package sound

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/sound"
)

// programs writes tests into a folder and opens it.
func programs(t *testing.T, tests []shape) []Program {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "own")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for i, s := range tests {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.litmus", i)), []byte(s.text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ins, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return Programs(dir, ins)
}

// judged judges tests on targets. None of them may fail.
func judged(t *testing.T, tests []Program, targets ...*target.Target) []*sound.Target {
	t.Helper()
	return judgedBut(t, tests, func(p Program, err error) { t.Errorf("%s: %v", p.Name, err) }, targets...)
}

// judgedBut judges tests on targets, and calls failed for those that fail.
func judgedBut(t *testing.T, tests []Program, failed func(Program, error), targets ...*target.Target) []*sound.Target {
	t.Helper()
	var ms Models
	var err error
	if ms.Kernel, err = fit.LoadDefault(models.Options{}); err != nil {
		t.Fatal(err)
	}
	ms.Machine = ms.Kernel
	o := opinion.Options{Options: decide.Options{Auto: true}}
	r, err := Check(context.Background(), tests, ms, targets, o, failed)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(r.Model, "lkmm") {
		t.Errorf("the kernel's model is called %q", r.Model)
	}
	return r.Targets
}

// exceptions lists the exceptions that are exceptions, by their places.
func exceptions(on *sound.Target) (all []int) {
	for i := range on.Tests {
		if on.Tests[i].Outcome == sound.Exception {
			all = append(all, i)
		}
	}
	return all
}

// named returns a target.
func named(t *testing.T, name string) *target.Target {
	t.Helper()
	to, err := target.Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// mutations returns a target with each barrier of its table left out or, if the barrier is
// the strongest one, weakened, in turn. weaker is the name of the weaker barrier; "" for none.
// Each is known by its name, which says what it changes, until the test ends.
func mutations(t *testing.T, of *target.Target, weaker string) (all []*target.Target) {
	add := func(what string, e target.Entry) {
		m := of.With(of.Name+": "+e.String()+" "+what, e)
		t.Cleanup(target.Add(m))
		all = append(all, m)
	}
	change := func(e *target.Entry, where string, list *[]isa.Tag) {
		old := *list
		for i, tag := range old {
			name := of.Language.Tags[tag].Name
			*list = slices.Delete(slices.Clone(old), i, i+1)
			add("without "+name+" "+where, *e)
			if name != "sync" || weaker == "" {
				continue
			}
			*list = slices.Clone(old)
			(*list)[i] = isa.Tag(slices.IndexFunc(of.Language.Tags, func(t isa.TagInfo) bool { return t.Name == weaker }))
			add("with "+weaker+" "+where, *e)
			*list = old
		}
		*list = old
	}
	for _, e := range of.Entries() {
		change(&e, "before", &e.Before)
		change(&e, "after", &e.After)
	}
	return all
}

// TestTargetsAreSound: no target does what the kernel's model forbids, except the one with
// the barriers of old kernels, where each exception has a fully ordered operation.
func TestTargetsAreSound(t *testing.T) {
	tests := shapes()
	all := judged(t, programs(t, tests), target.For(false)...)
	for k, on := range all {
		total := on.Total()
		if total.Forbidden()+total.Count[sound.Refused] != len(tests) || total.Count[sound.Refused] > 1 {
			t.Errorf("%s: %d of %d tests are Never under the kernel's model: %v", on.Name, total.Forbidden(), len(tests), total.Count)
		}
		for _, i := range exceptions(on) {
			if on.Name != "power-2011" || !fullyOrdered(tests[i].text) {
				t.Errorf("%s: %s is %s\n%s", on.Name, tests[i].name, on.Tests[i].Verdict, strings.Join(on.Tests[i].Story, "\n"))
			}
			if len(on.Tests[i].Story) < 5 {
				t.Errorf("%s: the story of %s is %q", on.Name, tests[i].name, on.Tests[i].Story)
			}
		}
		if n := len(exceptions(on)); on.Name == "power-2011" && n < 5 || target.For(false)[k].Name != on.Name {
			t.Errorf("%s: %d exceptions", on.Name, n)
		}
	}
}

// fullyOrdered reports whether a program has a fully ordered read-modify-write with a value.
func fullyOrdered(text string) bool {
	return slices.ContainsFunc(operations, func(o operation) bool { return strings.Contains(text, fmt.Sprintf(o.from0, "")) })
}

// TestAssignNull: the kernel leaves out the barrier of rcu_assign_pointer for the constant
// NULL, and its model does not know that.
func TestAssignNull(t *testing.T) {
	want := map[string]int{"power": 1, "power-isync": 1, "power-2.07": 1, "power-2011": 1, "x86": 0}
	for _, on := range judged(t, programs(t, []shape{assignPointer("x", "NULL")}), target.For(false)...) {
		if n := len(exceptions(on)); n != want[on.Name] {
			t.Errorf("%s: %d exceptions, want %d", on.Name, n, want[on.Name])
		}
	}
}

// redundant lists the barriers that no test needs, with the reasons.
var redundant = map[string]string{
	"__fence{msgsync} without lwsync before": "a message with sync and msgsync is as strong as a sync in the model power-doorbell",
}

// TestMutationsAreFound: each other barrier of the tables for POWER is there for a reason that
// the kernel's model knows. Without it, or with a weaker one, some of our tests is an exception.
func TestMutationsAreFound(t *testing.T) {
	tests := programs(t, shapes())
	for _, name := range []string{"power", "power-isync"} {
		changed := mutations(t, named(t, name), "lwsync")
		if len(changed) < 40 {
			t.Errorf("%s: only %d changes", name, len(changed))
		}
		for _, on := range judged(t, tests, changed...) {
			_, what, _ := strings.Cut(on.Name, ": ")
			if found := len(exceptions(on)); (found == 0) != (redundant[what] != "") {
				t.Errorf("%s: %d tests notice; redundant: %q", on.Name, found, redundant[what])
			}
		}
	}
}

// TestLockedInstructions: on x86 a full barrier is an instruction with a LOCK prefix. Without
// the full fence, or with operations that are atomic and no barriers, some of our tests is an
// exception.
func TestLockedInstructions(t *testing.T) {
	x86 := named(t, "x86")
	changed := mutations(t, x86, "")
	for _, e := range x86.Entries() {
		if e.Tags == 0 || e.Order != "mb" && e.Order != "noreturn" && e.Builtin != "__lock" {
			continue // the kernel's model does not need the barrier
		}
		e.Tags = 0
		m := x86.With("x86: "+e.String()+" without a barrier", e)
		t.Cleanup(target.Add(m))
		changed = append(changed, m)
	}
	if len(changed) < 8 {
		t.Errorf("only %d changes", len(changed))
	}
	for _, on := range judged(t, programs(t, shapes()), changed...) {
		if len(exceptions(on)) == 0 {
			t.Errorf("%s: no test notices", on.Name)
		}
	}
}

// TestNothing: a machine that does nothing at all is not sound for that.
func TestNothing(t *testing.T) {
	cat := filepath.Join(t.TempDir(), "nothing.cat")
	if err := os.WriteFile(cat, []byte("PPC \"nothing\"\nempty R as nothing\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	silent := named(t, "power").With("silent")
	silent.Model = cat
	t.Cleanup(target.Add(silent))
	on := judged(t, programs(t, shapes()[:5]), silent)[0]
	for _, x := range on.Tests {
		if x.Outcome != sound.Exception || len(x.Story) != 1 || !strings.Contains(x.Story[0], "No execution ends") {
			t.Errorf("%s: %s %q", x.File, x.Outcome, x.Story)
		}
	}
}

// TestApart: what is not compared is counted apart, with the reason.
func TestApart(t *testing.T) {
	stuck := threads("stuck", "x=2", "spin_lock(s); spin_lock(s); WRITE_ONCE(*x, 1)")
	racy := threads("racy", "1:r0=1 /\\ 1:r1=0", "*x = 1; smp_store_release(y, 1)", "r0 = smp_load_acquire(y); r1 = *x")
	grace := threads("grace", "x=2", "synchronize_rcu()")
	always := threads("always", "x=1", "WRITE_ONCE(*x, 1)")
	always.text = strings.Replace(always.text, "exists", "forall", 1)
	want := []sound.Outcome{sound.Deadlock, sound.Race, sound.Refused, sound.Kept}
	for _, on := range judged(t, programs(t, []shape{stuck, racy, grace, always}), target.For(false)...) {
		for i := range on.Tests {
			if x := on.Tests[i]; x.Outcome != want[i] || (x.Reason == "") != (i == 1 || i == 3) {
				t.Errorf("%s: %s is %s: %s, want %s", on.Name, x.File, x.Outcome, x.Reason, want[i])
			}
		}
	}
}

// TestKernelSuite: on the public tests in kernel C no target of today does what the kernel's
// model forbids. The barriers of old kernels do in some of them, each with a fully ordered
// operation. Changes of the table are noticed. Only RCU and SRCU are refused.
func TestKernelSuite(t *testing.T) {
	if testing.Short() {
		t.Skip("2,300 tests on ten targets")
	}
	dir := fixture.KernelFolder(t)
	ins, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	changes := map[string]func(*target.Entry){
		"__fence{rmb}":     func(e *target.Entry) { e.Before = nil },
		"__fence{wmb}":     func(e *target.Entry) { e.Before = nil },
		"__fence{mb}":      func(e *target.Entry) { e.Before = nil },
		"__store{release}": func(e *target.Entry) { e.Before = nil },
		"__load{acquire}":  func(e *target.Entry) { e.After = nil },
		"__unlock":         func(e *target.Entry) { e.Before = nil },
		"__lock":           func(e *target.Entry) { e.After = nil },
	}
	power := named(t, "power")
	targets := target.For(false)
	for _, e := range power.Entries() {
		if change := changes[e.String()]; change != nil {
			change(&e)
			m := power.With("power without the barrier of "+e.String(), e)
			t.Cleanup(target.Add(m))
			targets = append(targets, m)
		}
	}
	failed := 0
	tests := Programs(dir, ins)
	all := judgedBut(t, tests, func(Program, error) { failed++ }, targets...)
	if failed > 3 {
		t.Errorf("%d tests failed", failed)
	}
	for k, on := range all {
		total := on.Total()
		t.Logf("%s: %v", on.Name, total.Count)
		found := exceptions(on)
		switch {
		case k >= len(target.For(false)):
			if len(found) == 0 {
				t.Errorf("%s: no test notices", on.Name)
			}
			continue
		case on.Name == "power-2011":
			if len(found) == 0 {
				t.Errorf("%s: no exception", on.Name)
			}
			for _, i := range found {
				text, err := os.ReadFile(on.Tests[i].File)
				if err != nil || all[0].Tests[i].Outcome != sound.Kept || !ordered.Match(text) {
					t.Errorf("%s: %s is an exception, and on power %s", on.Name, on.Tests[i].File, all[0].Tests[i].Outcome)
				}
			}
		case len(found) > 0:
			t.Errorf("%s: %d exceptions, such as %s", on.Name, len(found), on.Tests[found[0]].File)
		}
		if total.Count[sound.Unknown] > 1 || total.Forbidden() < 600 {
			t.Errorf("%s: %v", on.Name, total.Count)
		}
		for _, g := range on.Groups(sound.Refused) {
			if !strings.Contains(g.Reason, "RCU") {
				t.Errorf("%s: %s is refused: %s", on.Name, g.Tests[0].File, g.Reason)
			}
		}
	}
}

// ordered matches a fully ordered operation with a value.
var ordered = regexp.MustCompile(`\b(atomic_)?(xchg|cmpxchg)\(|\batomic_\w+_return\(|\batomic_fetch_[a-z]+\(|\batomic_add_unless\(|\b(atomic_\w+_and_test|test_and_\w+_bit)\(`)
