package linux

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

func (l *lowerer) msgsnd(x *kernelc.Call) {
	to, ok := x.Args[0].(*kernelc.Ident)
	if !ok {
		panic("linux: a msgsnd to no thread") // kernelc.Check refuses it
	}
	l.emit(isa.Op{Kind: isa.Msgsnd, Target: to.Name})
}

func (l *lowerer) msgclr(*kernelc.Call) { l.emit(isa.Op{Kind: isa.Msgclr}) }

func (l *lowerer) takeDoorbell(*kernelc.Call) { l.emit(isa.Op{Kind: isa.TakeDoorbell}) }

func (l *lowerer) tryDoorbell(*kernelc.Call) value {
	r := l.temp()
	l.emit(isa.Op{Kind: isa.TryDoorbell, Dst: r})
	return value{arg: isa.Register(r), typ: intType, bool: true}
}

// Disabling and enabling interrupts does nothing where no handler can interrupt the thread.

func (l *lowerer) irqDisable(*kernelc.Call) {
	if l.interruptible {
		l.emit(isa.Op{Kind: isa.IrqDisable})
	}
}

func (l *lowerer) irqEnable(*kernelc.Call) {
	if l.interruptible {
		l.emit(isa.Op{Kind: isa.IrqEnable})
	}
}

// irqSave refuses to disable or enable interrupts depending on whether they were enabled
// before.
func (l *lowerer) irqSave(x *kernelc.Call) {
	if l.interruptible {
		l.fail(x, diag.KernelCUnsupported, "the state of interrupts cannot be saved and restored in a thread with a handler").
			WithFix("use the primitive that always disables interrupts, and the one that always enables them: spin_lock_irq, spin_unlock_irq")
	}
}
