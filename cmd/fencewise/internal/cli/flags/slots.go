package flags

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Slots holds the flags with the user's choices for barrier slots.
type Slots struct {
	As  string   // a variant of the study of the program; "": none
	Set []string // changes of single slots
}

// AddFlags adds the flags of the slots to a command.
func (s *Slots) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.As, "as", "", "use the choices of this `VARIANT` of the program's study; --set changes them further")
	cmd.Flags().StringArrayVarP(&s.Set, "set", "s", nil, "the choice of a barrier slot: `SLOT=CHOICE`, or several of them separated by commas; other slots keep the choice in the file")
	complete(cmd, "as", CompleteVariant)
	complete(cmd, "set", completeSlots)
}

// Choices parses the settings of --set. It does not check that slots and choices exist, which
// depends on the program.
func (s *Slots) Choices() (map[string]string, error) {
	m := map[string]string{}
	for _, set := range s.Set {
		if err := Settings("--set", set, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Settings adds the choices of "SLOT=CHOICE,…", the value of a flag, to others.
func Settings(flag, list string, to map[string]string) error {
	for _, set := range splitSettings(list) {
		slot, choice, ok := strings.Cut(set, "=")
		slot, choice = strings.TrimSpace(slot), litmus.ChoiceText(strings.TrimSpace(choice))
		switch {
		case (!ok || slot == "" || choice == "") && set == list:
			return diag.New(diag.Span{}, diag.BadOption, "%s %s: expected SLOT=CHOICE, such as set.before=sync", flag, set)
		case !ok || slot == "" || choice == "":
			return diag.New(diag.Span{}, diag.BadOption, "%s %s: expected SLOT=CHOICE,…, but found %q", flag, list, set)
		}
		if old, dup := to[slot]; dup && old != choice {
			return diag.New(diag.Span{}, diag.BadOption, "%s %s: the slot %s is already set to %s", flag, list, slot, old)
		}
		to[slot] = choice
	}
	return nil
}

// splitSettings splits "SLOT=CHOICE,SLOT=CHOICE". A comma without a following SLOT=
// is between operands of a choice.
func splitSettings(list string) (sets []string) {
	for i, piece := range strings.Split(list, ",") {
		if i > 0 && piece != "" && !strings.Contains(piece, "=") && strings.Contains(sets[len(sets)-1], "=") {
			sets[len(sets)-1] += "," + piece
			continue
		}
		sets = append(sets, piece)
	}
	return sets
}

// Choose gives the choices of --as to a program, which must belong to a study with that
// variant.
func (s *Slots) Choose(in library.Input) (library.Input, error) {
	if s.As == "" {
		return in, nil
	}
	v, p, err := VariantOf("--as", s.As, in.Name)
	if err == nil {
		in.Chosen = v.Assignment(p)
	}
	return in, err
}

// ChooseAll gives the choices of --as to programs. Those that another variant is about are
// left out, unless that leaves none.
func (s *Slots) ChooseAll(ins []library.Input) ([]library.Input, error) {
	var all []library.Input
	var first error
	for _, in := range ins {
		in, err := s.Choose(in)
		if err == nil {
			all = append(all, in)
		} else if first == nil {
			first = err
		}
	}
	if len(all) > 0 {
		return all, nil
	}
	return nil, first
}
