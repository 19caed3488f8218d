package litmus

import "github.com/fencewise/fencewise/programs/diag"

// resolveSymbolic finds the thread of a %x that is written without one.
func (p *parser) resolveSymbolic(l *Loc, init bool) {
	if p.symUses == nil {
		p.collectSymbolic()
	}
	in, bells := p.symUses[l.Name], p.bellUses[l.Name]
	if init {
		in = threadUnion(in, bells)
	}
	switch {
	case len(in) == 1:
		l.Thread, l.Alone = in[0].ID, true
	case len(in) > 1:
		p.errorAt(l.Span.Start, l.Span.End, diag.LitmusSymbolic, "%s and %s both use a register %%%s", in[0].Name, in[1].Name, l.Name).
			WithFix("name the thread: %d:%%%s", in[0].ID, l.Name)
	case len(bells) > 0:
		p.reportHandlerOnly(l, bells[0])
	default:
		p.errorAt(l.Span.Start, l.Span.End, diag.LitmusSymbolic, "no thread uses the register %%%s", l.Name).
			WithFix("use it in an instruction, or name its thread: 0:%%%s", l.Name)
	}
}

// onlyUser returns the thread that a %x without a thread belongs to, or nil if not
// exactly one thread uses it.
func (p *parser) onlyUser(name string, init bool) *Thread {
	if p.symUses == nil {
		p.collectSymbolic()
	}
	in := p.symUses[name]
	if init {
		in = threadUnion(in, p.bellUses[name])
	}
	if len(in) == 1 {
		return in[0]
	}
	return nil
}

// threadUnion returns the threads of a, followed by those of b that are not in a.
func threadUnion(a, b []*Thread) []*Thread {
	all := a[:len(a):len(a)]
	for _, th := range b {
		if !containsThread(a, th) {
			all = append(all, th)
		}
	}
	return all
}

func containsThread(all []*Thread, th *Thread) bool {
	for _, other := range all {
		if other == th {
			return true
		}
	}
	return false
}

// collectSymbolic records for each symbolic register which threads use it, and
// which threads have a handler that uses it.
func (p *parser) collectSymbolic() {
	p.symUses = map[string][]*Thread{}
	p.bellUses = map[string][]*Thread{}
	for _, th := range p.test.Threads {
		addUses(p.symUses, th.Cells, th)
		if th.Handler != nil {
			addUses(p.bellUses, th.Handler.Cells, th)
		}
	}
}

func addUses(uses map[string][]*Thread, cells []Cell, th *Thread) {
	eachRegister(cells, func(o *Operand) {
		if o.Kind != OpSym {
			return
		}
		if in := uses[o.Text]; len(in) == 0 || in[len(in)-1] != th {
			uses[o.Text] = append(in, th)
		}
	})
}

// eachRegister calls f for every register that the cells name, including those in
// all choices of their slots.
func eachRegister(cells []Cell, f func(*Operand)) {
	eachInstr(cells, func(in *Instr) {
		for i := range in.Args {
			o := &in.Args[i]
			if o.Kind == OpMem {
				o = o.Base
			}
			if o.Kind == OpReg || o.Kind == OpSym {
				f(o)
			}
		}
	})
}

// EachInstr calls f for every instruction of the test: of its threads, of their
// handlers, and of every choice of the slots in them.
func (t *Test) EachInstr(f func(*Instr)) {
	for _, th := range t.Threads {
		eachInstr(th.Cells, f)
		if th.Handler != nil {
			eachInstr(th.Handler.Cells, f)
		}
	}
}

// eachInstr calls f for every instruction of the cells, including those in all
// choices of their slots.
func eachInstr(cells []Cell, f func(*Instr)) {
	for i := range cells {
		c := &cells[i]
		if c.Slot == nil {
			if c.Instr != nil {
				f(c.Instr)
			}
			continue
		}
		for k := range c.Slot.Choices {
			for _, in := range c.Slot.Choices[k].Instrs {
				f(in)
			}
		}
	}
}
