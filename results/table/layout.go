package table

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
)

// Width is the default width of a table: it fits a mail to a kernel list, and every
// terminal.
const Width = 72

// MinWidth is the smallest width in which a table can be read.
const MinWidth = 40

// sheet is a table of text: the first column names the rows.
type sheet struct {
	title string
	head  [][]span // rows of the head, from the top
	rows  [][]string
	right int // columns from this one on are numbers; 0 for none
	keys  int // columns that say what a row is about, repeated where a sheet is split; 0 for one
}

// span holds a cell of the head that covers one or more columns.
type span struct {
	text string
	over int
}

// single makes a head of one row.
func single(cells ...string) [][]span {
	var h []span
	for _, c := range cells {
		h = append(h, span{c, 1})
	}
	return [][]span{h}
}

// minFirst is the smallest width of the first column when it is wrapped.
const minFirst = 18

// lines lays the sheet out in a width: as it is, or with wrapped column heads, or with
// the first column wrapped as well. ok is false if none of these fits.
func (t *sheet) lines(width int) (out []string, ok bool) {
	ws, ok := t.widths(width)
	if !ok {
		return nil, false
	}
	if t.title != "" {
		out = breakUp(t.title, width, hanging)
	}
	for _, h := range t.head {
		var cells []string
		var over []int
		col := 0
		for _, c := range h {
			n := -gap
			for range c.over {
				n += ws[col] + gap
				col++
			}
			cells, over = append(cells, c.text), append(over, n)
		}
		out = append(out, t.row(cells, over, 0)...)
	}
	for _, r := range t.rows {
		out = append(out, t.row(r, ws, hanging)...)
	}
	return out, true
}

const (
	gap     = 2 // between columns
	indent  = 2 // before a table
	hanging = 2 // before the second and later lines of a row's name
)

// widths finds the width of every column.
func (t *sheet) widths(width int) ([]int, bool) {
	var body, heads, least []int
	fit := func(ws *[]int, i, n int) {
		for len(*ws) <= i {
			*ws = append(*ws, 0)
		}
		(*ws)[i] = max((*ws)[i], n)
	}
	for _, r := range t.rows {
		for i, c := range r {
			fit(&body, i, prose.Width(c))
		}
	}
	for _, h := range t.head {
		col := 0
		for _, c := range h {
			if c.over == 1 { // wider ones are wrapped to what is below them
				fit(&heads, col, prose.Width(c.text))
				for _, p := range pieces(c.text) {
					fit(&least, col, prose.Width(strings.TrimRight(p, " ")))
				}
			}
			col += c.over
		}
	}
	n := max(len(body), len(heads))
	ws, natural := make([]int, n), make([]int, n)
	room := width - indent + gap
	for i := range n {
		fit(&body, i, 0)
		fit(&heads, i, 0)
		fit(&least, i, 0)
		natural[i] = max(body[i], heads[i])
		ws[i] = max(body[i], least[i])
		room -= ws[i] + gap
	}
	if room < 0 { // the first column gives way
		ws[0] += room
		return ws, ws[0] >= min(minFirst, natural[0])
	}
	for i := range ws { // what is left goes to the heads that were to be wrapped
		more := min(room, natural[i]-ws[i])
		ws[i] += more
		room -= more
	}
	return ws, true
}

// natural returns the width of the sheet with nothing broken.
func (t *sheet) natural() int {
	const plenty = 1 << 20
	ws, _ := t.widths(plenty)
	n := indent - gap
	for _, w := range ws {
		n += w + gap
	}
	return n
}

// row returns one row, on as many lines as its longest cell needs.
func (t *sheet) row(cells []string, ws []int, hang int) []string {
	var all [][]string
	height := 0
	for i, c := range cells {
		h := hang
		if i > 0 {
			h = 0
		}
		all = append(all, breakUp(c, ws[i], h))
		height = max(height, len(all[i]))
	}
	var out []string
	for l := range height {
		var b strings.Builder
		b.WriteString(strings.Repeat(" ", indent))
		for i := range cells {
			text := ""
			if l < len(all[i]) {
				text = all[i][l]
			}
			blank := strings.Repeat(" ", max(0, ws[i]-prose.Width(text)))
			if t.right > 0 && i >= t.right {
				text, blank = blank+text, ""
			}
			b.WriteString(text + blank + strings.Repeat(" ", gap))
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// pieces splits a text where a line may end: after blanks, hyphens and dots.
func pieces(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if strings.ContainsRune(" -.", r) && i > start {
			out = append(out, text[start:i+1])
			start = i + 1
		}
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// breakUp breaks a text into lines of at most the given width; all but the first begin
// with blanks. It cuts pieces that are too long.
func breakUp(text string, width, hang int) []string {
	if prose.Width(text) <= width {
		return []string{text}
	}
	var out []string
	line, full := "", false
	flush := func() {
		out = append(out, strings.TrimRight(line, " "))
		line, full = strings.Repeat(" ", hang), false
	}
	for _, p := range pieces(text) {
		for full && prose.Width(line)+prose.Width(strings.TrimRight(p, " ")) > width {
			flush()
		}
		for prose.Width(line)+prose.Width(strings.TrimRight(p, " ")) > width && width > prose.Width(line) {
			cut := []rune(p)[:width-prose.Width(line)]
			line += string(cut)
			p = p[len(string(cut)):]
			flush()
		}
		line, full = line+p, true
	}
	flush()
	return out
}

// fold breaks a paragraph into lines. Lines but the first begin with hang
// blanks.
func fold(text string, width, hang int) []string {
	return prose.Paragraph(prose.Squeeze(text), width, strings.Repeat(" ", hang))
}

// columns splits a sheet into several of fewer columns, so that each fits.
func (t *sheet) columns(width int) []string {
	if out, ok := t.lines(width); ok {
		return out
	}
	n := 0
	for _, r := range t.rows {
		n = max(n, len(r))
	}
	keys := max(t.keys, 1)
	if n <= keys+1 { // nothing is left to split
		return t.list(width)
	}
	var out []string
	for from := keys; from < n; {
		to := n
		for to > from+1 {
			if _, ok := t.part(from, to).lines(width); ok {
				break
			}
			to--
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, t.part(from, to).columns(width)...)
		from = to
	}
	return out
}

// part returns the sheet with its keys and a range of other columns.
func (t *sheet) part(from, to int) *sheet {
	keys := max(t.keys, 1)
	p := &sheet{title: t.title, right: t.right, keys: t.keys}
	for _, h := range t.head {
		var cells []span
		col := 0
		for _, c := range h {
			over := min(col+c.over, to) - max(col, from)
			if col < keys {
				over = min(col+c.over, keys) - col
			}
			if over > 0 {
				cells = append(cells, span{c.text, over})
			}
			col += c.over
		}
		p.head = append(p.head, cells)
	}
	for _, r := range t.rows {
		p.rows = append(p.rows, slices.Concat(r[:keys], r[from:to]))
	}
	return p
}

// list writes each cell on a line of its own: the last resort.
func (t *sheet) list(width int) []string {
	var out []string
	put := func(text string, left int) {
		for _, l := range breakUp(text, width-left, hanging) {
			out = append(out, strings.Repeat(" ", left)+l)
		}
	}
	if t.title != "" {
		put(t.title, 0)
	}
	for _, h := range t.head[:len(t.head)-1] { // what the cells are about
		put(h[len(h)-1].text, indent)
	}
	last := t.head[len(t.head)-1]
	for _, r := range t.rows {
		put(r[0], indent)
		for i, c := range r[1:] {
			put(last[i+1].text+": "+c, 2*indent)
		}
	}
	return out
}
