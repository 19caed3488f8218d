package why

import (
	"context"
	"fmt"
	"slices"

	"github.com/fencewise/fencewise/encode/solve"
)

// minimize finds a minimal cover for each variant, and adds it to those for other
// sets of interrupts. Variants with the same possible reasons mostly have the same
// cover, so one query is enough for most of them.
func (c *coverer) minimize(ctx context.Context, f *candidates) error {
	known := map[string][]int{}
	for v, slots := range c.variants {
		if c.Limit[v] != "" {
			continue
		}
		possible := c.possibleReasons(slots)
		key := fmt.Sprint(possible)
		cover, ok := known[key]
		if ok {
			enough, err := c.covers(ctx, f, slots, cover)
			if err != nil {
				return err
			}
			ok = enough
		}
		if !ok {
			var err error
			if cover, err = c.minimal(ctx, f, slots, possible); err != nil {
				return err
			}
			known[key] = cover
		}
		c.By[v] = mergeSorted(c.By[v], cover)
	}
	return nil
}

// possibleReasons lists the reasons whose barriers a variant has.
func (c *coverer) possibleReasons(slots []int) []int {
	var all []int
	for i := range c.Reasons {
		if c.Reasons[i].Possible(c.s, slots) {
			all = append(all, i)
		}
	}
	return all
}

// minimal removes reasons as long as the others cover all candidates. It first tries
// to remove those from axioms without closures, then the longest.
func (c *coverer) minimal(ctx context.Context, f *candidates, slots, reasons []int) ([]int, error) {
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
		enough, err := c.covers(ctx, f, slots, rest)
		if err != nil {
			return nil, err
		}
		if enough {
			cover = rest
		}
	}
	return cover, nil
}

// covers reports whether every candidate of a variant contains one of the reasons.
func (c *coverer) covers(ctx context.Context, f *candidates, slots, reasons []int) (bool, error) {
	lits := f.x.Select(slots)
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
