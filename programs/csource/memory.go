package csource

import (
	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// memset and memcpy store to each scalar in a piece of memory, in the order of their addresses: each is one plain
// access, as when a struct is copied.

// fill executes memset.
func (th *thread) fill(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	vals := th.values(args)
	if !vals[1].known || vals[1].val.obj != nil {
		th.outside(th.r.at(args[1]), "the byte with which this memory is filled is not a constant").WithFix("write memset(p, 0, n)")
		return failed(x.Type())
	}
	word := int64(uint64(vals[1].val.num&0xff) * 0x0101010101010101)
	to := th.held(vals[0])
	for _, c := range th.region(args[0], to, args[2], vals[2]) {
		t := th.r.cellType(&c)
		th.store(lvalue{addr: th.shift(to, c.off, t.Pointer()), typ: t}, number(word, t))
	}
	return th.convert(to, x.Type())
}

// copyBytes executes memcpy.
func (th *thread) copyBytes(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	vals := th.values(args)
	to, from := th.held(vals[0]), th.held(vals[1])
	for _, c := range th.region(args[0], to, args[2], vals[2]) {
		t := th.r.cellType(&c)
		e := th.load(lvalue{addr: th.shift(from, c.off, t.Pointer()), typ: t})
		th.store(lvalue{addr: th.shift(to, c.off, t.Pointer()), typ: t}, e)
	}
	return th.convert(to, x.Type())
}

// held returns a value that is used several times.
func (th *thread) held(e ex) ex {
	if th.init {
		return e
	}
	return th.keep(e)
}

// region returns the scalars in the first n bytes at an address that an argument gives. What is there is known from the
// object to which the address belongs, or from the type of the argument.
func (th *thread) region(arg cc.ExpressionNode, p ex, size cc.ExpressionNode, n ex) []cell {
	at := th.here(th.at)
	if !n.known || n.val.obj != nil || n.val.num < 0 {
		th.outside(th.here(th.r.at(size)), "the number of bytes is not a constant").WithFix("write sizeof(…)")
		return nil
	}
	if p.alias != nil {
		th.outside(th.here(th.r.at(arg)), "this variable is not in memory").WithFix("assign to it")
		return nil
	}
	o, first := p.val.obj, p.val.num
	if !p.known || o == nil {
		t := elem(arg.Type())
		o, first = &object{}, 0
		if t == nil || t.Size() <= 0 || t.Kind() == cc.Void || n.val.num > maxCopied*8 {
			th.outside(at, "it is not known what is in these %d bytes", n.val.num).WithFix("pass a pointer that has the type of what is there")
			return nil
		}
		for off := int64(0); off < n.val.num; off += t.Size() {
			th.r.flatten(o, "", t, off)
		}
	}
	var all []cell
	for _, c := range o.cells {
		if c.off >= first && c.off+c.size <= first+n.val.num {
			c.off -= first
			all = append(all, c)
		} else if c.off < first+n.val.num && first < c.off+c.size {
			th.outside(at, "these %d bytes end inside of a number", n.val.num).WithFix("use the size of whole variables or members")
			return nil
		}
	}
	if o.size > 0 && first+n.val.num > o.size {
		th.r.fail(at, diag.CUndefined, "this accesses memory outside of %s", o.name).WithFix("use its size")
		return nil
	}
	if len(all) > maxCopied && !th.init {
		th.outside(at, "%d numbers are too many to be stored at once", len(all)).WithFix("use fewer bytes")
		return nil
	}
	return all
}
