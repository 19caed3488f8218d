package pin

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
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
		var steps []func(int32) bool
		for _, e := range p.c.Events() {
			if old.Events[e].Thread == th && old.AccessOf(int(e)) == int(e) {
				steps = append(steps, func(f int32) bool { return p.same(int(e), s, int(f), was) })
			}
		}
		var err error
		part := func(e int32) bool { return s.AccessOf(int(e)) != int(e) } // follows the first of its access
		if ways[th], err = execution.Ways(ctx, s, th, steps, part, maxWays); err != nil {
			return nil, err
		}
		if len(ways[th]) == 0 {
			return nil, fmt.Errorf("%w: no way through %s has its events", ErrLost, old.Threads[th].Name)
		}
	}
	return ways, nil
}

// same reports whether an event of the program and one of a draft are of the
// same instruction and do the same. Of an access, they are the first parts.
func (p *pinner) same(e int, s *event.Structure, f int, was map[*litmus.Instr]*litmus.Instr) bool {
	a, b := &p.c.X.S.Events[e], &s.Events[f]
	switch {
	case a.Kind != b.Kind || a.Tags != b.Tags || (a.Interrupt > 0) != (b.Interrupt > 0):
		return false
	case a.Loc >= 0 && !slices.Equal(parts(p.c.X.S, e), parts(s, f)):
		return false
	}
	return a.Cell < 0 && b.Cell < 0 || a.Instr == was[b.Instr] // no instruction enters a handler
}

// parts names the granules of the access of an event.
func parts(s *event.Structure, e int) (names []string) {
	from, to := s.Parts(e)
	for ; from < to; from++ {
		names = append(names, s.GranuleName(s.Events[from].Loc))
	}
	return names
}
