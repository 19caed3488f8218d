package flags

import (
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
)

// OfStudy loads the models that the user names, or otherwise those of the study. If a
// study's model cannot be loaded, the error has the place where the study names it.
func (m *Models) OfStudy(st *library.Study) ([]*fit.Model, error) {
	if err := m.Files.resolve(); err != nil {
		return nil, err
	}
	if len(m.Names) > 0 || m.Files.ISA != "" || m.Files.model != "" { // claims are about the models that the study names
		return m.Load()
	}
	var (
		ms   []*fit.Model
		errs diag.List
	)
	for _, named := range st.Models {
		loaded, err := fit.Load(st.ModelFile(named), m.Files.Options)
		ds := diag.All(err)
		for _, d := range ds {
			if !d.Span.Known() {
				d.Span = named.Span
			}
			errs = append(errs, d)
		}
		if len(ds) > 0 {
			continue
		}
		if err != nil {
			return nil, err
		}
		loaded.Name = named.Name
		ms = append(ms, loaded)
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return ms, m.Files.Check(ms)
}
