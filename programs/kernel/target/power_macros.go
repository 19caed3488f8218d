package target

import "strings"

// powerMacros holds the primitives that POWER implements in its own way:
//
//   - rmb and wmb are also for devices, and sync (barrier.h:39-40)
//   - test_and_set_bit and its like write even if the bit does not change (bitops.h:151-209)
//   - atomic_inc_unless_negative and atomic_dec_unless_positive look at the value before the
//     first attempt, without a barrier (atomic-arch-fallback.h:2493-2535)
//   - the barrier of __clear_bit_unlock stands before its load (bitops.h:257-261)
//   - rcu_assign_pointer has no barrier if the new pointer is the constant NULL
//     (rcupdate.h:594-603)
var powerMacros = "rmb() { __fence{MB}; }\nwmb() { __fence{MB}; }\n" +
	"__clear_bit_unlock(N, X) { __auto_type p = X; __fence{wmb}; *p = *p & ~(1UL << N); }\n" + pointerMacro + bitMacros + forAtomics(unlessMacros)

const pointerMacro = "rcu_assign_pointer(X, V) { __store{assign-pointer}(X, V); }\n"

const bitMacros = `
test_and_set_bit(N, X) ({ __auto_type n = N; (__atomic_fetch_op{MB}(X, |, 1UL << n) >> n) & 1; })
test_and_clear_bit(N, X) ({ __auto_type n = N; (__atomic_fetch_op{MB}(X, &~, 1UL << n) >> n) & 1; })
test_and_set_bit_lock(N, X) ({ __auto_type n = N; (__atomic_fetch_op{ACQUIRE}(X, |, 1UL << n) >> n) & 1; })
`

const unlessMacros = `
atomic_inc_unless_negative(X) ({ __auto_type c = __load{ONCE}(*X); c < 0 ? 0 : __rmw_if{MB}(X, VAL >= 0, VAL + 1) >= 0; })
atomic_dec_unless_positive(X) ({ __auto_type c = __load{ONCE}(*X); c > 0 ? 0 : __rmw_if{MB}(X, VAL <= 0, VAL - 1) <= 0; })
`

// forAtomics returns macros for atomic_t, atomic64_t and atomic_long_t, given those for
// atomic_t, each of which begins a line.
func forAtomics(macros string) string {
	of := func(family string) string { return strings.ReplaceAll(macros, "\natomic_", "\n"+family) }
	return macros + of("atomic64_") + of("atomic_long_")
}
