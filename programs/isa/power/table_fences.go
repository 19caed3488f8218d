package power

import "github.com/fencewise/fencewise/programs/isa"

// tableFences enters the barriers (ISA Book II 4.6.1, 4.6.3). sync 0 is
// hwsync, sync 1 is lwsync, and sync 2 is ptesync, which orders all that
// hwsync does and besides it accesses of the processor to page tables, of
// which there are none here (Book III 5.9.2). The second operand of sync in
// ISA 3.1 is 0 for these.
func tableFences() {
	fence := func(f isa.Tag) isa.Op { return isa.Op{Kind: isa.Fence, Tags: isa.Of(f)} }
	add("sync", entry{form: formSync, op: fence(Sync), hi: 2})
	add("hwsync", entry{form: formNone, op: fence(Sync)})
	add("ptesync", entry{form: formNone, op: fence(Sync)})
	add("lwsync", entry{form: formZero, op: fence(LwSync)})
	add("eieio", entry{form: formNone, op: fence(Eieio)})
	add("isync", entry{form: formNone, op: fence(Isync)})
	add("msgsync", entry{form: formNone, op: fence(Msgsync)})
}
