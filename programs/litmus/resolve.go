package litmus

import "github.com/fencewise/fencewise/programs/diag"

// resolve settles what needs the whole file: threads must exist, %x without a
// thread belongs to the one thread that uses it, and nothing is initialised
// twice. herd7 refuses the same.
func (p *parser) resolve() {
	t := p.test
	for i := range t.Init {
		p.place(&t.Init[i].Target)
	}
	for i := range t.Locations {
		p.place(&t.Locations[i].Loc)
	}
	p.placeProp(t.Filter)
	p.placeProp(t.Cond.Prop)
	p.initTwice()
	p.labelTwice()
}

func (p *parser) placeProp(q Prop) {
	switch q := q.(type) {
	case *Atom:
		p.place(&q.Loc)
		if q.Other != nil {
			p.place(q.Other)
		}
	case *Not:
		p.placeProp(q.P)
	case *And:
		for _, r := range q.Ps {
			p.placeProp(r)
		}
	case *Or:
		for _, r := range q.Ps {
			p.placeProp(r)
		}
	case *Implies:
		p.placeProp(q.P)
		p.placeProp(q.Q)
	}
}

// place checks the thread of a register, or finds it.
func (p *parser) place(l *Loc) {
	switch {
	case l.Thread >= 0:
		for _, th := range p.test.Threads {
			if th.ID == l.Thread {
				return
			}
		}
		p.errorAt(l.Span.Start, l.Span.End, diag.LitmusUnknownThread, "the program has no thread P%d", l.Thread).
			Note("its threads are %s", p.threadList()).WithFix("name one of them, or add the thread")
	case l.Thread == anyThread:
		p.placeSymbolic(l)
	}
}

func (p *parser) placeSymbolic(l *Loc) {
	if p.symUses == nil {
		p.collectSymbolic()
	}
	in := p.symUses[l.Name]
	switch len(in) {
	case 1:
		l.Thread = in[0].ID
	case 0:
		p.errorAt(l.Span.Start, l.Span.End, diag.LitmusSymbolic, "no thread uses the register %%%s", l.Name).
			WithFix("use it in an instruction, or name its thread: 0:%%%s", l.Name)
	default:
		p.errorAt(l.Span.Start, l.Span.End, diag.LitmusSymbolic, "%s and %s both use a register %%%s", in[0].Name, in[1].Name, l.Name).
			WithFix("name the thread: %d:%%%s", in[0].ID, l.Name)
	}
}

// collectSymbolic notes which threads use which symbolic register.
func (p *parser) collectSymbolic() {
	p.symUses = map[string][]*Thread{}
	for _, th := range p.test.Threads {
		for _, c := range th.Cells {
			if c.Instr != nil {
				p.noteSymbolic(c.Instr, th)
			}
			if c.Slot == nil {
				continue
			}
			for _, ch := range c.Slot.Choices {
				for _, ins := range ch.Instrs {
					p.noteSymbolic(ins, th)
				}
			}
		}
	}
}

func (p *parser) noteSymbolic(i *Instr, th *Thread) {
	for _, o := range i.Args {
		if o.Kind == OpMem {
			o = *o.Base
		}
		if in := p.symUses[o.Text]; o.Kind == OpSym && (len(in) == 0 || in[len(in)-1] != th) {
			p.symUses[o.Text] = append(in, th)
		}
	}
}

func (p *parser) threadList() string {
	s := ""
	for i, th := range p.test.Threads {
		if i == 8 {
			return s + ", …"
		}
		if i > 0 {
			s += ", "
		}
		s += th.Name
	}
	return s
}

// initTwice reports a location or register with two init items.
func (p *parser) initTwice() {
	items := p.test.Init
	report := func(first, again *Loc) {
		p.errorAt(again.Span.Start, again.Span.End, diag.LitmusInitTwice, "%s is initialised twice", again).
			Note("first on line %d", p.lineOf(first.Span)).WithFix("keep one of the two")
	}
	if len(items) <= 24 { // fewer compares than a map costs
		for i := range items {
			for j := range i {
				if items[i].Target.same(&items[j].Target) {
					report(&items[j].Target, &items[i].Target)
					break
				}
			}
		}
		return
	}
	type key struct {
		thread, reg int
		name        string
	}
	seen := make(map[key]*Loc, len(items))
	for i := range items {
		l := &items[i].Target
		k := key{l.Thread, l.Reg, l.Name}
		if first := seen[k]; first != nil {
			report(first, l)
			continue
		}
		seen[k] = l
	}
}

func (l *Loc) same(m *Loc) bool {
	return l.Thread == m.Thread && l.Reg == m.Reg && l.Name == m.Name
}

// labelTwice reports a label that marks two places of a thread.
func (p *parser) labelTwice() {
	for _, th := range p.test.Threads {
		var seen map[string]Name
		for _, c := range th.Cells {
			for _, l := range c.Labels {
				first, twice := seen[l.Text]
				if twice {
					p.errorAt(l.Span.Start, l.Span.End, diag.LitmusLabelTwice, "label %s stands twice in %s", quote(l.Text), th.Name).
						Note("first on line %d", p.lineOf(first.Span)).WithFix("give it another name")
					continue
				}
				if seen == nil {
					seen = map[string]Name{}
				}
				seen[l.Text] = l
			}
		}
	}
}
