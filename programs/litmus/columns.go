package litmus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// handlerWord follows the thread's name in the heading of the column that
// holds the thread's handler.
const handlerWord = "doorbell"

// threads reads the row of headings " P0 | P1 | P1 doorbell ;". It returns false
// if the rows below it cannot be read.
func (p *parser) threads() bool {
	if _, ok := threadName(p.text()); p.tok.kind != tWord || !ok && p.peek() != '|' && p.peek() != ';' {
		p.errorHere(diag.LitmusNoProgram, "expected the threads of the program, found %s", p.found()).
			WithFix("start the program with its threads:  P0 | P1 ;")
		return false
	}
	for {
		p.column()
		switch p.tok.kind {
		case '|':
			p.next()
			continue
		case ';':
			if len(p.columns) > p.lim.Threads {
				th := p.columns[p.lim.Threads]
				p.errorAt(th.Span.Start, th.Span.End, diag.LitmusTooThreads, "the test has %s; the limit is %d", p.columnCount(), p.lim.Threads).
					WithFix("use fewer %ss", p.columnWord())
				p.next()
				return false
			}
			p.attachHandlers("column")
			p.slots = true
			p.next()
			return true
		}
		p.badHeading()
		return false
	}
}

// column reads one heading of the row of threads: a thread, or a thread's
// handler. The thread's own column may come later, so attachHandlers connects the
// two.
func (p *parser) column() {
	id, ok := threadName(p.text())
	if p.tok.kind != tWord || !ok || id < 0 {
		d := p.errorHere(diag.LitmusBadThread, "expected a thread, found %s", p.found()).
			Note("threads are P0, P1, …").WithFix("write P%d", len(p.columns))
		if p.isWord(handlerWord) {
			d.WithFix("name the thread before it: P0 doorbell")
		}
		for p.tok.kind != '|' && p.tok.kind != ';' && p.tok.kind != tEOF && !p.atConstraint() {
			p.next()
		}
		p.addThread(&Thread{ID: -1})
		return
	}
	start := p.tok.start
	th := &Thread{Name: p.text(), ID: id, Span: p.tokenSpan()}
	p.next()
	if p.isHandlerWord() {
		p.next()
		th.Name += " " + handlerWord
		th.Span = p.spanFrom(start)
		p.columns = append(p.columns, th)
		return
	}
	ends := p.tok.kind == '|' || p.tok.kind == ';'
	if ends && len(p.columns) <= p.lim.Threads {
		for _, other := range p.test.Threads {
			if other.ID == id {
				p.errorAt(th.Span.Start, th.Span.End, diag.LitmusThreadTwice, "two columns are headed P%d", id).
					WithFix("give each thread its own number: P0, P1, …")
			}
		}
	}
	p.addThread(th)
}

func (p *parser) addThread(th *Thread) {
	p.test.Threads = append(p.test.Threads, th)
	p.columns = append(p.columns, th)
}

// isHandlerWord reports whether the current token marks the column as a handler.
// It reports a misspelled word as an error and then counts it as the right word,
// so that the rows below still have the right number of cells.
func (p *parser) isHandlerWord() bool {
	if p.tok.kind != tWord || p.text() == handlerWord {
		return p.tok.kind == tWord
	}
	if nearest(strings.ToLower(p.text()), handlerWord, "handler", "interrupt", "irq") == "" {
		return false
	}
	p.errorHere(diag.LitmusHeading, "expected 'doorbell', '|' or ';' after a thread, found %s", p.found()).
		Note("%s", headingNote).WithFix("did you mean doorbell?")
	return true
}

const headingNote = "the column of a handler is headed by its thread and the word doorbell:  P0 | P0 doorbell ;"

// badHeading reports a token that can neither follow a heading nor end it.
func (p *parser) badHeading() {
	code, expected := diag.LitmusNoProgram, "'|' or ';'"
	// A word that ends the heading on the same line was meant as part of it. Any
	// other word starts the first row of cells.
	_, thread := threadName(p.text())
	if next := p.peek(); p.tok.kind == tWord && !thread && (next == '|' || next == ';') &&
		strings.IndexByte(p.s[p.lastEnd:p.tok.start], '\n') < 0 {
		code, expected = diag.LitmusHeading, "'doorbell', '|' or ';'"
	}
	d := p.errorHere(code, "expected %s after a thread, found %s", expected, p.found()).
		WithFix("write the threads as:  P0 | P1 ;")
	if code == diag.LitmusHeading {
		d.Note("%s", headingNote)
	}
}

// attachHandlers attaches each handler to its thread. what is what a thread is in the
// file: a column or a function.
func (p *parser) attachHandlers(what string) {
	for _, h := range p.columns {
		if !isHandler(h) {
			continue
		}
		i := slices.IndexFunc(p.test.Threads, func(th *Thread) bool { return th.ID == h.ID })
		if i < 0 {
			p.errorAt(h.Span.Start, h.Span.End, diag.LitmusUnknownThread, "this %s is a handler of P%d, but the program has no thread P%[2]d", what, h.ID).
				Note("the program's threads are %s", p.threadList()).WithFix("name one of them, or add a %s P%d for the thread", what, h.ID)
			continue
		}
		th := p.test.Threads[i]
		if th.Handler != nil {
			p.errorAt(h.Span.Start, h.Span.End, diag.LitmusHandlerTwice, "this is a second handler of P%d", h.ID).
				Note("the first is on line %d", p.lineOf(th.Handler.Span)).
				WithFix("merge both handlers into one %s, with branches between them", what)
			continue
		}
		th.Handler = h
	}
}

// isHandler reports whether a column is a handler. Only a handler's name contains
// a blank.
func isHandler(th *Thread) bool { return strings.HasSuffix(th.Name, " "+handlerWord) }

// IsHandler reports whether the thread is the handler of another one.
func (t *Thread) IsHandler() bool { return isHandler(t) }

// orderSlotsInC sorts the slots of a test in C as [parser.orderSlots] does: there handlers
// can stand before their threads.
func (p *parser) orderSlotsInC() {
	printed := p.test.Columns()
	if slices.Equal(printed, p.columns) || len(p.test.Slots) < 2 {
		return
	}
	place := map[*Slot]int{}
	for _, th := range printed {
		for i := range th.Cells {
			if s := th.Cells[i].Slot; s != nil && place[s] == 0 {
				place[s] = len(place) + 1
			}
		}
	}
	slices.SortStableFunc(p.test.Slots, func(a, b *Slot) int { return place[a] - place[b] })
}

// columnWord returns the word that messages use for columns: "thread" if the
// program has no handlers, "column" otherwise.
func (p *parser) columnWord() string {
	if len(p.columns) == len(p.test.Threads) {
		return "thread"
	}
	return "column"
}

func (p *parser) columnCount() string { return itoa(len(p.columns)) + " " + p.columnWord() + "s" }

// Columns returns the columns of the program in the order in which they are
// printed: each thread, followed by its handler if it has one.
func (t *Test) Columns() []*Thread {
	all := make([]*Thread, 0, len(t.Threads))
	for _, th := range t.Threads {
		if all = append(all, th); th.Handler != nil {
			all = append(all, th.Handler)
		}
	}
	return all
}

// orderSlots sorts the slots by their first appearance in the printed test, in
// which a handler follows its thread.
func (p *parser) orderSlots() {
	printed := p.test.Columns()
	if slices.Equal(printed, p.columns) && p.longDefaults == nil || len(p.test.Slots) < 2 {
		return
	}
	type place struct{ row, column int }
	first := make(map[*Slot]place, len(p.test.Slots))
	for col, th := range printed {
		for i := range th.Cells {
			c := &th.Cells[i]
			if at, seen := first[c.Slot]; c.Slot != nil && (!seen || c.Row < at.row) {
				first[c.Slot] = place{c.Row, col}
			}
		}
	}
	slices.SortStableFunc(p.test.Slots, func(a, b *Slot) int {
		x, y := first[a], first[b]
		return cmp.Or(x.row-y.row, x.column-y.column)
	})
}
