package pin

import (
	"context"
	"fmt"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// maxWays bounds how many ways through the program are tried, for each thread and in
// total: most programs have one that fits.
const maxWays = 64

// find prints and reads a test, and finds the execution in it: the same events
// of the same instructions, in the same order in each thread, and the same rf,
// co and dbo between them. Only observers have more events. Rounds of loops that
// have no effect are kept: they are executions of their own, as for herd7.
func (p *pinner) find(ctx context.Context, d *draft) (*Pinned, error) {
	test, err := litmus.Parse(diag.NewSource(d.test.Name+".litmus", d.test.String()))
	if err != nil {
		return nil, err
	}
	old := p.c.X.S
	o := unroll.Options{Limits: unroll.Limits{Bound: old.Bound, Interrupts: old.MaxInterrupts, MaxEvents: p.most}, KeepRounds: true, Tree: true}
	s, err := unroll.Build(ctx, test, o)
	few := err != nil && limit.As(err) == nil && old.SkippedRounds
	if few { // there are too many
		o.KeepRounds = false
		s, err = unroll.Build(ctx, test, o)
	}
	if err != nil {
		return nil, err
	}
	instrs, err := p.instrs(d, test)
	if err != nil {
		return nil, err
	}
	ways, err := p.ways(ctx, s, instrs)
	if err != nil {
		return nil, err
	}
	pick := make([]int, len(ways))
	for range maxWays {
		found, wrong := p.along(s, ways, pick)
		if wrong == nil {
			found.few = few
			return found, nil
		}
		if err = wrong; !execution.NextWays(pick, ways) {
			break
		}
	}
	return nil, err
}

// along makes the execution in which each thread takes the given way.
func (p *pinner) along(s *event.Structure, ways [][][]int32, pick []int) (*Pinned, error) {
	old := p.c.X
	at := make([]int32, len(old.S.Events))
	mapped := make([]bool, len(s.Events))
	x := execution.New(s)
	x.AllowCut = old.AllowCut
	for e := range at {
		at[e] = -1
		if ev := &old.S.Events[e]; ev.Kind == event.InitWrite {
			at[e] = int32(s.GranuleNamed(old.S.GranuleName(ev.Loc)))
		}
	}
	done := make([]int, len(ways))
	for _, e := range p.c.Events() {
		th := old.S.Events[e].Thread
		if th < 0 || old.S.AccessOf(int(e)) != int(e) {
			continue
		}
		to := ways[th][pick[th]][done[th]]
		done[th]++
		x.ChooseFor(s.Events[to].Guard)
		_, end := old.S.Parts(int(e))
		for k := range int32(end) - e { // both have the same parts
			at[e+k] = to + k
			mapped[to+k] = true
		}
	}
	for r, w := range old.Rf {
		if w >= 0 {
			x.Rf[at[r]] = at[w]
		}
	}
	for g := range s.NumGranules() {
		from := old.S.GranuleNamed(s.GranuleName(int32(g)))
		if from < 0 && s.Mixed() {
			return nil, fmt.Errorf("%w: other accesses divide its locations", ErrLost)
		}
		if from >= 0 {
			x.Order[event.Co][g] = over(old.Order[event.Co][from], at)
		}
	}
	if s.Members[event.Dbo] != nil && old.Order[event.Dbo] != nil {
		for th := range old.Order[event.Dbo] {
			x.Order[event.Dbo][th] = over(old.Order[event.Dbo][th], at)
		}
	}
	seen := make([]int, s.NumGranules())
	for e := range s.Events { // an observer sees one store after the other
		if ev := &s.Events[e]; ev.Thread >= len(ways) {
			seen[ev.Loc]++
			x.Rf[e] = x.Order[event.Co][ev.Loc][seen[ev.Loc]]
			mapped[e] = true
		}
	}
	c, err := x.Complete()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLost, err)
	}
	for e := range s.Events {
		if s.Events[e].Kind != event.InitWrite && c.Executed[e] != mapped[e] {
			return nil, fmt.Errorf("%w: other events are executed", ErrLost)
		}
	}
	if !eval.New(p.m).Consistent(nil, c) {
		return nil, fmt.Errorf("%w: %s forbids it", ErrLost, p.m.Name)
	}
	return &Pinned{Test: s.Test, C: c, at: at}, nil
}

// over translates a list of events of one structure into events of the other.
func over(list, at []int32) []int32 {
	out := make([]int32, len(list))
	for i, e := range list {
		out[i] = at[e]
	}
	return out
}
