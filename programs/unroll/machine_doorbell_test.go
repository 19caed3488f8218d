package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// bell executes an instruction about doorbells.
func (m *machine) bell(pc int, in *litmus.Instr) bool {
	switch in.Op {
	case "msgsnd":
		m.event("msgsnd "+in.Args[0].Text, pc)
	case "msgclr":
		m.event("msgclr", pc)
	case "local_irq_disable":
		m.masked = true
	case "local_irq_enable":
		m.masked = false
	case "doorbell":
		took := len(in.Args) == 0 || m.doorbell(in, m.own)
		if took {
			m.event("irq", pc)
		}
		if len(in.Args) > 0 {
			m.set(in.Args[0], tainted{v: event.Truth(took)})
		}
	default:
		return false
	}
	return true
}

// barriers executes the choice of a slot.
func (m *machine) barriers(pc int) {
	sl := m.cells[pc].Slot
	for i, in := range sl.Choices[m.picks[sl]].Instrs {
		if i > 0 {
			m.boundary()
		}
		m.event(in.Op, pc)
	}
}

// boundary takes the interrupts of this point. Each handler begins with the initial
// registers of the thread and with the control dependencies of the thread. Everything
// later depends on what its branches tested. It ends the reservation.
func (m *machine) boundary() {
	for m.handler != nil && m.in == 0 && !m.masked && m.interrupt() {
		if m.taken == m.limit {
			m.event("irq", -1)
			panic(cutIrq)
		}
		m.taken++
		thread := *m
		m.in, m.masked = m.taken, true
		m.event("irq", -1)
		m.cells, m.labels = m.handler.Cells, labelsOf(m.handler.Cells)
		m.regs, m.cr, m.jumps = m.first(), [8]tainted{}, map[int]int{}
		m.held, m.resrv = -1, 0
		m.code()
		handler := *m
		*m = thread
		m.held = -1
		m.trace, m.reads, m.ctrl = handler.trace, handler.reads, handler.ctrl
	}
}
