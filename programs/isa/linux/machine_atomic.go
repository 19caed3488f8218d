package linux

import (
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// rmw lowers an operation that reads, and then writes what stored returns for the value that
// it has read. If test is not nil, it only writes if test returns something other than 0 for
// that value, and the operation fails otherwise. rmw returns the value that was read.
func (l *lowerer) rmw(e *target.Entry, p value, test, stored func(old value) value) value {
	return l.attemptOnMachine(e, p, test, stored, nil)
}

// attemptOnMachine is rmw for an operation that says whether it has stored: done, if it is not
// nil, is called before the operation, with 0, and where the store has succeeded, with 1.
func (l *lowerer) attemptOnMachine(e *target.Entry, p value, test, stored func(old value) value, done func(int64)) value {
	if done != nil {
		done(0)
	}
	l.barriers(e.Before)
	old := l.firstHalf(e, p)
	end := ""
	if test != nil {
		end = l.label("end of the operation")
		l.emit(isa.Op{Kind: isa.CondBranch, A: test(old).arg, Cond: isa.Cond{Reg: true}, Target: end})
	}
	once := ""
	if l.secondHalf(e, p, stored(old)); e.Once {
		once = l.label("failure")
		l.emit(isa.Op{Kind: isa.CondBranch, Cond: isa.Cond{Bit: isa.EQ}, Target: once})
	}
	if done != nil {
		done(1)
	}
	if once != "" {
		l.mark(once)
	}
	if test != nil && e.Both {
		l.mark(end)
	}
	l.barriers(e.After)
	if test != nil && !e.Both {
		l.mark(end)
	}
	return old
}

// firstHalf emits the read of an operation: the load of one instruction that reads and
// writes, or a load that sets the reservation.
func (l *lowerer) firstHalf(e *target.Entry, p value) value {
	at := pointed(p)
	op := isa.Op{Kind: isa.LoadRes, Dst: l.temp(), Tags: e.Tags}
	if e.Locked != "" {
		op.Kind, op.Pair = isa.Load, true
	}
	l.half(e, at, op)
	return value{arg: isa.Register(op.Dst), typ: at.typ}
}

// secondHalf emits the write of an operation. A store under the reservation succeeds in the
// last round of its loop, which ends with a branch on the success.
func (l *lowerer) secondHalf(e *target.Entry, p, v value) {
	at := pointed(p)
	v = l.convertLow(v, at.typ)
	op := isa.Op{Kind: isa.StoreCond, C: v.arg, Tags: e.Tags}
	if e.Locked != "" {
		op.Kind, op.Pair = isa.Store, true
	}
	l.half(e, at, op)
	if e.Locked != "" || e.Once {
		return
	}
	done := l.label("success")
	l.emit(isa.Op{Kind: isa.CondBranch, Cond: isa.Cond{Bit: isa.EQ, When: true}, Target: done})
	l.emit(isa.Op{Kind: isa.Await, A: isa.Constant(0)})
	l.mark(done)
}

// half emits one half of an operation, and notes which instruction it is.
func (l *lowerer) half(e *target.Entry, at place, op isa.Op) {
	if l.access(at, op); e.Locked != "" {
		l.steps[len(l.steps)-1].Machine.Instr = e.Locked
	}
}

func (l *lowerer) machineXchg(x *kernelc.Call) value {
	p, v := l.value(x.Args[0]), l.value(x.Args[1])
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	return l.rmw(e, p, nil, func(value) value { return v })
}

func (l *lowerer) machineCmpxchg(x *kernelc.Call) value {
	p := l.value(x.Args[0])
	old := l.convert(l.value(x.Args[1]), pointed(p).typ)
	v := l.value(x.Args[2])
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	return l.rmw(e, p, func(was value) value { return l.same(was, old) }, func(value) value { return v })
}

// machineCmpxchgWeak lowers an operation that may fail though it has read the value that it
// expects. Its last operand is the variable that becomes 1 if it has stored, else 0.
func (l *lowerer) machineCmpxchgWeak(x *kernelc.Call) value {
	p := l.value(x.Args[0])
	old := l.convert(l.value(x.Args[1]), pointed(p).typ)
	v := l.value(x.Args[2])
	done, ok := x.Args[3].(*kernelc.Ident)
	if !ok || done.Kind != kernelc.LocalVar {
		l.fail(x, diag.KernelCUnsupported, "the last operand of %s is no variable", x.Fun)
		return number(0)
	}
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	return l.attemptOnMachine(e, p, func(was value) value { return l.same(was, old) }, func(value) value { return v },
		func(n int64) { l.assign(done.Name, number(n)) })
}

func (l *lowerer) machineAddUnless(x *kernelc.Call) value {
	p, add := l.value(x.Args[0]), l.value(x.Args[1])
	unless := l.convert(l.value(x.Args[2]), pointed(p).typ)
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	var done value
	l.rmw(e, p, func(old value) value {
		done = l.not(l.same(old, unless))
		return done
	}, func(old value) value { return l.binaryOp(x, kernelc.Add, old, add) })
	return done
}

// machineUpdate lowers *p = *p op v. It returns the old and the new value.
func (l *lowerer) machineUpdate(x *kernelc.Call) (old, now value) {
	op, p, operand, ok := l.operation(x)
	e := l.entry(x)
	if !ok || e == nil {
		return number(0), number(0)
	}
	old = l.rmw(e, p, nil, func(old value) value {
		now = l.updated(x, op, old, operand)
		return now
	})
	return old, now
}

func (l *lowerer) machineOpReturn(x *kernelc.Call) value {
	old, now := l.machineUpdate(x)
	return l.convert(now, old.typ)
}

func (l *lowerer) machineFetchOp(x *kernelc.Call) value {
	old, _ := l.machineUpdate(x)
	return old
}

func (l *lowerer) machineRmwIf(x *kernelc.Call) value {
	p := l.value(x.Args[0])
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	return l.rmw(e, p, func(old value) value { return l.truth(l.given(old, x.Args[1])) },
		func(old value) value { return l.given(old, x.Args[2]) })
}

// machineLock lowers spin_lock: the round of its loop that finds the lock free and takes it.
func (l *lowerer) machineLock(x *kernelc.Call) {
	p := l.lockAt(x)
	e := l.entry(x)
	if e == nil {
		return
	}
	l.barriers(e.Before)
	old := l.firstHalf(e, p)
	l.repeatLoad()
	l.require(l.not(old))
	l.secondHalf(e, p, number(1))
	l.barriers(e.After)
}

func (l *lowerer) machineUnlock(x *kernelc.Call) {
	p := l.lockAt(x)
	e := l.entry(x)
	if e == nil {
		return
	}
	l.barriers(e.Before)
	l.store(pointed(p), number(0), e.Tags)
	l.barriers(e.After)
}

func (l *lowerer) machineTrylock(x *kernelc.Call) value {
	p := l.lockAt(x)
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	var free value
	l.rmw(e, p, func(old value) value {
		free = l.not(old)
		return free
	}, func(value) value { return number(1) })
	return free
}

func (l *lowerer) machineIsLocked(x *kernelc.Call) value {
	p := l.lockAt(x)
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	return l.truth(l.load(pointed(p), e.Tags))
}
