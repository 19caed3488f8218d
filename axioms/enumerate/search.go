package enumerate

import (
	"context"
	"errors"
	"fmt"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// search visits the candidates of one structure, depth first. It reuses its memory for
// the next candidate.
type search struct {
	meter *limit.Meter
	s     *event.Structure
	opts  Options

	judge      *eval.Judge
	coherent   bool // see coherent.go
	ways       [][]way
	incomplete string // why ways are missing; "" if none is
	visit      func(*execution.Candidate) (more bool)
	noCuts     bool                                  // skip executions that reach a cut
	skipCuts   func(cuts []int) bool                 // whether to skip executions that reach just these cuts
	wanted     func(*execution.Candidate) (ask bool) // whether to judge the candidate

	chosen  []int // per thread: index of its way
	cuts    []int // the cuts in which they end
	x       *execution.Execution
	vals    *values
	reads   []int32                    // the executed reads
	members [event.NumOrders][][]int32 // the executed members of each object, without the initial one
	sorting []sorting                  // the objects with more than one; the order of the others is known

	tried     int
	undefined int    // number of candidates in which an operation has no meaning
	limit     string // why not everything was visited; "" if everything was
	err       error
}

// maxMembers is how many members of one object an order can have, without the initial
// one: a set of members is one word. Long before that, too many orders exist.
const maxMembers = 64

// errSlot is returned for a structure whose slots are not all fixed.
var errSlot = errors.New("enumerate: the structure has a slot without a choice")

func newSearch(ctx context.Context, s *event.Structure, m *rel.Model, o Options) (*search, error) {
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return nil, fmt.Errorf("%w: %s", errSlot, s.Slots[i].Name)
		}
	}
	if !m.Judges(s) {
		panic("enumerate: model " + m.Name + " is for programs with accesses of one size")
	}
	m = m.Specialize(s)
	g := &search{meter: limit.For(ctx), s: s, opts: o.withDefaults(), judge: eval.New(m), coherent: coherent(m)}
	g.ways, g.incomplete = waysThrough(g.meter, s, g.opts.MaxCandidates)
	g.x = execution.New(s)
	g.x.AllowCut = true
	for o := range s.Members {
		g.members[o] = make([][]int32, len(s.Members[o]))
		for k, list := range s.Members[o] {
			if event.Orders[o].Initial {
				g.x.Order[o][k] = []int32{list[0]}
			}
		}
	}
	g.vals = newValues(g.x)
	g.chosen = make([]int, len(s.Threads))
	g.skipCuts = func([]int) bool { return false }
	g.wanted = func(*execution.Candidate) bool { return true }
	return g, nil
}

// run visits all candidates. It stops if visit returns false, at the limit, and when the
// context is over.
func (g *search) run() error {
	err := limit.Try(func() error {
		if err := g.meter.Err(); err != nil {
			return err
		}
		if g.thread(0) && g.limit == "" {
			g.limit = g.incomplete
		}
		return g.err
	})
	if r := limit.As(err); r != nil {
		g.limit = r.What
		return nil
	}
	return err
}

// step counts a combination that was tried; false means stop.
func (g *search) step() bool {
	if g.tried++; g.tried > g.opts.MaxCandidates {
		g.limit = fmt.Sprintf("there are more than %d candidate executions (--max-candidates %[1]d)", g.opts.MaxCandidates)
		return false
	}
	g.meter.Work(64 + len(g.s.Events))
	return true
}

// thread chooses a way for each thread from t on. It and every function below returns
// false to stop the whole search.
func (g *search) thread(t int) bool {
	if t == len(g.ways) {
		return g.program()
	}
	for i := range g.ways[t] {
		w := &g.ways[t][i]
		if w.cut >= 0 && g.noCuts {
			continue
		}
		for _, c := range w.choices {
			g.x.Choices[c] = true
		}
		for _, o := range w.outcomes {
			g.x.Outcomes[o.fork] = o.is
		}
		g.chosen[t] = i
		more := g.thread(t + 1)
		for _, o := range w.outcomes {
			g.x.Outcomes[o.fork] = -1
		}
		for _, c := range w.choices {
			g.x.Choices[c] = false
		}
		if !more {
			return false
		}
	}
	return true
}

// program collects the executed events once every thread has a way.
func (g *search) program() bool {
	g.meter.Work(64)
	g.cuts, g.reads, g.sorting = g.cuts[:0], g.reads[:0], g.sorting[:0]
	for o := range g.members {
		for k := range g.members[o] {
			g.members[o][k] = g.members[o][k][:0]
		}
	}
	for t, i := range g.chosen {
		w := &g.ways[t][i]
		if w.cut >= 0 {
			g.cuts = append(g.cuts, w.cut)
		}
		for _, id := range w.events {
			ev := &g.s.Events[id]
			if ev.Kind == event.ReadMem {
				g.reads = append(g.reads, id)
				continue
			}
			for o := range g.members {
				if k := ev.Object(event.Order(o)); k >= 0 {
					g.members[o][k] = append(g.members[o][k], id)
				}
			}
		}
	}
	if len(g.cuts) > 0 && g.skipCuts(g.cuts) {
		return true
	}
	for o := range event.NumOrders {
		if more, ok := g.objects(o); !ok {
			return more
		}
	}
	return g.source(0)
}
