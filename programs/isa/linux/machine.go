package linux

import (
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
)

// A thread that is compiled for a machine has the steps of its instructions. The tables of
// package target say which accesses and barriers an operation becomes; this file and
// machine_atomic.go say how accesses are put together: a retry loop is one round, which
// succeeds, and a branch depends on the value that it tests, to the end of the thread.

// ForTarget returns the instruction set of programs in C that are compiled for a machine.
func ForTarget(t *target.Target) *isa.Set {
	compile := func(test *litmus.Test, th *litmus.Thread, regs *isa.Registers) ([]isa.Step, error) {
		return lowerWith(&lowerer{machine: t}, t.Macros, test, th, regs)
	}
	return &isa.Set{
		Language:   t.Language,
		NewDecoder: func() isa.Decoder { return newDecoder() },
		Lower:      compile,
		Mnemonics:  func() []string { return t.Macros().Names() },
		Survey:     func(test *litmus.Test) *isa.Survey { return surveyWith(t.Language, compile, test) },
		Herd:       herd,
	}
}

// machineBuiltins holds what builtins are on a machine.
var machineBuiltins map[string]builtin

func init() {
	machineBuiltins = map[string]builtin{
		"__load":              {value: (*lowerer).machineLoad},
		"__store":             {act: (*lowerer).machineStore},
		"__fence":             {act: (*lowerer).machineFence},
		"__xchg":              {value: (*lowerer).machineXchg},
		"__cmpxchg":           {value: (*lowerer).machineCmpxchg},
		"__cmpxchg_weak":      {value: (*lowerer).machineCmpxchgWeak},
		"__atomic_op":         {act: func(l *lowerer, x *kernelc.Call) { l.machineUpdate(x) }},
		"__atomic_op_return":  {value: (*lowerer).machineOpReturn},
		"__atomic_fetch_op":   {value: (*lowerer).machineFetchOp},
		"__atomic_add_unless": {value: (*lowerer).machineAddUnless},
		"__rmw_if":            {value: (*lowerer).machineRmwIf},
		"__cond_load":         {value: (*lowerer).machineCondLoad},
		"__lock":              {act: (*lowerer).machineLock},
		"__unlock":            {act: (*lowerer).machineUnlock},
		"__trylock":           {value: (*lowerer).machineTrylock},
		"__islocked":          {value: (*lowerer).machineIsLocked},
		"__srcu":              {value: (*lowerer).machineSrcu},
		"__msgsnd":            {act: as((*lowerer).msgsnd)},
		"__msgclr":            {act: as((*lowerer).msgclr)},
		"__take_doorbell":     {act: as((*lowerer).takeDoorbell)},
		"__try_doorbell":      {value: (*lowerer).machineTryDoorbell},
		"__irq_disable":       {act: as((*lowerer).irqDisable)},
		"__irq_enable":        {act: as((*lowerer).irqEnable)},
		"__irq_save":          {act: as((*lowerer).irqSave)},
	}
}

// as returns what a builtin is on a machine that has the same operation as kernel C, if the
// machine has one.
func as(act func(*lowerer, *kernelc.Call)) func(*lowerer, *kernelc.Call) {
	return func(l *lowerer, x *kernelc.Call) {
		if l.entry(x) != nil {
			act(l, x)
		}
	}
}

func (l *lowerer) machineTryDoorbell(x *kernelc.Call) value {
	if l.entry(x) == nil {
		return number(0)
	}
	return l.tryDoorbell(x)
}

// orders maps the annotations of accesses, in both versions of the kernel's table, to those
// of the rows of targets.
var orders = map[string]string{
	"once": "once", "ONCE": "once", "acquire": "acquire", "ACQUIRE": "acquire", "release": "release", "RELEASE": "release",
	"noreturn": "noreturn", "NORETURN": "noreturn", "mb": "mb", "MB": "mb",
}

// entry returns what the target has for a builtin; nil after an error.
func (l *lowerer) entry(x *kernelc.Call) *target.Entry {
	row := target.Row{Builtin: x.Fun}
	switch {
	case len(x.Tags) > 0:
		row.Order = strings.Join(x.Tags, ",")
		if o, ok := orders[row.Order]; ok {
			row.Order = o
		}
	case x.Fun == "__atomic_op": // older tables do not annotate it
		row.Order = "noreturn"
	}
	return l.entryOf(x, row)
}

// entryOf returns the entry of the target for a row; nil after an error.
func (l *lowerer) entryOf(at kernelc.Node, row target.Row) *target.Entry {
	e := l.machine.Entry(row)
	what := row.String()
	if l.primitive != "" {
		what = l.primitive
	}
	switch {
	case e == nil:
		l.noteChoice(l.fail(at, diag.TargetPrimitive, "the target %s has no instructions for %s, which %s is", l.machine.Name, row, what).
			WithFix("use a primitive of the embedded table"))
		return nil
	case e.Refused != "":
		l.noteChoice(l.fail(at, diag.TargetRefused, "%s cannot be compiled for the target %s: %s", what, l.machine.Name, e.Refused).
			WithFix("check the program as it is written, with --target lkmm or without --target"))
		return nil
	}
	return e
}

// noteChoice adds to a diagnostic that the primitive is a choice of a slot, if it is.
func (l *lowerer) noteChoice(d *diag.Diagnostic) {
	if l.choiceOf != nil {
		d.Note("it is a choice of the slot %s: all choices of a slot are compiled", l.choiceOf.Name)
	}
}

// nameInstruction notes which instruction the last step is: an access to something of a type,
// or a barrier.
func (l *lowerer) nameInstruction(t kernelc.Type) {
	if l.machine == nil {
		return
	}
	last := &l.steps[len(l.steps)-1]
	last.Machine = isa.Machine{Instr: l.machine.Instruction(&last.Op, t.Size()), Of: l.primitive}
}

// barriers emits barriers.
func (l *lowerer) barriers(tags []isa.Tag) {
	for _, t := range tags {
		l.emit(isa.Op{Kind: isa.Fence, Tags: isa.Of(t)})
		l.nameInstruction(kernelc.Type{})
	}
}

func (l *lowerer) machineLoad(x *kernelc.Call) value {
	at := l.address(x.Args[0])
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	l.barriers(e.Before)
	v := l.load(at, e.Tags)
	if e.Branch {
		l.emit(isa.Op{Kind: isa.Control, A: v.arg})
	}
	l.barriers(e.After)
	return v
}

func (l *lowerer) machineStore(x *kernelc.Call) {
	at := l.address(x.Args[0])
	v := l.value(x.Args[1])
	e := l.entry(x)
	if e != nil && e.OfNull != "" && !v.arg.IsReg && v.arg.Imm == 0 {
		e = l.entryOf(x, target.Row{Builtin: x.Fun, Order: e.OfNull})
	}
	if e == nil {
		return
	}
	l.barriers(e.Before)
	l.store(at, v, e.Tags)
	l.barriers(e.After)
}

func (l *lowerer) machineFence(x *kernelc.Call) {
	if len(x.Tags) != 1 || fences[x.Tags[0]] == 0 && l.machine.Entry(target.Row{Builtin: x.Fun, Order: x.Tags[0]}) == nil {
		l.fence(x) // reports it
		return
	}
	if e := l.entry(x); e != nil {
		l.barriers(e.Before)
	}
}

// machineCondLoad lowers the last load of a loop that waits for a condition, and the branch
// that ends the loop.
func (l *lowerer) machineCondLoad(x *kernelc.Call) value {
	at := l.address(x.Args[0])
	e := l.entry(x)
	if e == nil {
		return number(0)
	}
	v := l.load(at, e.Tags)
	l.repeatLoad()
	l.require(l.truth(l.given(v, x.Args[1])))
	l.barriers(e.After)
	return v
}

// require emits the branch at the end of a loop that goes on until a condition holds: it
// holds in the last round.
func (l *lowerer) require(cond value) {
	l.await(cond, true)
	l.emit(isa.Op{Kind: isa.Control, A: cond.arg})
}

// machineSrcu reports that SRCU is refused.
func (l *lowerer) machineSrcu(x *kernelc.Call) value {
	l.entry(x)
	return number(0)
}
