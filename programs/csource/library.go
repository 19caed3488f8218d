package csource

import (
	"fmt"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// function is one of the C library, or of our headers, whose meaning is known here.
type function struct {
	args int // how many arguments it has; -1 for any number
	do   func(*thread, *cc.PostfixExpression, []cc.ExpressionNode) ex
}

var known map[string]function

func init() {
	nothing := func(*thread, *cc.PostfixExpression, []cc.ExpressionNode) ex { return number(0, nil) }
	zero := func(th *thread, x *cc.PostfixExpression, _ []cc.ExpressionNode) ex { return number(0, th.r.ast.Int) }
	known = map[string]function{
		"__fw_cpu":              {0, (*thread).cpuNumber},
		"__fw_per_cpu":          {2, (*thread).perCPU},
		"__fw_assert":           {1, (*thread).assert},
		"_fw_bad":               {1, (*thread).badHere},
		"pthread_create":        {4, (*thread).create},
		"pthread_join":          {2, (*thread).joins},
		"__fw_thread_join":      {2, (*thread).joins},
		"pthread_detach":        {1, zero},
		"pthread_exit":          {1, (*thread).exit},
		"pthread_mutex_init":    {2, (*thread).mutexInit},
		"pthread_mutex_destroy": {1, zero},
		"pthread_mutex_lock":    {1, (*thread).mutexLock},
		"pthread_mutex_trylock": {1, (*thread).mutexTrylock},
		"pthread_mutex_unlock":  {1, (*thread).mutexUnlock},
		"pthread_spin_init":     {2, (*thread).mutexInit},
		"pthread_spin_destroy":  {1, zero},
		"pthread_spin_lock":     {1, (*thread).mutexLock},
		"pthread_spin_trylock":  {1, (*thread).mutexTrylock},
		"pthread_spin_unlock":   {1, (*thread).mutexUnlock},
		"malloc":                {1, (*thread).malloc},
		"calloc":                {2, (*thread).malloc},
		"aligned_alloc":         {2, (*thread).malloc},
		"free":                  {1, (*thread).ignoreArguments},
		"memset":                {3, (*thread).fill},
		"memcpy":                {3, (*thread).copyBytes},
		"memmove":               {3, (*thread).copyBytes},
		"printf":                {-1, nothing},
		"fprintf":               {-1, nothing},
		"puts":                  {-1, nothing},
		"fflush":                {-1, nothing},
		"perror":                {-1, nothing},
		"printk":                {-1, nothing},
		"nanosleep":             {2, zero},
		"vprintf":               {-1, nothing},
		"vfprintf":              {-1, nothing},
		"putchar":               {-1, nothing},
		"pthread_attr_init":     {1, zero},
		"pthread_attr_destroy":  {1, zero},
		"sleep":                 {1, zero},
		"__assert_fail":         {-1, (*thread).abort},
		"__VERIFIER_error":      {0, (*thread).abort},
		"reach_error":           {0, (*thread).abort},
		"__VERIFIER_loop_bound": {1, nothing}, // loops are unrolled as often as the answer needs
		"__VERIFIER_loop_begin": {0, nothing},
		"__VERIFIER_spin_start": {0, nothing},
		"__VERIFIER_spin_end":   {1, (*thread).ignoreArguments},
		"init_rcu":              {-1, nothing},
		"sched_yield":           {0, zero},
		"usleep":                {1, zero},
		"abort":                 {0, (*thread).abort},
		"exit":                  {1, (*thread).exit},
		"__fw_unreachable":      {0, nothing},
	}
}

// ignoreArguments evaluates the arguments and does nothing else.
func (th *thread) ignoreArguments(_ *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	for _, a := range args {
		th.perform(a)
	}
	return number(0, nil)
}

// malloc makes a new object. Its type is that of the pointer to which the result is
// converted, or bytes.
func (th *thread) malloc(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	size := int64(1)
	for _, a := range args[max(0, len(args)-2):] {
		e := th.expr(a)
		if !e.known || e.val.obj != nil || e.val.num <= 0 || e.val.num > maxCells {
			th.outside(th.at, "the size of this memory is not a constant from 1 to %d", maxCells).WithFix("write malloc(sizeof(struct node))")
			return failed(x.Type())
		}
		size *= e.val.num
	}
	if th.inRounds > 0 {
		th.outside(th.at, "memory that is allocated in a loop without a known number of rounds is not read").WithFix("allocate it before the loop")
		return failed(x.Type())
	}
	o := &object{size: size, at: th.at, init: map[int64]value{}}
	if !th.r.shapeMemory(o, th.allocated(args)) {
		for off := int64(0); off < size; off += 8 {
			o.cells = append(o.cells, cell{fmt.Sprintf("[%d]", off/8), off, 8, "long"})
		}
		o.size = int64(len(o.cells)) * 8
	}
	th.r.addObject(o, "new")
	if !th.init && called(x.PostfixExpression) != "calloc" {
		o.owner = th
	}
	return th.addressOf(o, 0, x.Type())
}

// allocated returns the type in malloc(sizeof(T)); nil if the argument has another form.
func (th *thread) allocated(args []cc.ExpressionNode) (t cc.Type) {
	for _, a := range args {
		walk(a, func(n any) bool {
			if u, ok := n.(*cc.UnaryExpression); ok {
				switch u.Case {
				case cc.UnaryExpressionSizeofType:
					t = u.TypeName.Type()
				case cc.UnaryExpressionSizeofExpr:
					t = u.UnaryExpression.Type()
				}
			}
			return t == nil
		})
	}
	return t
}

// exit ends the thread.
func (th *thread) exit(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	if called(x.PostfixExpression) == "pthread_exit" && th.out != nil {
		th.giveResult(th.expr(args[0]))
	} else {
		th.perform(args[0])
	}
	th.jumpTo(&th.toEnd, endLabel)
	return number(0, nil)
}

// abort is an assertion that fails.
func (th *thread) abort(x *cc.PostfixExpression, _ []cc.ExpressionNode) ex {
	th.failing(th.at, number(1, nil), badKind{what: assertion})
	return number(0, nil)
}

// endLabel stands at the end of a thread.
const endLabel = "end_of_thread"

// assert notes that an outcome in which the condition is false is bad. The thread goes on: nothing
// after an assertion depends on it.
func (th *thread) assert(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	at := th.at
	if th.isMain && (!th.init || len(th.r.cpus) > 0) && !th.r.mainRuns {
		if p, ok := th.finalProp(args[0], true); ok {
			th.r.addBad(badPart{at: at, prop: p})
			return number(0, nil)
		}
	}
	c := th.condition(args[0])
	if c.known {
		if c.val.num == 0 && c.val.obj == nil {
			th.failing(at, number(1, nil), badKind{what: assertion})
		}
		return number(0, nil)
	}
	th.failing(at, th.negation(c, th.r.ast.Int), badKind{what: assertion})
	return number(0, nil)
}

// badHere notes that an outcome in which the condition holds at this place is bad.
func (th *thread) badHere(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	c := th.truth(th.condition(args[0]), th.r.ast.Int)
	th.failing(th.at, c, badKind{what: outcome})
	return number(0, nil)
}

// failing sets the variable that says whether an assertion has failed.
func (th *thread) failing(at diag.Span, when ex, what badKind) {
	if th.init {
		th.r.fail(at, diag.CMain, "this assertion fails before a thread is started")
		return
	}
	key := flagKey{at, what}
	reg := th.flagAt[key]
	if reg == "" {
		reg = th.name(fmt.Sprintf("failed_%d", at.Line()))
		th.flagAt[key] = reg
		th.locals = append(th.locals, "int "+reg+" = 0;")
		th.r.addBad(badPart{at, fmt.Sprintf("%d:%s=1", th.index, reg), th.saysBad(what, at, true), th.saysBad(what, at, false)})
	}
	text := reg + " = 1;"
	if !when.known {
		text = reg + " = " + reg + " | " + when.at(levelOr+1) + ";"
	}
	th.add(newLine(th.indent, text, at, when.reads))
}

// The mutexes of pthreads are locks: taking one is an operation that reads 0, writes 1 and acquires.
// A thread that finds the mutex taken waits. What it does meanwhile is left out: it only delays the
// operation.

func (th *thread) mutexInit(_ *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	l := th.mutex(args[0])
	th.store(l, number(0, l.typ))
	return number(0, th.r.ast.Int)
}

func (th *thread) mutex(a cc.ExpressionNode) lvalue {
	return lvalue{addr: th.expr(a), typ: th.r.ast.Int}
}

func (th *thread) mutexLock(_ *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	l := th.mutex(args[0])
	th.effect(th.at, "__c11_mutex_lock("+th.pointer(l)+");")
	return number(0, th.r.ast.Int)
}

func (th *thread) mutexTrylock(_ *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	l := th.mutex(args[0])
	if th.init {
		th.notConstant(th.at)
		return failed(th.r.ast.Int)
	}
	taken := th.keep(th.result("__c11_exchange_acquire("+th.pointer(l)+", 1)", th.r.ast.Int))
	return ex{text: taken.at(levelMul) + " * 16", level: levelMul, typ: th.r.ast.Int, lname: "int", stable: true} // EBUSY
}

func (th *thread) mutexUnlock(_ *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	l := th.mutex(args[0])
	th.effect(th.at, "__c11_store_release("+th.pointer(l)+", 0);")
	return number(0, th.r.ast.Int)
}
