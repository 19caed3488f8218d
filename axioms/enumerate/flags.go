package enumerate

import (
	"slices"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/rel"
)

// flags finds the flags that executions have.
type flags struct {
	judge *eval.Judge
	open  []int    // the axioms of the model that raise flags which were not found yet
	found []string // names
}

func newFlags(j *eval.Judge) *flags {
	f := &flags{judge: j}
	for i := range j.Model().Axioms {
		if j.Model().Axioms[i].Mode == rel.Flag {
			f.open = append(f.open, i)
		}
	}
	return f
}

// asks reports whether there are flags that were not found yet.
func (f *flags) asks() bool { return f != nil && len(f.open) > 0 }

// look notes the flags of the execution that was judged last.
func (f *flags) look() {
	axioms := f.judge.Model().Axioms
	for _, i := range f.open {
		if !slices.Contains(f.found, axioms[i].Name) && f.judge.Raises(i) {
			f.found = append(f.found, axioms[i].Name)
		}
	}
	f.open = slices.DeleteFunc(f.open, func(i int) bool { return slices.Contains(f.found, axioms[i].Name) })
}

// names returns what was found, sorted.
func (f *flags) names() []string {
	if f == nil {
		return nil
	}
	slices.Sort(f.found)
	return f.found
}
