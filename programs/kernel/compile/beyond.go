package compile

import (
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// herd7 lists the instructions that herd7 executes. It has no larger reservations than that
// of a word, and its mfcr returns other numbers.
var herd7 = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.FieldsSeq("lbz lhz lwz ld stb sth stw std lwarx stwcx. li mr add addi sub subf and or ori xor xori mullw mulli divw " +
		"cmpw cmpwi b beq bne blt bge bgt ble sync lwsync eieio isync") {
		all[name] = true
	}
	return all
}()

// warn adds warnings about what herd7 does not execute in the test, as long as its slots have
// their defaults.
func (c *compiler) warn() {
	var names []string
	seen := map[string]bool{}
	note := func(in *litmus.Instr) {
		if in != nil && !herd7[in.Op] && !seen[in.Op] {
			seen[in.Op] = true
			names = append(names, in.Op)
		}
	}
	for _, th := range c.to.Columns() {
		for i := range th.Cells {
			cell := &th.Cells[i]
			note(cell.Instr)
			if cell.Slot != nil && cell.Instr == nil {
				for _, in := range cell.Slot.Choices[cell.Slot.Default].Instrs {
					note(in)
				}
			}
		}
	}
	warning := func(at diag.Span, format string, args ...any) {
		d := diag.New(at, diag.CompileHerd, format, args...)
		d.Warning = true
		c.to.Warnings = append(c.to.Warnings, d)
	}
	if len(names) > 0 {
		warning(c.from.NameSpan, "the compiled test has instructions that herd7 does not execute: %s", prose.And(names))
	}
	if c.addresses.Known() {
		warning(c.addresses, "herd7 does not compare addresses, as the compiled test does here")
	}
	for i := range c.from.Init {
		in := &c.from.Init[i]
		for k := range in.Values {
			if v := &in.Values[k]; v.Addr == "" && v.Num < 0 && !in.Target.IsReg() && c.locs[c.locIndex[in.Target.Name]].typ == event.Word {
				warning(v.Span, "herd7 compares what it reads of the initial value %d as a number without a sign", v.Num)
			}
		}
	}
}
