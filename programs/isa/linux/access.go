package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// load emits a load from an address and returns the value.
func (l *lowerer) load(addr isa.Arg, t kernelc.Type, tags isa.Tags) value {
	r := l.temp()
	l.emit(isa.Op{Kind: isa.Load, Dst: r, A: addr, Tags: tags})
	l.nameInstruction(t)
	l.noteLoaded(r)
	return value{arg: isa.Register(r), typ: t}
}

// noteLoaded notes that a condition loads a value.
func (l *lowerer) noteLoaded(r isa.Reg) {
	if l.inCond {
		l.loaded = append(l.loaded, r)
	}
}

// store emits a store of a value, and returns it as it is in memory.
func (l *lowerer) store(addr isa.Arg, t kernelc.Type, v value, tags isa.Tags) value {
	v = l.convertLow(v, t)
	l.emit(isa.Op{Kind: isa.Store, A: addr, C: v.arg, Tags: tags})
	l.nameInstruction(t)
	return value{arg: v.arg, typ: t, wide: v.typ.Stars == 0 && t.Size() < 8}
}

// convertLow is convert for a value of which memory only keeps the low bytes.
func (l *lowerer) convertLow(v value, t kernelc.Type) value {
	switch {
	case t.Bool():
		return l.truth(v)
	case t.Size() > v.typ.Size():
		return l.narrow(v)
	}
	return v
}
