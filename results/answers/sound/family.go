package sound

import (
	"path/filepath"

	"github.com/fencewise/fencewise/programs/library"
)

// Programs returns the programs that an argument of the user stands for, each with its
// family: the folder that it is in, from the folder on that the user named.
func Programs(arg string, ins []library.Input) []Program {
	folder := filepath.Clean(arg)
	if len(ins) == 1 && ins[0].Name == arg {
		folder = filepath.Dir(folder)
	}
	base := filepath.Dir(folder)
	var all []Program
	for _, in := range ins {
		family := filepath.Dir(in.Name)
		if rel, err := filepath.Rel(base, family); err == nil && filepath.IsLocal(rel) {
			family = rel
		}
		all = append(all, Program{Input: in, Family: filepath.ToSlash(family)})
	}
	return all
}
