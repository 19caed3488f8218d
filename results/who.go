package results

import (
	"path"
	"slices"

	"github.com/fencewise/fencewise/internal/prose"
)

// Who says who the threads are, in a sentence for all programs whose threads have the same
// names: "In mail and clear-first, P0 is CPU X and P1 is CPU 42."
func Who(names []ThreadName) []string {
	var programs, said []string
	is := map[string][]string{}
	for _, n := range names {
		if !slices.Contains(programs, n.Program) {
			programs = append(programs, n.Program)
		}
		is[n.Program] = append(is[n.Program], n.Thread+" is "+n.Name)
	}
	for i, p := range programs {
		alike := func(q string) bool { return slices.Equal(is[p], is[q]) }
		if slices.ContainsFunc(programs[:i], alike) {
			continue
		}
		var in []string
		for _, q := range programs[i:] {
			if alike(q) {
				in = append(in, path.Base(q))
			}
		}
		said = append(said, "In "+prose.And(in)+", "+prose.And(is[p])+".")
	}
	return said
}
