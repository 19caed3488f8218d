package linux

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// An atomic operation is a load and a store that are a pair. What it is annotated with is
// a tag of both halves if the annotation is in upper case, as in newer tables of the
// kernel. In older ones, in lower case, an acquire is one of the load alone, a release one
// of the store alone, and a full barrier is a fence on either side of an operation that
// succeeds.

// halves returns the tags of the two halves of an operation, and of its load if it fails.
func (a annotation) halves() (load, store, failed isa.Tags) {
	load, store, failed = a.tags, a.tags, a.tags
	if !a.v2 {
		once := isa.Of(Once)
		if failed = once; load != isa.Of(Acquire) {
			load = once
		}
		if store != isa.Of(Release) {
			store = once
		}
	}
	rmw := isa.Of(RMW)
	return load | rmw, store | rmw, failed | rmw
}

// fenced reports whether an operation with this annotation has a full fence on either side.
func (a annotation) fenced() bool { return !a.v2 && a.tags == isa.Of(MB) }

// around emits a full fence if an operation with this annotation has one on either side.
func (l *lowerer) around(a annotation) {
	if a.fenced() {
		l.emit(isa.Op{Kind: isa.Fence, Tags: fences["mb"]})
	}
}

// half emits the load of an operation.
func (l *lowerer) loadHalf(p value, tags isa.Tags) value {
	v := l.load(pointed(p), tags)
	l.steps[len(l.steps)-1].Op.Pair = true
	return v
}

// storeHalf emits the store of an operation.
func (l *lowerer) storeHalf(p, v value, tags isa.Tags) {
	l.store(pointed(p), v, tags)
	l.steps[len(l.steps)-1].Op.Pair = true
}

func (l *lowerer) xchg(x *kernelc.Call) value {
	a := l.annotated(x)
	p := l.value(x.Args[0])
	v := l.value(x.Args[1])
	load, store, _ := a.halves()
	l.around(a)
	old := l.loadHalf(p, load)
	l.storeHalf(p, v, store)
	l.around(a)
	return old
}

// attempt lowers an operation that only stores if a condition holds for what it loads. It
// returns what was loaded, and 1 or 0 for success. Nothing depends on the success by
// control.
func (l *lowerer) attempt(a annotation, p value, holds, stored func(old value) value) (old, done value) {
	load, store, failed := a.halves()
	r := l.temp()
	at := pointed(p)
	old = value{arg: isa.Register(r), typ: at.typ}
	l.noteLoaded(r)
	end := l.label("end of the operation")
	if load == failed && !a.fenced() { // one load for both cases
		l.access(at, isa.Op{Kind: isa.Load, Dst: r, Tags: load, Pair: true})
		done = holds(old)
		l.emit(isa.Op{Kind: isa.CondBranch, A: done.arg, Cond: isa.Cond{Reg: true, Free: true}, Target: end})
		l.storeHalf(p, stored(old), store)
		l.mark(end)
		return old, done
	}
	c, fails := l.temp(), l.label("failure")
	done = value{arg: isa.Register(c), typ: intType, bool: true}
	l.emit(isa.Op{Kind: isa.Choose, Dst: c})
	l.emit(isa.Op{Kind: isa.CondBranch, A: done.arg, Cond: isa.Cond{Reg: true, Free: true}, Target: fails})
	l.around(a)
	l.access(at, isa.Op{Kind: isa.Load, Dst: r, Tags: load, Pair: true})
	l.await(holds(old), false)
	l.storeHalf(p, stored(old), store)
	l.around(a)
	l.jump(end)
	l.mark(fails)
	l.access(at, isa.Op{Kind: isa.Load, Dst: r, Tags: failed})
	l.await(l.not(holds(old)), false)
	l.mark(end)
	return old, done
}

func (l *lowerer) cmpxchg(x *kernelc.Call) value {
	p := l.value(x.Args[0])
	old := l.convert(l.value(x.Args[1]), pointed(p).typ)
	v := l.value(x.Args[2])
	was, _ := l.attempt(l.annotated(x), p, func(was value) value { return l.same(was, old) }, func(value) value { return v })
	return was
}

// addUnless lowers atomic_add_unless(p, a, u): its value is whether it has added.
func (l *lowerer) addUnless(x *kernelc.Call) value {
	a := l.annotated(x)
	if !a.v2 {
		a.tags = isa.Of(MB) // it is a full barrier, whatever the annotation
	}
	p, add := l.value(x.Args[0]), l.value(x.Args[1])
	unless := l.convert(l.value(x.Args[2]), pointed(p).typ)
	old, done := l.attempt(a, p, func(old value) value { return l.not(l.same(old, unless)) },
		func(old value) value { return l.binaryOp(x, kernelc.Add, old, add) })
	done.arg = l.with(done.arg, old.arg, unless.arg)
	return done
}

// update lowers *p = *p op v as one atomic operation. It returns the old and the new
// value.
func (l *lowerer) update(x *kernelc.Call, load, store isa.Tags) (old, now, operand value) {
	op, p, operand, ok := l.operation(x)
	if !ok {
		return number(0), number(0), number(0)
	}
	old = l.loadHalf(p, load)
	now = l.updated(x, op, old, operand)
	l.storeHalf(p, now, store)
	return old, now, operand
}

// operation lowers the operands of an operation *p = *p op v. It returns false after an error.
func (l *lowerer) operation(x *kernelc.Call) (op kernelc.Op, p, operand value, ok bool) {
	ref, ok := x.Args[1].(*kernelc.OpRef)
	if !ok {
		l.fail(x, diag.KernelCUnsupported, "the second argument of %s is no operator", x.Fun)
		return 0, value{}, value{}, false
	}
	p = l.value(x.Args[0])
	return ref.Op, p, l.value(x.Args[2]), true
}

// updated returns the new value of such an operation.
func (l *lowerer) updated(x *kernelc.Call, op kernelc.Op, old, operand value) value {
	switch op {
	case kernelc.AndNot:
	case kernelc.Nand:
		v := l.binaryOp(x, kernelc.And, old, operand)
		v.arg = l.arith(isa.Xor, v.arg, isa.Constant(-1))
		return value{arg: v.arg, typ: v.typ, wide: true}
	default:
		return l.binaryOp(x, op, old, operand)
	}
	v := l.convert(operand, old.typ)
	v.arg = l.arith(isa.Xor, v.arg, isa.Constant(-1))
	return value{arg: l.arith(isa.And, old.arg, v.arg), typ: old.typ, wide: old.typ.Size() < 8}
}

// atomicOp lowers an operation without a value. In older tables it has no annotation.
func (l *lowerer) atomicOp(x *kernelc.Call) {
	a := l.annotated(x)
	load, store := isa.Of(Noreturn, RMW), isa.Of(Once, RMW)
	if a.v2 {
		load, store, _ = a.halves()
	}
	l.update(x, load, store)
}

func (l *lowerer) atomicOpReturn(x *kernelc.Call) value {
	a := l.annotated(x)
	load, store, _ := a.halves()
	l.around(a)
	old, now, _ := l.update(x, load, store)
	l.around(a)
	return l.convert(now, old.typ)
}

// atomicFetchOp lowers an operation that returns the old value. As in herd7, what is
// returned depends on the operand, too.
func (l *lowerer) atomicFetchOp(x *kernelc.Call) value {
	a := l.annotated(x)
	load, store, _ := a.halves()
	l.around(a)
	old, _, operand := l.update(x, load, store)
	l.around(a)
	old.arg = l.with(old.arg, operand.arg)
	return old
}

// same returns 1 if two values of one type are equal, else 0.
func (l *lowerer) same(x, y value) value {
	return value{arg: l.arith(isa.Equal, x.arg, y.arg), typ: intType, bool: true}
}

// rmwIf lowers __rmw_if(P, COND, NEW): COND and NEW name the value that was read VAL.
func (l *lowerer) rmwIf(x *kernelc.Call) value {
	p := l.value(x.Args[0])
	old, _ := l.attempt(l.annotated(x), p, func(old value) value { return l.truth(l.given(old, x.Args[1])) },
		func(old value) value { return l.given(old, x.Args[2]) })
	return old
}

// condLoad lowers __cond_load(L, COND): the last load of a loop that waits for COND. The
// loop ends with a branch.
func (l *lowerer) condLoad(x *kernelc.Call) value {
	at := l.address(x.Args[0])
	v := l.load(at, l.annotated(x).tags)
	l.repeatLoad()
	l.await(l.truth(l.given(v, x.Args[1])), true)
	l.emit(isa.Op{Kind: isa.Control, A: v.arg})
	return v
}

// theValue is the variable that stands for the value that was read in the operands of a
// builtin.
const theValue = "VAL"

// given lowers an expression in which VAL stands for a value.
func (l *lowerer) given(v value, x kernelc.Expr) value {
	outer := l.read
	l.read = &v
	w := l.value(x)
	l.read = outer
	return w
}
