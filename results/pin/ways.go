package pin

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// instrs maps each instruction of a draft that was printed and read to the instruction
// of the program from which it was made.
func (p *pinner) instrs(d *draft, test *litmus.Test) (map[*litmus.Instr]*litmus.Instr, error) {
	was := map[*litmus.Instr]*litmus.Instr{}
	made, read := d.test.Columns(), test.Columns()
	for i, col := range made {
		if len(made) != len(read) || len(col.Cells) != len(read[i].Cells) {
			return nil, fmt.Errorf("%w: it was printed and read as another program", ErrLost)
		}
		for k := range col.Cells {
			in := col.Cells[k].Instr
			if before := d.was[in]; before != nil {
				in = before
			}
			was[read[i].Cells[k].Instr] = p.original(in)
		}
	}
	return was, nil
}

// ways lists, for each thread of the program, the ways through it in s that have
// the events of the execution.
func (p *pinner) ways(ctx context.Context, s *event.Structure, was map[*litmus.Instr]*litmus.Instr) ([][][]int32, error) {
	old := p.c.X.S
	ways := make([][][]int32, len(old.Threads))
	for th := range ways {
		w := walk{s: s, meter: limit.For(ctx)}
		for e := range s.Events {
			if s.Events[e].Thread == th {
				w.events = append(w.events, int32(e))
			}
		}
		for _, e := range p.c.Events() {
			if old.Events[e].Thread == th {
				w.steps = append(w.steps, func(f int32) bool { return p.same(int(e), s, int(f), was) })
			}
		}
		if err := limit.Try(func() error { w.on(nil); return nil }); err != nil {
			return nil, err
		}
		if ways[th] = w.found; len(ways[th]) == 0 {
			return nil, fmt.Errorf("%w: no way through %s has its events", ErrLost, old.Threads[th].Name)
		}
	}
	return ways, nil
}

// same reports whether an event of the program and one of a draft are of the
// same instruction and do the same.
func (p *pinner) same(e int, s *event.Structure, f int, was map[*litmus.Instr]*litmus.Instr) bool {
	a, b := &p.c.X.S.Events[e], &s.Events[f]
	switch {
	case a.Kind != b.Kind || a.Tags != b.Tags || (a.Interrupt > 0) != (b.Interrupt > 0):
		return false
	case a.Loc >= 0 && p.c.X.S.Locs[a.Loc].Name != s.Locs[b.Loc].Name:
		return false
	}
	return a.Cell < 0 && b.Cell < 0 || a.Instr == was[b.Instr] // no instruction enters a handler
}

// walk searches ways through a thread.
type walk struct {
	s      *event.Structure
	meter  *limit.Meter
	events []int32            // of the thread
	steps  []func(int32) bool // which event each step can be
	found  [][]int32
}

// on extends a way.
func (w *walk) on(way []int32) {
	switch {
	case len(w.found) == maxWays:
		return
	case len(way) == len(w.steps):
		w.found = append(w.found, slices.Clone(way))
		return
	}
	for _, f := range w.events {
		w.meter.Work(len(way) + 8)
		if w.steps[len(way)](f) && w.follows(way, f) {
			w.on(append(way, f))
		}
	}
}

// follows reports whether an event can be the next on a way: it comes after all of it,
// and no event is on every path in between. The events of a handler are only on paths
// with an interrupt.
func (w *walk) follows(way []int32, f int32) bool {
	for _, e := range way {
		if !w.s.Po(int(e), int(f)) {
			return false
		}
	}
	return !slices.ContainsFunc(w.events, func(g int32) bool {
		return w.s.Events[g].Interrupt == 0 && w.s.Po(int(g), int(f)) && !slices.Contains(way, g)
	})
}
