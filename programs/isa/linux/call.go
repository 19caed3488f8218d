package linux

import (
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// call lowers the use of a primitive whose value is used.
func (l *lowerer) call(x *kernelc.Call) value {
	if b, ok := l.builtin(x.Fun); ok {
		if b.value == nil {
			l.fail(x, diag.KernelCNoValue, "%s has no value", x.Fun)
			return number(0)
		}
		return b.value(l, x)
	}
	defer l.within(x.Fun)()
	switch body := l.expand(x).(type) {
	case nil:
	case kernelc.Expr:
		return l.value(body)
	default:
		l.fail(x, diag.KernelCNoValue, "%s has no value", x.Fun).WithFix("write it as a statement of its own")
	}
	return number(0)
}

// perform lowers the use of a primitive whose value, if it has one, is not used.
func (l *lowerer) perform(x *kernelc.Call) {
	if b, ok := l.builtin(x.Fun); ok {
		if b.act != nil {
			b.act(l, x)
		} else {
			b.value(l, x)
		}
		return
	}
	defer l.within(x.Fun)()
	switch body := l.expand(x).(type) {
	case nil:
	case kernelc.Expr:
		l.effect(body)
	case kernelc.Stmt:
		l.depth++
		l.stmt(body)
		l.depth--
	default:
		panic(fmt.Sprintf("linux: the body of %s is %T", x.Fun, body))
	}
}

// builtin returns what a builtin does, and false for other names.
func (l *lowerer) builtin(name string) (builtin, bool) {
	table := builtins
	if l.machine != nil {
		table = machineBuiltins
	}
	b, ok := table[name]
	return b, ok
}

// within notes that what is lowered comes from a primitive, up to the call of the function
// that it returns.
func (l *lowerer) within(primitive string) (end func()) {
	outer := l.primitive
	if outer == "" {
		l.primitive = primitive
	}
	return func() { l.primitive = outer }
}

// expand returns what a primitive stands for; nil after an error.
func (l *lowerer) expand(x *kernelc.Call) kernelc.Node {
	body, err := l.macros.Expand(x)
	if err != nil {
		l.errs = l.errs.Merge(diag.All(err)...)
		return nil
	}
	return body
}

// builtin is an operation in terms of which the tables of primitives are written.
type builtin struct {
	value func(*lowerer, *kernelc.Call) value // nil if it has no value
	act   func(*lowerer, *kernelc.Call)       // nil if it is the same without its value
}

var builtins map[string]builtin

func init() {
	builtins = map[string]builtin{
		"__load":              {value: (*lowerer).loadBuiltin},
		"__store":             {act: (*lowerer).storeBuiltin},
		"__fence":             {act: (*lowerer).fence},
		"__xchg":              {value: (*lowerer).xchg},
		"__cmpxchg":           {value: (*lowerer).cmpxchg},
		"__atomic_op":         {act: (*lowerer).atomicOp},
		"__atomic_op_return":  {value: (*lowerer).atomicOpReturn},
		"__atomic_fetch_op":   {value: (*lowerer).atomicFetchOp},
		"__atomic_add_unless": {value: (*lowerer).addUnless},
		"__rmw_if":            {value: (*lowerer).rmwIf},
		"__cond_load":         {value: (*lowerer).condLoad},
		"__lock":              {act: (*lowerer).lock},
		"__unlock":            {act: (*lowerer).unlock},
		"__trylock":           {value: (*lowerer).trylock},
		"__islocked":          {value: (*lowerer).isLocked},
		"__srcu":              {value: (*lowerer).srcuValue, act: (*lowerer).srcu},
		"__msgsnd":            {act: (*lowerer).msgsnd},
		"__msgclr":            {act: (*lowerer).msgclr},
		"__take_doorbell":     {act: (*lowerer).takeDoorbell},
		"__try_doorbell":      {value: (*lowerer).tryDoorbell},
		"__irq_disable":       {act: (*lowerer).irqDisable},
		"__irq_enable":        {act: (*lowerer).irqEnable},
		"__irq_save":          {act: (*lowerer).irqSave},
	}
}

// annotation is what braces after a builtin can contain.
type annotation struct {
	tags isa.Tags // of a fence, or of an access
	v2   bool     // in upper case: the tag of both halves of an atomic operation
}

// annotations maps the spellings of annotations of accesses, in both versions of the
// kernel's table.
var annotations = map[string]annotation{
	"once": {tags: isa.Of(Once)}, "ONCE": {isa.Of(Once), true},
	"acquire": {tags: isa.Of(Acquire)}, "ACQUIRE": {isa.Of(Acquire), true},
	"release": {tags: isa.Of(Release)}, "RELEASE": {isa.Of(Release), true},
	"noreturn": {tags: isa.Of(Noreturn)}, "NORETURN": {isa.Of(Noreturn), true},
	"mb": {tags: isa.Of(MB)}, "MB": {isa.Of(MB), true},
	"srcu-lock": {tags: isa.Of(SrcuLock)}, "srcu-unlock": {tags: isa.Of(SrcuUnlock)},
}

// annotated returns the annotation of a builtin.
func (l *lowerer) annotated(x *kernelc.Call) annotation {
	var all annotation
	for _, t := range x.Tags {
		a, ok := annotations[t]
		if !ok {
			l.fail(x, diag.DefBuiltin, "%s has the unknown annotation %q", x.Fun, t).Note("known are %s", known(annotations))
		}
		all.tags |= a.tags
		all.v2 = all.v2 || a.v2
	}
	return all
}

// fences maps the annotations of fences.
var fences = map[string]isa.Tags{
	"mb": isa.Of(Mb), "MB": isa.Of(Mb), "rmb": isa.Of(Rmb), "wmb": isa.Of(Wmb), "barrier": isa.Of(Compiler),
	"before-atomic": isa.Of(BeforeAtomic), "after-atomic": isa.Of(AfterAtomic), "after-spinlock": isa.Of(AfterSpinlock),
	"after-unlock-lock": isa.Of(AfterUnlockLock), "after-srcu-read-unlock": isa.Of(AfterSrcuReadUnlock),
	"rcu-lock": isa.Of(RcuLock), "rcu-unlock": isa.Of(RcuUnlock), "sync-rcu": isa.Of(SyncRcu),
	"msgsync": isa.Of(Msgsync),
}

func (l *lowerer) fence(x *kernelc.Call) {
	if len(x.Tags) != 1 || fences[x.Tags[0]] == 0 {
		l.fail(x, diag.DefBuiltin, "%s needs the annotation of one fence", x.Fun).Note("known are %s", known(fences))
		return
	}
	l.emit(isa.Op{Kind: isa.Fence, Tags: fences[x.Tags[0]]})
}

// known lists the keys of a table.
func known[T any](table map[string]T) string {
	var names []string
	for name := range table {
		names = append(names, name)
	}
	slices.Sort(names)
	return fmt.Sprint(names)
}

func (l *lowerer) loadBuiltin(x *kernelc.Call) value {
	at := l.address(x.Args[0])
	return l.load(at, l.annotated(x).tags)
}

func (l *lowerer) storeBuiltin(x *kernelc.Call) {
	at := l.address(x.Args[0])
	v := l.value(x.Args[1])
	l.store(at, v, l.annotated(x).tags)
}

// srcu lowers the builtin that older tables use for all of SRCU.
func (l *lowerer) srcu(x *kernelc.Call) {
	p := l.value(x.Args[0])
	switch {
	case len(x.Tags) == 1 && x.Tags[0] == "srcu-lock" && len(x.Args) == 1:
		l.load(pointed(p), isa.Of(SrcuLock))
	case len(x.Tags) == 1 && x.Tags[0] == "srcu-unlock" && len(x.Args) == 2:
		l.store(pointed(p), l.value(x.Args[1]), isa.Of(SrcuUnlock))
	case len(x.Tags) == 1 && x.Tags[0] == "sync-srcu" && len(x.Args) == 1:
		l.emit(isa.Op{Kind: isa.LocFence, A: p.arg, Tags: isa.Of(SyncSrcu)})
	default:
		l.fail(x, diag.DefBuiltin, "%s needs the annotation srcu-lock or sync-srcu with one argument, or srcu-unlock with two", x.Fun)
	}
}

func (l *lowerer) srcuValue(x *kernelc.Call) value {
	if len(x.Tags) != 1 || x.Tags[0] != "srcu-lock" || len(x.Args) != 1 {
		l.fail(x, diag.DefBuiltin, "%s has a value only with the annotation srcu-lock and one argument", x.Fun)
		return number(0)
	}
	p := l.value(x.Args[0])
	return l.load(pointed(p), isa.Of(SrcuLock))
}
