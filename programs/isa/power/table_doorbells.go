package power

import "github.com/fencewise/fencewise/programs/isa"

// tableDoorbells enters what sends, clears and takes doorbells (ISA Book III,
// chapter on processor control). Three words are not of the ISA: doorbell
// stands for an interrupt in straight-line code, and the other two, named
// after the functions of the Linux kernel, for a change of the bit of the MSR
// that enables external interrupts.
func tableDoorbells() {
	add("msgsnd", entry{form: formThread, op: isa.Op{Kind: isa.Msgsnd}})
	add("msgclr", entry{form: formNone, op: isa.Op{Kind: isa.Msgclr}})
	add("doorbell", entry{form: formOptR, op: isa.Op{Kind: isa.TakeDoorbell}})
	add("local_irq_disable", entry{form: formNone, op: isa.Op{Kind: isa.IrqDisable}})
	add("local_irq_enable", entry{form: formNone, op: isa.Op{Kind: isa.IrqEnable}})
}
