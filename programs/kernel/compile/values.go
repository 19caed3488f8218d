package compile

import (
	"math"
	"math/bits"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// value is what a register or a location can hold: numbers from lo to hi, if any is true,
// and addresses of locations.
type value struct {
	any    bool
	lo, hi int64
	locs   bitset.Set // nil for none
}

func number(lo, hi int64) value { return value{any: true, lo: lo, hi: hi} }

var anyNumber = number(math.MinInt64, math.MaxInt64)

// isAddress reports whether a value can be an address.
func (v *value) isAddress() bool { return v.locs != nil && !v.locs.Empty() }

// within reports whether all numbers that a value can be lie between two numbers.
func (v *value) within(lo, hi int64) bool { return !v.any || lo <= v.lo && v.hi <= hi }

// word reports whether the value is the number that its low word is with a sign.
func (v *value) word() bool { return v.within(math.MinInt32, math.MaxInt32) }

// wordU reports whether the value is the number that its low word is without a sign.
func (v *value) wordU() bool { return v.within(0, math.MaxUint32) }

// small reports both.
func (v *value) small() bool { return v.within(0, math.MaxInt32) }

// location is a location of the test, or an array.
type location struct {
	name  string
	typ   event.Type // of each element
	elems int        // 0 for a scalar
	holds value
}

// widenAfter is after how many rounds a bound that still moves falls to that of a type. A
// program without loops needs fewer.
const widenAfter = 64

// values computes what registers and locations can hold: the least solution for all
// columns together, in which a bound that keeps moving is that of a type.
func (c *compiler) values() {
	c.vals = make([]value, len(c.origins))
	for v := range c.vals {
		k := &c.origins[v]
		switch {
		case c.isParameter(reg(v)):
			c.vals[v] = c.addressOf(k.name[1:])
		case k.name != "":
			c.vals[v] = c.initOf(k)
		}
	}
	for round, changed := 0, true; changed; round++ {
		changed = false
		for col := range c.columns {
			for i := range c.columns[col].lines {
				if l := &c.columns[col].lines[i]; l.kind == stepLine {
					changed = c.effect(col, l, round > widenAfter) || changed
				}
			}
		}
	}
}

// addressOf returns the address of a location as a value.
func (c *compiler) addressOf(name string) value {
	v := value{locs: make(bitset.Set, bitset.Words(len(c.locs)))}
	v.locs.Add(c.locIndex[name])
	return v
}

// effect adds what a step writes to what registers and locations can hold. It reports
// whether something is new.
func (c *compiler) effect(col int, l *line, widen bool) bool {
	op := &l.step.Op
	dst := func(v value) bool { return c.join(&c.vals[regOf(op.Dst)], v, widen) }
	switch op.Kind {
	case isa.Arith:
		return dst(apply(op, c.val(col, l, op.A), c.val(col, l, op.B)))
	case isa.Load, isa.LoadRes:
		var v value
		c.eachLoc(c.address(col, l), func(at *location) { c.join(&v, at.holds, false) })
		return dst(v)
	case isa.Store, isa.StoreCond:
		changed, v := false, c.val(col, l, op.C)
		c.eachLoc(c.address(col, l), func(at *location) {
			changed = c.join(&at.holds, kept(v, at.typ), widen) || changed
			at.holds = kept(at.holds, at.typ)
		})
		return changed
	case isa.Choose, isa.TryDoorbell:
		return dst(number(0, 1))
	default: // others write no register that the code of kernel C has
		return false
	}
}

// val returns what an operand of a step can be.
func (c *compiler) val(col int, l *line, a isa.Arg) value {
	if !a.IsReg {
		return number(a.Imm, a.Imm)
	}
	return c.vals[regOf(a.Reg)]
}

// address returns what the address of an access can be.
func (c *compiler) address(col int, l *line) value {
	op := isa.Op{ALU: isa.Add}
	return apply(&op, c.val(col, l, l.step.Op.A), c.val(col, l, l.step.Op.B))
}

// eachLoc calls f for each location whose address a value can be.
func (c *compiler) eachLoc(v value, f func(*location)) {
	for i := range c.locs {
		if v.locs != nil && v.locs.Has(i) {
			f(&c.locs[i])
		}
	}
}

// join adds a value to what a place can hold, and reports whether something is new.
func (c *compiler) join(to *value, v value, widen bool) (changed bool) {
	if v.isAddress() {
		if to.locs == nil {
			to.locs = make(bitset.Set, bitset.Words(len(c.locs)))
		}
		for i := range c.locs {
			if v.locs.Has(i) && !to.locs.Has(i) {
				to.locs.Add(i)
				changed = true
			}
		}
	}
	switch {
	case !v.any:
	case !to.any:
		to.any, to.lo, to.hi, changed = true, v.lo, v.hi, true
	default:
		if v.lo < to.lo {
			if to.lo, changed = v.lo, true; widen {
				to.lo = beyond(v.lo)
			}
		}
		if v.hi > to.hi {
			if to.hi, changed = v.hi, true; widen {
				to.hi = -1 - beyond(-1-v.hi)
			}
		}
	}
	return changed
}

// beyond returns the bound at or below a number to which a lower bound that keeps moving
// falls: 0 or the smallest number of a type.
func beyond(n int64) int64 {
	for _, low := range []int64{0, math.MinInt32, -1 - math.MaxUint32} {
		if n >= low {
			return low
		}
	}
	return math.MinInt64
}

// kept returns what is loaded from a location of a type after a value was stored there.
func kept(v value, t event.Type) value {
	if t.Size >= 8 || !v.any {
		return v
	}
	lo, hi := bounds(t)
	if !v.within(lo, hi) {
		v.lo, v.hi = lo, hi
	}
	return v
}

// bounds returns the smallest and the largest number of a type of less than 8 bytes.
func bounds(t event.Type) (lo, hi int64) {
	if t.Signed {
		return -1 << (t.Bits() - 1), 1<<(t.Bits()-1) - 1
	}
	return 0, 1<<t.Bits() - 1
}

// apply returns what the result of an operation can be. An address that a number is added
// to or subtracted from stays in its array.
func apply(op *isa.Op, x, y value) value {
	v := value{}
	if x.any && y.any {
		v = onNumbers(op, x, y)
	}
	if !x.isAddress() && !y.isAddress() {
		return v
	}
	switch op.ALU {
	case isa.Add:
		v.locs = x.locs
		if !x.isAddress() {
			v.locs = y.locs
		}
	case isa.Sub:
		if v.locs = x.locs; x.isAddress() && y.isAddress() { // a distance
			v.any, v.lo, v.hi = true, math.MinInt64, math.MaxInt64
		}
	case isa.Ext8, isa.Ext16, isa.Ext32: // an address stays whole
		v.locs = x.locs
	case isa.Equal, isa.Less, isa.LessU:
		return number(0, 1)
	case isa.And:
		if y.any && y.lo == 0 && y.hi == 0 && !y.isAddress() {
			return number(0, 0)
		}
		return anyNumber
	default:
		return anyNumber
	}
	return v
}

// onNumbers is apply for two numbers.
func onNumbers(op *isa.Op, x, y value) value {
	constant := y.lo == y.hi
	switch op.ALU {
	case isa.Add:
		return both(x.lo, y.lo, x.hi, y.hi, addOver)
	case isa.Sub:
		return both(x.lo, y.hi, x.hi, y.lo, subOver)
	case isa.Mul:
		return product(x, y)
	case isa.Equal, isa.Less, isa.LessU:
		return number(0, 1)
	case isa.Ext8, isa.Ext16, isa.Ext32:
		return kept(x, event.Type{Size: map[isa.ALU]int{isa.Ext8: 1, isa.Ext16: 2, isa.Ext32: 4}[op.ALU], Signed: true})
	case isa.And:
		switch {
		case y.lo >= 0 && x.lo >= 0:
			return number(0, min(x.hi, y.hi))
		case y.lo >= 0:
			return number(0, y.hi)
		case x.lo >= 0:
			return number(0, x.hi)
		}
	case isa.Or, isa.Xor:
		switch {
		case x.lo >= 0 && y.lo >= 0:
			return number(0, int64(1)<<bits.Len64(uint64(x.hi|y.hi))-1)
		case op.ALU == isa.Xor && constant && y.lo == -1:
			return number(-1-x.hi, -1-x.lo)
		case x.word() && y.word():
			return number(math.MinInt32, math.MaxInt32)
		}
	case isa.DivD, isa.DivDU:
		switch {
		case x.lo >= 0 && y.lo >= 0:
			return number(0, x.hi)
		case op.ALU == isa.DivD && x.word():
			return number(math.MinInt32, -math.MinInt32)
		}
	case isa.ShlD:
		if constant && 0 <= y.lo && y.lo < 32 {
			return product(x, number(1<<y.lo, 1<<y.lo))
		}
	case isa.SarD, isa.ShrD:
		if x.lo >= 0 || op.ALU == isa.SarD {
			return number(min(x.lo, 0), max(x.hi, 0))
		}
	}
	return anyNumber
}

// both returns the numbers between two results, if neither overflows.
func both(a, b, c, d int64, f func(int64, int64) (int64, bool)) value {
	lo, ok := f(a, b)
	hi, too := f(c, d)
	if !ok || !too {
		return anyNumber
	}
	return number(lo, hi)
}

func addOver(a, b int64) (int64, bool) { s := a + b; return s, (s > a) == (b > 0) }

func subOver(a, b int64) (int64, bool) { s := a - b; return s, (s < a) == (b > 0) }

// product returns the products of two values.
func product(x, y value) value {
	v := value{}
	for _, a := range [2]int64{x.lo, x.hi} {
		for _, b := range [2]int64{y.lo, y.hi} {
			p := a * b
			if a != 0 && (p/a != b || a == -1 && b == math.MinInt64) {
				return anyNumber
			}
			if !v.any {
				v = number(p, p)
			}
			v.lo, v.hi = min(v.lo, p), max(v.hi, p)
		}
	}
	return v
}
