package iostreams

import (
	"fmt"
	"io"
	"time"
)

// Progress is a line on a terminal that says how far long work has come. It
// shows nothing elsewhere, and nothing for work that is over soon.
type Progress struct {
	w     io.Writer // nil: no one watches
	start time.Time
	last  time.Time
	shown bool
}

// Wait is how long work goes on before its progress is shown, and how often the
// line changes.
const (
	wait  = time.Second
	every = 100 * time.Millisecond
)

// Progress starts to measure. Where answers appear on the same terminal one by
// one they are progress enough: streaming says so.
func (s IO) Progress(streaming bool) *Progress {
	p := &Progress{start: time.Now()}
	if s.ErrTerminal && !(streaming && s.OutTerminal) {
		p.w = s.Err
	}
	return p
}

// Step says that done of all pieces of work are over.
func (p *Progress) Step(done, all int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < wait || now.Sub(p.last) < every {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r%d of %d, %s", done, all, now.Sub(p.start).Round(time.Second))
}

// Clear takes the line away, so that something else can be written.
func (p *Progress) Clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
