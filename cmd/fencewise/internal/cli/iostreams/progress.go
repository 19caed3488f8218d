package iostreams

import (
	"fmt"
	"io"
	"time"
)

// Progress shows the progress of long work in a line on a terminal. It shows nothing
// if Err is not a terminal, and nothing for short work.
type Progress struct {
	w     io.Writer // nil: nothing is shown
	start time.Time
	last  time.Time
	shown bool
}

// The time before progress is shown, and the time between two changes of the line.
const (
	wait  = time.Second
	every = 100 * time.Millisecond
)

// Progress starts to measure. streaming says that answers appear one by one; on the
// same terminal they show enough progress, and the line is not shown.
func (s IO) Progress(streaming bool) *Progress {
	p := &Progress{start: time.Now()}
	if s.ErrTerminal && !(streaming && s.OutTerminal) {
		p.w = s.Err
	}
	return p
}

// Step reports that done of all pieces of work are finished.
func (p *Progress) Step(done, all int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < wait || now.Sub(p.last) < every {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.w, "\r%d of %d, %s", done, all, now.Sub(p.start).Round(time.Second))
}

// Clear removes the line, so that something else can be written.
func (p *Progress) Clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
