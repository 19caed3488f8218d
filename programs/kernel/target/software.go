package target

const (
	fallbacks      = "include/linux/atomic/atomic-arch-fallback.h"
	genericBarrier = "include/asm-generic/barrier.h"
	rwonce         = "include/asm-generic/rwonce.h"
	rcupdate       = "include/linux/rcupdate.h"
	srcuH          = "include/linux/srcu.h"
	srcutree       = "kernel/rcu/srcutree.c"
	compilerH      = "include/linux/compiler.h"

	nothing = "no instruction that orders"
)

// at returns lines of a file.
func at(file string, lines ...int) (all []Source) {
	for _, l := range lines {
		all = append(all, Source{File: file, Line: l})
	}
	return all
}

// software lists what the kernel does with much code of its own, on all machines.
var software = []Entry{
	{Row: Row{"__fence", "rcu-lock"}, Uses: "rcu_read_lock", Text: nothing, Sources: at(rcupdate, 845, 91)},
	{Row: Row{"__fence", "rcu-unlock"}, Uses: "rcu_read_unlock", Text: nothing, Sources: at(rcupdate, 876, 96)},
	{Row: Row{"__fence", "sync-rcu"}, Uses: "synchronize_rcu", Refused: "a grace period of RCU waits for other threads, in software", Sources: at("kernel/rcu/tree.c", 4108)},
	{Row: Row{"__fence", "after-srcu-read-unlock"}, Uses: "smp_mb__after_srcu_read_unlock", Refused: srcu, Sources: at(srcuH, 376)},
	{Row: Row{"__srcu", "srcu-lock"}, Uses: "srcu_read_lock", Refused: srcu, Sources: at(srcutree, 718)},
	{Row: Row{"__srcu", "srcu-unlock"}, Uses: "srcu_read_unlock", Refused: srcu, Sources: at(srcutree, 734)},
	{Row: Row{"__load", "srcu-lock"}, Uses: "srcu_read_lock", Refused: srcu, Sources: at(srcutree, 718)},
	{Row: Row{"__store", "srcu-unlock"}, Uses: "srcu_read_unlock", Refused: srcu, Sources: at(srcutree, 734)},
	{Row: Row{"__srcu", "sync-srcu"}, Uses: "synchronize_srcu", Refused: srcu, Sources: at(srcutree, 1477)},
}

// doorbells lists operations on doorbells and interrupts, given where a machine has them. A
// machine without doorbells has the reason in refused.
func doorbells(msgsnd, msgclr, interrupt, disable, enable, save []Source, refused string) []Entry {
	t := []Entry{
		{Row: Row{"__msgsnd", ""}, Uses: "ppc_msgsnd", Text: "msgsnd", Sources: msgsnd},
		{Row: Row{"__msgclr", ""}, Uses: "ppc_msgclr", Text: "msgclr", Sources: msgclr},
		{Row: Row{"__take_doorbell", ""}, Uses: "take_doorbell", Text: "the interrupt", Sources: interrupt},
		{Row: Row{"__try_doorbell", ""}, Uses: "try_doorbell", Text: "the interrupt, or nothing", Sources: interrupt},
	}
	for i := range t {
		if refused != "" {
			t[i].Text, t[i].Refused = "", refused
		}
	}
	return append(t,
		Entry{Row: Row{"__irq_disable", ""}, Uses: "local_irq_disable", Text: nothing, Sources: disable},
		Entry{Row: Row{"__irq_enable", ""}, Uses: "local_irq_enable", Text: nothing, Sources: enable},
		Entry{Row: Row{"__irq_save", ""}, Uses: "local_irq_save", Text: nothing, Sources: save},
	)
}

const srcu = "SRCU counts its readers in memory, in software"
