package litmus

import "github.com/fencewise/fencewise/programs/diag"

// pendingWord is the atom that asks for a doorbell: pending(P1).
const pendingWord = "pending"

// Doorbells reports whether the test is about doorbells: it has a handler,
// asks pending(), or sends, clears or takes a doorbell. msgsync does not make
// it so: without a doorbell there is nothing that it orders. Nor does enabling
// or disabling them, which only a handler can notice. What herd7 reads has no
// doorbells.
func (t *Test) Doorbells() bool {
	for _, th := range t.Threads {
		if th.Handler != nil || usesDoorbell(th.Cells) {
			return true
		}
	}
	return asksPending(t.Filter) || asksPending(t.Cond.Prop)
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

func asksPending(q Prop) bool {
	some := func(qs []Prop) bool {
		for _, r := range qs {
			if asksPending(r) {
				return true
			}
		}
		return false
	}
	switch q := q.(type) {
	case *Pending:
		return true
	case *Not:
		return asksPending(q.P)
	case *And:
		return some(q.Ps)
	case *Or:
		return some(q.Ps)
	case *Implies:
		return asksPending(q.P) || asksPending(q.Q)
	}
	return false
}

// pending reads "(P1)" behind the word pending, which starts at start.
func (p *parser) pending(start int) Prop {
	open := p.tok
	p.next()
	id, ok := threadName(p.text())
	if p.tok.kind != tWord || !ok {
		d := p.errorHere(diag.LitmusBadAtom, "expected a thread behind 'pending(', found %s", p.found())
		if p.tok.kind == tNum && p.threadOf(int(min(max(p.tok.num, -1), 1<<16))) != nil {
			d.WithFix("write pending(P%d)", p.tok.num)
		} else {
			d.Note("pending(P1) asks whether a doorbell of P1 is pending").WithFix("write pending(P%d)", p.someThread())
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
	return &Pending{Thread: id, Span: p.since(start)}
}

// someThread is the number of a thread for an example.
func (p *parser) someThread() int {
	for _, th := range p.test.Threads {
		if th.ID >= 0 {
			return th.ID
		}
	}
	return 0
}

func (p *parser) placePending(q *Pending) {
	if p.threadOf(q.Thread) == nil {
		p.noSuchThread(q.Span, q.Thread)
	}
}

// ofThread names a register of a thread.
type ofThread struct {
	thread, reg int
	name        string
}

// notOfHandler reports a register that is asked for and that only the handler
// of its thread uses: what the thread holds in it is what it started with, and
// the reader meant something else.
func (p *parser) notOfHandler(l *Loc, th *Thread) {
	if p.handlerOnly == nil {
		p.collectHandlerOnly()
	}
	if p.handlerOnly[ofThread{th.ID, l.Reg, l.Name}] {
		p.onlyHandler(l, th)
	}
}

func (p *parser) collectHandlerOnly() {
	p.handlerOnly = map[ofThread]bool{}
	for _, th := range p.test.Threads {
		if th.Handler == nil {
			continue
		}
		set := func(only bool) func(*Operand) {
			return func(o *Operand) {
				r := ofThread{th.ID, -1, o.Text}
				if o.Kind == OpReg {
					r.reg = int(o.Num)
				}
				p.handlerOnly[r] = only
			}
		}
		eachRegister(th.Handler.Cells, set(true))
		eachRegister(th.Cells, set(false))
	}
}

func (p *parser) onlyHandler(l *Loc, th *Thread) {
	p.errorAt(l.Span.Start, l.Span.End, diag.LitmusHandlerRegister, "only the handler of %s uses the register %s", th.Name, l.register()).
		Note("a handler has registers of its own, which are gone when it returns").
		WithFix("store the value to memory in the handler, and ask for the location")
}

// register is the name of a register without its thread.
func (l *Loc) register() string {
	if l.Reg >= 0 {
		return "r" + itoa(l.Reg)
	}
	return "%" + l.Name
}
