package lattice

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/verdict"
)

// rule decides every variant of an embedded program and compares it with what is
// expected: true means Never.
func rule(t *testing.T, program, model string, want int, expected func(slot func(string) string) (never, sampled bool)) {
	t.Helper()
	compiledRule(t, program, "", model, want, expected)
}

// compiledRule is rule for a program that is compiled for a target; "" for none.
func compiledRule(t *testing.T, program, target, model string, want int, expected func(slot func(string) string) (never, sampled bool)) {
	t.Helper()
	test := fixture.Study(t, program)
	test.Target = target
	d := newDecider(t, model, decide.Options{})
	s, err := d.Structure(context.Background(), test, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	cells, wrong, never := 0, 0, 0
	by := map[solve.Step]int{}
	all, err := d.Lattice(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	for picks, a := range all.All() {
		cells++
		by[a.By]++
		if a.Verdict == verdict.Never {
			never++
		}
		slot := func(n string) string {
			for i := range s.Slots {
				if s.Slots[i].Name == n {
					return s.Slots[i].Choices[picks[i]]
				}
			}
			t.Fatalf("%s has no slot %s", program, n)
			return ""
		}
		must, sampled := expected(slot)
		expect := verdict.Sometimes
		if must {
			expect = verdict.Never
		}
		if sampled && a.Verdict != expect {
			if wrong++; wrong < 10 {
				t.Errorf("%s %v: %s (%s), want %s", program, picks, a.Verdict, a.Reason, expect)
			}
		}
	}
	if cells != want {
		t.Errorf("%s has %d variants, want %d", program, cells, want)
	}
	t.Logf("%s: %d variants, %d Never, %d wrong, by %v, %d questions, %v", program, cells, never, wrong, by, all.Queries, time.Since(start))
}

// The rules are those of the reference: herd7 on every variant (mail), on
// half of them (kernel), and on 27 (kernel-loop).
func TestHostIPI(t *testing.T) {
	t.Run("mail", func(t *testing.T) {
		rule(t, "host_ipi/mail", "power", 288, func(slot func(string) string) (bool, bool) {
			return slot("set.before") == "sync" && slot("clear.after") == "sync" && slot("msgsnd.before") != "none", true
		})
	})
	kernel := func(slot func(string) string) bool {
		return slot("set.before") != "none" && slot("msgsnd.before") != "none" &&
			(slot("clear.after") != "none" || slot("xchg.entry") != "none")
	}
	t.Run("kernel", func(t *testing.T) {
		rule(t, "host_ipi/kernel", "power", 3456, func(slot func(string) string) (bool, bool) { return kernel(slot), true })
	})
	t.Run("kernel-loop", func(t *testing.T) {
		rule(t, "host_ipi/kernel-loop", "power", 3456, func(slot func(string) string) (bool, bool) {
			sampled := slot("set.before") != "eieio" && slot("clear.after") != "eieio" &&
				slot("xchg.exit") == "sync" && slot("clear.before") == "none" &&
				slot("msgsnd.before") == "sync" && slot("irq.after") == "lwsync"
			extra := slot("set.before") == "sync" && slot("clear.after") == "none" && slot("xchg.entry") == "none"
			return kernel(slot) || extra, sampled
		})
	})
}

// cRule is what the rules about programs in kernel C are about: a judge, and which choices
// of a slot are enough.
type cRule struct {
	target, model, doorbell      string
	set, clear, demux, msg, bell []string // the last two: before a flag, before a msgsnd
	irqAfter                     []string
}

// TestHostIPIinC checks the rules for all variants of the programs in kernel C, under the
// model of the kernel and on POWER. Under the model of the kernel they agree with herd7 and
// the kernel's own files on the variants that were compared: 34. On POWER they are the two
// rules of the programs in assembly, in which an xchg is the barriers that it is compiled to.
func TestHostIPIinC(t *testing.T) {
	all := []string{"none", "smp_wmb", "smp_mb"}
	barrier, after := all[1:], []string{"none", "smp_rmb", "ppc_msgsync"}
	for _, r := range []cRule{
		{"", "lkmm", "lkmm-doorbell", all[2:], all[2:], []string{"xchg"}, barrier, barrier, after},
		{"power", "power", "power-doorbell", barrier, barrier, []string{"xchg", "xchg_release"}, barrier, all[2:], after[2:]},
		{"power-2.07", "power", "power-doorbell-2.07", barrier, barrier, []string{"xchg", "xchg_release"}, barrier, all[2:], after},
	} {
		name := r.target
		if name == "" {
			name = "lkmm"
		}
		t.Run(name, func(t *testing.T) { r.check(t) })
	}
}

func (r *cRule) check(t *testing.T) {
	type slots = func(string) string
	flags := func(slot slots) bool {
		return slices.Contains(r.msg, slot("msgsnd.before")) && slot("irq") == "smp_load_acquire"
	}
	bells := func(slot slots) bool {
		return slices.Contains(r.bell, slot("msgsnd.before")) && slices.Contains(r.irqAfter, slot("irq.after"))
	}
	both := func(slot slots) bool { return slot("set.before") == "smp_mb" && slot("clear.after") == "smp_mb" }
	kernel := func(slot slots) bool {
		return slices.Contains(r.set, slot("set.before")) && (slices.Contains(r.clear, slot("clear.after")) || slices.Contains(r.demux, slot("demux")))
	}
	is := func(parts ...func(slots) bool) func(slots) (bool, bool) {
		return func(slot slots) (bool, bool) {
			for _, p := range parts {
				if !p(slot) {
					return false, true
				}
			}
			return true, true
		}
	}
	for _, c := range []struct {
		program, model string
		variants       int
		never          func(slots) (bool, bool)
	}{
		{"mail", r.model, 162, is(flags, both)},
		{"kernel", r.model, 648, is(flags, kernel)},
		{"clear-first", r.model, 9, is(both)},
		{"clear-last", r.model, 9, func(slots) (bool, bool) { return false, true }},
		{"mail-doorbell", r.doorbell, 243, is(bells, both)},
		{"kernel-doorbell", r.doorbell, 972, is(bells, kernel)},
		{"mail-handler", r.doorbell, 243, is(bells, both)},
		{"kernel-handler", r.doorbell, 972, is(bells, kernel)},
	} {
		compiledRule(t, "host_ipi_lkmm/"+c.program, r.target, c.model, c.variants, c.never)
	}
}
