package litmus

import "github.com/fencewise/fencewise/programs/diag"

// resolve settles what needs the whole file: threads must exist, %x without a
// thread belongs to the one thread that uses it, and nothing is initialised
// twice. herd7 refuses the same.
func (p *parser) resolve() {
	t := p.test
	p.percentRegisters()
	for i := range t.Init {
		p.place(&t.Init[i].Target, true)
	}
	for i := range t.Locations {
		p.place(&t.Locations[i].Loc, false)
	}
	EachLeaf(t.Filter, p.placeLeaf)
	EachLeaf(t.Cond.Prop, p.placeLeaf)
	p.initTwice()
	p.labelTwice()
	p.nameLabels()
}

func (p *parser) placeLeaf(q Prop) {
	switch q := q.(type) {
	case *Atom:
		p.place(&q.Loc, false)
		if q.Other != nil {
			p.place(q.Other, false)
		}
	case *Pending:
		p.placePending(q)
	}
}

// place checks the thread of a register, or finds it. An init item gives a
// register its first value in the thread and in its handler; everything else
// asks for the last value of the thread.
func (p *parser) place(l *Loc, init bool) {
	switch {
	case l.Thread >= 0:
		th := p.threadOf(l.Thread)
		if th == nil {
			p.noSuchThread(l.Span, l.Thread)
		} else if !init && th.Handler != nil {
			p.notOfHandler(l, th)
		}
		l.Alone = l.Reg < 0 && p.onlyUser(l.Name, init) == th
	case l.Thread == anyThread:
		p.placeSymbolic(l, init)
	}
}

// threadOf is the thread with that number; nil when there is none.
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
		Note("its threads are %s", p.threadList()).WithFix("name one of them, or add the thread")
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

// labelTwice reports a label that marks two places of a column: a handler has
// labels of its own.
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
