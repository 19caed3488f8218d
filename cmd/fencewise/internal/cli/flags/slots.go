package flags

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Slots holds the flag --set, with the user's choices for barrier slots.
type Slots struct{ Set []string }

// AddFlags adds the flag of the slots to a command.
func (s *Slots) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&s.Set, "set", "s", nil, "the choice of a barrier slot: `SLOT=CHOICE`; other slots keep the choice in the file")
	complete(cmd, "set", completeSlots)
}

// Choices parses the settings. It does not check that slots and choices exist, which
// depends on the program.
func (s *Slots) Choices() (map[string]string, error) {
	m := map[string]string{}
	for _, set := range s.Set {
		slot, choice, ok := strings.Cut(set, "=")
		slot, choice = strings.TrimSpace(slot), litmus.ChoiceText(strings.TrimSpace(choice))
		if !ok || slot == "" || choice == "" {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--set %s: expected SLOT=CHOICE, such as set.before=sync", set)
		}
		if old, dup := m[slot]; dup && old != choice {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--set %s: the slot %s is already set to %s", set, slot, old)
		}
		m[slot] = choice
	}
	return m, nil
}
