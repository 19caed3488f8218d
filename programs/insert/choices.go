package insert

import (
	"slices"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Choices parses a list of choices as a slot comment holds it:
// "none,lwsync,msgsync+sync". The choices may consist of barriers and ctrl(). The result
// always begins with none. The error holds diagnostics.
func Choices(list string) ([]litmus.Choice, error) {
	read, err := litmus.ParseChoices(diag.NewSource("--choices", list))
	if err != nil {
		return nil, err
	}
	all, set := []litmus.Choice{{Text: "none"}}, sets.Default()
	for _, c := range read {
		if len(c.Instrs) == 0 {
			continue
		}
		for _, in := range c.Instrs {
			if op, err := set.NewDecoder().Decode(in); !in.IsCtrl() && (err != nil || op.Kind != isa.Fence) && !isKernelBarrier(in) {
				return nil, notBarrier(set, in)
			}
		}
		all = append(all, c)
	}
	return all, nil
}

func notBarrier(set *isa.Set, in *litmus.Instr) *diag.Diagnostic {
	var names []string
	for _, t := range set.Barriers() {
		names = append(names, set.Tags[t].Name)
	}
	d := diag.New(in.Span, diag.BadOption, "%q is not a barrier", in.String())
	if near := diag.Nearest(in.Op, names); near != "" && !slices.Contains(names, in.Op) {
		return d.WithFix("did you mean %s?", near)
	}
	return d.Note("a choice is none, a barrier, ctrl(), or several of these joined by '+': lwsync, msgsync+sync, ctrl(r5)+isync")
}
