package unroll

import (
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// eachParameter calls f for each parameter of the threads of a program in C and of their
// handlers. Each stands for the location of its name.
func (b *builder) eachParameter(f func(thread int, p *kernelc.Param)) {
	for i, th := range b.s.Test.Threads {
		for _, column := range []*litmus.Thread{th, th.Handler} {
			if column == nil || column.Body == nil {
				continue
			}
			for k := range column.Body.Params {
				f(i, &column.Body.Params[k])
			}
		}
	}
}

// nameParameters makes the locations of the parameters.
func (b *builder) nameParameters() {
	b.eachParameter(func(_ int, p *kernelc.Param) { b.addressOf(p.Name, -1, p.Span) })
}

// initParameters gives the registers of the parameters the addresses of their locations.
func (b *builder) initParameters() {
	b.eachParameter(func(thread int, p *kernelc.Param) {
		reg := b.regs.Symbolic(isa.ParameterRegister(p.Name))
		b.inits = append(b.inits, initReg{thread, reg, b.addressOf(p.Name, -1, p.Span)})
	})
}

// typesInC gives each location of a program in C the size and type of its declarations.
func (b *builder) typesInC() {
	if !b.s.Test.InC() {
		return
	}
	for k := range b.names.list {
		n := &b.names.list[k]
		if n.elems > 0 || n.field {
			continue
		}
		l := &b.s.Locs[n.first]
		l.Type = event.LocationType(b.s.Test, n.name)
		if _, ok := event.DeclaredInC(b.s.Test, n.name); ok {
			l.Size = l.Type.Size
		}
	}
}
