package power

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// tableFences enters the barriers (ISA Book II 4.6.1, 4.6.3). sync 0 is hwsync, sync 1 is
// lwsync, and sync 2 is ptesync. ptesync orders what hwsync orders and also the accesses of
// the processor to page tables (Book III 5.9.2), which are not modelled. ISA 3.1 adds sync 4,
// phwsync, and sync 5, plwsync. They order what hwsync and lwsync order and also stores to
// persistent storage, which is not modelled. They are separate barriers, because a program
// that needs them cannot use the others instead. The second operand of sync, SC, also came
// with ISA 3.1. It is 0 for all of these; other values are refused.
func tableFences() {
	fence := func(f isa.Tag) isa.Op { return isa.Op{Kind: isa.Fence, Tags: isa.Of(f)} }
	add("sync", entry{form: formSync, op: fence(Sync), hi: 5})
	add("hwsync", entry{form: formNone, op: fence(Sync)})
	add("ptesync", entry{form: formNone, op: fence(Sync)})
	add("lwsync", entry{form: formZero, op: fence(LwSync)})
	add("phwsync", entry{form: formNone, op: fence(Phwsync)})
	add("plwsync", entry{form: formNone, op: fence(Plwsync)})
	add("eieio", entry{form: formNone, op: fence(Eieio)})
	add("isync", entry{form: formNone, op: fence(Isync)})
	add("msgsync", entry{form: formNone, op: fence(Msgsync)})
}

// syncKinds maps the first operand of sync, L, to barriers; 3 is reserved.
var syncKinds = [...]isa.Tag{0: Sync, 1: LwSync, 2: Sync, 4: Phwsync, 5: Plwsync}

// syncOperands reads the operands of sync.
func (a *args) syncOperands(op *isa.Op) {
	if len(a.rest) == 0 {
		return
	}
	at := a.rest[0].Span
	kind := a.imm()
	a.setRole(roleHint)
	if syncKinds[kind] == isa.NoTag {
		a.fail(at, diag.PowerRange, "no sync with the number %d exists", kind)
		return
	}
	op.Tags = isa.Of(syncKinds[kind])
	if len(a.rest) > 0 && a.err == nil && a.rest[0].Kind == litmus.OpImm && a.rest[0].Num >= 1 && a.rest[0].Num <= 3 {
		a.err = diag.New(a.in.Span, diag.PowerRefused, "sync with the second operand %d is not supported: %s", a.rest[0].Num, storeSync).
			WithFix("%s", storeSyncFix)
		return
	}
	a.optionalZero()
}
