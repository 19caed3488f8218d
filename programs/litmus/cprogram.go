package litmus

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// archC is the architecture of tests in kernel C.
const archC = "C"

// functions reads the threads of a program in C. It returns false if the file ends before
// the program.
func (p *parser) functions() bool {
	for p.tok.kind == ';' {
		p.next()
	}
	if p.tok.kind == tEOF || p.atConstraint() {
		p.errorHere(diag.LitmusNoProgram, "expected the program, found %s", p.found()).
			WithFix("write a function for each thread: P0(int *x) { WRITE_ONCE(*x, 1); }")
		return p.tok.kind != tEOF
	}
	for p.tok.kind != tEOF && !p.atConstraint() && p.misspelled() == "" {
		of := p.takeMark()
		if p.tok.kind != tWord || of == nil && !kernelc.AtFunc(p.text()) {
			p.noFunction()
			continue
		}
		p.function(of)
	}
	p.attachHandlers("function")
	p.orderSlotsInC()
	return true
}

// noFunction reports what is not a function, and skips to the next one.
func (p *parser) noFunction() {
	if p.tok.kind == '}' {
		p.errorHere(diag.KernelCUnclosed, "this '}' closes nothing").WithFix("remove it, or add the '{' that it closes")
	} else {
		p.errorHere(diag.KernelCHeading, "expected a thread or the condition, found %s", p.found()).
			Note("a thread is a function with the name P0, P1, …; an interrupt handler has the comment /*@ doorbell P1 */ before it").
			WithFix("write P0(int *x) { … }")
	}
	for {
		n := strings.IndexByte(p.s[p.pos:p.end], '\n')
		if n < 0 {
			p.pos = p.end
			p.next()
			return
		}
		p.pos += n + 1
		p.next()
		if p.tok.kind == tEOF || p.atConstraint() || p.tok.kind == tWord && kernelc.AtFunc(p.text()) {
			return
		}
	}
}

// function reads one thread, or the handler of the thread that of names.
func (p *parser) function(of *handlerMark) {
	start := p.tok.start
	id, _ := threadName(p.functionName())
	if of != nil {
		id = of.thread
	}
	f, end, errs := kernelc.ParseFunc(p.src, start, kernelc.Options{
		Cells:      max(1, p.lim.Cells-p.cells),
		Depth:      p.lim.Depth,
		Identifier: p.lim.Identifier,
		Handler:    of != nil,
		Preset:     func(name string) bool { return p.initSets(id, name) },
	})
	for _, d := range errs {
		p.reported++
		if len(p.errs) < maxErrors && !p.unclosedComment {
			p.errs = append(p.errs, d)
		}
		p.unclosedComment = p.unclosedComment || d.Code == diag.LitmusUnclosedComment
	}
	p.pos, p.tok.end = end, end
	p.next()
	switch {
	case f == nil && of != nil:
		return
	case f == nil: // the thread exists, so that the condition can name it
		p.addThread(&Thread{Name: "P" + itoa(id), ID: id, Span: p.src.Span(start, start+1)})
		return
	}
	p.cells += len(f.Cells)
	p.test.Warnings = append(p.test.Warnings, f.Warnings[:min(len(f.Warnings), max(0, maxErrors-len(p.test.Warnings)))]...)
	f.Warnings = nil
	th := &Thread{Name: f.Name, ID: id, Span: f.NameAt, Body: f}
	if of != nil {
		if id < 0 {
			return
		}
		th.Name = "P" + itoa(id) + " " + handlerWord
		p.cellsOf(th)
		p.columns = append(p.columns, th)
		return
	}
	if id < 0 {
		p.errorAt(th.Span.Start, th.Span.End, diag.LitmusUnknownThread, "the number of the thread is too large").
			WithFix("write P%d", len(p.test.Threads))
	}
	if first := p.threadOf(id); first != nil {
		p.errorAt(th.Span.Start, th.Span.End, diag.LitmusThreadTwice, "two functions are named P%d", id).
			WithFix("give each thread its own number: P0, P1, …")
	}
	p.cellsOf(th)
	p.addThread(th)
	limit := p.lim.Threads
	if limit == DefaultLimits.Threads {
		limit = threadsOfC
	}
	if len(p.test.Threads) == limit+1 {
		p.errorAt(th.Span.Start, th.Span.End, diag.LitmusTooThreads, "the test has more than %d threads", limit).
			WithFix("use fewer threads")
	}
}

// functionName returns the name of the function that starts here: P0 in "void P0(".
func (p *parser) functionName() string {
	for _, w := range strings.FieldsFunc(p.s[p.tok.start:min(p.end, p.tok.start+64)], func(r rune) bool { return r <= ' ' || r == '(' }) {
		if kernelc.IsThread(w) {
			return w
		}
	}
	return ""
}

// initSets reports whether the init block gives a variable of the thread a value.
func (p *parser) initSets(thread int, name string) bool {
	for i := range p.test.Init {
		if t := &p.test.Init[i].Target; t.Thread == thread && t.Name == name {
			return true
		}
	}
	return false
}

// cellsOf makes the cells of a thread from those of its function.
func (p *parser) cellsOf(th *Thread) {
	th.Cells = make([]Cell, len(th.Body.Cells))
	for i := range th.Cells {
		from := &th.Body.Cells[i]
		c := &th.Cells[i]
		c.Span, c.Row = from.Span, i+1
		for _, l := range from.Labels {
			c.Labels = append(c.Labels, Name{l.Name, l.Span})
		}
		if from.Text != "" {
			c.Instr = statement(from.Text, from.Does, from.Span)
		}
		if from.Slot != nil {
			c.Slot = slotOf(from.Slot)
			c.Choices = c.Slot.statements()
			p.shareSlot(c)
		}
	}
}

// statement returns a statement of C as an instruction: its text is the mnemonic.
func statement(text, does string, at diag.Span) *Instr {
	return &Instr{Op: text, Does: does, Span: at, OpAt: at}
}

// slotOf returns the slot of a statement.
func slotOf(s *kernelc.SlotStmt) *Slot {
	slot := &Slot{Name: s.Name, Default: s.Default, Uses: []diag.Span{s.CommentAt}, Span: s.CommentAt}
	for _, from := range s.Choices {
		c := Choice{Text: from.Text, Stmts: from.Stmts, Span: from.Span}
		for _, st := range from.Stmts {
			c.Instrs = append(c.Instrs, statement(kernelc.StmtText(st), kernelc.DoesText(st), st.At()))
		}
		slot.Choices = append(slot.Choices, c)
	}
	return slot
}

// statements returns the statements of each choice.
func (s *Slot) statements() (all [][]*Instr) {
	for i := range s.Choices {
		all = append(all, s.Choices[i].Instrs)
	}
	return all
}

// variable reads a variable of a thread as part of a location whose thread has been read.
func (p *parser) variable(loc Loc, start int) (Loc, bool) {
	switch {
	case p.tok.kind == tWord && loc.Thread != anyThread:
		loc.Name, loc.Local = p.text(), true
	case p.tok.kind == tSym && loc.Thread == anyThread:
		p.errorHere(diag.LitmusBadRegister, "%s is a register of assembly", diag.Quote(p.text())).
			WithFix("write a variable with its thread: 0:%s", p.text()[1:])
		return loc, false
	default:
		p.errorHere(diag.LitmusBadRegister, "expected a variable of the thread, found %s", p.found()).WithFix("write 0:r1")
		return loc, false
	}
	p.next()
	loc.Span = p.spanFrom(start)
	return loc, true
}

// content reads *(&x), the initial value of a location that an earlier item gives.
func (p *parser) content(it *Init) bool {
	start := p.tok.start
	p.next()
	paren := p.accept('(')
	p.accept('&')
	loc, ok := p.named(diag.LitmusBadInit)
	if !ok {
		return false
	}
	if paren && !p.accept(')') {
		p.errorHere(diag.LitmusBadInit, "expected ')', found %s", p.found()).WithFix("write *(&%s)", loc.Name)
		return false
	}
	at := p.spanFrom(start)
	for i := range p.test.Init {
		if from := &p.test.Init[i]; !from.Target.IsReg() && from.Target.Name == loc.Name && len(from.Values) == 1 {
			v := from.Values[0]
			v.Span = at
			it.Values = p.keepValue(v)
			return true
		}
	}
	p.errorAt(at.Start, at.End, diag.LitmusBadInit, "%s has no initial value yet", diag.Quote(loc.Name)).
		WithFix("put %s=1; before this item", loc.Name)
	return false
}

// printFunctions prints the threads of a program in C.
func (t *Test) printFunctions(b *strings.Builder) {
	for _, th := range t.Columns() {
		b.WriteByte('\n')
		if th.IsHandler() {
			b.WriteString("/*@ " + handlerWord + " P" + itoa(th.ID) + " */\n")
		}
		b.WriteString(th.Body.String())
	}
	b.WriteByte('\n')
}

// slashComment skips a comment of C that starts at pos. It returns false if none does.
func (l *lexer) slashComment() bool {
	rest := l.s[l.pos:l.end]
	switch {
	case strings.HasPrefix(rest, "//"):
		n := strings.IndexByte(rest, '\n')
		if n < 0 {
			n = len(rest)
		}
		l.pos += n
	case strings.HasPrefix(rest, "/*@"):
		at := l.pos
		if l.handlerMark() {
			return true
		}
		l.pos += 3
		if n := strings.Index(rest, "*/"); n >= 0 {
			l.pos = at + n + 2
		}
		l.p.errorAt(at, l.pos, diag.LitmusSlotPlace, "this slot comment is outside a thread").
			WithFix("move it behind a statement, or make it a plain comment: /* … */")
	case strings.HasPrefix(rest, "/*"):
		n := strings.Index(rest[2:], "*/")
		if n < 0 {
			l.p.errorAt(l.pos, l.pos+2, diag.LitmusUnclosedComment, "this comment is not closed").WithFix("add '*/' where the comment ends")
			l.p.unclosedComment = true
			l.pos = l.end
			return true
		}
		l.pos += n + 4
	default:
		return false
	}
	return true
}

const resultWord = "Result:"

// result keeps the claim of a comment (* Result: Never *) of a test in C.
func (p *parser) result(start, end int) {
	if !p.isC {
		return
	}
	for _, r := range ResultsIn(p.src.Span(start, end)) {
		if len(p.test.Results) >= maxErrors || slices.ContainsFunc(p.test.Results, func(old Result) bool { return old.Span == r.Span }) {
			return
		}
		p.test.Results = append(p.test.Results, r)
	}
}

// ResultsIn returns the claims of a comment: on each line the text after "Result:", if the line begins with
// that.
func ResultsIn(comment diag.Span) (all []Result) {
	at := comment.Start
	for line := range strings.Lines(comment.Text()) {
		from := at
		at += len(line)
		trimmed := strings.TrimLeft(line, "(/* \t")
		text, ok := strings.CutPrefix(trimmed, resultWord)
		if !ok {
			continue
		}
		from += len(line) - len(trimmed)
		text = strings.TrimSpace(text)
		for _, end := range []string{"*)", "*/"} {
			text = strings.TrimSpace(strings.TrimSuffix(text, end))
		}
		if text == "" {
			continue
		}
		from += strings.Index(trimmed, text)
		all = append(all, Result{Text: text, Span: comment.Src.Span(from, from+len(text))})
	}
	return all
}
