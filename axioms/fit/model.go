package fit

import (
	"slices"
	"sync"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernel/target"
)

// Model is a memory model under the name that the user gave it.
type Model struct {
	Name string
	*rel.Model
	// Variants holds the variants that are on because the target of the program turns them on.
	Variants []string

	// Target is set for a model that judges programs in kernel C for one target, whose name
	// is then that of the model, and Heading is what tables call it. See LoadTargets.
	Target, Heading string

	// standIn loads the model for programs with doorbells; nil if the user has named a
	// model. See default.go.
	standIn func() (*Model, error)

	// inLanguage loads the model for programs in another language; its result is nil if
	// there is none. It is nil for a model that is for one architecture alone.
	inLanguage func(*isa.Language) (*Model, error)

	// forTarget loads the model for programs that are compiled for a target; nil if the user
	// has named a model. See default.go.
	forTarget func(*target.Target) (*Model, error)

	// amended loads the model with the variant that adds what it is known to lack;
	// nil if there is none. See amend.go.
	amended func() (*Model, error)

	// mixed loads the model for programs with accesses of mixed size; nil if it is for these
	// already, or was not loaded here.
	mixed func() (*Model, error)

	uses func() []use // see the method use; nil if the model was not loaded here
}

// Load loads an embedded model by name, or a cat file: see [models.Open].
func Load(arg string, o models.Options) (*Model, error) {
	name, m, err := models.Open(arg, o)
	if err != nil {
		return nil, err
	}
	loaded := named(name, m)
	if load := loaded.amender(arg, o); load != nil {
		loaded.amended = sync.OnceValues(load)
	}
	if m.OneSize {
		loaded.mixed = sync.OnceValues(func() (*Model, error) {
			o := o
			o.Variants = append(slices.Clone(o.Variants), rel.MixedVariant)
			return Load(arg, o)
		})
	}
	if m.Arch == "" && o.Language == nil && o.Bell == "" {
		loaded.inLanguage = once(func(l *isa.Language) (*Model, error) {
			o := o
			o.Language = l
			return Load(arg, o)
		})
	}
	return loaded, nil
}

// Parse makes a model of a cat text; see [models.Parse]. Its name is that of the text.
func Parse(src *diag.Source) (*Model, error) {
	parsed := func(on map[string]bool) (*Model, error) {
		m, err := models.Parse(src, on)
		if err != nil {
			return nil, err
		}
		return named(src.Name, m), nil
	}
	m, err := parsed(nil)
	if err == nil {
		m.mixed = sync.OnceValues(func() (*Model, error) { return parsed(map[string]bool{rel.MixedVariant: true}) })
	}
	return m, err
}

// named returns a model under a name.
func named(name string, m *rel.Model) *Model {
	return &Model{Name: name, Model: m, uses: sync.OnceValue(func() []use { return usesOf(m) })}
}

// LoadAll loads several models; the error holds what is wrong with each.
func LoadAll(args []string, o models.Options) ([]*Model, error) {
	var (
		ms   []*Model
		errs diag.List
	)
	for i, a := range args {
		if slices.Contains(args[:i], a) {
			continue
		}
		m, err := Load(a, o)
		if ds := diag.All(err); len(ds) > 0 {
			errs = append(errs, ds...)
			continue
		}
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(ms, func(old *Model) bool { return old.Name == m.Name }) { // with an ISA two names can be one model
			ms = append(ms, m)
		}
	}
	return ms, errs.Err()
}
