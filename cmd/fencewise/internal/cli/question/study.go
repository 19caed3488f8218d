package question

import (
	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
)

// OfStudy loads the models that the user asks for, else those of the study. A
// study's model that does not load is reported where the study names it.
func (m *Models) OfStudy(st *library.Study) ([]*fit.Model, error) {
	if len(m.Names) > 0 || m.Files.ISA != "" { // what a study claims is of the models it names
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
