package fit

import (
	"cmp"
	"slices"
	"sync"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/sets"
	"github.com/fencewise/fencewise/programs/kernel/target"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
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
	m.inLanguage = once(func(l *isa.Language) (*Model, error) {
		if d, ok := models.DefaultFor(l); ok {
			return loadDefaults(d, o)
		}
		return nil, nil
	})
	m.forTarget = once(func(t *target.Target) (*Model, error) {
		if t.Model == models.Default && len(t.Variants) == 0 && t.ISA == "" {
			return m, nil
		}
		return loadForTarget(t, o)
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
	if d.Doorbell != "" {
		m.standIn = sync.OnceValues(func() (*Model, error) { return Load(d.Doorbell, o) })
	}
	return m, nil
}

// loadForTarget loads the model of a target, with the variants that the target turns on.
func loadForTarget(t *target.Target, o models.Options) (*Model, error) {
	d, _ := models.DefaultFor(t.Language)
	if d.Model != t.Model {
		d = models.Defaults{Model: t.Model}
	}
	if t.ISA != "" {
		doorbell, err := models.ForISA(d.Doorbell, t.ISA)
		if err != nil {
			return nil, err
		}
		d.Doorbell = doorbell
	}
	o.Variants = slices.Concat(o.Variants, t.Variants)
	m, err := loadDefaults(d, o)
	if err != nil {
		return nil, err
	}
	m.nameVariants(t.Variants)
	return m, nil
}

// nameVariants says of a model, and of those that judge programs with doorbells or accesses of
// mixed size in its place, which variants the target has turned on.
func (m *Model) nameVariants(variants []string) {
	m.Variants = variants
	for _, other := range []*func() (*Model, error){&m.standIn, &m.mixed} {
		if load := *other; load != nil {
			*other = sync.OnceValues(func() (*Model, error) {
				in, err := load()
				if err == nil {
					in.nameVariants(variants)
				}
				return in, err
			})
		}
	}
}

// once returns a function that calls load once for each argument.
func once[K comparable](load func(K) (*Model, error)) func(K) (*Model, error) {
	var mu sync.Mutex
	loaded := map[K]func() (*Model, error){}
	return func(k K) (*Model, error) {
		mu.Lock()
		f := loaded[k]
		if f == nil {
			f = sync.OnceValues(func() (*Model, error) { return load(k) })
			loaded[k] = f
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
// language, which has other sets; one for another architecture is refused. A program that is
// compiled for a target is judged by the model of the target, with the variants that it turns
// on, unless the user has named a model. A program with accesses of mixed size is judged by the
// model with the variant that is about them.
func (m *Model) For(t *litmus.Test) (*Model, error) {
	by, err := m.whatever(t)
	if err != nil {
		return nil, err
	}
	return by.ForSizes(t)
}

// ForSizes returns the model for the sizes of the accesses of a program, in whatever language:
// this one, or if they are mixed the one with the variant that is about them.
func (m *Model) ForSizes(t *litmus.Test) (*Model, error) {
	switch {
	case !m.OneSize || !unroll.Mixed(t):
		return m, nil
	case m.mixed != nil:
		return m.mixed()
	}
	return nil, diag.New(t.NameSpan, diag.NoMixed, "%s has accesses of mixed size, and the model %s was made for accesses of one size", t.Name, m.Name)
}

// whatever is For, whatever the sizes of accesses.
func (m *Model) whatever(t *litmus.Test) (*Model, error) {
	s, err := sets.Of(t)
	if err != nil {
		return nil, err
	}
	if t.Compiled() && m.forTarget != nil {
		to, err := target.Named(t.Target)
		if err != nil {
			return nil, err
		}
		if other, err := m.forTarget(to); other != m || err != nil {
			if err != nil {
				return nil, err
			}
			return other.whatever(t)
		}
	}
	if t.Compiled() && t.UsesDoorbells() {
		if err := m.takesDoorbells(t, s); err != nil {
			return nil, err
		}
	}
	if s.Language != m.Vocabulary.Language {
		if m.inLanguage != nil {
			switch other, err := m.inLanguage(s.Language); {
			case err != nil:
				return nil, err
			case other != nil:
				return other.whatever(t)
			}
		}
		return nil, m.foreign(t, s)
	}
	switch {
	case !t.UsesDoorbells() || m.Model.Doorbells():
		return m, nil
	case m.standIn != nil:
		return m.standIn()
	}
	d := diag.New(t.NameSpan, diag.NoDoorbell, "%s has doorbells, and the model %s has no axiom about them", t.Name, m.Name).
		Note("without such an axiom, interrupts could see and miss anything")
	if own, ok := models.DefaultFor(m.Vocabulary.Language); ok && own.Doorbell != "" {
		d.WithFix("use --model %s, or include it in a model of your own", own.Doorbell)
	}
	return nil, d
}

// takesDoorbells returns an error if a program with doorbells is compiled for a machine that
// has none, or for another version of the Power ISA than that of the model.
func (m *Model) takesDoorbells(t *litmus.Test, s *isa.Set) error {
	for _, th := range t.Columns() {
		if _, err := s.Lower(t, th, s.NewDecoder().Regs()); err != nil {
			return err
		}
	}
	to, err := target.Named(t.Target)
	if err != nil {
		return err
	}
	own := cmp.Or(to.ISA, models.DefaultISA)
	if version := models.ISAOf(m.Name); version == "" || version == own {
		return nil
	}
	d := diag.New(t.NameSpan, diag.CatArch, "%s is compiled for %s, which has version %s of the Power ISA, and the model %s is for another version", t.Name, to.Name, own, m.Name)
	for _, other := range target.All() {
		if other.Language == to.Language && cmp.Or(other.ISA, models.DefaultISA) == models.ISAOf(m.Name) {
			return d.WithFix("use --target %s, or leave out --model and --isa", other.Name)
		}
	}
	return d
}

// foreign returns the diagnostic for a program in another language than the model's.
func (m *Model) foreign(t *litmus.Test, s *isa.Set) error {
	what := "is a program for"
	if t.Compiled() {
		what = "is compiled for"
	}
	return diag.New(t.NameSpan, diag.CatArch, "%s %s %s, and the model %s is for %s", t.Name, what, s.Arch, m.Name, m.Vocabulary.Language.Arch).
		WithFix("use %s", modelFor(s))
}

// HasVariant reports whether the model, or one that judges programs in its place, has a
// condition on the name of a variant.
func (m *Model) HasVariant(name string) (bool, error) {
	if m.asks(name) {
		return true, nil
	}
	if m.inLanguage != nil {
		for _, l := range sets.Languages() {
			if l == m.Vocabulary.Language {
				continue
			}
			in, err := m.inLanguage(l)
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
