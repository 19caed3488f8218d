package linux

import (
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// A lock is 1 while it is taken, else 0.

// lockAt lowers the operand of an operation on a lock, which is a word.
func (l *lowerer) lockAt(x *kernelc.Call) value {
	return value{arg: l.value(x.Args[0]).arg, typ: kernelc.Type{Name: "spinlock_t", Stars: 1}}
}

// take emits the load and the store of a lock that is taken. waits says that the thread
// waits until the lock is free.
func (l *lowerer) take(p place, waits bool) {
	r := l.temp()
	l.access(p, isa.Op{Kind: isa.Load, Dst: r, Tags: isa.Of(LKR), Pair: true, Waits: waits})
	l.await(l.not(value{arg: isa.Register(r), typ: intType}), waits)
	l.access(p, isa.Op{Kind: isa.Store, C: isa.Constant(1), Tags: isa.Of(LKW), Pair: true})
}

func (l *lowerer) lock(x *kernelc.Call) { l.take(pointed(l.lockAt(x)), true) }

func (l *lowerer) unlock(x *kernelc.Call) {
	l.access(pointed(l.lockAt(x)), isa.Op{Kind: isa.Store, Tags: isa.Of(UL)})
}

// trylock lowers an attempt to take a lock: it takes it, or it finds it taken.
func (l *lowerer) trylock(x *kernelc.Call) value {
	return l.either(x, func(p place) isa.Arg {
		l.take(p, false)
		return isa.Arg{}
	}, func(p place) isa.Arg { return l.look(p, LF, 1) })
}

// isLocked lowers a look at a lock: it finds it taken, or free.
func (l *lowerer) isLocked(x *kernelc.Call) value {
	return l.either(x, func(p place) isa.Arg { return l.look(p, RL, 1) }, func(p place) isa.Arg { return l.look(p, RU, 0) })
}

// await restricts what follows to executions in which a condition holds. waits says that the
// thread repeats the last load with Waits until it holds; otherwise the executions in which it
// does not hold make another choice.
func (l *lowerer) await(cond value, waits bool) {
	l.emit(isa.Op{Kind: isa.Await, A: cond.arg, Waits: waits})
}

// repeatLoad notes that the thread repeats the last load until an await lets it go on.
func (l *lowerer) repeatLoad() {
	for i := len(l.steps) - 1; i >= 0; i-- {
		if op := &l.steps[i].Op; op.Kind.Loads() {
			op.Waits = true
			return
		}
	}
	panic("linux: a loop that waits has no load")
}

// look emits a load of a lock that must return a value.
func (l *lowerer) look(p place, tag isa.Tag, must int64) isa.Arg {
	r := l.temp()
	l.access(p, isa.Op{Kind: isa.Load, Dst: r, Tags: isa.Of(tag)})
	l.await(l.same(value{arg: isa.Register(r), typ: intType}, number(must)), false)
	return isa.Register(r)
}

// either lowers an operation with two outcomes, 1 and 0, which an execution chooses
// between. Each emits its steps and returns what the result depends on. As in herd7, a
// condition in which the operation stands does not depend on it.
func (l *lowerer) either(x *kernelc.Call, yes, no func(p place) isa.Arg) value {
	p := pointed(l.lockAt(x))
	c, r := l.temp(), l.temp()
	otherwise, end := l.label("failure"), l.label("end of the operation")
	result := func(v int64, on isa.Arg) {
		if l.inCond {
			on = isa.Arg{}
		}
		l.emit(isa.Op{Kind: isa.Arith, ALU: isa.Add, Dst: r, A: l.with(isa.Constant(v), on)})
	}
	l.emit(isa.Op{Kind: isa.Choose, Dst: c})
	l.emit(isa.Op{Kind: isa.CondBranch, A: isa.Register(c), Cond: isa.Cond{Reg: true, Free: true}, Target: otherwise})
	result(1, yes(p))
	l.jump(end)
	l.mark(otherwise)
	result(0, no(p))
	l.mark(end)
	return value{arg: isa.Register(r), typ: intType, bool: true}
}
