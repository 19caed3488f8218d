package target

import (
	"github.com/fencewise/fencewise/programs/isa"
	ppc "github.com/fencewise/fencewise/programs/isa/power"
)

// The targets for POWER with 64 bits (Book3S). They differ in the barrier that makes an
// atomic operation an acquire, in the barriers of fully ordered ones, and in ppc_msgsync.
var (
	power = &Target{
		Name: "power", Title: "POWER", Doc: "Linux 6.12 on POWER: an atomic operation that acquires ends with lwsync, which replaces isync when the kernel starts",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", From: linux612,
		entries: powerTable(powerBarriers{acquire: ppc.LwSync, entry: ppc.Sync, exchangeExit: ppc.Sync}),
		macros:  powerMacros, names: powerNames,
	}
	powerIsync = &Target{
		Name: "power-isync", Title: "POWER isync", Doc: "Linux 6.12 on POWER without the replacement: an atomic operation that acquires ends with isync",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", Variants: []string{"stwcx-depends-on-lwarx"}, From: linux612,
		entries: powerTable(powerBarriers{acquire: ppc.Isync, entry: ppc.Sync, exchangeExit: ppc.Sync}),
		macros:  powerMacros, names: powerNames,
	}
	power207 = &Target{
		Name: "power-2.07", Title: "POWER ISA 2.07", Doc: "Linux 6.12 on POWER8: as power, without msgsync; doorbells reach threads of the same core only",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", ISA: "2.07", From: linux612,
		entries: powerTable(powerBarriers{acquire: ppc.LwSync, entry: ppc.Sync, exchangeExit: ppc.Sync, noMsgsync: true}),
		macros:  powerMacros, names: powerNames,
	}
	power2011 = &Target{
		Name: "power-2011", Title: "POWER 2011", Doc: "POWER with the fully ordered atomic operations of Linux 3.18, as they were from 2011 on: they begin with lwsync, and xchg and cmpxchg end with lwsync",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", From: linux612,
		entries: powerTable(powerBarriers{acquire: ppc.LwSync, entry: ppc.LwSync, exchangeExit: ppc.LwSync, old: true}),
		macros:  powerMacros, names: powerNames,
	}
)

// linux612 is the version of Linux that was read. The files have changed little since 6.12.0.
const linux612 = "Linux 6.12.117"

var powerNames = mnemonics{
	load:        [4]string{"lbz", "lhz", "lwz", "ld"},
	store:       [4]string{"stb", "sth", "stw", "std"},
	reserve:     [4]string{"lbarx", "lharx", "lwarx", "ldarx"},
	conditional: [4]string{"stbcx.", "sthcx.", "stwcx.", "stdcx."},
	fences:      map[isa.Tag]string{ppc.Sync: "sync", ppc.LwSync: "lwsync", ppc.Isync: "isync", ppc.Msgsync: "msgsync"},
}

// powerBarriers says where the mappings for POWER differ.
type powerBarriers struct {
	acquire      isa.Tag // after an atomic operation that acquires
	entry        isa.Tag // before one that is fully ordered
	exchangeExit isa.Tag // after a fully ordered xchg or cmpxchg
	old          bool
	noMsgsync    bool // before ISA 3.0
}

const (
	ppcBarrier = "arch/powerpc/include/asm/barrier.h"
	ppcSynch   = "arch/powerpc/include/asm/synch.h"
	ppcAtomic  = "arch/powerpc/include/asm/atomic.h"
	ppcCmpxchg = "arch/powerpc/include/asm/cmpxchg.h"
	ppcSpin    = "arch/powerpc/include/asm/simple_spinlock.h"
	ppcDbell   = "arch/powerpc/include/asm/dbell.h"
	ppcIrq     = "arch/powerpc/include/asm/hw_irq.h"
	ppcFixups  = "arch/powerpc/lib/feature-fixups.c"
)

// old returns lines of a file of Linux 3.18.
func old(file string, lines ...int) []Source {
	all := at(file, lines...)
	for i := range all {
		all[i].Kernel = "3.18"
	}
	return all
}

// powerTable returns the table of a target for POWER. A retry loop, of lwarx, stwcx. and
// bne-, is in no list: every operation that reads and writes is one.
func powerTable(v powerBarriers) []Entry {
	sync, lwsync := []isa.Tag{ppc.Sync}, []isa.Tag{ppc.LwSync}
	reserve := isa.Of(ppc.Reserve)
	name := func(t isa.Tag) string { return ppc.POWER.Tags[t].Name }
	acquire, entry, exit := []isa.Tag{v.acquire}, []isa.Tag{v.entry}, []isa.Tag{v.exchangeExit}
	const (
		loop    = "1: lwarx; stwcx.; bne- 1b"
		compute = "1: lwarx; op; stwcx.; bne- 1b"
		compare = "1: lwarx; cmpw; bne- 2f; stwcx.; bne- 1b"
		then    = "; "
	)
	after := func(t isa.Tag) string { return then + name(t) }
	before := func(t isa.Tag) string { return name(t) + then }
	acquires := at(ppcSynch, 57)
	if v.acquire == ppc.LwSync {
		acquires = append(acquires, at(ppcFixups, 592)...)
	}
	ordered := at(ppcSynch, 63, 64)
	if v.old {
		ordered = old(ppcSynch, 47, 48)
	}
	rmw := func(builtin, uses, text string, relaxed, acq, rel, full []Source, end []isa.Tag) []Entry {
		return []Entry{
			{Row: Row{builtin, "once"}, Uses: uses + "_relaxed", Tags: reserve, Text: text, Sources: relaxed},
			{Row: Row{builtin, "acquire"}, Uses: uses + "_acquire", Tags: reserve, After: acquire, Text: text + after(v.acquire), Sources: append(acq, acquires...)},
			{Row: Row{builtin, "release"}, Uses: uses + "_release", Before: lwsync, Tags: reserve, Text: "lwsync; " + text, Sources: append(rel, at(ppcSynch, 62)...)},
			{Row: Row{builtin, "mb"}, Uses: uses, Before: entry, Tags: reserve, After: end, Text: before(v.entry) + text + after(end[0]), Sources: append(full, ordered...)},
		}
	}
	fallback := func(lines ...int) []Source { return at(fallbacks, lines...) }
	t := []Entry{
		{Row: Row{"__load", ""}, Uses: "a plain load", Text: "lwz, ld"},
		{Row: Row{"__store", ""}, Uses: "a plain store", Text: "stw, std"},
		{Row: Row{"__load", "once"}, Uses: "READ_ONCE, atomic_read", Text: "lwz, ld", Sources: append(at(rwonce, 44), at(ppcAtomic, 27)...)},
		{Row: Row{"__store", "once"}, Uses: "WRITE_ONCE, atomic_set", Text: "stw, std", Sources: append(at(rwonce, 53), at(ppcAtomic, 40)...)},
		{Row: Row{"__load", "acquire"}, Uses: "smp_load_acquire", After: lwsync, Text: "lwz; lwsync", Sources: at(ppcBarrier, 79, 57)},
		{Row: Row{"__store", "release"}, Uses: "smp_store_release", Before: lwsync, Text: "lwsync; stw", Sources: at(ppcBarrier, 72, 57)},
		{Row: Row{"__store", "assign-pointer"}, Uses: "rcu_assign_pointer", Before: lwsync, OfNull: "once", Text: "lwsync; std", Sources: append(at(rcupdate, 594), at(ppcBarrier, 72)...)},
		{Row: Row{"__cond_load", "once"}, Uses: "smp_cond_load_relaxed", Text: "1: lwz; cmpw; bne 1b", Sources: at(genericBarrier, 246)},
		{Row: Row{"__cond_load", "acquire"}, Uses: "smp_cond_load_acquire", After: lwsync, Text: "1: lwz; cmpw; bne 1b; lwsync", Sources: append(at(genericBarrier, 268, 232), at(ppcBarrier, 60)...)},

		{Row: Row{"__fence", "mb"}, Uses: "smp_mb, mb", Before: sync, Text: "sync", Sources: at(ppcBarrier, 59, 38)},
		{Row: Row{"__fence", "rmb"}, Uses: "smp_rmb", Before: lwsync, Text: "lwsync", Sources: at(ppcBarrier, 60, 53)},
		{Row: Row{"__fence", "wmb"}, Uses: "smp_wmb", Before: lwsync, Text: "lwsync", Sources: at(ppcBarrier, 61, 44)},
		{Row: Row{"__fence", "barrier"}, Uses: "barrier", Text: nothing, Sources: at(compilerH, 85)},
		{Row: Row{"__fence", "before-atomic"}, Uses: "smp_mb__before_atomic", Before: sync, Text: "sync", Sources: append(at(genericBarrier, 131), at(ppcBarrier, 59)...)},
		{Row: Row{"__fence", "after-atomic"}, Uses: "smp_mb__after_atomic", Before: sync, Text: "sync", Sources: append(at(genericBarrier, 135), at(ppcBarrier, 59)...)},
		{Row: Row{"__fence", "after-spinlock"}, Uses: "smp_mb__after_spinlock", Before: sync, Text: "sync", Sources: append(at("arch/powerpc/include/asm/spinlock.h", 14), at(ppcBarrier, 59)...)},
		{Row: Row{"__fence", "after-unlock-lock"}, Uses: "smp_mb__after_unlock_lock", Before: sync, Text: "sync", Sources: append(at(rcupdate, 1124), at("arch/powerpc/Kconfig", 184)...)},

		{Row: Row{"__atomic_op", "noreturn"}, Uses: "atomic_add, set_bit", Tags: reserve, Text: compute, Sources: append(at(ppcAtomic, 49), at("arch/powerpc/include/asm/bitops.h", 65)...)},
	}
	t = append(t, rmw("__atomic_op_return", "atomic_add_return", compute, at(ppcAtomic, 64), fallback(588), fallback(615), fallback(561), sync)...)
	t = append(t, rmw("__atomic_fetch_op", "atomic_fetch_add", compute, at(ppcAtomic, 81), fallback(691), fallback(718), fallback(664), sync)...)
	t = append(t, rmw("__xchg", "xchg", loop, at(ppcCmpxchg, 168, 201), fallback(24), fallback(36), fallback(14), exit)...)
	t = append(t, rmw("__cmpxchg", "cmpxchg", compare, at(ppcCmpxchg, 488, 580), at(ppcCmpxchg, 515, 599), fallback(79), at(ppcCmpxchg, 445, 537), exit)...)
	t = append(t,
		Entry{Row: Row{"__atomic_add_unless", "mb"}, Uses: "atomic_add_unless", Before: entry, Tags: reserve, After: sync, Text: before(v.entry) + "1: lwarx; cmpw; beq 2f; add; stwcx.; bne- 1b; sync; 2:", Sources: at(ppcAtomic, 139, 397)},
		Entry{Row: Row{"__rmw_if", "mb"}, Uses: "atomic_dec_if_positive, atomic_fetch_add_unless", Before: entry, Tags: reserve, After: sync, Text: before(v.entry) + "1: lwarx; cmpw; bc 2f; op; stwcx.; bne- 1b; sync; 2:", Sources: at(ppcAtomic, 167, 139)},

		Entry{Row: Row{"__lock", ""}, Uses: "spin_lock", Tags: reserve, After: acquire, Text: "1: lwarx; cmpwi; bne- 1b; stwcx.; bne- 1b" + after(v.acquire), Sources: append(at(ppcSpin, 49, 114), acquires...)},
		Entry{Row: Row{"__trylock", ""}, Uses: "spin_trylock", Tags: reserve, After: acquire, Text: compare + after(v.acquire) + "; 2:", Sources: append(at(ppcSpin, 49, 70), acquires...)},
		Entry{Row: Row{"__unlock", ""}, Uses: "spin_unlock", Before: lwsync, Text: "lwsync; stw of 0", Sources: at(ppcSpin, 128)},
		Entry{Row: Row{"__islocked", ""}, Uses: "spin_is_locked", Text: "lwz", Sources: at(ppcSpin, 40)},
	)
	for i := range t {
		switch e := &t[i]; {
		case e.Builtin == "__cmpxchg":
			if e.Text += "; 2:"; v.old && e.Order == "mb" {
				e.Sources = old(ppcCmpxchg, 150)
			}
		case v.old && e.Row == (Row{"__xchg", "mb"}):
			e.Sources = old(ppcCmpxchg, 16, 59)
		case e.Builtin == "__atomic_add_unless" || e.Builtin == "__rmw_if":
			e.Sources = append(e.Sources, ordered...)
		}
	}
	msgsync := Entry{Row: Row{"__fence", "msgsync"}, Uses: "ppc_msgsync", Before: []isa.Tag{ppc.Msgsync, ppc.LwSync}, Text: "msgsync; lwsync", Sources: at(ppcDbell, 50)}
	if v.noMsgsync {
		msgsync.Before, msgsync.Text = nil, nothing
	}
	t = append(t, msgsync)
	t = append(t, doorbells(at(ppcDbell, 94, 37), at(ppcDbell, 63), at("arch/powerpc/kernel/dbell.c", 22), at(ppcIrq, 192), at(ppcIrq, 199), at(ppcIrq, 204, 197), "")...)
	return append(t, software...)
}
