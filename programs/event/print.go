package event

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fencewise/fencewise/programs/isa"
)

// String returns the canonical text of the whole structure, with one event per line, in an
// order that only depends on the program. For po it shows the immediate predecessors. An
// expression that is too large for a line is named vN and defined at the end. So the text
// grows with the number of expressions, not with the number of paths through them.
func (s *Structure) String() string {
	p := printer{s: s}
	p.measure()
	fmt.Fprintf(&p.b, "test %s, bound %d\n", s.Test.Name, s.Bound)
	p.locations()
	p.slots()
	for i := range s.FreeChoices {
		fmt.Fprintf(&p.b, "choice c%d: %s\n", i, s.FreeChoices[i].What)
	}
	for i := range s.Forks {
		f := &s.Forks[i]
		fmt.Fprintf(&p.b, "fork f%d %s:%d if %s:", i, s.Threads[f.Thread].Name, f.Cell, p.expr(f.Guard))
		for k, c := range f.Conds {
			fmt.Fprintf(&p.b, " %d: %s;", k, p.expr(c))
		}
		p.b.WriteByte('\n')
	}
	for i := range s.Events {
		p.event(i)
	}
	for i := range s.Threads {
		p.ends(i)
	}
	fmt.Fprintf(&p.b, "cond %s\n", p.expr(s.Cond))
	if s.Filter != True {
		fmt.Fprintf(&p.b, "filter %s\n", p.expr(s.Filter))
	}
	p.definitions()
	return p.b.String()
}

// maxInline is the largest number of operators of an expression inside a line.
const maxInline = 12

type printer struct {
	s     *Structure
	b     strings.Builder
	size  []int  // by expression: its operators as a tree, counted up to a little more than maxInline
	named []bool // by expression: it was mentioned as vN
}

func (p *printer) measure() {
	nodes := p.s.Pool.Nodes
	p.size = make([]int, len(nodes))
	p.named = make([]bool, len(nodes))
	for i, n := range nodes {
		if n.Op.Leaf() {
			continue
		}
		size := 1
		ops, k := n.Operands()
		for _, o := range ops[:k] {
			if p.size[o] <= maxInline {
				size += p.size[o]
			}
		}
		p.size[i] = size
	}
}

func (p *printer) locations() {
	for i := range p.s.Locs {
		l := &p.s.Locs[i]
		fmt.Fprintf(&p.b, "location %s: %d bytes, %s\n", l.Name, l.Size, p.s.Show(l.Init))
	}
	for i := range p.s.Granules {
		g := &p.s.Granules[i]
		fmt.Fprintf(&p.b, "granule %s: %d bytes, mask %#x\n", g.Name, g.Size, g.Mask)
	}
}

func (p *printer) slots() {
	for i := range p.s.Slots {
		sl := &p.s.Slots[i]
		state := "free"
		if sl.Fixed >= 0 {
			state = "is " + sl.Choices[sl.Fixed]
		}
		fmt.Fprintf(&p.b, "slot %s: %s; %s\n", sl.Name, strings.Join(sl.Choices, ", "), state)
	}
}

func (p *printer) event(i int) {
	s, e := p.s, &p.s.Events[i]
	if e.Kind == InitWrite {
		fmt.Fprintf(&p.b, "e%d init [%s] := %s\n", i, s.GranuleName(e.Loc), p.expr(e.Value))
		return
	}
	fmt.Fprintf(&p.b, "e%d %s", i, s.Threads[e.Thread].Name)
	if e.Interrupt > 0 {
		fmt.Fprintf(&p.b, "/i%d", e.Interrupt)
	}
	if e.Cell >= 0 {
		fmt.Fprintf(&p.b, ":%d", e.Cell)
	}
	p.b.WriteByte(' ')
	star := ""
	if s.Exclusive(e) {
		star = "*"
	}
	switch e.Kind {
	case ReadMem:
		fmt.Fprintf(&p.b, "R%s [%s]", star, s.GranuleName(e.Loc))
	case WriteMem:
		fmt.Fprintf(&p.b, "W%s [%s] := %s", star, s.GranuleName(e.Loc), p.expr(e.Value))
	case MsgsndEvent:
		fmt.Fprintf(&p.b, "msgsnd %s", s.Threads[e.Rings].Name)
	case MsgclrEvent:
		p.b.WriteString("msgclr")
	case IrqEvent:
		p.b.WriteString("irq")
	case FenceEvent:
		p.b.WriteString(s.Lang.Text(e.Tags))
	default:
		panic(fmt.Sprintf("event: unknown kind of event %d", e.Kind))
	}
	p.tags(e)
	if e.Round > 0 {
		fmt.Fprintf(&p.b, " round %d", e.Round)
	}
	for r := range NumStatic {
		from := s.Static[r].Into(i)
		if r == Po {
			from = s.Static[r].Covering(i)
		}
		p.sources(Statics[r].Name, i, from)
		p.guarded(r, i)
	}
	if e.Guard != True {
		fmt.Fprintf(&p.b, " if %s", p.expr(e.Guard))
	}
	p.b.WriteByte('\n')
}

// tags writes the tags of an access, but for that of atomic pairs, which have a star.
func (p *printer) tags(e *Event) {
	if !e.IsAccess() {
		return
	}
	for _, t := range e.Tags.List() {
		if info := &p.s.Lang.Tags[t]; !info.Exclusive || info.Apart {
			p.b.WriteString(" " + info.Name)
		}
	}
}

// guarded writes the pairs of a static relation to an event that depend on the way of the thread.
func (p *printer) guarded(r Static, i int) {
	for k := range p.s.Guarded {
		g := &p.s.Guarded[k]
		if from := g.Pairs.Into(i); g.Of == r && len(from) > 0 {
			p.sources(Statics[r].Name+"("+p.expr(g.Guard)+")", i, from)
		}
	}
}

func (p *printer) sources(name string, at int, from []int) {
	if len(from) == 0 {
		return
	}
	p.b.WriteByte(' ')
	p.b.WriteString(name)
	for _, f := range from {
		fmt.Fprintf(&p.b, " e%d", f)
	}
}

func (p *printer) ends(t int) {
	s := p.s
	for _, l := range s.Threads[t].Ends {
		fmt.Fprintf(&p.b, "%s ends if %s:", s.Threads[t].Name, p.expr(l.Guard))
		regs := make([]isa.Reg, 0, len(l.Regs))
		for r := range l.Regs {
			regs = append(regs, r)
		}
		sort.Slice(regs, func(i, j int) bool { return s.RegName(regs[i]) < s.RegName(regs[j]) })
		for _, r := range regs {
			fmt.Fprintf(&p.b, " %s=%s", s.RegName(r), p.expr(l.Regs[r]))
		}
		p.b.WriteByte('\n')
	}
	for i := range s.Cuts {
		if c := &s.Cuts[i]; c.Thread == t {
			fmt.Fprintf(&p.b, "%s is cut if %s: %s\n", s.Threads[t].Name, p.expr(c.Guard), c.Reason(s))
		}
	}
}

// expr returns the text of an expression inside a line.
func (p *printer) expr(e Expr) string {
	if p.size[e] > maxInline {
		p.named[e] = true
		return fmt.Sprintf("v%d", e)
	}
	return p.node(e)
}

func (p *printer) node(e Expr) string {
	s, n := p.s, &p.s.Pool.Nodes[e]
	switch n.Op {
	case Const:
		return s.Show(n.Val)
	case Read:
		return fmt.Sprintf("e%d", n.Arg)
	case Choice:
		return fmt.Sprintf("c%d", n.Arg)
	case SlotIs:
		return fmt.Sprintf("%s=%s", s.Slots[n.Arg].Name, s.Slots[n.Arg].Choices[n.Arg2])
	case Outcome:
		return fmt.Sprintf("f%d=%d", n.Arg, n.Arg2)
	case Pending:
		return "pending(" + s.Threads[n.Arg].Name + ")"
	case Final:
		return "[" + s.GranuleName(n.Arg) + "]"
	case All:
		return p.expr(n.A) + " /\\ " + p.expr(n.B)
	}
	ops, k := n.Operands()
	text := make([]string, k)
	for i, o := range ops[:k] {
		text[i] = p.expr(o)
	}
	return n.Op.String() + "(" + strings.Join(text, ", ") + ")"
}

// definitions writes the definitions of the expressions that were mentioned as vN. An
// expression has a larger number than its operands, so a single pass from the largest
// number down finds every mention before the definition.
func (p *printer) definitions() {
	var lines []string
	for e := len(p.named) - 1; e >= 0; e-- {
		if p.named[e] {
			lines = append(lines, fmt.Sprintf("v%d = %s\n", e, p.node(Expr(e))))
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		p.b.WriteString(lines[i])
	}
}
