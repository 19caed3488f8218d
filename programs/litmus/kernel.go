package litmus

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// KernelC returns the POWER instructions (Book3S, 64 bits) that replace a primitive
// of the Linux kernel. ok is false for other names. It follows arch/powerpc/include/asm
// (barrier.h, synch.h, atomic.h, cmpxchg.h, bitops.h, simple_spinlock.h, dbell.h) and the
// fallbacks of include/linux/atomic.
func KernelC(name string) (power string, ok bool) {
	if p, ok := kernelPrimitives[name]; ok {
		return p, true
	}
	for _, prefix := range []string{"atomic_long_", "atomic64_", "atomic_", "raw_atomic_", "arch_atomic_"} {
		if op, ok := strings.CutPrefix(name, prefix); ok {
			return atomicOp(op)
		}
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "arch_"), "try_")
	for _, prefix := range []string{"cmpxchg64", "cmpxchg", "xchg"} {
		if order, ok := strings.CutPrefix(name, prefix); ok {
			return updateInstrs(order, "full")
		}
	}
	for _, prefix := range []string{"raw_spin_", "arch_spin_", "spin_"} {
		if op, ok := strings.CutPrefix(name, prefix); ok {
			return spinOp(op)
		}
	}
	return "", false
}

const (
	fullBarrier = "sync"
	load        = "lwz r1,0(r2), or ld for 8 bytes"
	store       = "stw r1,0(r2), or std for 8 bytes"
	loadAcquire = "lwz r1,0(r2) and then lwsync"
	release     = "lwsync and then stw r1,0(r2)"
	retryLoop   = "a loop of lwarx, stwcx. and bne"
	acquireLoop = retryLoop + ", then lwsync (isync on CPUs without lwsync)"
	fullLoop    = "sync, " + retryLoop + ", then sync"
	releaseLoop = "lwsync, then " + retryLoop
	nothing     = "no instruction"
)

// kernelPrimitives maps the primitives that are known by their full name to their
// instructions.
var kernelPrimitives = map[string]string{
	"mb": fullBarrier, "rmb": fullBarrier, "wmb": fullBarrier, "dma_mb": fullBarrier, "virt_mb": fullBarrier,
	"smp_mb": fullBarrier, "__smp_mb": fullBarrier, "smp_mb__before_atomic": fullBarrier, "smp_mb__after_atomic": fullBarrier,
	"smp_mb__after_spinlock": fullBarrier, "smp_mb__after_unlock_lock": fullBarrier, "smp_mb__after_srcu_read_unlock": nothing,
	"smp_mb__before_atomic_inc": fullBarrier, "smp_mb__after_atomic_inc": fullBarrier,
	"smp_mb__before_atomic_dec": fullBarrier, "smp_mb__after_atomic_dec": fullBarrier,
	"smp_mb__before_clear_bit": fullBarrier, "smp_mb__after_clear_bit": fullBarrier, "smp_mb__before_spinlock": fullBarrier,
	"smp_rmb": "lwsync", "__smp_rmb": "lwsync", "virt_rmb": "lwsync", "dma_rmb": "lwsync", "dma_wmb": "lwsync",
	"smp_acquire__after_ctrl_dep": "lwsync",
	"smp_wmb":                     "lwsync (eieio on CPUs without lwsync)", "__smp_wmb": "lwsync (eieio on CPUs without lwsync)", "virt_wmb": "lwsync (eieio on CPUs without lwsync)",
	"smp_read_barrier_depends": nothing, "read_barrier_depends": nothing,
	"barrier": nothing + ": it only keeps the compiler from moving accesses",

	"READ_ONCE": load, "ACCESS_ONCE": load, "rcu_dereference": load, "rcu_dereference_check": load, "rcu_dereference_raw": load,
	"WRITE_ONCE": store, "RCU_INIT_POINTER": store,
	"smp_load_acquire": loadAcquire, "smp_store_release": release, "rcu_assign_pointer": release,
	"smp_store_mb": "stw r1,0(r2) and then sync", "set_mb": "stw r1,0(r2) and then sync",
	"smp_cond_load_relaxed": "a loop of lwz, a compare and a branch", "smp_cond_load_acquire": "a loop of lwz, a compare and a branch, then lwsync",

	"rcu_read_lock": nothing, "rcu_read_unlock": nothing,
	"set_bit": retryLoop, "clear_bit": retryLoop, "change_bit": retryLoop,
	"test_and_set_bit": fullLoop, "test_and_clear_bit": fullLoop, "test_and_change_bit": fullLoop,
	"test_and_set_bit_lock": acquireLoop, "clear_bit_unlock": releaseLoop, "test_bit": load,
	"ppc_msgsnd_sync": fullBarrier, "ppc_msgsync": "msgsync and then lwsync (nothing before ISA 3.0)",
}

// atomicOp does the work of KernelC for a name that starts with atomic_. op is the
// rest of the name.
func atomicOp(op string) (string, bool) {
	switch op {
	case "read":
		return load, true
	case "set":
		return store, true
	case "read_acquire":
		return loadAcquire, true
	case "set_release":
		return release, true
	}
	order := ""
	for _, o := range []string{"_relaxed", "_acquire", "_release"} {
		if rest, ok := strings.CutSuffix(op, o); ok {
			op, order = rest, o
		}
	}
	switch op {
	case "add", "sub", "inc", "dec", "and", "or", "xor", "andnot":
		return updateInstrs(order, "none")
	case "xchg", "cmpxchg", "try_cmpxchg", "inc_and_test", "dec_and_test", "sub_and_test", "add_negative", "add_unless",
		"inc_not_zero", "dec_if_positive":
		return updateInstrs(order, "full")
	case "inc_unless_negative", "dec_unless_positive":
		if order != "" {
			return "", false
		}
		return "lwz, a compare and a branch, then " + fullLoop, true
	}
	if strings.HasPrefix(op, "fetch_") || strings.HasSuffix(op, "_return") {
		return updateInstrs(order, "full")
	}
	return "", false
}

// updateInstrs returns the instructions of a read-modify-write in memory, chosen by the
// suffix of its name. otherwise is the order of one without a suffix: "full" or
// "none".
func updateInstrs(suffix, otherwise string) (string, bool) {
	switch suffix {
	case "_relaxed", "_local":
		return retryLoop, true
	case "_acquire":
		return acquireLoop, true
	case "_release":
		return releaseLoop, true
	case "":
		if otherwise == "full" {
			return fullLoop, true
		}
		return retryLoop, true
	}
	return "", false
}

// spinOp does the work of KernelC for a name that starts with spin_. op is the rest
// of the name.
func spinOp(op string) (string, bool) {
	for _, suffix := range []string{"_irqsave", "_irqrestore", "_irq", "_bh"} {
		op = strings.TrimSuffix(op, suffix)
	}
	switch op {
	case "lock", "trylock":
		return acquireLoop, true
	case "unlock":
		return "lwsync and then stw of 0 to the lock", true
	case "is_locked":
		return load, true
	}
	return "", false
}

// herdMacros maps the macros of herd7's language for PPC to their instructions.
var herdMacros = map[string]string{
	"LWZ":    "lwz r1,0(r2) for LWZ(r1,r2)",
	"FNO":    "1: lwarx r1,r0,r2; stwcx. r1,r0,r2; bne 1b for FNO(r1,r2)",
	"FNOX":   "1: lwarx r1,r2,r3; stwcx. r1,r2,r3; bne 1b for FNOX(r1,r2,r3)",
	"FNO2":   "1: lwarx r1,r0,r2; cmpw r0,r0; beq 2f; 2: isync; stwcx. r1,r0,r2; bne 1b for FNO2(r1,r2)",
	"STA":    "1: lwarx %sta,r0,r2; stwcx. r1,r0,r2; bne 1b for STA(r1,r2)",
	"STAX":   "1: lwarx %sta,r2,r3; stwcx. r1,r2,r3; bne 1b for STAX(r1,r2,r3)",
	"LOCK":   "b 2f; 1: lwz %lock,0(r1); cmpwi %lock,0; bne 1b; 2: lwarx %lock,r0,r1; cmpwi %lock,0; bne 1b; li %lock,1; stwcx. %lock,r0,r1; bne 1b; isync for LOCK(r1)",
	"UNLOCK": "lwsync; li %lock,0; stw %lock,0(r1) for UNLOCK(r1)",
	"SF":     "lwsync; li %lock,1; stw %lock,0(r1) for SF(r1)",
	"RF":     "lwz r1,0(r2); cmpw r1,r1; bne 1f; 1: isync for RF(r1,r2)",
	"RFL":    "1: lwz %lock,0(r1); cmpwi %lock,0; beq 1b; isync for RFL(r1)",
}

// cStatement reports a cell that holds C (an assignment or a call whose first token
// is op) and skips the rest of the cell.
func (p *parser) cStatement(op token) {
	end := p.tok.end
	for end < p.end && strings.IndexByte("|;\n", p.s[end]) < 0 {
		end++
	}
	defer func() {
		p.pos = end
		p.next()
	}()
	for i := op.start; i < end; i++ {
		if class[p.s[i]]&isAlpha == 0 || i > op.start && class[p.s[i-1]]&isInWord != 0 {
			continue
		}
		n := i
		for n < end && class[p.s[n]]&(isAlpha|isDigit) != 0 {
			n++
		}
		if is, ok := KernelC(p.s[i:n]); ok {
			p.errorAt(i, n, diag.LitmusKernelC, "%s is kernel C, but the program is POWER assembly", diag.Quote(p.s[i:n])).
				WithFix("write its POWER instructions: %s", is)
			return
		}
		if why, _, ok := kernelc.Refused(p.s[i:n]); ok && n < end && p.s[n] == '(' && !slices.Contains(barrierWords, p.s[i:n]) {
			p.errorAt(i, n, diag.LitmusKernelC, "%s is kernel C, but the program is POWER assembly", diag.Quote(p.s[i:n])).
				Note("it is not supported in kernel C either: %s", why).
				WithFix("leave it out, or write the instructions that it consists of if these are modelled (docs/instructions.md)")
			return
		}
	}
	text := strings.TrimRight(p.s[op.start:max(op.end, end)], " \t\r")
	if is := herdMacros[p.s[op.start:op.end]]; is != "" {
		p.errorAt(op.start, op.start+len(text), diag.LitmusUnsupported, "%s is a herd7 macro, which fencewise does not expand", diag.Quote(p.s[op.start:op.end])).
			WithFix("write its instructions: %s", is)
		return
	}
	d := p.errorAt(op.start, op.start+len(text), diag.LitmusKernelC, "this is C, but the program is POWER assembly")
	if w := p.s[op.start:op.end]; slices.Contains(barrierWords, w) {
		d.WithFix("write it without parentheses: %s", w)
		return
	}
	d.Note("a cell holds one instruction, such as stw r1,0(r2)").WithFix("write the instructions that the compiler emits for it")
}
