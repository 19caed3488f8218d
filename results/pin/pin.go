package pin

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// DefaultMaxCandidates bounds the counting if Options does not: it takes a few seconds.
const DefaultMaxCandidates = 200_000

// Options says how an execution is pinned.
type Options struct {
	// Tool is the name of this program, with its version, for the comment.
	Tool string
	// MaxCandidates bounds the candidate executions that are visited to count those
	// that satisfy a condition; 0 means DefaultMaxCandidates.
	MaxCandidates int
	// MaxEvents bounds the events of the test, as unroll.Limits does.
	MaxEvents int
}

// Pinned holds a litmus test that pins an execution.
type Pinned struct {
	Test *litmus.Test
	C    *execution.Candidate // the execution, as one of this test

	// Executions counts those that the model allows and that satisfy the condition, as
	// herd7 counts them: 1 if the execution is pinned. It is 0 if they were not
	// counted, and Limit says why.
	Executions int
	Limit      string
	// Herd says whether herd7 can read the test.
	Herd bool
	// Changes lists in sentences what was added to the program.
	Changes []string

	form form
	tool string
	was  *execution.Candidate
	by   *rel.Model
	at   []int32 // events of the program: those of the test

	turned map[string]bool // granules to which others of these executions store values in another order

	few bool // rounds of loops without effect are skipped
}

// ErrLost is the error for an execution that is not found when the test that pins it is
// read: a fault of this package.
var ErrLost = errors.New("pin: the test does not have the execution that it was made from")

// Of pins an execution that the model allows.
func Of(ctx context.Context, c *execution.Candidate, m *rel.Model, o Options) (*Pinned, error) {
	if o.MaxCandidates == 0 {
		o.MaxCandidates = DefaultMaxCandidates
	}
	p := newPinner(c, m, o)
	now, err := p.make(ctx, 0)
	if err != nil {
		return nil, err
	}
	best := now
	others, err := now.count(ctx, o)
	for err == nil && now.Executions > 1 {
		unseen, can := p.unseen(now.turned), p.can
		if len(unseen) == 0 {
			can &^= observers
		}
		more := needed(others, can&^(now.form&^observers))
		if more == 0 {
			break
		}
		watched := p.watched
		if more.has(observers) {
			p.watched = append(slices.Clip(watched), unseen[0])
		}
		next, wrong := p.make(ctx, now.form|more)
		var left []form
		if wrong == nil {
			left, err = next.count(ctx, o)
		}
		if err != nil {
			break
		}
		if wrong != nil || next.Executions == 0 { // another program, or one with too much to count
			p.without(more, wrong == nil, unseen)
			p.watched = watched
			continue
		}
		if more.has(apart) { // with values that differ observers leave less open
			p.blind = nil
		}
		if now, others = next, left; now.Executions < best.Executions {
			best = now
		}
	}
	best.tool = o.Tool
	return best, err
}

// without drops one addition that did not help, so that the rest is tried without it:
// the observer with the most candidates if counting took too long; the stores of other
// values if the program was another one.
func (p *pinner) without(more form, uncounted bool, unseen []int) {
	switch {
	case more.has(observers) && (uncounted || !more.has(apart)):
		p.blind = append(p.blind, unseen[0])
	case more.has(apart):
		p.can &^= apart
	default:
		p.can &^= more
	}
}

// count counts the executions that satisfy the condition, and returns for each of the
// others the additions that would show a difference.
func (p *Pinned) count(ctx context.Context, o Options) (others []form, err error) {
	if p.few {
		p.Limit = "its loops have too many rounds"
		return nil, nil
	}
	p.turned = map[string]bool{}
	n, found := 0, false
	why, err := enumerate.Witnesses(ctx, p.C.X.S, p.by, enumerate.Options{MaxCandidates: o.MaxCandidates}, func(c *execution.Candidate) bool {
		n++
		if shows := p.difference(c); shows != 0 {
			others = append(others, shows)
		} else {
			found = true
		}
		return true
	})
	switch {
	case err != nil:
		return nil, err
	case limit.Cause(ctx) != nil:
		return nil, limit.Cause(ctx)
	case why != "":
		p.Limit = fmt.Sprintf("there are more than %d candidate executions", o.MaxCandidates)
	case !found:
		return nil, fmt.Errorf("%w: the enumeration does not find it", ErrLost)
	default:
		p.Executions = n
	}
	return others, nil
}

// difference returns the additions that would show in the final state that c is another
// execution; 0 if it is the same.
func (p *Pinned) difference(c *execution.Candidate) (shows form) {
	s := p.C.X.S
	for th := range s.Threads {
		if c.Leaf(th) != p.C.Leaf(th) {
			shows |= ways | apart
		}
	}
	if !slices.Equal(c.Executed, p.C.Executed) {
		shows |= ways | apart
	}
	if !slices.Equal(c.X.Rf, p.C.X.Rf) || !c.X.SameOrders(p.C.X) {
		shows |= apart
	}
	for _, e := range c.Events() {
		if s.Events[e].IsRead() && p.C.Executed[e] && c.Value(int(e)) != p.C.Value(int(e)) {
			shows |= copies
		}
	}
	for l := range s.NumGranules() {
		same := func(v, w int32) bool { return c.Value(int(v)) == p.C.Value(int(w)) }
		if !slices.EqualFunc(c.X.Order[event.Co][l], p.C.X.Order[event.Co][l], same) {
			shows |= observers
			p.turned[s.GranuleName(int32(l))] = true
		}
	}
	return shows
}
