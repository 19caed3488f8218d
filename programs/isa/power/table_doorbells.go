package power

import "github.com/fencewise/fencewise/programs/isa"

// tableDoorbells enters the instructions that send, clear and take doorbells (ISA Book III,
// chapter on processor control). Three mnemonics do not belong to the ISA: doorbell stands
// for an interrupt in straight-line code. The other two are named after functions of the
// Linux kernel, and stand for changes of the MSR bit that enables external interrupts.
func tableDoorbells() {
	add("msgsnd", entry{form: formThread, op: isa.Op{Kind: isa.Msgsnd}})
	add("msgclr", entry{form: formNone, op: isa.Op{Kind: isa.Msgclr}})
	add("doorbell", entry{form: formOptR, op: isa.Op{Kind: isa.TakeDoorbell}})
	add("local_irq_disable", entry{form: formNone, op: isa.Op{Kind: isa.IrqDisable}})
	add("local_irq_enable", entry{form: formNone, op: isa.Op{Kind: isa.IrqEnable}})
}
