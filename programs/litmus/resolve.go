package litmus

import "github.com/fencewise/fencewise/programs/diag"

// resolve does what needs the whole file: it checks that threads exist, finds the
// one thread that uses a %x without a thread, and checks that nothing is initialised
// twice. herd7 rejects the same files.
func (p *parser) resolve() {
	t := p.test
	if !p.isC {
		p.percentRegisters()
	}
	for i := range t.Init {
		p.resolveLoc(&t.Init[i].Target, true)
	}
	for i := range t.Locations {
		p.resolveLoc(&t.Locations[i].Loc, false)
	}
	EachLeaf(t.Filter, p.resolveLeaf)
	EachLeaf(t.Cond.Prop, p.resolveLeaf)
	p.initTwice()
	if !p.isC {
		p.labelTwice()
		p.nameLabels()
	}
}

func (p *parser) resolveLeaf(q Prop) {
	switch q := q.(type) {
	case *Atom:
		p.resolveLoc(&q.Loc, false)
		if q.Other != nil {
			p.resolveLoc(q.Other, false)
		}
	case *Pending:
		p.resolvePending(q)
	}
}

// resolveLoc checks the thread of a register, or finds the thread. init is true for an
// init item, which sets the register in the thread and in its handler. All other
// uses mean the register's final value in the thread alone.
func (p *parser) resolveLoc(l *Loc, init bool) {
	switch {
	case l.Thread >= 0:
		th := p.threadOf(l.Thread)
		if th == nil {
			p.noSuchThread(l.Span, l.Thread)
		} else if !init && th.Handler != nil {
			p.checkHandlerOnly(l, th)
		}
		l.Alone = l.Reg < 0 && !l.Local && p.onlyUser(l.Name, init) == th
	case l.Thread == anyThread:
		p.resolveSymbolic(l, init)
	}
}

// threadOf returns the thread with that number, or nil.
func (p *parser) threadOf(id int) *Thread {
	for _, th := range p.test.Threads {
		if th.ID == id {
			return th
		}
	}
	return nil
}

func (p *parser) noSuchThread(at diag.Span, id int) {
	p.errorAt(at.Start, at.End, diag.LitmusUnknownThread, "the program has no thread P%d", id).
		Note("the program's threads are %s", p.threadList()).WithFix("name one of them, or add the thread")
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
	if s == "" {
		return "none"
	}
	return s
}

// initTwice reports each location or register that has two init items.
func (p *parser) initTwice() {
	items := p.test.Init
	report := func(first, again *Loc) {
		p.errorAt(again.Span.Start, again.Span.End, diag.LitmusInitTwice, "%s is initialised twice", again).
			Note("the first time is on line %d", p.lineOf(first.Span)).WithFix("keep one of the two")
	}
	if len(items) <= 24 { // so few comparisons cost less than a map
		for i := range items {
			for j := range i {
				if items[i].Target.sameTarget(&items[j].Target) {
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

func (l *Loc) sameTarget(m *Loc) bool {
	return l.Thread == m.Thread && l.Reg == m.Reg && l.Name == m.Name
}

// labelTwice reports each label that is defined twice in one column. A handler has
// its own labels.
func (p *parser) labelTwice() {
	for _, th := range p.columns {
		var seen map[string]Name
		for _, c := range th.Cells {
			for _, l := range c.Labels {
				first, twice := seen[l.Text]
				if class[l.Text[0]]&isDigit != 0 {
					continue
				}
				if twice {
					p.errorAt(l.Span.Start, l.Span.End, diag.LitmusLabelTwice, "label %s is defined twice in %s", diag.Quote(l.Text), th.Name).
						Note("the first definition is on line %d", p.lineOf(first.Span)).WithFix("rename one of the two")
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
