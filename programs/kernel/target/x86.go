package target

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/x86"
)

// x86Target is x86 with 64 bits.
var x86Target = &Target{
	Name: "x86", Title: "x86", Doc: "Linux 6.12 on x86 with 64 bits: every atomic operation is one locked instruction and a full barrier",
	Language: &x86.X86, Model: "x86", From: linux612,
	entries: x86Table(), macros: x86Macros,
	names: mnemonics{
		load: [4]string{"mov", "mov", "mov", "mov"}, store: [4]string{"mov", "mov", "mov", "mov"},
		fences: map[isa.Tag]string{x86.Mfence: "lock addl"},
	},
}

const (
	x86Barrier = "arch/x86/include/asm/barrier.h"
	x86Atomic  = "arch/x86/include/asm/atomic.h"
	x86Cmpxchg = "arch/x86/include/asm/cmpxchg.h"
	x86Bitops  = "arch/x86/include/asm/bitops.h"
	x86Irq     = "arch/x86/include/asm/irqflags.h"
	qspinlock  = "include/asm-generic/qspinlock.h"
)

// x86Table returns the table of x86. What has no suffix in the kernel is used for all orders.
func x86Table() []Entry {
	lock := isa.Of(x86.Lock)
	full := []isa.Tag{x86.Mfence}
	rmw := func(builtin, uses, instr string, sources []Source) (all []Entry) {
		for _, o := range [][2]string{{"once", "_relaxed"}, {"acquire", "_acquire"}, {"release", "_release"}, {"mb", ""}} {
			all = append(all, Entry{Row: Row{builtin, o[0]}, Uses: uses + o[1], Tags: lock, Text: instr, Locked: instr, Sources: sources})
		}
		return all
	}
	t := []Entry{
		{Row: Row{"__load", ""}, Uses: "a plain load", Text: "mov"},
		{Row: Row{"__store", ""}, Uses: "a plain store", Text: "mov"},
		{Row: Row{"__load", "once"}, Uses: "READ_ONCE, atomic_read", Text: "mov", Sources: append(at(rwonce, 44), at(x86Atomic, 17)...)},
		{Row: Row{"__store", "once"}, Uses: "WRITE_ONCE, atomic_set", Text: "mov", Sources: append(at(rwonce, 53), at(x86Atomic, 26)...)},
		{Row: Row{"__load", "acquire"}, Uses: "smp_load_acquire", Text: "mov", Sources: at(x86Barrier, 66)},
		{Row: Row{"__store", "release"}, Uses: "smp_store_release", Text: "mov", Sources: at(x86Barrier, 59)},
		{Row: Row{"__store", "assign-pointer"}, Uses: "rcu_assign_pointer", Text: "mov", Sources: append(at(rcupdate, 594), at(x86Barrier, 59)...)},
		{Row: Row{"__cond_load", "once"}, Uses: "smp_cond_load_relaxed", Text: "1: mov; cmp; jne 1b", Sources: at(genericBarrier, 246)},
		{Row: Row{"__cond_load", "acquire"}, Uses: "smp_cond_load_acquire", Text: "1: mov; cmp; jne 1b", Sources: append(at(genericBarrier, 268, 232), at(x86Barrier, 55)...)},

		{Row: Row{"__fence", "mb"}, Uses: "smp_mb", Before: full, Text: "lock addl $0,-4(%rsp)", Sources: at(x86Barrier, 53)},
		{Row: Row{"__fence", "rmb"}, Uses: "smp_rmb", Text: nothing, Sources: at(x86Barrier, 55, 50)},
		{Row: Row{"__fence", "wmb"}, Uses: "smp_wmb", Text: nothing, Sources: at(x86Barrier, 56)},
		{Row: Row{"__fence", "barrier"}, Uses: "barrier", Text: nothing, Sources: at(compilerH, 85)},
		{Row: Row{"__fence", "before-atomic"}, Uses: "smp_mb__before_atomic", Text: nothing, Sources: at(x86Barrier, 75)},
		{Row: Row{"__fence", "after-atomic"}, Uses: "smp_mb__after_atomic", Text: nothing, Sources: at(x86Barrier, 76)},
		{Row: Row{"__fence", "after-spinlock"}, Uses: "smp_mb__after_spinlock", Text: nothing, Sources: at("include/linux/spinlock.h", 176)},
		{Row: Row{"__fence", "after-unlock-lock"}, Uses: "smp_mb__after_unlock_lock", Text: nothing, Sources: at(rcupdate, 1126)},

		{Row: Row{"__atomic_op", "noreturn"}, Uses: "atomic_add, set_bit", Tags: lock, Text: "lock add", Locked: "lock add", Sources: append(at(x86Atomic, 31), at(x86Bitops, 52)...)},
	}
	t = append(t, rmw("__atomic_op_return", "atomic_add_return", "lock xadd", at(x86Atomic, 83))...)
	t = append(t, rmw("__atomic_fetch_op", "atomic_fetch_add", "lock xadd", at(x86Atomic, 91, 125))...)
	t = append(t, rmw("__xchg", "xchg", "xchg", at(x86Cmpxchg, 78))...)
	t = append(t, rmw("__cmpxchg", "cmpxchg", "lock cmpxchg", at(x86Cmpxchg, 148))...)
	t = append(t,
		Entry{Row: Row{"__atomic_add_unless", "mb"}, Uses: "atomic_add_unless", Tags: lock, Text: "1: mov; cmp; je 2f; lock cmpxchg; jne 1b; 2:", Locked: "lock cmpxchg", Sources: at(fallbacks, 2421)},
		Entry{Row: Row{"__rmw_if", "mb"}, Uses: "atomic_dec_if_positive", Tags: lock, Text: "1: mov; cmp; jle 2f; lock cmpxchg; jne 1b; 2:", Locked: "lock cmpxchg", Sources: at(fallbacks, 2549)},

		Entry{Row: Row{"__lock", ""}, Uses: "spin_lock", Tags: lock, Text: "1: lock cmpxchg; jne 1b", Locked: "lock cmpxchg", Sources: at(qspinlock, 107)},
		Entry{Row: Row{"__trylock", ""}, Uses: "spin_trylock", Tags: lock, Text: "mov; cmp; jne 2f; lock cmpxchg; 2:", Locked: "lock cmpxchg", Sources: at(qspinlock, 90)},
		Entry{Row: Row{"__unlock", ""}, Uses: "spin_unlock", Text: "mov of 0", Sources: at(qspinlock, 123)},
		Entry{Row: Row{"__islocked", ""}, Uses: "spin_is_locked", Text: "mov", Sources: at(qspinlock, 51)},
	)
	const noDoorbell = "x86 has no doorbells"
	t = append(t, Entry{Row: Row{"__fence", "msgsync"}, Uses: "ppc_msgsync", Refused: noDoorbell, Sources: at(ppcDbell, 50)})
	t = append(t, doorbells(at(ppcDbell, 94), at(ppcDbell, 63), at("arch/powerpc/kernel/dbell.c", 22), at(x86Irq, 112), at(x86Irq, 117), at(x86Irq, 125, 156), noDoorbell)...)
	return append(t, software...)
}
