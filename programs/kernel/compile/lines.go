package compile

import (
	"slices"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// lineKind says what a line is.
type lineKind uint8

const (
	stepLine   lineKind = iota // an operation
	slotLine                   // a slot begins
	choiceLine                 // a choice of the slot begins
	endLine                    // the slot ends
)

// line is one step of a column, with the steps of slots in a row: the start of the slot,
// each choice, the end.
type line struct {
	kind   lineKind
	step   *isa.Step // of the column alone: its registers are those of the code that is made
	choice int       // choiceLine
}

// column is a thread or a handler.
type column struct {
	thread *litmus.Thread // whose column it is
	of     int            // index of the thread
	lines  []line
	finals map[string]reg // the variables that belong to the final state
}

// flatten returns the lines of steps.
func flatten(steps []isa.Step) (lines []line) {
	for i := range steps {
		s := steps[i]
		if s.Slot == nil {
			lines = append(lines, line{kind: stepLine, step: &s})
			continue
		}
		lines = append(lines, line{kind: slotLine, step: &s})
		for k := range s.Choices {
			lines = append(lines, line{kind: choiceLine, step: &s, choice: k})
			lines = append(lines, flatten(s.Choices[k])...)
		}
		lines = append(lines, line{kind: endLine, step: &s})
	}
	return lines
}

// labels returns the labels of a line. Those of a slot are before its first choice.
func (l *line) labels() []string {
	if l.kind == choiceLine || l.kind == endLine {
		return nil
	}
	return l.step.Labels
}

// successors returns, for each line, those that can come next; the number of lines is the
// end of the column. A line that waits can go back to each load of its statement.
func successors(lines []line) [][]int {
	at := map[string]int{}
	end := make([]int, len(lines)) // of the slot that a line is in or begins
	for i, e := len(lines)-1, 0; i >= 0; i-- {
		if lines[i].kind == endLine {
			e = i
		}
		end[i] = e
		for _, name := range lines[i].labels() {
			at[name] = i
		}
	}
	next := make([][]int, len(lines))
	for i := range lines {
		l, op := &lines[i], &lines[i].step.Op
		to := func(k int) { next[i] = append(next[i], k) }
		if l.kind == slotLine {
			for k := i + 1; k < end[i]; k++ {
				if lines[k].kind == choiceLine {
					to(k)
				}
			}
			continue
		}
		goes := true
		if l.kind == stepLine {
			switch {
			case op.Kind == isa.Await:
				for k := range i {
					if lines[k].kind == stepLine && lines[k].step.Cell == l.step.Cell && lines[k].step.Op.Kind.Loads() {
						to(k)
					}
				}
			case op.Kind != isa.Branch && op.Kind != isa.CondBranch:
			case op.Return:
				to(len(lines))
			default:
				to(at[op.Target])
			}
			goes = op.Kind != isa.Branch
		}
		switch {
		case !goes:
		case i+1 < len(lines) && lines[i+1].kind == choiceLine:
			to(end[i])
		default:
			to(i + 1)
		}
	}
	return next
}

// reg is a register of the code that is made, before it gets a number: what one or several
// steps write, and all steps read that can read one of them.
type reg int32

const noReg reg = -1

// origin says what a register holds at the start.
type origin struct {
	thread int
	name   string // of the variable, or of the parameter with '&'; "" if the register is written before it is read
}

// fresh returns a new register.
func (c *compiler) fresh() reg {
	c.origins = append(c.origins, origin{})
	return reg(len(c.origins) - 1)
}

// isParameter reports whether a register holds the address of a location for good.
func (c *compiler) isParameter(v reg) bool {
	name := c.origins[v].name
	return name != "" && name[0] == '&'
}

// regOf returns the register that an operand of a step is.
func regOf(r isa.Reg) reg { return reg(r) }

// variables returns the names of the variables of a thread that belong to the final state,
// in the order in which it mentions them.
func (c *compiler) variables(th *litmus.Thread) (names []string) {
	c.eachLocOf(func(l *litmus.Loc) {
		if l.IsReg() && l.Thread == th.ID && !slices.Contains(names, l.Name) {
			names = append(names, l.Name)
		}
	})
	return names
}
