package target

import "strings"

// x86Macros holds the primitives that x86 implements in its own way:
//
//   - smp_store_mb is an xchg (barrier.h:57)
//   - test_and_set_bit and its like write even if the bit does not change (bitops.h:134-162)
//   - conditional operations on atomic variables look at the value before the first attempt,
//     without a barrier (atomic-arch-fallback.h:2421-2564), and so does spin_trylock
//     (qspinlock.h:90)
var x86Macros = "smp_store_mb(X, V) { __xchg{MB}(&X, V); }\nvirt_store_mb(X, V) { __xchg{MB}(&X, V); }\n" +
	pointerMacro + bitMacros + forAtomics(unlessMacros+lookFirstMacros) + x86Trylocks()

const lookFirstMacros = `
atomic_add_unless(X, V, W) ({ __auto_type w = W; __auto_type c = __load{ONCE}(*X); c == w ? 0 : __atomic_add_unless{MB}(X, V, w); })
atomic_inc_not_zero(X) ({ __auto_type c = __load{ONCE}(*X); c == 0 ? 0 : __atomic_add_unless{MB}(X, 1, 0); })
atomic_fetch_add_unless(X, V, W) ({ __auto_type v = V; __auto_type w = W; __auto_type c = __load{ONCE}(*X); c == w ? c : __rmw_if{MB}(X, VAL != w, VAL + v); })
atomic_dec_if_positive(X) ({ __auto_type c = __load{ONCE}(*X); c <= 0 ? c - 1 : __rmw_if{MB}(X, VAL > 0, VAL - 1) - 1; })
`

// x86Trylocks returns the macros of spin_trylock and its variants.
func x86Trylocks() string {
	var b strings.Builder
	for _, m := range [][2]string{{"(X)", ""}, {"_bh(X)", ""}, {"_irq(X)", "__irq_save(); "}, {"_irqsave(X, F)", "__irq_save(); "}} {
		for _, raw := range []string{"", "raw_"} {
			b.WriteString(raw + "spin_trylock" + m[0] + " ({ " + m[1] + "__islocked(X) ? 0 : __trylock(X); })\n")
		}
	}
	return b.String()
}
