package litmus

import "testing"

// TestKernelC checks the instructions of primitives against the kernel's source for
// POWER.
func TestKernelC(t *testing.T) {
	for name, want := range map[string]string{
		"smp_mb": fullBarrier, "mb": fullBarrier, "rmb": fullBarrier, "wmb": fullBarrier, "smp_mb__after_atomic": fullBarrier,
		"smp_rmb": "lwsync", "dma_wmb": "lwsync", "READ_ONCE": load, "WRITE_ONCE": store,
		"smp_load_acquire": loadAcquire, "smp_store_release": release, "rcu_assign_pointer": release,
		"atomic_inc": retryLoop, "atomic64_andnot": retryLoop, "atomic_long_add": retryLoop,
		"atomic_inc_return": fullLoop, "atomic_fetch_or": fullLoop, "atomic_add_unless": fullLoop, "atomic_dec_and_test": fullLoop,
		"atomic_fetch_add_relaxed": retryLoop, "atomic_add_return_acquire": acquireLoop, "atomic64_xchg_release": releaseLoop,
		"atomic_cmpxchg": fullLoop, "atomic_try_cmpxchg_acquire": acquireLoop, "atomic_read": load, "atomic_set_release": release,
		"xchg": fullLoop, "xchg_relaxed": retryLoop, "cmpxchg": fullLoop, "cmpxchg_acquire": acquireLoop, "try_cmpxchg_release": releaseLoop, "cmpxchg64": fullLoop, "cmpxchg_local": retryLoop,
		"spin_lock": acquireLoop, "raw_spin_lock_irqsave": acquireLoop, "spin_trylock_bh": acquireLoop,
		"test_and_set_bit": fullLoop, "clear_bit_unlock": releaseLoop,
	} {
		if got, ok := KernelC(name); !ok || got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"", "sync", "lwsync", "eieio", "isync", "atomic_", "atomic_frobnicate", "xchgx", "spin", "spin_", "lwarx", "mbar", "b", "P0", "data"} {
		if got, ok := KernelC(name); ok {
			t.Errorf("%s is taken for %q", name, got)
		}
	}
}
