package litmus

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// pendingWord is the name of the atom pending(P1), which is true if a doorbell is
// pending.
const pendingWord = "pending"

// UsesDoorbells reports whether the test uses doorbells: it has a handler, its
// condition or filter contains pending(), or an instruction sends, clears or takes
// a doorbell. msgsync alone does not count, because it orders nothing without a
// doorbell. Enabling or disabling doorbells alone does not count either, because
// only a handler can notice it. herd7 reads exactly the tests without doorbells.
func (t *Test) UsesDoorbells() bool {
	for _, th := range t.Threads {
		if th.Handler != nil || usesDoorbell(th.Cells) || th.Body != nil && t.macros().UsesDoorbell(th.Body) {
			return true
		}
	}
	return hasPending(t.Filter) || hasPending(t.Cond.Prop)
}

// macros returns the table of primitives of a test in C.
func (t *Test) macros() *kernelc.Macros {
	if t.Macros != nil {
		return t.Macros
	}
	return kernelc.Embedded()
}

// HasHandlers reports whether a thread of the test has an interrupt handler.
func (t *Test) HasHandlers() bool {
	return slices.ContainsFunc(t.Threads, func(th *Thread) bool { return th.Handler != nil })
}

func usesDoorbell(cells []Cell) bool {
	found := false
	eachInstr(cells, func(in *Instr) {
		switch in.Op {
		case "msgsnd", "msgclr", "doorbell":
			found = true
		}
	})
	return found
}

func hasPending(q Prop) bool {
	some := func(qs []Prop) bool {
		for _, r := range qs {
			if hasPending(r) {
				return true
			}
		}
		return false
	}
	switch q := q.(type) {
	case *Pending:
		return true
	case *Not:
		return hasPending(q.P)
	case *And:
		return some(q.Ps)
	case *Or:
		return some(q.Ps)
	case *Implies:
		return hasPending(q.P) || hasPending(q.Q)
	}
	return false
}

// pending reads "(P1)" after the word "pending", which starts at start.
func (p *parser) pending(start int) Prop {
	open := p.tok
	p.next()
	id, ok := threadName(p.text())
	if p.tok.kind != tWord || !ok {
		d := p.errorHere(diag.LitmusBadAtom, "expected a thread after 'pending(', found %s", p.found())
		if p.tok.kind == tNum && p.threadOf(int(min(max(p.tok.num, -1), 1<<16))) != nil {
			d.WithFix("write pending(P%d)", p.tok.num)
		} else {
			d.Note("pending(P1) is true if a doorbell of P1 is pending").WithFix("write pending(P%d)", p.someThread())
		}
		return nil
	}
	if id < 0 {
		at := p.tok.start
		p.next()
		p.noThread(at)
		return nil
	}
	p.next()
	if !p.accept(')') {
		p.errorAt(open.start, open.end, diag.LitmusUnclosed, "this '(' is not closed").
			Note("expected ')' before %s", p.found()).WithFix("write pending(P%d)", id)
		return nil
	}
	return &Pending{Thread: id, Span: p.spanFrom(start)}
}

// someThread returns the number of some thread, for an example in a message.
func (p *parser) someThread() int {
	for _, th := range p.test.Threads {
		if th.ID >= 0 {
			return th.ID
		}
	}
	return 0
}

func (p *parser) resolvePending(q *Pending) {
	if p.threadOf(q.Thread) == nil {
		p.noSuchThread(q.Span, q.Thread)
	}
}

// threadRegister identifies a register of a thread.
type threadRegister struct {
	thread, reg int
	name        string
}

// checkHandlerOnly reports an error if the condition names a register that only the
// handler of its thread uses. The thread's own copy of that register still has its
// initial value, which is not what the author meant.
func (p *parser) checkHandlerOnly(l *Loc, th *Thread) {
	if p.handlerOnly == nil {
		p.collectHandlerOnly()
	}
	if p.handlerOnly[threadRegister{th.ID, l.Reg, l.Name}] {
		p.reportHandlerOnly(l, th)
	}
}

func (p *parser) collectHandlerOnly() {
	p.handlerOnly = map[threadRegister]bool{}
	for _, th := range p.test.Threads {
		if th.Handler == nil {
			continue
		}
		set := func(only bool) func(*Operand) {
			return func(o *Operand) {
				r := threadRegister{th.ID, -1, o.Text}
				if o.Kind == OpReg {
					r.reg = int(o.Num)
				}
				p.handlerOnly[r] = only
			}
		}
		eachRegister(th.Handler.Cells, set(true))
		eachRegister(th.Cells, set(false))
		if th.Body != nil {
			for _, v := range th.Handler.Body.Locals {
				p.handlerOnly[threadRegister{th.ID, -1, v.Name}] = true
			}
			for _, v := range th.Body.Locals {
				p.handlerOnly[threadRegister{th.ID, -1, v.Name}] = false
			}
		}
	}
}

func (p *parser) reportHandlerOnly(l *Loc, th *Thread) {
	p.errorAt(l.Span.Start, l.Span.End, diag.LitmusHandlerRegister, "only the handler of %s uses the %s %s", th.Name, l.registerWord(), l.register()).
		Note("a handler has its own %ss, and their values are lost when it returns", l.registerWord()).
		WithFix("store the value to memory in the handler, and name that location instead")
}

// registerWord returns what a register is called in messages: in C it is a variable.
func (l *Loc) registerWord() string {
	if l.Local {
		return "variable"
	}
	return "register"
}

// register returns the name of a register without its thread.
func (l *Loc) register() string {
	switch {
	case l.Local:
		return l.Name
	case l.Reg >= 0:
		return "r" + itoa(l.Reg)
	}
	return "%" + l.Name
}
