package lattice

import (
	"context"
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
	test := fixture.Study(t, program)
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

// The rules for the programs in kernel C agree with herd7 and the kernel's own model on
// the variants that were compared: 34.
func TestHostIPIinC(t *testing.T) {
	sender := func(slot func(string) string) bool {
		return slot("set.before") == "smp_mb" && slot("msgsnd.before") != "none" && slot("irq") == "smp_load_acquire"
	}
	rule(t, "host_ipi_lkmm/mail", "lkmm", 162, func(slot func(string) string) (bool, bool) {
		return sender(slot) && slot("clear.after") == "smp_mb", true
	})
	rule(t, "host_ipi_lkmm/kernel", "lkmm", 648, func(slot func(string) string) (bool, bool) {
		return sender(slot) && (slot("clear.after") == "smp_mb" || slot("demux") == "xchg"), true
	})
	rule(t, "host_ipi_lkmm/clear-first", "lkmm", 9, func(slot func(string) string) (bool, bool) {
		return slot("set.before") == "smp_mb" && slot("clear.after") == "smp_mb", true
	})
	rule(t, "host_ipi_lkmm/clear-last", "lkmm", 9, func(func(string) string) (bool, bool) { return false, true })
}
