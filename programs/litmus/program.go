package litmus

import (
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
)

// program reads the row of threads and the rows of cells after it.
// It returns false if the file ends before the program.
func (p *parser) program() bool {
	if p.tok.kind == ';' { // herd7 allows one before the threads
		p.next()
	}
	if p.tok.kind == tEOF || p.atConstraint() {
		p.errorHere(diag.LitmusNoProgram, "expected the program, found %s", p.found()).
			WithFix("start it with its threads:  P0 | P1 ;")
		return p.tok.kind != tEOF
	}
	if !p.threads() {
		for p.tok.kind != tEOF && !p.atConstraint() {
			p.next()
		}
		return true
	}
	for p.tok.kind != tEOF && !p.atConstraint() && p.misspelled() == "" {
		p.row()
	}
	p.slots = false
	p.joinDefaults()
	p.orderSlots()
	return true
}

// atConstraint reports whether the current token starts the constraint, which
// ends the program.
func (p *parser) atConstraint() bool {
	switch p.tok.kind {
	case tWord:
		switch p.text() {
		case "exists", "forall", "final", "locations", "filter", "observed", "Observed", "cases":
			return true
		case "not": // also an instruction
			return strings.HasPrefix(strings.TrimLeft(p.s[p.pos:p.end], " \t\r\n"), "exist")
		}
	case '~':
		return true
	}
	return false
}

// row reads one row of cells, including the ';' that ends it.
func (p *parser) row() {
	start := p.tok.start
	columns := p.columns
	cells := p.cells
	defer func() {
		if p.cells > cells {
			p.rows++
		}
	}()
	extra := 0 // where the first cell beyond the last column starts
	for col := 0; ; col++ {
		var th *Thread
		if col < len(columns) {
			th = columns[col]
		} else if col == len(columns) {
			extra = p.tok.start
		}
		p.cell(th)
		switch {
		case p.tok.kind == '|':
			p.next()
			continue
		case p.tok.kind == ';':
			if col >= len(columns) {
				p.errorAt(extra, max(extra, p.lastEnd), diag.LitmusRowCells, "the row has %d cells, but the program has %s", col+1, p.columnCount()).
					WithFix("give every %s one cell: remove a '|', or add a %[1]s", p.columnWord())
			} else if col < len(columns)-1 {
				p.errorAt(start, p.tok.end, diag.LitmusRowCells, "the row has %s, but the program has %s", prose.Count(col+1, "cell"), p.columnCount()).
					WithFix("add '|' for every empty cell")
			}
			p.next()
		default: // the constraint or the end of the file
			p.errorAt(p.lastEnd, p.lastEnd, diag.LitmusRowEnd, "expected ';' at the end of the row, found %s", p.found()).
				WithFix("add ';' here")
		}
		return
	}
}

// cell reads labels, an instruction and a slot comment, up to '|' or ';', and adds
// them to th as a cell unless all are missing. th is nil beyond the last column.
func (p *parser) cell(th *Thread) {
	var c Cell
	start := p.tok.start
	ok := true
	for ok {
		switch {
		case p.tok.kind == '|', p.tok.kind == ';', p.tok.kind == tEOF, p.atConstraint():
			if start == p.tok.start || th == nil {
				return
			}
			c.Span = p.spanFrom(start)
			c.Row = p.rows
			p.checkDefault(&c)
			if p.spendCells(1, start) {
				if th.Cells == nil {
					th.Cells = make([]Cell, 0, 8)
				}
				th.Cells = append(th.Cells, c)
			}
			return
		case p.tok.kind == tSlot:
			p.slotComment(&c)
		case p.tok.kind == tWord && c.Instr == nil:
			ok = p.labelOrInstr(&c)
		case p.tok.kind == tNum && c.Instr == nil && p.peek() == ':':
			p.numericLabel(&c)
		case p.tok.kind == tWord:
			p.errorHere(diag.LitmusBadInstr, "expected '|' or ';' after the instruction, found %s", p.found()).
				Note("a cell holds at most one instruction").WithFix("end the cell with '|' or the row with ';'")
			ok = false
		case p.tok.kind == '*':
			p.cStatement(p.tok)
			ok = false
		case p.tok.kind == tString:
			p.errorHere(diag.LitmusInline, "%s belongs to inline assembly", p.found()).
				WithFix("write the instructions alone, without quotes and \\n")
			ok = false
		default:
			p.errorHere(diag.LitmusBadInstr, "expected an instruction, a label or a slot comment, found %s", p.found()).
				WithFix("write an instruction such as stw r1,0(r2), or leave the cell empty")
			ok = false
		}
	}
	for p.tok.kind != '|' && p.tok.kind != ';' && p.tok.kind != tEOF && !p.atConstraint() {
		p.next()
	}
}

// spendCells counts n instructions against the limit. It returns false once the limit is
// exceeded, and reports this the first time.
func (p *parser) spendCells(n, at int) bool {
	before := p.cells
	p.cells += n
	if p.cells <= p.lim.Cells {
		return true
	}
	if before <= p.lim.Cells {
		p.errorAt(at, p.lastEnd, diag.LitmusTooCells, "the program has more than %d instructions", p.lim.Cells).
			WithFix("use a smaller program")
	}
	return false
}
