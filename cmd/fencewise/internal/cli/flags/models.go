package flags

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
)

// Default describes the default model in the usage of --model.
const Default = "(default " + models.Default + ", " + models.DefaultDoorbell + " for a program with doorbells, and lkmm for kernel C)"

// Models holds the flags of a command that takes several models.
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

// Files holds the flags that say how model files are read.
type Files struct{ models.Options }

// AddFlags adds the flags to a command.
func (f *Files) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&f.Include, "include", "I", nil, "also look in `DIR` for files that a model includes")
	_ = cmd.MarkFlagDirname("include") // fails only for a flag that does not exist
	cmd.Flags().StringVar(&f.ISA, "isa", "", "the `VERSION` of the Power ISA, for a model that depends on it: 2.07 or 3.0 (default "+models.DefaultISA+")")
	Words(cmd, "isa", "2.07", models.DefaultISA)
	cmd.Flags().StringArrayVar(&f.Variants, "variant", nil, "make the condition \"`NAME`\" of a cat file true; may be repeated")
}

// Load loads one model.
func (f *Files) Load(name string) (*fit.Model, error) {
	m, err := fit.Load(name, f.Options)
	if err != nil {
		return m, err
	}
	return m, f.Check([]*fit.Model{m})
}

// Check returns an error for a variant that no model tests: a misspelled one would
// otherwise have no effect without notice.
func (f *Files) Check(ms []*fit.Model) error {
	for _, v := range f.Variants {
		asked := false
		for i := range ms {
			has, err := ms[i].HasVariant(v)
			if err != nil {
				return err
			}
			asked = asked || has
		}
		if !asked {
			return diag.New(diag.Span{}, diag.BadOption, "--variant %s: no model has this variant", v)
		}
	}
	return nil
}

// Load loads the models, or the default one.
func (m *Models) Load() ([]*fit.Model, error) {
	if len(m.Names) == 0 {
		d, err := fit.LoadDefault(m.Files.Options)
		if err != nil {
			return nil, err
		}
		return []*fit.Model{d}, m.Files.Check([]*fit.Model{d})
	}
	ms, err := fit.LoadAll(m.Names, m.Files.Options)
	if err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}

// One holds the flags of a command that takes a single model.
type One struct {
	Name  string // "": the default model
	Files Files
}

// AddFlags adds the flags of the model to a command.
func (o *One) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.Name, "model", "m", "", "the `MODEL`: an embedded model, or a cat file "+Default)
	o.Files.AddFlags(cmd)
	complete(cmd, "model", completeModels)
}

// Load loads the model.
func (o *One) Load() (*fit.Model, error) {
	if o.Name != "" {
		return o.Files.Load(o.Name)
	}
	m, err := fit.LoadDefault(o.Files.Options)
	if err != nil {
		return m, err
	}
	return m, o.Files.Check([]*fit.Model{m})
}
