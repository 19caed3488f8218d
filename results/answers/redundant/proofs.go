package redundant

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/results/answers/opinion"
	"github.com/fencewise/fencewise/results/redundant"
)

// Proof is a program in which barriers are gone, and which is Never.
type Proof struct {
	opinion.Case
	Without string // what is gone: the name of a barrier, or Together
}

// Together is the name for all redundant barriers that can go at once.
const Together = "together"

// Proofs returns the programs that show that barriers are redundant: for each barrier those
// tests that depend on barriers and have it, and all such tests without all barriers that can
// go at once. The programs are as the user would write them.
func (f *Found) Proofs() (all []Proof, err error) {
	add := func(t *test, without string, rs ...*redundant.Barrier) {
		text, bad := t.written(rs...)
		err = errors.Join(err, bad)
		all = append(all, Proof{opinion.Case{Name: t.Name, Test: text, Model: t.model}, without})
	}
	var gone []*redundant.Barrier
	for i := range f.Barriers {
		r := &f.Barriers[i]
		if r.Answer != redundant.Redundant {
			continue
		}
		if slices.Contains(f.Together, r.Name) {
			gone = append(gone, r)
		}
		for _, t := range f.tests {
			if slices.Contains(r.Tests, t.Name) {
				add(t, r.Name, r)
			}
		}
	}
	if len(gone) < 2 {
		return all, err
	}
	for _, t := range f.tests {
		if t.record.Sensitive() {
			add(t, Together, gone...)
		}
	}
	return all, err
}

// Names returns the names of all barriers of the tests, also of those that nobody asked about.
func (f *Found) Names() []string {
	var names []string
	for _, t := range f.tests {
		for i := range t.barriers {
			names = append(names, t.name(&t.barriers[i]))
		}
	}
	return names
}

// Label returns a name for the group.
func (f *Found) Label() string {
	label := strings.Trim(f.Study+" "+f.Variant, " ")
	if label == "" {
		label = "files"
	}
	if len(f.Tests) > 0 {
		label += " " + f.Tests[0].Model
	}
	return label
}

// Cases returns a test as it stands, and the test without a barrier; both without slots.
func (f *Found) Cases(name string, r *redundant.Barrier) (with, without opinion.Case, err error) {
	for _, t := range f.tests {
		if t.Name != name {
			continue
		}
		a, err := t.written()
		if err != nil {
			return with, without, err
		}
		b, err := t.written(r)
		return opinion.Case{Name: name, Test: a, Model: t.model}, opinion.Case{Name: name, Test: b, Model: t.model}, err
	}
	return with, without, fmt.Errorf("redundant: the group has no test %s", name)
}

// Before returns the instruction or statement that stands after a barrier in a test; "" if
// none does.
func (f *Found) Before(name string, r *redundant.Barrier) string {
	for _, t := range f.tests {
		for i := range t.barriers {
			if b := &t.barriers[i]; t.Name == name && t.is(b, r) {
				return t.before(b)
			}
		}
	}
	return ""
}

func (t *test) before(b *insert.Barrier) string {
	for _, col := range t.slotted.Columns() {
		if col.Title() != b.Column {
			continue
		}
		seen := false
		for i := range col.Cells {
			c := &col.Cells[i]
			switch {
			case c.Slot != nil && c.Slot.Name == b.Slot:
				seen = true
			case seen && c.Instr != nil:
				return c.Instr.Phrase()
			}
		}
	}
	return ""
}
