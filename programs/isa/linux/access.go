package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// place is something in memory: an address, and the type of what is accessed there.
type place struct {
	addr isa.Arg
	typ  kernelc.Type
	any  bool // the type is not known, since the address is a number in C: the access is to a whole location
}

// pointed returns what a value points to. A number can be an address, too.
func pointed(p value) place {
	if p.typ.Stars == 0 {
		return place{addr: p.arg, typ: longType, any: true}
	}
	t := p.typ.Elem()
	return place{addr: p.arg, typ: t, any: t.Size() == 0}
}

// access emits a load or a store at a place.
func (l *lowerer) access(at place, op isa.Op) {
	op.A = at.addr
	if !at.any {
		op.Size, op.Signed, op.Address = uint8(at.typ.Size()), op.Kind.Loads() && at.typ.Signed() && at.typ.Size() < 8, at.typ.Stars > 0
	}
	l.emit(op)
	l.nameInstruction(at.typ)
}

// load emits a load and returns the value.
func (l *lowerer) load(at place, tags isa.Tags) value {
	r := l.temp()
	l.access(at, isa.Op{Kind: isa.Load, Dst: r, Tags: tags})
	l.noteLoaded(r)
	return value{arg: isa.Register(r), typ: at.typ}
}

// noteLoaded notes that a condition loads a value.
func (l *lowerer) noteLoaded(r isa.Reg) {
	if l.inCond {
		l.loaded = append(l.loaded, r)
	}
}

// store emits a store of a value, and returns it as it is in memory.
func (l *lowerer) store(at place, v value, tags isa.Tags) value {
	v = l.convertLow(v, at.typ)
	l.access(at, isa.Op{Kind: isa.Store, C: v.arg, Tags: tags})
	return value{arg: v.arg, typ: at.typ, wide: v.typ.Stars == 0 && at.typ.Size() < 8}
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
