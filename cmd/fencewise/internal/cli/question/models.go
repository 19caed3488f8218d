package question

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/run"
	"github.com/fencewise/fencewise/programs/diag"
)

// DefaultModel is the model of a command that is told of none.
const DefaultModel = "power"

// Models is the models that are asked about.
type Models struct {
	Names []string
	Files Files
}

// AddFlags adds the flags of the models to a command.
func (m *Models) AddFlags(cmd *cobra.Command, usage string) {
	cmd.Flags().StringArrayVarP(&m.Names, "model", "m", nil, usage)
	m.Files.AddFlags(cmd)
	complete(cmd, "model", completeModels)
}

// Files is how model files are read.
type Files struct{ run.ModelOptions }

// AddFlags adds the flags to a command.
func (f *Files) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&f.Include, "include", "I", nil, "look for files that a model includes in `DIR` too")
	_ = cmd.MarkFlagDirname("include") // fails only for a flag that is not there
	cmd.Flags().StringArrayVar(&f.Variants, "variant", nil, "make the condition \"`NAME`\" of a cat file true; may be repeated")
}

// Load loads one model.
func (f *Files) Load(name string) (run.Model, error) {
	m, err := run.LoadModel(name, f.ModelOptions)
	if err != nil {
		return m, err
	}
	return m, f.Check([]run.Model{m})
}

// Check refuses a variant that no model asks for: a misspelled one would
// change nothing, and nobody would see it.
func (f *Files) Check(ms []run.Model) error {
	for _, v := range f.Variants {
		asked := false
		for _, m := range ms {
			for _, src := range m.Model.Files {
				asked = asked || strings.Contains(src.Text, `"`+v+`"`)
			}
		}
		if !asked {
			return diag.New(diag.Span{}, diag.BadOption, "--variant %s: no model has a condition on it", v)
		}
	}
	return nil
}

// Load loads the models, or the default one.
func (m *Models) Load() ([]run.Model, error) {
	names := m.Names
	if len(names) == 0 {
		names = []string{DefaultModel}
	}
	ms, err := run.LoadModels(names, m.Files.ModelOptions)
	if err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}

// One is the flags of a command that takes a single model.
type One struct{ Models }

// AddFlags adds the flags of the model to a command.
func (o *One) AddFlags(cmd *cobra.Command) {
	o.Names = []string{DefaultModel}
	cmd.Flags().StringVarP(&o.Names[0], "model", "m", DefaultModel, "the `MODEL`: an embedded one, or a cat file")
	o.Files.AddFlags(cmd)
	complete(cmd, "model", completeModels)
}

// Load loads the model.
func (o *One) Load() (run.Model, error) { return o.Files.Load(o.Names[0]) }
