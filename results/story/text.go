package story

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/diag"
)

// width is that of the narrowest terminal that is supported.
const width = 80

// Text writes the story for a terminal: what is unusual in it, the steps, the
// final state, and the condition that it satisfies.
func (st *Story) Text(w io.Writer) { st.TextIn(w, width) }

// TextIn is Text for lines of a given width.
func (st *Story) TextIn(w io.Writer, width int) {
	var b strings.Builder
	st.text(&b, width)
	_, _ = io.WriteString(w, diag.CleanLines(b.String())) // a program may quote anything
}

func (st *Story) text(w io.Writer, width int) {
	t := st.C.X.S.Test
	if t.Doc != "" {
		wrap(w, width, "", t.Doc)
	}
	initially := "Initially every location is 0."
	if in := st.Initial(); len(in) > 0 {
		initially = "Initially " + strings.Join(in, "; ") + "; every other location is 0."
	}
	wrap(w, width, "", initially)
	fmt.Fprintln(w)
	for _, s := range st.unusual() {
		wrap(w, width, "  ", s)
	}
	fmt.Fprintln(w)
	if len(st.Steps) > 0 {
		if cols := st.columns(width); cols != nil {
			cols.write(w)
		} else {
			st.lines(w, width)
		}
		fmt.Fprintln(w)
	}
	wrap(w, width, "  ", "Final state: "+strings.Join(st.Final(), "; "))
	holds := "It satisfies "
	if !st.C.Holds(st.C.X.S.Cond) {
		holds = "It does not satisfy "
	}
	if t.FromC() {
		wrap(w, width, "  ", holds+"the condition: "+t.PropWords(t.Cond.Prop))
		return
	}
	wrap(w, width, "  ", holds+"the proposition of: "+t.Cond.String())
}

// columns is the layout with a column for each thread.
type columns struct {
	st    *Story
	rows  []Row
	left  int   // columns of text before the first
	width []int // of the column of each thread
	two   bool  // instruction and effect on a line each
	room  int   // of a line
}

// columns returns the layout in columns; nil if there are too many threads. All columns
// have one width, unless what is in them fits only otherwise.
func (st *Story) columns(width int) *columns {
	n := len(st.C.X.S.Threads)
	c := &columns{st: st, rows: st.Rows(), room: width}
	if slices.ContainsFunc(c.rows, func(r Row) bool { return r.Thread == 0 && r.Handler }) {
		c.left = len(bar)
	}
	one, two := make([]int, n), make([]int, n) // what each needs
	for i := range st.C.X.S.Threads {
		one[i] = prose.Width(st.C.X.S.Threads[i].Name)
		two[i] = one[i]
	}
	for _, r := range c.rows {
		apart := max(prose.Width(r.code()), 2+prose.Width(r.Effect))
		two[r.Thread] = max(two[r.Thread], apart)
		if r.Kind != Branches {
			apart = prose.Width(r.code())
			if r.Effect != "" {
				apart += 2 + prose.Width(r.Effect)
			}
		}
		one[r.Thread] = max(one[r.Thread], apart)
	}
	total := width - c.left - 2*(n-1)
	equal := slices.Repeat([]int{total / n}, n)
	switch fits := func(need, room []int) bool {
		for i := range need {
			if need[i] > room[i] {
				return false
			}
		}
		return true
	}; {
	case fits(one, equal):
		c.width = equal
	case fits(two, equal):
		c.width, c.two = equal, true
	case sum(one) <= total:
		c.width = one
	case sum(two) <= total:
		c.width, c.two = two, true
	default:
		return nil
	}
	return c
}

func sum(all []int) (n int) {
	for _, x := range all {
		n += x
	}
	return n
}

// start returns where the column of a row begins.
func (c *columns) start(r Row) int { return c.left + sum(c.width[:r.Thread]) + 2*r.Thread }

// at writes text into the column of a row. Text that is longer than the rest of the
// line moves to the left: the other columns are empty there. The bar of a handler is
// between the columns, so that its instructions are aligned with the others.
func (c *columns) at(w io.Writer, r Row, text string) {
	start := c.start(r)
	if r.Handler && r.Heading == "" {
		start, text = start-len(bar), bar+text
	}
	if n := prose.Width(text); start+n > c.room {
		start = max(0, c.room-n)
	}
	fmt.Fprintln(w, strings.Repeat(" ", start)+text)
}

func (c *columns) write(w io.Writer) {
	var head strings.Builder
	head.WriteString(strings.Repeat(" ", c.left))
	for i := range c.st.C.X.S.Threads {
		head.WriteString(prose.Pad(c.st.C.X.S.Threads[i].Name, c.width[i]+2))
	}
	fmt.Fprintln(w, strings.TrimRight(head.String(), " "))
	for _, r := range c.rows {
		switch {
		case r.Heading != "":
			for _, l := range prose.Fold(r.Heading, c.room, c.room) {
				c.at(w, r, l)
			}
		case r.Effect == "":
			c.at(w, r, r.code())
		case c.two && r.Kind != Branches, prose.Width(r.code())+2+prose.Width(r.Effect) > c.width[r.Thread]:
			c.at(w, r, r.code())
			c.at(w, r, "  "+r.Effect)
		default:
			c.at(w, r, r.code()+"  "+r.Effect)
		}
		r.Heading = ""
		for _, n := range r.Notes {
			room := c.room
			if r.Handler { // the bar goes straight down
				room -= c.start(r)
			}
			for _, l := range prose.Fold(n, room-len("// "), room-len("// ")) {
				c.at(w, r, "// "+l)
			}
		}
	}
}

// lines writes the steps one below the other, each with its thread: the layout for any
// number of threads.
func (st *Story) lines(w io.Writer, width int) {
	for _, r := range st.Rows() {
		name := st.C.X.S.Threads[r.Thread].Name
		l := name + ": "
		switch {
		case r.Heading != "":
			l += r.Heading
		case r.Handler:
			l += bar + r.code()
		default:
			l += r.code()
		}
		if r.Effect != "" {
			l += "  " + r.Effect
		}
		for _, n := range r.Notes {
			l += "  // " + n
		}
		wrap(w, width, strings.Repeat(" ", len(name)+2), l)
	}
}

// wrap writes a paragraph; lines but the first are indented. Each line has the
// same number of columns for its words.
func wrap(w io.Writer, width int, indent, text string) {
	room := width - len(indent)
	prose.Write(w, prose.Hang(prose.Fold(text, room, room), indent))
}
