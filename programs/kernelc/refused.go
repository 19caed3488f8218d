package kernelc

import (
	"regexp"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// refusal says why primitives of the kernel are not modelled.
type refusal struct {
	names *regexp.Regexp
	why   string // a clause after "X is not supported:"
	fix   string
}

// refusals lists the primitives of the kernel that users are likely to write and that no
// table can define with builtins. A table that defines one of them all the same wins.
var refusals = []refusal{
	{
		pattern(`(__raw_(rm_)?)?(read|write)(s?[bwlq]|[bwlq](_relaxed|_be|_cix))`, // include/asm-generic/io.h, arch/powerpc/include/asm/io.h
			`_?(in|out)(s?[bwl](_p|_ns)?|_(8|(be|le)(16|32|64)))`,
			`(hi_lo_|lo_hi_)?(read|write)q(_relaxed)?`,
			`io(read|write)(8|(16|32|64)(be)?)(_rep|_(hi_lo|lo_hi))?`,
			`(io)?read\w*_poll_timeout(_atomic)?`,
			`_?(memcpy_(from|to)io|memset_io)`, `__io(read|write)(32|64)_copy`),
		"it accesses a device, and cache-inhibited storage (MMIO) is not modelled",
		"leave the device out if only the order between CPUs matters; a stand-in made of WRITE_ONCE and READ_ONCE is ordered as memory, and not as a device",
	},
	{
		pattern(`io_stop_wc`, `pmem_wmb`, `__io_p?[ab][rw]`, `iosync`, `eieio`),
		"it orders accesses to devices or to persistent memory, which are not modelled",
		"leave it out; for the order between CPUs write smp_mb, smp_rmb or smp_wmb",
	},
	{
		pattern(`mutex_\w+`, `(read|write)_(try)?(un)?lock(_\w+)?`, `(down|up)(_(read|write|trylock|interruptible|killable|timeout)\w*)?`, `(read|write)_seq\w+`, `seqcount_\w+`, `raw_(read|write)_seq\w+`,
			`(local|rt_mutex|bit_spin|percpu)_(try)?(un)?lock(_\w+)?`),
		"of the kernel's locks only spinlocks and RCU are modelled",
		"write spin_lock and spin_unlock if mutual exclusion is what matters, or the accesses and barriers that the lock consists of",
	},
	{
		pattern(`wait_event\w*`, `wake_up\w*`, `swake_up\w*`, `schedule(_timeout\w*)?`, `(__)?set_current_state`, `prepare_to_wait\w*`, `finish_wait`,
			`complete(_all)?`, `wait_for_completion\w*`),
		"threads that sleep and are woken are not modelled",
		"write the accesses and barriers that it consists of; set_current_state is a store and smp_mb",
	},
	{
		pattern(`k?v?free_rcu\w*`, `call_s?rcu\w*`, `s?rcu_barrier\w*`, `rcu_read_(un)?lock_(bh|sched|trace)\w*`, `(call|synchronize)_rcu_\w*tasks\w*`),
		"of RCU only read-side critical sections and grace periods are modelled",
		"write rcu_read_lock, rcu_read_unlock and synchronize_rcu; for a callback, a thread that calls synchronize_rcu first",
	},
	{
		pattern(`smp_read_barrier_depends`, `read_barrier_depends`, `lockless_dereference`, `mmiowb`, `smp_mb__before_spinlock`, `spin_unlock_wait`, `ACCESS_ONCE`),
		"the kernel no longer has it",
		"write what took its place, such as READ_ONCE, WRITE_ONCE, rcu_dereference or smp_mb__after_spinlock",
	},
}

// pattern returns an expression that matches whole names.
func pattern(alternatives ...string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join(alternatives, "|") + `)$`)
}

// Refused returns why a primitive of the kernel is not modelled, as a clause, and what to
// write instead. ok is false for other names.
func Refused(name string) (why, fix string, ok bool) {
	for _, r := range refusals {
		if r.names.MatchString(name) {
			return r.why, r.fix, true
		}
	}
	return "", "", false
}

// refused returns the diagnostic for a call of a primitive that is not modelled, or nil.
func refused(c *Call) *diag.Diagnostic {
	why, fix, ok := Refused(c.Fun)
	if !ok {
		return nil
	}
	return diag.New(c.FunAt, diag.KernelCRefused, "%s is not supported: %s", c.Fun, why).WithFix("%s", fix)
}
