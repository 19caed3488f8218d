package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/fencewise/fencewise/results"
)

// Text writes the comparison for a terminal, or for a mail.
func Text(w io.Writer, c *results.Comparison, o Options) { compared(c, o).text(w, o.width()) }

func (r *report) text(w io.Writer, width int) {
	p := &page{w: w, width: width}
	p.lines(fold(r.title+" ("+r.name+")", width, 0))
	if r.question != "" {
		p.lines(fold(r.question, width, 0))
	}
	if r.answer != "" {
		p.lines(fold(r.answer, width, 0))
	}
	for _, x := range r.parts {
		p.part(x)
	}
}

// page writes parts one below the other. What belongs to a subheading is
// indented.
type page struct {
	w      io.Writer
	width  int
	before part // the part written last
	inside bool // of a subheading
}

func (p *page) part(x part) {
	switch x := x.(type) {
	case heading:
		p.inside = false
		p.blank()
		p.lines(fold(string(x), p.width, 0))
	case subhead:
		p.inside = false
		p.blank()
		p.lines(fold(string(x), p.width, 0))
		p.inside = true
	case closing:
		p.inside = false
		p.blank()
	case sentence:
		if !p.inside {
			p.blank()
		}
		p.lines(fold(string(x), p.width-p.left(), 0))
	case remark:
		p.lines(fold(string(x), p.width-p.left(), hanging))
	case bullets:
		for _, b := range x {
			for _, l := range fold(b, p.width-p.left()-2, hanging) {
				p.lines([]string{"  " + l})
			}
		}
	case steps:
		for _, l := range x {
			text := strings.TrimLeft(l, " ")
			lead := "  " + l[:len(l)-len(text)]
			for _, f := range fold(text, p.width-p.left()-len(lead), hanging) {
				p.lines([]string{lead + f})
			}
		}
	case numbers:
		p.blank()
		s := sheet(x)
		p.lines(s.columns(p.width - p.left()))
	case *matrix:
		p.blank()
		p.lines(x.text(p.width))
	}
	if _, left := x.(details); !left {
		p.before = x
	}
}

// blank writes an empty line, unless there is one.
func (p *page) blank() {
	if _, ended := p.before.(closing); !ended {
		fmt.Fprintln(p.w)
	}
}

func (p *page) left() int {
	if p.inside {
		return indent
	}
	return 0
}

func (p *page) lines(ls []string) {
	for _, l := range ls {
		fmt.Fprintln(p.w, strings.TrimRight(strings.Repeat(" ", p.left())+l, " "))
	}
}
