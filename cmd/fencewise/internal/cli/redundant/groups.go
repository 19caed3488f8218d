package redundant

import (
	"maps"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags"
	"github.com/fencewise/fencewise/programs/library"
	search "github.com/fencewise/fencewise/results/answers/redundant"
)

// group is a list of tests that are judged together.
type group struct {
	study, variant string
	subjects       []search.Subject
}

// groups returns the tests of the arguments: those of each study by its variants, and all
// others together; each under every model.
func (o *Options) groups() ([]group, error) {
	set, err := o.Slots.Choices()
	if err != nil {
		return nil, err
	}
	var all []group
	var files []library.Input
	for _, arg := range o.Args {
		if flags.IsStudy(arg) {
			more, err := o.ofStudy(arg, set)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
			continue
		}
		ins, err := o.Models.Files.Open(arg, o.IO.In)
		if err != nil {
			return nil, err
		}
		for i := range ins {
			ins[i].C.Apart = true
		}
		files = append(files, ins...)
	}
	if len(files) == 0 {
		return all, nil
	}
	models, err := o.Models.LoadFor(&o.Targets)
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		g := group{}
		for _, in := range files {
			s, err := o.ofFile(in, m, set)
			if err != nil {
				return nil, err
			}
			g.subjects = append(g.subjects, s)
		}
		all = append(all, g)
	}
	return all, nil
}

// ofFile returns a program that is given alone. With --as it is in a variant of its study.
func (o *Options) ofFile(in library.Input, m *fit.Model, set map[string]string) (search.Subject, error) {
	t, err := in.Parse()
	if err != nil {
		return search.Subject{}, err
	}
	if in, err = o.Slots.Choose(in); err != nil {
		return search.Subject{}, err
	}
	return search.Subject{Name: in.Name, Test: m.Test(t), Model: m, Choices: in.With(set)}, nil
}

// ofStudy returns a group for each variant of a study, and its programs as written if it has
// no variants.
func (o *Options) ofStudy(arg string, set map[string]string) ([]group, error) {
	st, err := o.Models.Files.Study(arg)
	if err != nil {
		return nil, err
	}
	models, err := o.Models.OfStudy(st, &o.Targets)
	if err != nil {
		return nil, err
	}
	variants := st.Variants
	if o.Slots.As != "" {
		v, err := flags.Variant("--as", o.Slots.As, st.Name, st.Variants)
		if err != nil {
			return nil, err
		}
		variants = []*library.Variant{v}
	}
	var all []group
	for _, m := range models {
		for _, v := range variants {
			g := group{study: st.Name, variant: v.Name}
			for _, p := range v.Programs {
				if !st.Excludes(p, m.Target) {
					g.subjects = append(g.subjects, search.Subject{Name: p.Name, Test: m.Test(p.Test), Model: m, Choices: changed(v.Assignment(p), set)})
				}
			}
			all = append(all, g)
		}
		if len(variants) > 0 {
			continue
		}
		g := group{study: st.Name}
		for _, p := range st.Programs {
			if !st.Excludes(p, m.Target) {
				g.subjects = append(g.subjects, search.Subject{Name: p.Name, Test: m.Test(p.Test), Model: m, Choices: set})
			}
		}
		all = append(all, g)
	}
	return all, nil
}

// changed returns choices with changes.
func changed(choices, by map[string]string) map[string]string {
	out := maps.Clone(choices)
	maps.Copy(out, by)
	return out
}
