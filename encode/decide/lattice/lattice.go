package lattice

import (
	"context"
	"errors"
	"slices"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/diagram"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

// Lattice decides every variant of a structure with free slots, of which there
// are at most MaxListed. Most answers follow from others: see explore.go.
func (d *Decider) Lattice(ctx context.Context, s *event.Structure) (*Variants, error) {
	return d.lattice(ctx, s, MaxListed, nil)
}

// Borders is Lattice for any number of variants, if few of them are minimal. With prices,
// it asks about cheap variants first; they may be nil.
func (d *Decider) Borders(ctx context.Context, s *event.Structure, prices *Prices) (*Variants, error) {
	return d.lattice(ctx, s, maxVariants, prices)
}

func (d *Decider) lattice(ctx context.Context, s *event.Structure, most int, prices *Prices) (*Variants, error) {
	order, err := d.Order(ctx, s)
	if err != nil {
		return nil, err
	}
	g, err := newGrid(s, order, most)
	if err != nil {
		return nil, err
	}
	w := newLattice(d, g, d.InterruptSets(s))
	w.prices = prices
	all, err := w.verdicts(ctx)
	if err != nil {
		return nil, err
	}
	if most == maxVariants {
		return all, all.canList(minimal)
	}
	return all, all.canList(minimal, maximal)
}

// lattice decides the variants of one structure.
type lattice struct {
	d          *Decider
	interrupts [][]int // see decide.Decider.InterruptSets
	grid
	prices *Prices // of choices, if cheap variants come first

	goals   []answered  // those that were asked for, in order
	total   diagram.Map // of the goal that is being asked for, so far: with one query for each set of interrupts
	queries int
	asked   map[int]bool // by variant
	tidyAt  int          // the number of nodes of diagrams at which old ones are forgotten
}

func newLattice(d *Decider, g grid, interrupts [][]int) *lattice {
	return &lattice{d: d, interrupts: interrupts, grid: g, total: diagram.Of(0), asked: map[int]bool{}, tidyAt: minTidy}
}

// answered is a goal with the answers about all variants.
type answered struct {
	goal    encode.Goal
	answers []decide.Answer // by value of found
	found   diagram.Map
}

// errNotAsked is the error of an answer that needs a goal that was not asked for.
var errNotAsked = errors.New("lattice: not asked for")

// verdicts asks for goals until they determine the verdict on every variant.
func (w *lattice) verdicts(ctx context.Context) (*Variants, error) {
	for {
		all := &Variants{grid: w.grid, asked: w.asked, weakened: w.weakened}
		var groups [][]int
		all.found, groups = w.groups()
		needs, noEnd := encode.Goal(0), ""
		missing := false
		for _, group := range groups {
			a, err := w.verdict(group, &needs)
			if err == errNotAsked {
				missing = true
				break
			}
			if err != nil {
				return nil, err
			}
			if a.Reason == verdict.NoEnd {
				if noEnd == "" {
					if noEnd, err = w.d.Reason(ctx, w.s, verdict.NoEnd); err != nil {
						return nil, err
					}
				}
				a.Reason = noEnd
			}
			all.answers = append(all.answers, a)
		}
		if !missing {
			all.Queries = w.queries
			return all, nil
		}
		if err := w.ask(ctx, needs); err != nil {
			return nil, err
		}
	}
}

// groups groups the variants by the answers about them. It returns a map to
// groups, and for each group the values of the answers, by goal.
func (w *lattice) groups() (diagram.Map, [][]int) {
	m, groups := diagram.Of(0), [][]int{nil}
	for _, g := range w.goals {
		var next [][]int
		at := map[[2]int]int{}
		m = w.space.Combine(m, g.found, func(group, value int) int {
			if _, err := w.verdict(groups[group], new(encode.Goal)); err != errNotAsked {
				value = -1 // what else is asked makes no difference
			}
			k, known := at[[2]int{group, value}]
			if !known {
				k = len(next)
				at[[2]int{group, value}] = k
				next = append(next, append(slices.Clone(groups[group]), value))
			}
			return k
		})
		groups = next
	}
	return m, groups
}

// verdict returns the answer about a group of variants. If it depends on a goal
// that was not asked for, the error is errNotAsked, and needs is set to the goal.
func (w *lattice) verdict(group []int, needs *encode.Goal) (decide.Answer, error) {
	var core []int // of every query that the verdict rests on
	follows := true
	a, err := decide.VerdictFor(w.s, func(g encode.Goal) (decide.Answer, error) {
		k := slices.IndexFunc(w.goals, func(a answered) bool { return a.goal == g })
		if k < 0 || k >= len(group) {
			*needs = g
			return decide.Answer{}, errNotAsked
		}
		a := w.goals[k].answers[group[k]]
		core, follows = decide.JoinCores(core, a.Core), follows && a.Follows
		return a, nil
	})
	a.Follows = follows
	if a.Verdict == verdict.Never {
		a.Core = core
	}
	return a, err
}

// ask asks for a goal in every variant. For a structure that is asked about in
// one query for each set of interrupts, one formula is loaded at a time.
func (w *lattice) ask(ctx context.Context, g encode.Goal) error {
	if r := limit.Cause(ctx); r != nil {
		w.goals = append(w.goals, answered{g, []decide.Answer{{Verdict: verdict.Unknown, Reason: r.What}}, diagram.Of(0)})
		return nil
	}
	answers := []decide.Answer{{}}
	w.total = diagram.Of(0)
	for _, taken := range w.interrupts {
		e := newExplorer(w, encode.Query{Structure: w.s, Goal: g, Taken: taken})
		e.leaveOut(answers)
		if err := e.run(ctx); err != nil {
			return err
		}
		answers = e.addTo(answers)
	}
	w.goals = append(w.goals, answered{g, answers, w.total})
	return nil
}

// leaveOut makes the explorer ask about no variant that is known to have an
// execution: one is enough.
func (e *explorer) leaveOut(answers []decide.Answer) {
	e.answers = append(e.answers, decide.Answer{})
	known := len(e.answers) - 1
	e.found = e.space.Each(e.total, func(v int) int {
		if answers[v].Verdict == verdict.Sometimes {
			return known
		}
		return notKnown
	})
}

// addTo adds what was found to the answers about other sets of interrupts.
func (e *explorer) addTo(answers []decide.Answer) []decide.Answer {
	if len(e.interrupts) == 1 {
		e.total = e.found
		return e.answers
	}
	var all []decide.Answer
	at := map[[2]int]int{}
	e.total = e.space.Combine(e.total, e.found, func(v, w int) int {
		sum, pair := answers[v], [2]int{v, w}
		if sum.Verdict == verdict.Sometimes {
			pair[1] = -1
		} else {
			sum = decide.UnionAnswer(sum, e.answers[w])
		}
		k, known := at[pair]
		if !known {
			k = len(all)
			at[pair] = k
			all = append(all, sum)
		}
		return k
	})
	return all
}
