package flags

import (
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/models"
)

// Default describes the default model in the usage of --model.
const Default = "(default " + models.Default + ", " + models.DefaultDoorbell + " for a program with doorbells, and for kernel C lkmm and lkmm-doorbell)"

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

// Load loads the models, or the default one.
func (m *Models) Load() ([]*fit.Model, error) {
	if err := m.Files.resolve(); err != nil {
		return nil, err
	}
	names := m.Names
	if len(names) == 0 && m.Files.model != "" {
		names = []string{m.Files.model}
	}
	if len(names) == 0 {
		d, err := fit.LoadDefault(m.Files.Options)
		if err != nil {
			return nil, err
		}
		return []*fit.Model{d}, m.Files.Check([]*fit.Model{d})
	}
	for i := range names {
		names[i] = m.Files.find(names[i])
	}
	ms, err := fit.LoadAll(names, m.Files.Options)
	if err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}

// LoadFor loads what judges programs that are compiled for targets: the models that the user
// names, each for the targets in its language, or the models of the targets. Without targets
// it loads the models. A program has to be given to them as [fit.Model.Test] returns it.
func (m *Models) LoadFor(t *Targets) ([]*fit.Model, error) {
	if len(t.Names) == 0 {
		return m.Load()
	}
	if err := t.Check(); err != nil {
		return nil, err
	}
	if err := m.Files.resolve(); err != nil {
		return nil, err
	}
	if m.Named() {
		ms, err := m.Load()
		if err != nil {
			return nil, err
		}
		return fit.OnTargets(ms, t.Names)
	}
	ms, err := fit.LoadTargets(t.Names, m.Files.Options)
	if err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}

// Named reports whether the user names a model: by its name, in a configuration file, or by
// the version of the ISA that it is to be for. The files have to be resolved, by loading.
func (m *Models) Named() bool { return len(m.Names) > 0 || m.Files.ISA != "" || m.Files.model != "" }

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

// Named reports whether the user names a model: see [Models.Named].
func (o *One) Named() bool { return o.Name != "" || o.Files.ISA != "" || o.Files.model != "" }

// LoadFor loads what judges programs that are compiled for targets: see [Models.LoadFor].
func (o *One) LoadFor(t *Targets) ([]*fit.Model, error) {
	all := Models{Files: o.Files}
	if o.Name != "" {
		all.Names = []string{o.Name}
	}
	ms, err := all.LoadFor(t)
	o.Files = all.Files // resolved
	return ms, err
}

// Load loads the model.
func (o *One) Load() (*fit.Model, error) {
	if err := o.Files.resolve(); err != nil {
		return nil, err
	}
	name := o.Name
	if name == "" {
		name = o.Files.model
	}
	if name != "" {
		return o.Files.Load(o.Files.find(name))
	}
	m, err := fit.LoadDefault(o.Files.Options)
	if err != nil {
		return m, err
	}
	return m, o.Files.Check([]*fit.Model{m})
}
