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

// search goes through the candidates of one structure, depth first. Its memory
// is used again from one candidate to the next.
type search struct {
	meter *limit.Meter
	s     *event.Structure
	opts  Options

	judge    *eval.Judge
	coherent bool // see coherent.go
	ways     [][]way
	few      string // why the ways are not all
	visit    func(*execution.Candidate) (more bool)
	endsOnly bool                                  // executions that reach a cut are not asked for
	passOver func(cuts []int) bool                 // of these cuts nothing more is asked
	wanted   func(*execution.Candidate) (ask bool) // whether to judge it at all

	chosen  []int // per thread: index of its way
	cuts    []int // in which they end
	x       *execution.Execution
	vals    *values
	reads   []int32                    // that are executed
	members [event.NumOrders][][]int32 // that are executed, per object, without the initial one
	sorting []sorting                  // of the objects with more than one member; the order of the others is known

	tried     int
	undefined int    // candidates refused for that
	limit     string // why not everything was visited
	err       error
}

// maxMembers is how many members of one object an order can have, without the
// initial one: a set of them is the bits of a word. There are too many orders long
// before that.
const maxMembers = 64

// errSlot is the error for a structure whose slots are not all fixed.
var errSlot = errors.New("enumerate: the structure has a slot without a choice")

func newSearch(ctx context.Context, s *event.Structure, m *rel.Model, o Options) (*search, error) {
	for i := range s.Slots {
		if s.Slots[i].Fixed < 0 {
			return nil, fmt.Errorf("%w: %s", errSlot, s.Slots[i].Name)
		}
	}
	g := &search{meter: limit.For(ctx), s: s, opts: o.withDefaults(), judge: eval.New(m), coherent: coherent(m)}
	g.ways, g.few = waysThrough(g.meter, s, g.opts.MaxCandidates)
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
	g.vals = newValues(s, g.x.Rf, g.x.Choices)
	g.chosen = make([]int, len(s.Threads))
	g.passOver = func([]int) bool { return false }
	g.wanted = func(*execution.Candidate) bool { return true }
	return g, nil
}

// run visits everything. It stops when visit says so, at the limit, and when
// the context is over.
func (g *search) run() error {
	err := limit.Try(func() error {
		if err := g.meter.Err(); err != nil {
			return err
		}
		if g.thread(0) && g.limit == "" {
			g.limit = g.few
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

// thread chooses a way for each thread from t on. Every function of the
// search from here on returns false to stop all of it.
func (g *search) thread(t int) bool {
	if t == len(g.ways) {
		return g.program()
	}
	for i := range g.ways[t] {
		w := &g.ways[t][i]
		if w.cut >= 0 && g.endsOnly {
			continue
		}
		for _, c := range w.takes {
			g.x.Choices[c] = true
		}
		g.chosen[t] = i
		more := g.thread(t + 1)
		for _, c := range w.takes {
			g.x.Choices[c] = false
		}
		if !more {
			return false
		}
	}
	return true
}

// program collects what is executed when every thread has its way.
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
	if len(g.cuts) > 0 && g.passOver(g.cuts) {
		return true
	}
	for o := range event.NumOrders {
		if more, ok := g.objects(o); !ok {
			return more
		}
	}
	return g.source(0)
}
