package unroll

import (
	"fmt"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// field is a condition register field. It keeps the comparison that sets the field instead
// of the bits, so that a branch compares the values themselves.
type field struct {
	kind     fieldKind
	a, b     event.Expr // fieldCompared: the two operands; fieldBits: a has the bits, 0 to 15
	word     bool
	unsigned bool
	ok       event.Expr // fieldStored: whether the stwcx. succeeded, True or False
	deps     deps
}

type fieldKind uint8

const (
	fieldClear    fieldKind = iota // no bit is set: the initial state
	fieldCompared                  // LT, GT or EQ of a against b
	fieldStored                    // EQ says that a stwcx. succeeded
	fieldBits                      // moved from a register
)

// bitValue returns the boolean that a condition register bit holds.
func (b *builder) bitValue(f *field, bit isa.Bit) event.Expr {
	pool := b.s.Pool
	switch f.kind {
	case fieldClear:
		return event.False
	case fieldStored:
		if bit == isa.EQ {
			return f.ok
		}
		return event.False
	case fieldBits:
		one := pool.Make(event.And, f.a, pool.Number(8>>bit))
		return pool.Make(event.Not, pool.Make(event.Eq64, one, event.False), 0)
	case fieldCompared:
		eq, lt := f.comparisons()
		switch bit {
		case isa.EQ:
			return b.compute(eq, f.a, f.b)
		case isa.LT:
			return b.compute(lt, f.a, f.b)
		case isa.GT:
			return b.compute(lt, f.b, f.a)
		case isa.SO: // nothing overflows
			return event.False
		default:
			panic(fmt.Sprintf("unroll: unknown bit %d of a condition field", bit))
		}
	default:
		panic(fmt.Sprintf("unroll: unknown kind of condition field %d", f.kind))
	}
}

// comparisons returns the operators for "equal" and "less".
func (f *field) comparisons() (eq, lt event.Op) {
	switch {
	case f.word && f.unsigned:
		return event.Eq32, event.LtU32
	case f.word:
		return event.Eq32, event.Lt32
	case f.unsigned:
		return event.Eq64, event.LtU64
	}
	return event.Eq64, event.Lt64
}

// fieldValue returns the four bits of a field as a number.
func (b *builder) fieldValue(f *field) event.Expr {
	pool := b.s.Pool
	switch f.kind {
	case fieldClear:
		return pool.Number(0)
	case fieldStored:
		return pool.Make(event.Shl, f.ok, pool.Number(1))
	case fieldBits:
		return f.a
	case fieldCompared:
		op := event.Cmp64
		switch {
		case f.word && f.unsigned:
			op = event.CmpU32
		case f.word:
			op = event.Cmp32
		case f.unsigned:
			op = event.CmpU64
		}
		return b.compute(op, f.a, f.b)
	default:
		panic(fmt.Sprintf("unroll: unknown kind of condition field %d", f.kind))
	}
}

// fromCR returns the fields of mask as a number of 32 bits, with field 0 in the highest 4
// bits. Other fields are 0.
func (b *builder) fromCR(p *path, mask uint8) regValue {
	c := regValue{val: b.s.Pool.Number(0)}
	for k := range p.cr {
		if mask>>(7-k)&1 == 0 {
			continue
		}
		f := &p.cr[k]
		at := b.s.Pool.Number(int64(28 - 4*k))
		c.val = b.s.Pool.Make(event.Or, c.val, b.s.Pool.Make(event.Shl, b.fieldValue(f), at))
		c.deps = b.union(c.deps, f.deps)
	}
	return c
}

// toCR sets the fields of mask from a number of that form.
func (b *builder) toCR(p *path, mask uint8, from regValue) {
	for k := range p.cr {
		if mask>>(7-k)&1 == 0 {
			continue
		}
		at := b.s.Pool.Number(int64(28 - 4*k))
		bits := b.compute(event.And, b.compute(event.Shr, from.val, at), b.s.Pool.Number(15))
		p.cr[k] = field{kind: fieldBits, a: bits, deps: from.deps}
	}
}
