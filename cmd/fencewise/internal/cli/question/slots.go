package question

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Slots is the choices that the user makes for barrier slots.
type Slots struct{ Set []string }

// AddFlags adds the flag of the slots to a command.
func (s *Slots) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&s.Set, "set", "s", nil, "what stands in a barrier slot: `SLOT=CHOICE`; other slots keep what stands in the file")
	complete(cmd, "set", completeSlots)
}

// Choices reads the settings. Whether slots and choices exist is for each
// program to say.
func (s *Slots) Choices() (map[string]string, error) {
	m := map[string]string{}
	for _, set := range s.Set {
		slot, choice, ok := strings.Cut(set, "=")
		slot, choice = strings.TrimSpace(slot), litmus.ChoiceText(strings.TrimSpace(choice))
		if !ok || slot == "" || choice == "" {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--set %s: expected SLOT=CHOICE, such as set.before=sync", set)
		}
		if old, dup := m[slot]; dup && old != choice {
			return nil, diag.New(diag.Span{}, diag.BadOption, "--set %s: the slot %s is set to %s already", set, slot, old)
		}
		m[slot] = choice
	}
	return m, nil
}
