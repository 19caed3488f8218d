package power

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// tableTraps enters the trap instructions (ISA Book I 3.3.11). Only traps that never trap are
// supported: their field TO is 0. Such a trap still waits for the registers that it tests,
// and so does an isync after it: isync completes only when all earlier instructions are
// known not to cause an interrupt (Book II, isync; Book III, context synchronization). Java
// compilers and the I/O accessors of Linux rely on this: load, twi 0,rX,0, isync.
// docs/instructions.md has the sources.
func tableTraps() {
	trap := isa.Op{Kind: isa.Trap}
	add("tw", entry{form: formTrap, op: trap})
	add("td", entry{form: formTrap, op: trap})
	add("twi", entry{form: formTrapI, op: trap, lo: minSI, hi: maxSI})
	add("tdi", entry{form: formTrapI, op: trap, lo: minSI, hi: maxSI})

	for _, name := range []string{"tweqi", "twnei", "tdeqi", "tdnei"} {
		add(name, entry{form: formRefused, reason: canTrap, fix: trapFix})
	}
	add("trap", entry{form: formRefused, reason: canTrap, fix: "to end the thread here, write b Last, and the label Last: at its end"})
}

// isTrap reports whether a mnemonic is an extended mnemonic of a trap: tw or td, a condition,
// and i if the second operand is a number.
func isTrap(name string) bool {
	cond, ok := strings.CutPrefix(name, "tw")
	if !ok {
		cond, ok = strings.CutPrefix(name, "td")
	}
	switch strings.TrimSuffix(cond, "i") {
	case "lt", "le", "eq", "ge", "gt", "nl", "ne", "ng", "llt", "lle", "lge", "lgt", "lnl", "lng", "u":
		return ok
	}
	return false
}

const (
	canTrap = "it can trap, and what a trap does is not modelled"
	trapFix = "remove it, or write a branch to the end of the thread instead; if an isync has to wait for a load, write twi 0,rX,0"
)

// trap reads the field TO and the register of a trap.
func (a *args) trap(op *isa.Op) {
	o, ok := a.nextOperand()
	if !ok {
		return
	}
	switch {
	case o.Kind != litmus.OpImm:
		a.fail(o.Span, diag.PowerOperands, "the number 0 is expected here, for a trap that never traps")
	case o.Num < 0 || o.Num > 31:
		a.inRange(o.Span, o.Num, 0, 31)
	case o.Num != 0:
		a.err = diag.New(a.in.Span, diag.PowerRefused, "%s with the condition %d is not supported: %s", a.in.Op, o.Num, canTrap).
			Note("with the condition 0 it never traps, and is accepted").WithFix("%s", trapFix)
	}
	op.A = isa.Register(a.reg())
}
