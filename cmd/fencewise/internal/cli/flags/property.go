package flags

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/litmus"
)

// AddProperty adds the flag --property to a command that can ask about any property.
func (f *Files) AddProperty(cmd *cobra.Command) {
	cmd.Flags().Var((*property)(&f.Property), "property", "ask about `PROPERTY`: safety, which is the condition of the program (the default), or termination: can threads wait forever")
	Words(cmd, "property", litmus.Properties()...)
}

// property is the value of --property.
type property litmus.Property

// Set reads the value.
func (p *property) Set(s string) error {
	if !slices.Contains(litmus.Properties(), s) {
		return errors.New("the property is " + prose.Or(litmus.Properties()))
	}
	*p = property(s)
	return nil
}

// String returns the value as it is written.
func (p *property) String() string { return string(*p) }

// Type returns what help calls the value.
func (p *property) Type() string { return "PROPERTY" }
