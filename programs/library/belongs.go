package library

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// StudyOf returns the study that a program belongs to, and the program in it: the embedded
// study, or that of the study.toml in the folder of the file. It returns nil for a program of
// no study and for standard input.
func StudyOf(program string) (*Study, *Program, error) {
	if program == "-" {
		return nil, nil, nil
	}
	name := strings.TrimSuffix(program, ".litmus")
	dir := path.Dir(name)
	if !slices.Contains(Programs(), name) {
		dir = filepath.Dir(program)
	}
	st, err := LoadStudy(dir)
	if err != nil {
		if ds := diag.All(err); len(ds) == 1 && ds[0].Code == diag.NoFile {
			return nil, nil, nil
		}
		return nil, nil, err
	}
	for _, p := range st.Programs {
		if p.Name == name || filepath.Clean(p.Name) == filepath.Clean(program) || p.File == filepath.Base(program) {
			return st, p, nil
		}
	}
	return nil, nil, nil
}

// VariantsOf returns the variants of the study that a program of it has.
func (s *Study) VariantsOf(p *Program) []*Variant {
	return slices.DeleteFunc(slices.Clone(s.Variants), func(v *Variant) bool { return !slices.Contains(v.Programs, p) })
}
