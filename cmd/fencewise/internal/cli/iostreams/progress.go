package iostreams

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"
)

// Screen shows on a terminal, in a line below all other output, what the program does: the
// command, how far it is, and for how long it has run. The line appears after a second, and
// changes every second. Whatever is written to the terminal takes its place.
type Screen struct {
	mu      sync.Mutex
	w       io.Writer
	what    string
	start   time.Time
	done    int
	all     int
	shown   bool
	midline bool // the output ends in the middle of a line
	ended   bool
}

// tick is the time between two changes of the line.
const tick = time.Second

// Watch returns streams with a screen, if Err is a terminal: for a command that is shown as
// what. When the context ends before the returned function is called, the user is told what
// happens then. The function removes the line.
func (s IO) Watch(ctx context.Context, what string) (IO, func()) {
	if !s.ErrTerminal {
		return s, func() {}
	}
	if r := []rune(what); len(r) > 40 {
		what = string(r[:39]) + "…"
	}
	screen := &Screen{w: s.Err, what: what, start: time.Now()}
	s.Err = &shared{screen, s.Err}
	if s.OutTerminal {
		s.Out = &shared{screen, s.Out}
	}
	s.screen = screen
	stop := make(chan struct{})
	go screen.run(ctx, stop)
	return s, sync.OnceFunc(func() {
		close(stop)
		screen.mu.Lock()
		defer screen.mu.Unlock()
		screen.clear()
		screen.ended = true
	})
}

// run changes the line until stop is closed.
func (p *Screen) run(ctx context.Context, stop <-chan struct{}) {
	ticks := time.NewTicker(tick)
	defer ticks.Stop()
	interrupted := ctx.Done()
	for {
		select {
		case <-stop:
			return
		case now := <-ticks.C:
			p.draw(now)
		case <-interrupted:
			interrupted = nil
			p.mu.Lock()
			if !p.ended {
				p.clear()
				fmt.Fprintln(p.w, "stopping: what was found is shown within a second; Ctrl-C again ends at once")
			}
			p.mu.Unlock()
		}
	}
}

// draw shows the line.
func (p *Screen) draw(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.midline || p.ended {
		return
	}
	far := ""
	if p.all > 0 {
		far = fmt.Sprintf("%d of %d, ", p.done, p.all)
	}
	p.shown = true
	fmt.Fprintf(p.w, "\r%s: %s%s (Ctrl-C stops)\x1b[K", p.what, far, now.Sub(p.start).Round(time.Second))
}

// clear removes the line.
func (p *Screen) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// shared is a stream on the terminal of a screen.
type shared struct {
	screen *Screen
	w      io.Writer
}

// Write removes the line of the screen before it writes.
func (s *shared) Write(b []byte) (int, error) {
	s.screen.mu.Lock()
	defer s.screen.mu.Unlock()
	s.screen.clear()
	if len(b) > 0 {
		s.screen.midline = b[len(b)-1] != '\n'
	}
	return s.w.Write(b)
}

// Step reports that done of all pieces of work are finished.
func (s IO) Step(done, all int) {
	if s.screen == nil {
		return
	}
	s.screen.mu.Lock()
	defer s.screen.mu.Unlock()
	s.screen.done, s.screen.all = done, all
}
