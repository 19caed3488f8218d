package csource

import (
	"fmt"
	"strconv"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// program finds the threads and executes them.
func (r *reader) program() {
	r.commentedThreads()
	if f := r.funcs["main"]; f != nil {
		r.main(f)
	}
	if len(r.threads) == 0 && len(r.errs) == 0 {
		at := diag.Span{Src: r.src, Start: 0, End: 0}
		r.fail(at, diag.CNoThreads, "%s starts no threads", r.src.Name).
			Note("a thread is what pthread_create starts, or a function with a comment /*@ cpu 42 */ before it").
			WithFix("write /*@ cpu 0 */ before each function that a CPU executes")
		return
	}
	for i := 0; i < len(r.threads); i++ { // threads can start threads
		if th := r.threads[i]; !th.isMain {
			th.run()
		}
		if len(r.threads) > maxThreads {
			r.fail(r.threads[maxThreads].at, diag.CTooLarge, "more than %d threads are started", maxThreads).WithFix("start fewer threads")
			return
		}
	}
	for _, h := range r.handlers {
		h.run()
	}
	r.finalConditions()
	for _, m := range r.marks {
		if !m.taken && !isOwn(m.at.Src.Name) {
			r.unused(m)
		}
	}
}

// maxThreads bounds the threads of a program.
const maxThreads = 64

// unused reports a comment that nothing took.
func (r *reader) unused(m *mark) {
	if !m.slot() {
		r.fail(m.at, diag.CMark, "no function follows this comment").WithFix("write it before the function that the CPU executes")
		return
	}
	for _, f := range r.order { // a function that no thread calls
		if at := r.at(f); at.Src == m.at.Src && at.Start < m.at.Start && m.at.End < r.token(f.CompoundStatement.Token2).End && !r.entered[f] {
			return
		}
	}
	r.fail(m.at, diag.CMark, "the slot %s belongs to no statement", m.word).
		Note("a slot stands behind a statement on its line, or on a line of its own among statements; not in the arguments of a macro").
		WithFix("move it behind the ';' of the barrier")
}

// newThread adds a thread.
func (r *reader) newThread(f *cc.FunctionDefinition, arg value, at diag.Span) *thread {
	th := &thread{r: r, fn: f, arg: arg, at: at, cpu: -1, index: len(r.threads)}
	th.start()
	r.threads = append(r.threads, th)
	return th
}

func (th *thread) start() {
	th.names, th.objects, th.uses, th.flagAt = map[string]bool{}, map[*cc.Declarator]*object{}, map[*object]bool{}, map[flagKey]string{}
	th.own, th.stands = map[string][]*variable{}, map[string]standsFor{}
}

// commentedThreads makes the threads and handlers that comments name.
func (r *reader) commentedThreads() {
	r.cpus = map[int64]*thread{}
	for _, word := range []string{"cpu", "doorbell"} {
		for _, m := range r.marks {
			if m.word != word {
				continue
			}
			f := r.following(m)
			if f == nil {
				continue
			}
			m.taken = true
			n, _ := strconv.ParseInt(strings.TrimPrefix(m.text, "P"), 10, 32)
			if word == "cpu" {
				if r.cpus[n] != nil {
					r.fail(m.at, diag.CMark, "two functions are those of CPU %d", n).WithFix("give each its own number")
					continue
				}
				th := r.newThread(f, value{num: n}, r.at(f.Declarator))
				th.cpu = n
				th.title = fmt.Sprintf("CPU %d", n)
				r.cpus[n] = th
				continue
			}
			of := r.cpus[n]
			if of == nil {
				r.fail(m.at, diag.CMark, "no function is that of CPU %d", n).WithFix("write /*@ cpu %d */ before the function that this one interrupts", n)
				continue
			}
			h := &thread{r: r, fn: f, arg: value{num: n}, at: r.at(f.Declarator), cpu: n, of: of, index: of.index}
			h.start()
			r.handlers = append(r.handlers, h)
		}
	}
}

// following returns the function that begins after a comment, before everything else.
func (r *reader) following(m *mark) (next *cc.FunctionDefinition) {
	for _, f := range r.order {
		at := r.at(f)
		if at.Src == m.at.Src && at.Start >= m.at.End && (next == nil || at.Start < r.at(next).Start) {
			next = f
		}
	}
	if next == nil {
		return nil
	}
	between := m.at.Src.Text[m.at.End:r.at(next).Start]
	if strings.ContainsAny(between, ";}") {
		return nil
	}
	return next
}

// main executes main: what it does before it starts the first thread is done here.
func (r *reader) main(f *cc.FunctionDefinition) {
	th := &thread{r: r, fn: f, at: r.at(f.Declarator), cpu: -1, init: true, isMain: true}
	th.start()
	if r.mainRuns {
		th.index = len(r.threads)
		r.threads = append(r.threads, th)
	}
	th.run()
	for _, l := range th.lines {
		r.mainIsThread = r.mainIsThread || l.effect
	}
}

// run executes the function of a thread with its argument.
func (th *thread) run() {
	fr := &frame{fn: th.fn, vars: map[*cc.Declarator]*variable{}, jumps: hasLabels(th.fn.CompoundStatement)}
	ft, ok := th.fn.Declarator.Type().(*cc.FunctionType)
	if !ok {
		return
	}
	th.r.entered[th.fn] = true
	if !th.startable(ft) {
		return
	}
	if th.flag != nil {
		th.awaits(th.flag)
	}
	th.fr = fr
	for i, p := range parameters(ft) {
		if p.Declarator == nil {
			continue
		}
		v := value{}
		if i == 0 {
			v = th.arg
		}
		th.fr = &frame{vars: map[*cc.Declarator]*variable{}}
		th.bind(fr, p.Declarator, th.convert(th.constant(v, p.Type()), p.Type()))
	}
	th.fr = nil
	th.enter(nil, fr)
	th.ran = true
	if th.toEnd.used {
		th.join(&th.toEnd, endLabel)
	}
	if th.done != nil {
		th.add(newLine(0, th.flagStore(th.done), diag.Span{}, true))
	}
}

// startable reports whether a thread can begin with a function: what starts it gives it one argument.
func (th *thread) startable(ft *cc.FunctionType) bool {
	params := parameters(ft)
	at := th.here(th.r.at(th.fn.Declarator))
	switch {
	case th.isMain:
		return true
	case len(params) > 1:
		th.r.fail(at, diag.CFrontEnd, "%s has %d parameters, and a thread is started with one argument at most", th.fn.Declarator.Name(), len(params)).
			WithFix("pass the address of a struct, or use global variables")
		return false
	case len(params) == 1 && th.cpu >= 0 && !integral(params[0].Type()):
		th.r.fail(at, diag.CFrontEnd, "the parameter of %s is the number of the CPU, and it is of type %s", th.fn.Declarator.Name(), shape(params[0].Type())).
			WithFix("declare it as int, or remove it")
		return false
	}
	return true
}

// create starts a thread.
func (th *thread) create(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	at := th.here(th.r.at(x))
	name, f := called(args[2]), th.pointedFunction(args[2])
	if f == nil {
		d := th.r.fail(at, diag.CFunction, "nothing says what the thread %s does", diag.Quote(name)).WithFix("name a function of the file")
		if name == "" {
			d.Msg = "it is not known which function this thread executes"
		}
		return number(0, th.r.ast.Int)
	}
	if th.inRounds > 0 {
		th.outside(at, "a thread that is started in a loop without a known number of rounds is not read").WithFix("start the threads before the loop")
		return number(0, th.r.ast.Int)
	}
	arg := th.expr(args[3])
	if !arg.known {
		th.outside(at, "the argument of this thread is not a constant").WithFix("pass a number or the address of a variable")
		return number(0, th.r.ast.Int)
	}
	if th.of != nil {
		th.outside(at, "an interrupt handler that starts a thread is not read")
		return number(0, th.r.ast.Int)
	}
	effects := false
	for _, l := range th.lines {
		effects = effects || l.effect
	}
	child := th.r.newThread(f, arg.val, at)
	child.handle = th.handleOf(args[0])
	if th.init {
		th.init = false // from here on, main runs beside other threads
	}
	if effects || !th.isMain { // what is before this call is before the thread
		child.flag = th.r.newFlag("started", child)
		th.effect(at, th.flagStore(child.flag))
	}
	return number(0, th.r.ast.Int)
}

// newFlag makes an object that is set when something has happened to a thread.
func (r *reader) newFlag(what string, th *thread) *object {
	o := &object{typ: r.ast.Int, size: 4, cells: []cell{{"", 0, 4, "int"}}, at: th.at, init: map[int64]value{}}
	return r.addObject(o, fmt.Sprintf("%s_%d", what, th.index))
}

// flagStore returns the statement that sets a flag: what is before it comes before what waits for it.
func (th *thread) flagStore(o *object) string {
	th.uses[o] = true
	if !th.r.kernel || th.r.c11 {
		return "__c11_store_release(" + o.name + ", 1);"
	}
	return "smp_store_release(" + o.name + ", 1);"
}

// awaits waits until a flag is set.
func (th *thread) awaits(o *object) {
	th.uses[o] = true
	load := "smp_load_acquire(" + o.name + ")"
	if !th.r.kernel || th.r.c11 {
		load = "__c11_load_acquire(" + o.name + ")"
	}
	th.block(th.at, "while ("+load+" == 0)", nil, true)
}

// joins waits for the end of a thread.
func (th *thread) joins(x *cc.PostfixExpression, args []cc.ExpressionNode) ex {
	handle := th.handleOf(args[0])
	for _, child := range th.r.threads {
		if child.handle != handle || handle == "" || child.joined {
			continue
		}
		child.joined = true
		if th.r.mainRuns || !th.isMain {
			child.done = th.r.newFlag("ended", child)
			th.awaits(child.done)
		}
		th.takeResult(child, args[1])
		return number(0, th.r.ast.Int)
	}
	th.outside(th.here(th.r.at(x)), "it is not known which thread this waits for").WithFix("pass the variable that pthread_create was given")
	return number(0, th.r.ast.Int)
}

// handleOf returns a name for the variable of type pthread_t that an argument is, or points to.
func (th *thread) handleOf(x cc.ExpressionNode) string {
	switch x := x.(type) {
	case *cc.UnaryExpression:
		if x.Case == cc.UnaryExpressionAddrof {
			return th.handleOf(x.CastExpression)
		}
		if x.Case == cc.UnaryExpressionDeref {
			return th.handleOf(x.CastExpression)
		}
	case *cc.PrimaryExpression:
		switch x.Case {
		case cc.PrimaryExpressionIdent:
			if d, ok := x.ResolvedTo().(*cc.Declarator); ok {
				if d.Type().Kind() == cc.Array {
					return fmt.Sprintf("%p[0]", d)
				}
				return fmt.Sprintf("%p", d)
			}
		case cc.PrimaryExpressionExpr:
			return th.handleOf(x.ExpressionList)
		}
	case *cc.ExpressionList:
		return th.handleOf(x.AssignmentExpression)
	case *cc.PostfixExpression:
		if x.Case == cc.PostfixExpressionIndex {
			if d := identified(x.PostfixExpression); d != nil {
				if i := th.expr(x.ExpressionList); i.known {
					return fmt.Sprintf("%p[%d]", d, i.val.num)
				}
			}
		}
		if l, ok := th.place(x); ok && l.v == nil && l.addr.known && l.addr.val.obj != nil { // a member
			return fmt.Sprintf("%p+%d", l.addr.val.obj, l.addr.val.num)
		}
	case *cc.AdditiveExpression:
		if x.Case == cc.AdditiveExpressionAdd {
			if d := identified(x.AdditiveExpression); d != nil {
				if i := th.expr(x.MultiplicativeExpression); i.known {
					return fmt.Sprintf("%p[%d]", d, i.val.num)
				}
			}
		}
	}
	return ""
}

// initial returns the value that a place has before the threads run.
func (th *thread) initial(p ex, size int64) (value, bool) {
	if !p.known || p.val.obj == nil {
		return value{}, false
	}
	o := p.val.obj
	if o.cellAt(p.val.num, size) == nil {
		return value{}, false
	}
	return o.init[p.val.num], true
}

// setInitial gives a place a value before the threads run.
func (th *thread) setInitial(p ex, size int64, v value) bool {
	if !p.known || p.val.obj == nil || p.val.obj.cellAt(p.val.num, size) == nil {
		return false
	}
	p.val.obj.init[p.val.num] = v
	return true
}
