package lattice

import (
	"slices"
	"strings"
	"testing"
)

// judges are the targets under which the studies of single primitives have rules, each with
// the model of its programs. "" is kernel C as it is written.
var judges = []struct{ target, model string }{{"", "lkmm"}, {"power", "power"}, {"power-2011", "power"}, {"x86", "x86"}}

// full reports whether a choice of a slot is a full barrier.
func full(choice string) bool {
	return strings.HasPrefix(choice, "smp_mb") || choice == "sync"
}

// TestAtomicStudies checks the rules about fully ordered atomic operations for all variants,
// in assembly and in kernel C. A shape says which side of the operation orders what: sb is
// safe with a full barrier on one side, in store (the operation is the store) it has to come
// after it, in r before it.
func TestAtomicStudies(t *testing.T) {
	type barriers struct{ before, after bool }
	shapes := map[string]func(barriers) bool{
		"sb":    func(b barriers) bool { return b.before || b.after },
		"store": func(b barriers) bool { return b.after },
		"r":     func(b barriers) bool { return b.before },
	}
	for program, shape := range map[string]string{"sb": "sb", "sb-store": "store", "r": "r"} {
		rule(t, "bpf_fetch/"+program, "power", 12, func(slot func(string) string) (bool, bool) {
			return shapes[shape](barriers{full(slot("fetch.before")), full(slot("fetch.after"))}), true
		})
	}
	for _, j := range judges {
		if j.target == "x86" {
			continue // every operation is a full barrier
		}
		// operation returns the full barriers that an operation begins and ends with.
		operation := func(choice string) barriers {
			switch choice {
			case "atomic_add_return", "atomic_fetch_add":
				return barriers{j.target != "power-2011", true}
			case "xchg", "cmpxchg":
				return barriers{j.target != "power-2011", j.target != "power-2011"}
			default: // relaxed, acquire and release
				return barriers{}
			}
		}
		check := func(program, shape, prefix, op string, variants int) {
			compiledRule(t, program, j.target, j.model, variants, func(slot func(string) string) (bool, bool) {
				var b barriers
				if op != "" {
					b = operation(slot(op))
				}
				b.before = b.before || full(slot(prefix+".before"))
				b.after = b.after || full(slot(prefix+".after"))
				return shapes[shape](b), true
			})
		}
		for shape := range shapes {
			check("atomics_lkmm/"+shape+"-xchg", shape, "atomic", "xchg", 16)
			check("atomics_lkmm/"+shape+"-cmpxchg", shape, "atomic", "cmpxchg", 16)
			check("atomics_lkmm/"+shape+"-add", shape, "atomic", "add_return", 16)
		}
		check("bpf_fetch_lkmm/sb", "sb", "fetch", "fetch", 16)
		check("bpf_fetch_lkmm/sb-store", "store", "fetch", "fetch", 16)
		check("bpf_fetch_lkmm/r", "r", "fetch", "fetch", 16)
		check("bpf_fetch_lkmm/sb-add", "sb", "add", "", 4)
	}
}

// TestLockStudies checks the rules about barriers around locks for all variants. On x86 every
// lock is a full barrier.
func TestLockStudies(t *testing.T) {
	for _, j := range judges {
		check := func(program string, variants int, never func(slot func(string) string) bool) {
			compiledRule(t, program, j.target, j.model, variants, func(slot func(string) string) (bool, bool) {
				return j.target == "x86" || never(slot), true
			})
		}
		after := func(slot func(string) string) bool { return full(slot("lock.after")) }
		around := func(slot func(string) string) bool { return full(slot("lock.before")) || after(slot) }
		check("after_spinlock/wake", 12, around)
		check("after_spinlock/both", 12, around)
		check("after_spinlock/sections-sb", 12, after)
		check("after_spinlock/sections-mp", 12, func(func(string) string) bool { return true })
		check("after_unlock_lock/handover", 5, after)
		check("after_unlock_lock/same-cpu", 5, after)
		check("after_unlock_lock/other-cpu", 5, func(slot func(string) string) bool {
			// The kernel promises nothing for two locks on two CPUs.
			return after(slot) && (j.target != "" || slot("lock.after") != "smp_mb__after_unlock_lock")
		})
	}
}

// TestKickStudy checks the rule about a cmpxchg that fails, for all variants: it orders
// nothing in kernel C, what it begins with on POWER, and everything on x86.
func TestKickStudy(t *testing.T) {
	for _, j := range judges {
		enough := map[string][]string{
			"power": {"cmpxchg"},
			"x86":   {"cmpxchg_relaxed", "cmpxchg_acquire", "cmpxchg_release", "cmpxchg"},
		}[j.target]
		compiledRule(t, "pv_kick_node/kick", j.target, j.model, 48, func(slot func(string) string) (bool, bool) {
			return full(slot("halt.after")) && (full(slot("kick.before")) || slices.Contains(enough, slot("kick"))), true
		})
	}
}
