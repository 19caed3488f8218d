package pin

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results/herdlog"
)

// form is the set of additions to the program that make its final state show more of an
// execution.
type form uint8

const (
	ways      form = 1 << iota // how often loops are repeated, and whether a stwcx. succeeds
	copies                     // values of loads whose register is written again
	observers                  // threads that read a location while others write it
	apart                      // stores of equal values store different ones
)

func (f form) has(g form) bool { return f&g != 0 }

// needed chooses additions, of those that can be made, so that each of the other
// executions differs in its final state. Additions that change less come first.
func needed(others []form, can form) (more form) {
	for _, shows := range others {
		shows &= can
		more |= shows & -shows // its lowest
	}
	return more
}

// pinner pins one execution.
type pinner struct {
	c    *execution.Candidate
	m    *rel.Model
	set  *isa.Set     // of the program
	base *litmus.Test // the program without slots and without a condition
	free [][]int      // by thread: registers that nothing uses
	can  form         // additions that can be made
	most int          // events that a test may have; 0 for the default

	symbols map[symbol]int                  // registers that replace symbolic ones
	was     map[*litmus.Instr]*litmus.Instr // by instruction of base: the original, if that differs

	copies   []copied
	rounds   []counted
	outcomes []outcome
	watched  []int // granules that further threads read
	blind    []int // those for which that did not help
	apart    []moved
}

func newPinner(c *execution.Candidate, m *rel.Model, o Options) *pinner {
	s := c.X.S
	choices := map[string]string{}
	for i := range s.Slots {
		pick := s.Slots[i].Fixed
		if pick < 0 {
			pick = c.X.Slots[i]
		}
		choices[s.Slots[i].Name] = s.Slots[i].Choices[pick]
	}
	t := insert.Fill(s.Test, choices)
	t.Name = plainName(t.Name) + "+pinned"
	t.Doc, t.Text, t.Info, t.Filter, t.Locations = "", "", nil, nil, nil
	t.Init = untyped(t.Init)
	if s.Mixed() {
		t.Info = []litmus.Info{{Key: "Variant", Value: "mixed"}, {Key: "Endian", Value: s.Test.Endian.String()}}
	}
	p := &pinner{c: c, m: m, set: sets.Must(s.Test), base: t, most: o.MaxEvents, symbols: map[symbol]int{}, was: map[*litmus.Instr]*litmus.Instr{}}
	p.spell()
	for _, th := range p.base.Threads {
		p.free = append(p.free, unused(p.base, th))
	}
	p.plain()
	if s.Test.InC() {
		return p // what the other forms add are instructions of a machine
	}
	p.findCopies()
	p.findRounds()
	p.findOutcomes()
	p.offer(ways, len(p.rounds)+len(p.outcomes) > 0)
	p.offer(copies, len(p.copies) > 0)
	p.offer(observers, true)
	p.offer(apart, p.sameValues())
	return p
}

// unseen lists those of some granules whose coherence order a further thread could
// show. The one with the fewest stores comes first, because each such thread multiplies
// the candidates.
func (p *pinner) unseen(of map[string]bool) (locs []int) {
	s := p.c.X.S
	for l, co := range p.c.X.Order[event.Co] {
		if len(co) > 3 && p.observable(l) && of[s.GranuleName(int32(l))] && !slices.Contains(p.watched, l) && !slices.Contains(p.blind, l) {
			locs = append(locs, l)
		}
	}
	slices.SortStableFunc(locs, func(a, b int) int { return len(p.c.X.Order[event.Co][a]) - len(p.c.X.Order[event.Co][b]) })
	return locs
}

func (p *pinner) offer(what form, possible bool) {
	if possible {
		p.can |= what
	}
}

// untyped returns an init block without types of registers. A register holds a number
// of 64 bits whatever its type is, and tools show it in different ways.
func untyped(items []litmus.Init) (out []litmus.Init) {
	for _, it := range items {
		if it.Target.IsReg() {
			if it.Type, it.Ptr = "", false; len(it.Values) == 0 {
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// plainName returns the name of a test in characters that all tools read.
func plainName(name string) string {
	b := []byte(name)
	for i, ch := range b {
		switch {
		case 'a' <= ch && ch <= 'z', 'A' <= ch && ch <= 'Z', '0' <= ch && ch <= '9', ch == '+', ch == '-', ch == '.', ch == '_':
		default:
			b[i] = '_'
		}
	}
	return string(b[:min(len(b), litmus.DefaultLimits.Identifier/2)])
}

// make makes the test of a form and finds the execution in it.
func (p *pinner) make(ctx context.Context, f form) (*Pinned, error) {
	if f.has(apart) && p.apart == nil {
		if p.tellApart(ctx); len(p.apart) == 0 {
			return nil, fmt.Errorf("%w: no store can have another value", ErrLost)
		}
	}
	d := p.draft(f)
	found, err := p.find(ctx, d)
	if err != nil {
		return nil, err
	}
	d.test.Cond.Prop = condition(found.C, d.truths)
	d.test.Locations = nil
	if found, err = p.find(ctx, d); err != nil {
		return nil, err
	}
	if !found.C.Holds(found.C.X.S.Cond) {
		return nil, fmt.Errorf("%w: its condition does not hold", ErrLost)
	}
	found.form, found.Changes, found.was, found.by = f, d.changes, p.c, p.m
	_, found.Herd = herdlog.Hash(found.C.X.S)
	found.Herd = found.Herd && !found.mixedC()
	return found, nil
}
