package story

import (
	"fmt"
	"io"
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
	width int  // of a column
	two   bool // instruction and effect on a line each
}

// columns finds a layout; nil when there are too many threads for one.
func (st *Story) columns() *columns {
	n := len(st.C.X.S.Threads)
	c := &columns{st: st, width: (width - 2*(n-1)) / n}
	for _, s := range st.Steps {
		one := utf8.RuneCountInString(st.instr(s.Event)) + 2 + utf8.RuneCountInString(st.effect(s.Event))
		c.two = c.two || one > c.width
	}
	for _, s := range st.Steps {
		long := max(utf8.RuneCountInString(st.instr(s.Event)), 2+utf8.RuneCountInString(st.effect(s.Event)))
		if c.two && long > c.width {
			return nil
		}
	}
	return c
}

// at writes text into a column. Text that is longer than what is left of the
// line moves to the left: the other columns are empty there.
func (c *columns) at(w io.Writer, column int, text string) {
	start := column * (c.width + 2)
	if n := utf8.RuneCountInString(text); start+n > width {
		start = max(0, width-n)
	}
	fmt.Fprintln(w, strings.Repeat(" ", start)+text)
}

func (c *columns) write(w io.Writer) {
	var head strings.Builder
	for i := range c.st.C.X.S.Threads {
		head.WriteString(pad(c.st.C.X.S.Threads[i].Name, c.width+2))
	}
	fmt.Fprintln(w, strings.TrimRight(head.String(), " "))
	for _, s := range c.st.Steps {
		column := c.st.C.X.S.Events[s.Event].Thread
		instr, effect := c.st.instr(s.Event), c.st.text(s)
		switch {
		case effect == "":
			c.at(w, column, instr)
		case c.two:
			c.at(w, column, instr)
			c.at(w, column, "  "+effect)
		default:
			c.at(w, column, instr+"  "+effect)
		}
		for _, r := range c.st.remarks(s) {
			for _, l := range fold("// "+r, width) {
				c.at(w, column, l)
			}
		}
	}
}

// lines is the steps one below the other, each with its thread: the layout for
// any number of threads.
func (st *Story) lines(w io.Writer) {
	for _, s := range st.Steps {
		l := st.thread(s.Event) + ": " + st.instr(s.Event)
		if e := st.text(s); e != "" {
			l += "  " + e
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
