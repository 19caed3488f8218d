package fit

import (
	"sync"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/litmus"
)

// LoadDefault loads the model for users who name none. Whoever asks for a version of the
// ISA is interested in doorbells: then one model judges all programs, and its name has the
// version.
func LoadDefault(o models.Options) (*Model, error) {
	if o.ISA != "" {
		return Load(models.DefaultDoorbell, o)
	}
	m, err := loadDefaults(models.Defaults{Model: models.Default, Doorbell: models.DefaultDoorbell}, o)
	if err != nil {
		return nil, err
	}
	m.inLanguage = inLanguages(func(l *isa.Language) (*Model, error) {
		if d, ok := models.DefaultFor(l); ok {
			return loadDefaults(d, o)
		}
		return nil, nil
	})
	return m, nil
}

// loadDefaults loads the model for programs of one language, in whose place another one
// judges those with doorbells.
func loadDefaults(d models.Defaults, o models.Options) (*Model, error) {
	m, err := Load(d.Model, o)
	if err != nil {
		return nil, err
	}
	m.standIn = sync.OnceValues(func() (*Model, error) { return Load(d.Doorbell, o) })
	return m, nil
}

// inLanguages returns a function that loads a model for a language once.
func inLanguages(load func(*isa.Language) (*Model, error)) func(*isa.Language) (*Model, error) {
	var mu sync.Mutex
	loaded := map[*isa.Language]func() (*Model, error){}
	return func(l *isa.Language) (*Model, error) {
		mu.Lock()
		f := loaded[l]
		if f == nil {
			f = sync.OnceValues(func() (*Model, error) { return load(l) })
			loaded[l] = f
		}
		mu.Unlock()
		return f()
	}
}

// modelFor says which model judges programs of an instruction set.
func modelFor(s *isa.Set) string {
	if d, ok := models.DefaultFor(s.Language); ok {
		return "--model " + d.Model + ", or another model whose first line names " + s.Arch
	}
	return "a model whose first line names " + s.Arch
}

// For returns the model that judges a program: this one, or the one that stands in for it
// where the program has doorbells. A model that the user has named and that has no axiom
// about doorbells is refused for such a program: with it interrupts could see and miss
// anything. A model whose file names no architecture is read anew for a program in another
// language, which has other sets; one for another architecture is refused.
func (m *Model) For(t *litmus.Test) (*Model, error) {
	if s := sets.ForArch(t.Arch); s != nil && s.Language != m.Vocabulary.Language {
		if m.inLanguage != nil {
			switch other, err := m.inLanguage(s.Language); {
			case err != nil:
				return nil, err
			case other != nil:
				return other.For(t)
			}
		}
		return nil, diag.New(t.NameSpan, diag.CatArch, "%s is a program for %s, and the model %s is for %s", t.Name, s.Arch, m.Name, m.Vocabulary.Language.Arch).
			WithFix("use %s", modelFor(s))
	}
	switch {
	case !t.UsesDoorbells() || m.Model.Doorbells():
		return m, nil
	case m.standIn != nil:
		return m.standIn()
	}
	d := diag.New(t.NameSpan, diag.NoDoorbell, "%s has doorbells, and the model %s has no axiom about them", t.Name, m.Name).
		Note("without such an axiom, interrupts could see and miss anything")
	if own, ok := models.DefaultFor(m.Vocabulary.Language); ok {
		d.WithFix("use --model %s, or include it in a model of your own", own.Doorbell)
	}
	return nil, d
}

// HasVariant reports whether the model, or one that judges programs in its place, has a
// condition on the name of a variant.
func (m *Model) HasVariant(name string) (bool, error) {
	if m.asks(name) {
		return true, nil
	}
	if m.inLanguage != nil {
		for _, s := range sets.All() {
			if s.Language == m.Vocabulary.Language {
				continue
			}
			in, err := m.inLanguage(s.Language)
			if err != nil {
				return false, err
			}
			if in != nil {
				if has, err := in.HasVariant(name); has || err != nil {
					return has, err
				}
			}
		}
	}
	if m.standIn == nil {
		return false, nil
	}
	in, err := m.standIn()
	if err != nil {
		return false, err
	}
	return in.HasVariant(name)
}
