package witness

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/results/graph"
)

// completeEdges lists the relations that --edges takes: those of the model on the command line.
// Names before a comma stay.
func (o *Options) completeEdges(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	m, err := models.Load(cmp.Or(o.Model.Name, models.Default))
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	own, prelude, base := graph.Names(m)
	var names []string
	for _, n := range slices.Concat(own, prelude, base) {
		if n = before + n; strings.HasPrefix(n, typed) {
			names = append(names, n)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
