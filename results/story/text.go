package story

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// width is that of the narrowest terminal that is provided for.
const width = 80

// Text writes the story for a terminal: the steps, what was out of order, the
// final state, and the condition that it satisfies.
func (st *Story) Text(w io.Writer) {
	t := st.C.X.S.Test
	if t.Doc != "" {
		wrap(w, "", t.Doc)
	}
	initially := "Initially every location is 0."
	if in := st.Initial(); len(in) > 0 {
		initially = "Initially " + strings.Join(in, "; ") + "; every other location is 0."
	}
	wrap(w, "", initially)
	fmt.Fprintln(w)
	if cols := st.columns(); cols != nil {
		cols.write(w)
	} else {
		st.lines(w)
	}
	fmt.Fprintln(w)
	for _, s := range st.Summary() {
		wrap(w, "", s)
	}
	fmt.Fprintln(w)
	wrap(w, "  ", "Final state: "+strings.Join(st.Final(), "; "))
	holds := "It satisfies "
	if !st.C.Holds(st.C.X.S.Cond) {
		holds = "It does not satisfy "
	}
	wrap(w, "  ", holds+"the proposition of: "+t.Cond.String())
}

// columns is the steps laid out with a column for each thread.
type columns struct {
	st    *Story
	left  int  // columns of text before the first
	width int  // of a column
	two   bool // instruction and effect on a line each
}

// columns finds a layout; nil when there are too many threads for one.
func (st *Story) columns() *columns {
	n := len(st.C.X.S.Threads)
	c := &columns{st: st}
	if slices.ContainsFunc(st.Steps, func(s Step) bool { return st.C.X.S.Events[s.Event].Thread == 0 && st.margin(s) != "" }) {
		c.left = len(bar)
	}
	c.width = (width - c.left - 2*(n-1)) / n
	for _, s := range st.Steps {
		instr, effect := st.widths(s)
		c.two = c.two || instr+2+effect > c.width
	}
	for _, s := range st.Steps {
		instr, effect := st.widths(s)
		if c.two && max(instr, 2+effect) > c.width {
			return nil
		}
	}
	return c
}

// widths is how wide the instruction of a step is, and its effect. A heading,
// as a remark, may reach into the columns beside its own.
func (st *Story) widths(s Step) (instr, effect int) {
	if st.heading(s) != "" {
		return 0, 0
	}
	return utf8.RuneCountInString(st.instr(s.Event)), utf8.RuneCountInString(st.effect(s.Event))
}

// start is where the column of a step begins.
func (c *columns) start(s Step) int {
	return c.left + c.st.C.X.S.Events[s.Event].Thread*(c.width+2)
}

// at writes text into the column of a step. Text that is longer than what is
// left of the line moves to the left: the other columns are empty there. The
// bar of a handler stands between the columns, so that its instructions are in
// line with the others.
func (c *columns) at(w io.Writer, s Step, text string) {
	c.put(w, s, c.st.margin(s), text)
}

// put is at with a margin of its own.
func (c *columns) put(w io.Writer, s Step, margin, text string) {
	start := c.start(s) - len(margin)
	text = margin + text
	if n := utf8.RuneCountInString(text); start+n > width {
		start = max(0, width-n)
	}
	fmt.Fprintln(w, strings.Repeat(" ", start)+text)
}

func (c *columns) write(w io.Writer) {
	var head strings.Builder
	head.WriteString(strings.Repeat(" ", c.left))
	for i := range c.st.C.X.S.Threads {
		head.WriteString(pad(c.st.C.X.S.Threads[i].Name, c.width+2))
	}
	fmt.Fprintln(w, strings.TrimRight(head.String(), " "))
	for _, s := range c.st.Steps {
		instr, effect := c.st.instr(s.Event), c.st.text(s)
		switch heading := c.st.heading(s); {
		case heading != "":
			for _, l := range fold(heading, width) {
				c.put(w, s, "", l)
			}
		case effect == "":
			c.at(w, s, instr)
		case c.two:
			c.at(w, s, instr)
			c.at(w, s, "  "+effect)
		default:
			c.at(w, s, instr+"  "+effect)
		}
		for _, r := range c.st.remarks(s) {
			room := width
			if c.st.margin(s) != "" { // the bar goes straight down
				room -= c.start(s)
			}
			for _, l := range fold(r, room-len("// ")) {
				c.at(w, s, "// "+l)
			}
		}
	}
}

// lines is the steps one below the other, each with its thread: the layout for
// any number of threads.
func (st *Story) lines(w io.Writer) {
	for _, s := range st.Steps {
		l := st.thread(s.Event) + ": " + st.margin(s) + st.instr(s.Event)
		if e := st.text(s); e != "" {
			l += "  " + e
		}
		if h := st.heading(s); h != "" {
			l = st.thread(s.Event) + ": " + h
		}
		for _, r := range st.remarks(s) {
			l += "  // " + r
		}
		wrap(w, strings.Repeat(" ", len(st.thread(s.Event))+2), l)
	}
}

func pad(s string, w int) string {
	return s + strings.Repeat(" ", max(0, w-utf8.RuneCountInString(s)))
}

// wrap writes a paragraph; lines but the first are indented.
func wrap(w io.Writer, indent, text string) {
	for i, l := range fold(text, width-len(indent)) {
		if i > 0 {
			l = indent + l
		}
		fmt.Fprintln(w, l)
	}
}

// fold breaks a text at blanks so that no line is longer than n, unless a
// single word is. Blanks inside a line are kept.
func fold(text string, n int) []string {
	var out []string
	for utf8.RuneCountInString(text) > n {
		cut := -1
		for i, seen := 0, 0; i < len(text) && seen <= n; seen++ {
			if text[i] == ' ' && i > 0 {
				cut = i
			}
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
		}
		if cut < 0 {
			if cut = strings.IndexByte(text, ' '); cut <= 0 {
				break
			}
		}
		out = append(out, strings.TrimRight(text[:cut], " "))
		text = strings.TrimLeft(text[cut:], " ")
	}
	return append(out, text)
}
