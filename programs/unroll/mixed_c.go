package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// severalSizesInC reports whether the declarations and casts of a program in C name things of
// different sizes in memory. If not, it has no accesses of mixed size.
func severalSizesInC(t *litmus.Test) bool {
	one, several := 0, t.HasStructs()
	note := func(of kernelc.Type) { // what is in memory
		for ; ; of = of.Elem() {
			if size := of.Size(); size > 0 {
				several = several || one > 0 && size != one
				one = size
			}
			if of.Stars == 0 {
				return
			}
		}
	}
	pointer := func(of kernelc.Type) {
		if of.Stars > 0 {
			note(of.Elem())
		}
	}
	for _, th := range t.Columns() {
		for i := range th.Body.Params {
			pointer(th.Body.Params[i].Type)
		}
		for i := range th.Body.Locals {
			pointer(th.Body.Locals[i].Type)
		}
	}
	for i := range t.Init {
		if of := event.InitType(&t.Init[i]); t.Init[i].Target.IsReg() {
			pointer(of)
		} else {
			note(of)
		}
	}
	for _, th := range t.Columns() {
		if several {
			break
		}
		kernelc.Walk(th.Body.Body, func(n kernelc.Node) bool {
			if c, ok := n.(*kernelc.Cast); ok {
				pointer(c.Type)
			}
			return !several
		})
	}
	return several
}
