package target

import (
	"strings"

	"github.com/fencewise/fencewise/programs/isa"
	ppc "github.com/fencewise/fencewise/programs/isa/power"
)

// The targets for C11 on POWER8 and later with 64 bits. Each table says what the compiler
// makes of an operation at -O2 -mcpu=power8; what it makes of plain accesses is that each is
// one access, in the order of the source, which compilers do not promise.
var (
	powerGCC = &Target{
		Name: "power-gcc", Title: "POWER GCC", Doc: "C11 on POWER as GCC 12 compiles it: an operation that reads, writes and acquires ends with isync",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", Variants: []string{"stwcx-depends-on-lwarx"}, From: "GCC 12.2", C11: true,
		entries: c11Table(gcc), names: powerNames,
	}
	powerClang = &Target{
		Name: "power-clang", Title: "POWER Clang", Doc: "C11 on POWER as Clang 16 compiles it: an operation that reads, writes and acquires ends with lwsync",
		Language: &ppc.POWER, Assembly: ppc.PPC, Model: "power", Variants: []string{"stwcx-depends-on-lwarx"}, From: "Clang 16.0.6", C11: true,
		entries: c11Table(clang), names: powerNames,
	}
)

// order is a memory order of C11. Compilers treat consume as acquire.
type order uint8

// The orders, in the order of their numbers in GCC.
const (
	relaxed order = iota
	acquire
	release
	acqRel
	seqCst
)

// Every order, and those that a failing compare_exchange may have.
var (
	orders   = []order{relaxed, acquire, release, acqRel, seqCst}
	failures = []order{relaxed, acquire, seqCst}
)

// String returns the order as annotations spell it, without the prefix.
func (o order) String() string {
	return [...]string{"relaxed", "acquire", "release", "acq-rel", "seq-cst"}[o]
}

// row returns the row of a builtin with orders.
func (o order) row(builtin string, failure ...order) Row {
	r := Row{builtin, "c11-" + o.String()}
	for _, f := range failure {
		r.Order += ",c11-" + f.String()
	}
	return r
}

// named returns the name of an operation with its orders, for people.
func (o order) named(name string, failure ...order) string {
	name += "(" + strings.ReplaceAll(o.String(), "-", "_")
	for _, f := range failure {
		name += ", " + strings.ReplaceAll(f.String(), "-", "_")
	}
	return name + ")"
}

// acquires and releases report whether an operation with the order has a barrier after and
// before it.
func (o order) acquires() bool { return o == acquire || o == acqRel || o == seqCst }
func (o order) releases() bool { return o >= release }

// compiler says how compilers differ.
type compiler struct {
	acquire isa.Tag // after an operation that reads, writes and acquires
	// swap returns the order of the barriers of a compare_exchange, and whether the one after it
	// follows failure, too.
	swap func(success, failure order) (barriers order, both bool)
	weak bool // a weak compare_exchange tries its store once

	load, store, fence, signal, rmw, compare []Source
}

const (
	rs6000   = "gcc/config/rs6000/rs6000.cc"
	syncMD   = "gcc/config/rs6000/sync.md"
	ppcISel  = "llvm/lib/Target/PowerPC/PPCISelLowering.cpp"
	ppcInstr = "llvm/lib/Target/PowerPC/PPCInstrInfo.td"
)

// in returns functions of a file.
func in(file string, functions ...string) (all []Source) {
	for _, f := range functions {
		all = append(all, Source{File: file, Func: f})
	}
	return all
}

var (
	gccBarriers  = in(rs6000, "rs6000_pre_atomic_barrier", "rs6000_post_atomic_barrier")
	llvmBarriers = in(ppcISel, "emitLeadingFence", "emitTrailingFence")
)

// gcc is GCC 12. A failing compare_exchange jumps over the barrier after it only if its own
// order is relaxed, and the barrier is that of the order of success. So after failure with
// the orders (release, acquire) there is none.
var gcc = compiler{
	acquire: ppc.Isync,
	swap: func(success, failure order) (order, bool) {
		if failure > success { // an error of the program, for which GCC warns
			success = seqCst
		}
		return success, failure != relaxed
	},
	weak: true,
	load: in(syncMD, "atomic_load<mode>", "loadsync_<mode>"), store: in(syncMD, "atomic_store<mode>"),
	fence: in(syncMD, "mem_thread_fence"), signal: in("gcc/optabs.cc", "expand_mem_signal_fence"),
	rmw: append(in(rs6000, "rs6000_expand_atomic_op", "rs6000_expand_atomic_exchange"), gccBarriers...), compare: append(in(rs6000, "rs6000_expand_atomic_compare_and_swap"), gccBarriers...),
}

// clang is Clang 16. A weak compare_exchange is a strong one.
var clang = compiler{
	acquire: ppc.LwSync,
	swap: func(success, failure order) (order, bool) {
		switch {
		case failure == seqCst:
			return seqCst, true
		case failure == acquire && success == relaxed:
			return acquire, true
		case failure == acquire && success == release:
			return acqRel, true
		}
		return success, true
	},
	load: llvmBarriers, store: llvmBarriers, fence: in(ppcInstr, "atomic_fence"), signal: in(ppcInstr, "atomic_fence"),
	rmw:     append(in(ppcISel, "EmitAtomicBinary"), llvmBarriers...),
	compare: append(append(in(ppcISel, "EmitInstrWithCustomInserter"), llvmBarriers...), in("llvm/include/llvm/IR/Instructions.h", "AtomicCmpXchgInst::getMergedOrdering")...),
}

// around returns the barriers before and after an operation that reads and writes.
func (c *compiler) around(o order) (before, after []isa.Tag) {
	switch {
	case o == seqCst:
		before = []isa.Tag{ppc.Sync}
	case o.releases():
		before = []isa.Tag{ppc.LwSync}
	}
	if o.acquires() {
		after = []isa.Tag{c.acquire}
	}
	return before, after
}

// c11Table returns the table of a compiler for POWER.
func c11Table(c compiler) []Entry {
	name := func(tags []isa.Tag) string { return ppc.POWER.Tags[tags[0]].Name }
	text := func(before []isa.Tag, middle string, after []isa.Tag) string {
		if len(before) > 0 {
			middle = name(before) + "; " + middle
		}
		if len(after) > 0 {
			middle += "; " + name(after)
		}
		return middle
	}
	sync, lwsync, isync := []isa.Tag{ppc.Sync}, []isa.Tag{ppc.LwSync}, []isa.Tag{ppc.Isync}
	const acquiring = "lwz; cmpw; bne- .+4"
	t := []Entry{
		{Row: Row{"__load", ""}, Uses: "a plain load", Text: "lwz, ld"},
		{Row: Row{"__store", ""}, Uses: "a plain store", Text: "stw, std"},
		{Row: relaxed.row("__load"), Uses: relaxed.named("atomic_load"), Text: "lwz, ld", Sources: c.load},
		{Row: acquire.row("__load"), Uses: acquire.named("atomic_load"), Branch: true, After: isync, Text: text(nil, acquiring, isync), Sources: c.load},
		{Row: seqCst.row("__load"), Uses: seqCst.named("atomic_load"), Before: sync, Branch: true, After: isync, Text: text(sync, acquiring, isync), Sources: c.load},
		{Row: relaxed.row("__store"), Uses: relaxed.named("atomic_store"), Text: "stw, std", Sources: c.store},
		{Row: release.row("__store"), Uses: release.named("atomic_store"), Before: lwsync, Text: text(lwsync, "stw", nil), Sources: c.store},
		{Row: seqCst.row("__store"), Uses: seqCst.named("atomic_store"), Before: sync, Text: text(sync, "stw", nil), Sources: c.store},
		{Row: acquire.row("__fence"), Uses: acquire.named("atomic_thread_fence"), Before: lwsync, Text: "lwsync", Sources: c.fence},
		{Row: release.row("__fence"), Uses: release.named("atomic_thread_fence"), Before: lwsync, Text: "lwsync", Sources: c.fence},
		{Row: acqRel.row("__fence"), Uses: acqRel.named("atomic_thread_fence"), Before: lwsync, Text: "lwsync", Sources: c.fence},
		{Row: seqCst.row("__fence"), Uses: seqCst.named("atomic_thread_fence"), Before: sync, Text: "sync", Sources: c.fence},
		{Row: Row{"__fence", "c11-signal"}, Uses: "atomic_signal_fence", Text: nothing, Sources: c.signal},
	}
	reserve := isa.Of(ppc.Reserve)
	for _, op := range []struct{ builtin, name, text string }{
		{"__xchg", "atomic_exchange", "1: lwarx; stwcx.; bne- 1b"},
		{"__atomic_fetch_op", "atomic_fetch_add", "1: lwarx; op; stwcx.; bne- 1b"},
		{"__atomic_op_return", "__atomic_add_fetch", "1: lwarx; op; stwcx.; bne- 1b"},
	} {
		for _, o := range orders {
			before, after := c.around(o)
			t = append(t, Entry{Row: o.row(op.builtin), Uses: o.named(op.name), Before: before, Tags: reserve, After: after, Text: text(before, op.text, after), Sources: c.rmw})
		}
	}
	_, after := c.around(acquire)
	t = append(t, Entry{Row: Row{"__lock", ""}, Uses: "pthread_mutex_lock", Tags: reserve, After: after, Text: text(nil, "1: lwarx; cmpwi; bne- 1b; stwcx.; bne- 1b", after), Sources: c.compare})
	for _, weak := range []bool{false, true} {
		builtin, called, stores := "__cmpxchg", "atomic_compare_exchange_strong", "stwcx.; bne- 1b"
		if weak {
			builtin, called = "__cmpxchg_weak", "atomic_compare_exchange_weak"
		}
		start := "1: lwarx; cmpw; bne- 2f; "
		if weak && c.weak {
			start, stores = "lwarx; cmpw; bne- 2f; ", "stwcx."
		}
		for _, s := range orders {
			for _, f := range failures {
				barriers, both := c.swap(s, f)
				before, after := c.around(barriers)
				middle := text(before, start+stores, nil)
				if both && len(after) > 0 {
					middle += "; 2: " + name(after)
				} else {
					middle = text(nil, middle, after) + "; 2:"
				}
				t = append(t, Entry{
					Row: s.row(builtin, f), Uses: s.named(called, f), Before: before, Tags: reserve, After: after,
					Both: both, Once: weak && c.weak, Text: middle, Sources: c.compare,
				})
			}
		}
	}
	return t
}
