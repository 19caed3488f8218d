package litmus

import (
	"sort"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Assemblers know labels that herd7 does not: a numeric one may stand several
// times, and 1b and 1f mean the nearest 1: before and after; a dotted one
// (.L2) is a name; and a branch can name a distance (.+8, $-4). The tree has
// only names that herd7 reads, each once in its column: the printed test is
// then read everywhere.

// NextInstr is the target of a branch to the next instruction in a slot; outside of slots
// the target has a label.
const NextInstr = "$+4"

// wordSize is the size of an instruction in bytes.
const wordSize = 4

// labelScope gives the labels of one column their names.
type labelScope struct {
	p     *parser
	taken map[string]bool // in the whole test
	next  map[string]int  // the number that makes a name fresh, tried next

	numeric map[string][]localPlace // by number, in the order of the column
	dotted  map[string]string       // the name of a label that herd7 does not read
	at      []int                   // where each cell starts, in instructions; at[len(cells)] is the end
	slots   []int                   // slots that stand before each cell and have no one length
	heres   map[int]string          // labels made for a place, by instruction
}

// localPlace is one numeric label: its cell and its name.
type localPlace struct {
	cell int
	name string
}

// nameLabels renames labels that herd7 does not read, and gives branches to
// them and to distances the names.
func (p *parser) nameLabels() {
	odd, registers := p.local, false
	p.eachLabel(func(l string) {
		odd = odd || !isName(l)
		_, register := registerNumber(l)
		registers = registers || register
	})
	if registers {
		p.branchesToRegisters()
	}
	if !odd {
		return
	}
	taken, next := map[string]bool{}, map[string]int{}
	p.eachLabel(func(l string) { taken[l] = true })
	for _, th := range p.columns {
		s := labelScope{p: p, taken: taken, next: next, numeric: map[string][]localPlace{}, dotted: map[string]string{}, heres: map[int]string{}}
		s.define(th)
		eachCellInstr(th.Cells, func(cell int, in *Instr) {
			if k := len(in.Args) - 1; k >= 0 && in.Args[k].Kind == OpName {
				s.target(th, cell, &in.Args[k])
			}
		})
	}
}

// eachLabel calls f for the labels of all columns.
func (p *parser) eachLabel(f func(label string)) {
	for _, th := range p.columns {
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				f(l.Text)
			}
		}
	}
}

// define renames the labels of a column and measures it.
func (s *labelScope) define(th *Thread) {
	at, slots := 0, 0
	for i := range th.Cells {
		c := &th.Cells[i]
		s.at, s.slots = append(s.at, at), append(s.slots, slots)
		for k := range c.Labels {
			l := &c.Labels[k]
			switch {
			case class[l.Text[0]]&isDigit != 0:
				name := s.fresh("L" + l.Text)
				s.numeric[l.Text] = append(s.numeric[l.Text], localPlace{i, name})
				l.Text = name
			case isName(l.Text):
			case s.dotted[l.Text] != "": // stands twice, which is reported
				l.Text = s.dotted[l.Text]
			default:
				name := s.fresh(plainName(l.Text))
				s.dotted[l.Text], l.Text = name, name
			}
		}
		n, one := c.length()
		at += n
		if !one {
			slots++
		}
	}
	s.at, s.slots = append(s.at, at), append(s.slots, slots)
}

// length returns the number of instructions in a cell, and whether all choices
// of its slot have the same number.
func (c *Cell) length() (n int, one bool) {
	if c.Instr != nil {
		n = 1
	}
	one = true
	if c.Slot != nil {
		for i := range c.Slot.Choices {
			one = one && c.Slot.Choices[i].length() == n
		}
	}
	return n, one
}

// length returns the number of instructions in a choice: ctrl() counts as two.
func (c *Choice) length() (n int) {
	for _, in := range c.Instrs {
		if n++; in.IsCtrl() {
			n++
		}
	}
	return n
}

// plainName turns a label of a compiler into a name: .L2 into L2, .sync into
// Lsync.
func plainName(label string) string {
	name := strings.Map(func(r rune) rune {
		if r == '$' {
			return '_'
		}
		return r
	}, strings.TrimLeft(label, ".$"))
	if !strings.HasPrefix(name, "L") { // it could be a keyword, a register or a mnemonic
		name = "L" + name
	}
	return name
}

// fresh returns a name that no label has: the given one, or the given one with
// a number after it.
func (s *labelScope) fresh(name string) string {
	fresh := name
	for s.taken[fresh] {
		i := max(s.next[name], 2)
		s.next[name] = i + 1
		fresh = name + "." + itoa(i)
	}
	s.taken[fresh] = true
	return fresh
}

// target gives the target of an instruction the name that its label has.
func (s *labelScope) target(th *Thread, cell int, o *Operand) {
	written := o.Text
	c := written[0]
	if slot := th.Cells[cell].Slot; slot != nil {
		if written != NextInstr && (class[c]&isDigit != 0 || !isName(written)) {
			s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, "%s cannot be the target of a branch in slot %s", quote(written), quote(slot.Name)).
				Note("a slot may stand in several places").WithFix("name the label with letters and digits")
		}
		return
	}
	switch {
	case class[c]&isDigit != 0:
		o.Text = s.local(th, cell, o)
	case (c == '.' || c == '$') && !isLabelWord(written):
		o.Text = s.distance(th, cell, o)
	case s.dotted[written] != "":
		o.Text = s.dotted[written]
	default:
		return
	}
	o.Renamed = true
}

// isLabelWord reports whether a text that starts with '.' or '$' is a label.
func isLabelWord(s string) bool {
	return len(s) > 1 && (class[s[1]]&(isAlpha|isDigit) != 0 || s[1] == '.')
}

// local resolves 1b or 1f.
func (s *labelScope) local(th *Thread, cell int, o *Operand) string {
	number, back := o.Text[:len(o.Text)-1], o.Text[len(o.Text)-1] == 'b'
	places := s.numeric[number]
	after := sort.Search(len(places), func(i int) bool { return places[i].cell > cell })
	switch {
	case back && after > 0:
		return places[after-1].name
	case !back && after < len(places):
		return places[after].name
	}
	where, other := "after", "b"
	if back {
		where, other = "before", "f"
	}
	d := s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, "no label '%s:' stands %s this branch in %s", number, where, th.Name)
	if len(places) > 0 {
		d.WithFix("did you mean %s?", number+other)
	} else {
		d.WithFix("write %s: before the instruction to go to, or in a cell of its own at the end", number)
	}
	return ""
}

// distance resolves .+8, and puts a label at the target.
func (s *labelScope) distance(th *Thread, cell int, o *Operand) string {
	lex := lexer{s: o.Text, end: len(o.Text), slots: true, p: &parser{lim: DefaultLimits}}
	bytes := lex.scan().num
	from := s.at[cell]
	fail := func(format string, args ...any) string {
		s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, format, args...).
			WithFix("put a label before the instruction to go to, and branch to it")
		return ""
	}
	end := s.at[len(s.at)-1]
	if bytes%wordSize != 0 {
		return fail("%s is not a multiple of %d bytes, the size of an instruction", o.Text, wordSize)
	}
	words := bytes / wordSize
	if words < int64(-from) || words > int64(end-from) {
		return fail("%s has no instruction at %s", th.Name, o.Text)
	}
	to := from + int(words)
	if name := s.heres[to]; name != "" {
		return name
	}
	// The last cell that starts there holds the instruction, or is the end.
	i := sort.SearchInts(s.at, to+1) - 1
	switch {
	case s.slots[i] != s.slots[cell]:
		return fail("the distance to %s depends on the choice of a slot in between", o.Text)
	case s.at[i] != to:
		return fail("%s leads into the middle of a slot", o.Text)
	}
	name := s.fresh("L" + itoa(to))
	s.heres[to] = name
	if i == len(th.Cells) {
		th.Cells = append(th.Cells, Cell{Row: s.lastRow(th) + 1, Span: o.Span})
		s.at, s.slots = append(s.at, end), append(s.slots, s.slots[i])
	}
	th.Cells[i].Labels = append(th.Cells[i].Labels, Name{Text: name, Span: o.Span})
	return name
}

func (s *labelScope) lastRow(th *Thread) int {
	if n := len(th.Cells); n > 0 {
		return th.Cells[n-1].Row
	}
	return -1
}

// eachCellInstr is eachInstr with the index of the cell. Cells that f adds at
// the end are not visited.
func eachCellInstr(cells []Cell, f func(cell int, in *Instr)) {
	for i := range cells {
		eachInstr(cells[i:i+1], func(in *Instr) { f(i, in) })
	}
}
