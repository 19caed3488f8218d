package litmus

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Assemblers accept labels that herd7 does not: a numeric label may be defined
// several times, and 1b and 1f mean the nearest "1:" before and after; a dotted
// label (.L2) is a name; and a branch can name a distance (.+8, $-4). The tree
// holds only names that herd7 reads, each defined once in its column, so that
// every tool can read the printed test.

// NextInstr is the target of a branch in a slot to the next instruction. Outside of
// slots the target has a label.
const NextInstr = "$+4"

// wordSize is the size of an instruction in bytes.
const wordSize = 4

// DistanceText returns the target of a branch in a choice to another instruction of the
// choice, or to the end of the choice: "$-8" for the second one before the branch.
func DistanceText(instrs int) string { return fmt.Sprintf("$%+d", wordSize*instrs) }

// Distance returns how many instructions after the branch its target is, if the target is
// a distance in a choice. ctrl() counts as two.
func Distance(target string) (instrs int, ok bool) {
	if !strings.HasPrefix(target, "$+") && !strings.HasPrefix(target, "$-") {
		return 0, false
	}
	n, err := strconv.Atoi(target[1:])
	return n / wordSize, err == nil && n%wordSize == 0
}

// Distance returns how many instructions after a branch in a choice its target is. ok is
// false for other instructions and for targets with a name.
func (i *Instr) Distance() (instrs int, ok bool) {
	n := len(i.Args)
	if n == 0 || i.Args[n-1].Kind != OpName {
		return 0, false
	}
	return Distance(i.Args[n-1].Text)
}

// Target returns the index of the instruction that the branch at index k leads to, and the
// number of instructions for the end of the choice. ok is false if it is no branch to a
// distance, or leads out of the choice or between the two instructions of ctrl().
func (c *Choice) Target(k int) (to int, ok bool) {
	d, ok := c.Instrs[k].Distance()
	if !ok {
		return 0, false
	}
	at, want := 0, -1
	for pass := range 2 {
		at = 0
		for i := 0; i <= len(c.Instrs); i++ {
			if pass == 0 && i == k {
				want = at + d
			}
			if pass == 1 && at == want {
				return i, true
			}
			if i < len(c.Instrs) {
				if at++; c.Instrs[i].IsCtrl() {
					at++
				}
			}
		}
	}
	return 0, false
}

// labelScope renames the labels of one column.
type labelScope struct {
	p     *parser
	taken map[string]bool // the label names used in the whole test
	next  map[string]int  // for each name: the next suffix to try for a fresh name

	numeric map[string][]localPlace // by number, in the order of the column
	dotted  map[string]string       // the new name of each label that herd7 does not read
	at      []int                   // where each cell starts, in instructions; at[len(cells)] is the end
	slots   []int                   // for each cell: how many slots before it have choices of different lengths
	heres   map[int]string          // labels added for targets of distances, by instruction
}

// localPlace is one numeric label: the index of its cell and its new name.
type localPlace struct {
	cell int
	name string
}

// nameLabels renames labels that herd7 does not read, and makes branches to them
// and to distances use the new names.
func (p *parser) nameLabels() {
	odd, registers := p.hasLocalLabel, false
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
	for _, slot := range p.test.Slots {
		p.checkDistances(slot)
	}
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

// checkDistances reports branches to distances that lead out of their choice of a slot.
func (p *parser) checkDistances(s *Slot) {
	for i := range s.Choices {
		c := &s.Choices[i]
		for k, in := range c.Instrs {
			_, distance := in.Distance()
			if _, ok := c.Target(k); distance && !ok {
				o := in.Args[len(in.Args)-1].Span
				p.errorAt(o.Start, o.End, diag.LitmusTarget, "%s cannot be the target of a branch in slot %s", diag.Quote(o.Text()), diag.Quote(s.Name)).
					Note("it leads out of the choice, which has %d instructions", c.length()).WithFix("branch to an instruction of the choice, or to a label of the column")
			}
		}
	}
}

// eachLabel calls f for each label of each column.
func (p *parser) eachLabel(f func(label string)) {
	for _, th := range p.columns {
		for i := range th.Cells {
			for _, l := range th.Cells[i].Labels {
				f(l.Text)
			}
		}
	}
}

// define renames the labels of a column and computes where its cells start.
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
			case s.dotted[l.Text] != "": // defined twice, which labelTwice has reported
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
// of its slot have this number.
func (c *Cell) length() (n int, one bool) {
	switch {
	case c.Instr != nil:
		n = 1
	case c.Slot != nil:
		n = c.Slot.Choices[c.Slot.Default].length()
	}
	one = true
	if c.Slot != nil {
		for i := range c.Slot.Choices {
			one = one && c.Slot.Choices[i].length() == n
		}
	}
	return n, one
}

// length returns the number of instructions in a choice. ctrl() counts as two.
func (c *Choice) length() (n int) {
	for _, in := range c.Instrs {
		if n++; in.IsCtrl() {
			n++
		}
	}
	return n
}

// plainName turns a compiler's label into a name that herd7 reads: .L2 into L2,
// .sync into Lsync.
func plainName(label string) string {
	name := strings.Map(func(r rune) rune {
		if r == '$' {
			return '_'
		}
		return r
	}, strings.TrimLeft(label, ".$"))
	if !strings.HasPrefix(name, "L") { // without an L it could be a keyword, a register or a mnemonic
		name = "L" + name
	}
	return name
}

// fresh returns a name that no label has yet: the given name, with a number
// appended if it is taken.
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

// target replaces the target of an instruction by the new name of its label.
func (s *labelScope) target(th *Thread, cell int, o *Operand) {
	written := o.Text
	c := written[0]
	if slot := th.Cells[cell].Slot; slot != nil {
		if _, ok := Distance(written); !ok && (class[c]&isDigit != 0 || !isName(written)) {
			s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, "%s cannot be the target of a branch in slot %s", diag.Quote(written), diag.Quote(slot.Name)).
				Note("a slot may be used in several places").WithFix("name the label with letters and digits")
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

// local returns the name of the label that 1b or 1f refers to.
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
	d := s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, "%s has no label '%s:' %s this branch", th.Name, number, where)
	if len(places) > 0 {
		d.WithFix("did you mean %s?", number+other)
	} else {
		d.WithFix("write %s: before the target instruction, or in its own cell at the end", number)
	}
	return ""
}

// distance returns the label of the instruction that .+8 refers to, and adds the
// label if there is none.
func (s *labelScope) distance(th *Thread, cell int, o *Operand) string {
	lex := lexer{s: o.Text, end: len(o.Text), slots: true, p: &parser{lim: DefaultLimits}}
	bytes := lex.scan().num
	from := s.at[cell]
	fail := func(format string, args ...any) string {
		s.p.errorAt(o.Span.Start, o.Span.End, diag.LitmusTarget, format, args...).
			WithFix("put a label before the target instruction, and branch to the label")
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
	// Of the cells that start there, the last holds the instruction or is the end.
	i := sort.SearchInts(s.at, to+1) - 1
	switch {
	case s.slots[i] != s.slots[cell]:
		return fail("the distance to %s depends on which choice a slot in between holds", o.Text)
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

// eachCellInstr calls f like eachInstr, with the index of the cell. Cells that f adds at
// the end are not visited.
func eachCellInstr(cells []Cell, f func(cell int, in *Instr)) {
	for i := range cells {
		eachInstr(cells[i:i+1], func(in *Instr) { f(i, in) })
	}
}
