package lattice

import (
	"context"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/isa/linux"
)

// TestKernelStrength: the order of the barriers of kernel C, as pairs of the weaker and the
// stronger one.
func TestKernelStrength(t *testing.T) {
	tags := linux.C.Tags
	d := newDecider(t, "lkmm", decide.Options{})
	var got []string
	for _, weak := range linux.C.Barriers() {
		for _, strong := range linux.C.Barriers() {
			is, err := d.AtLeast(context.Background(), weak, strong)
			if err != nil {
				t.Fatal(err)
			}
			if is && weak != strong {
				got = append(got, tags[weak].Name+"<"+tags[strong].Name)
			}
		}
	}
	// ppc_msgsync() is as strong as barrier(): it orders interrupts, of which this model knows none.
	const want = "smp_rmb<smp_mb smp_rmb<synchronize_rcu smp_wmb<smp_mb smp_wmb<synchronize_rcu barrier<smp_mb barrier<smp_rmb barrier<smp_wmb " +
		"barrier<smp_mb__before_atomic barrier<smp_mb__after_atomic barrier<smp_mb__after_spinlock barrier<smp_mb__after_unlock_lock " +
		"barrier<smp_mb__after_srcu_read_unlock barrier<synchronize_rcu barrier<ppc_msgsync smp_mb__before_atomic<smp_mb smp_mb__after_atomic<smp_mb " +
		"smp_mb__after_spinlock<smp_mb smp_mb__after_srcu_read_unlock<smp_mb " +
		"ppc_msgsync<smp_mb ppc_msgsync<smp_rmb ppc_msgsync<smp_wmb ppc_msgsync<barrier ppc_msgsync<smp_mb__before_atomic " +
		"ppc_msgsync<smp_mb__after_atomic ppc_msgsync<smp_mb__after_spinlock ppc_msgsync<smp_mb__after_unlock_lock " +
		"ppc_msgsync<smp_mb__after_srcu_read_unlock ppc_msgsync<synchronize_rcu"
	if g := strings.Join(got, " "); g != want {
		t.Errorf("%s\nwant %s", g, want)
	}
}

// TestKernelAccessStrength: the order of alternatives of accesses. xchg is not proved to be
// as strong as xchg_acquire, which orders its own read before its write.
func TestKernelAccessStrength(t *testing.T) {
	for slot, want := range map[string]string{
		"WRITE_ONCE(*x, 1); /*@ s: WRITE_ONCE, smp_store_release */":                                        "WRITE_ONCE<smp_store_release",
		"r = READ_ONCE(*x); /*@ s: READ_ONCE, smp_load_acquire */":                                          "READ_ONCE<smp_load_acquire",
		"r = xchg(x, 1); /*@ s: xchg_relaxed, xchg_acquire, xchg_release, xchg */":                          "xchg_relaxed<xchg_acquire xchg_relaxed<xchg_release xchg_relaxed<xchg",
		"WRITE_ONCE(*x, 1); /*@ s: WRITE_ONCE, smp_mb+WRITE_ONCE, smp_wmb+WRITE_ONCE, WRITE_ONCE+smp_mb */": "WRITE_ONCE<smp_mb+WRITE_ONCE WRITE_ONCE<smp_wmb+WRITE_ONCE WRITE_ONCE<WRITE_ONCE+smp_mb smp_wmb+WRITE_ONCE<smp_mb+WRITE_ONCE",
		"WRITE_ONCE(*x, 1); /*@ s: WRITE_ONCE(*x, 1), WRITE_ONCE(*x, 2), smp_mb, none */":                   "none<smp_mb",
		"r = READ_ONCE(*x); /*@ s: r = READ_ONCE(*x), r = smp_load_acquire(y) */":                           "",
	} {
		test := fixture.ParseText(t, "C s\n{}\nP0(int *x, int *y) { int r;\n"+slot+"\n}\nexists (x=1)\n")
		d := newDecider(t, "lkmm", decide.Options{})
		s, err := d.Structure(context.Background(), test, nil, true)
		if err != nil {
			t.Fatal(err)
		}
		order, err := d.Order(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		names := s.Slots[0].Choices
		for a := range names {
			for b := range names {
				if a != b && order[0][a][b] {
					got = append(got, names[a]+"<"+names[b])
				}
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", slot, g, want)
		}
	}
}
