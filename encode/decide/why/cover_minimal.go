package why

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/solve"
)

// minimize finds, for each variant, reasons that are enough and of which none can be
// spared, and adds them to those of other choices of interrupts. Variants in
// which the same reasons are possible have the same cover, so that few of them
// have to be asked more than one question.
func (c *coverer) minimize(ctx context.Context, f *candidates) error {
	known := map[string][]int{}
	for v, picks := range c.variants {
		if c.Limit[v] != "" {
			continue
		}
		possible := c.possibleReasons(picks)
		key := fmt.Sprint(possible)
		cover, ok := known[key]
		if ok {
			enough, err := c.covers(ctx, f, picks, cover)
			if err != nil {
				return err
			}
			ok = enough
		}
		if !ok {
			var err error
			if cover, err = c.minimal(ctx, f, picks, possible); err != nil {
				return err
			}
			known[key] = cover
		}
		c.By[v] = mergeSorted(c.By[v], cover)
	}
	return nil
}

// possibleReasons lists the reasons whose barriers a variant has.
func (c *coverer) possibleReasons(picks []int) []int {
	var all []int
	for i := range c.Reasons {
		if c.Reasons[i].Possible(c.s, picks) {
			all = append(all, i)
		}
	}
	return all
}

// minimal leaves out reasons while the others are in every candidate: first those
// that axioms without closures give, then the longest.
func (c *coverer) minimal(ctx context.Context, f *candidates, picks, reasons []int) ([]int, error) {
	tried := slices.Clone(reasons)
	slices.SortStableFunc(tried, func(a, b int) int {
		if c.simple[a] != c.simple[b] {
			return map[bool]int{true: -1, false: 1}[c.simple[a]]
		}
		return len(c.Reasons[b].Steps) - len(c.Reasons[a].Steps)
	})
	cover := slices.Clone(reasons)
	for _, r := range tried {
		rest := slices.DeleteFunc(slices.Clone(cover), func(o int) bool { return o == r })
		enough, err := c.covers(ctx, f, picks, rest)
		if err != nil {
			return nil, err
		}
		if enough {
			cover = rest
		}
	}
	return cover, nil
}

// covers reports whether some of the reasons are in every candidate of a variant.
func (c *coverer) covers(ctx context.Context, f *candidates, picks, reasons []int) (bool, error) {
	lits := f.x.Select(picks)
	for _, r := range reasons {
		lits = append(lits, f.enabled[r])
	}
	a, err := f.session.Ask(ctx, lits...)
	return err == nil && a.Status == solve.Unsat, err
}

// mergeSorted returns the numbers that are in one of two lists, in order.
func mergeSorted(a, b []int) []int {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
