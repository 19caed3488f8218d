package sound

import (
	"encoding/json"
	"slices"
)

// Family counts the answers about the tests of one folder on one target.
type Family struct {
	Name  string
	Tests int
	Count map[Outcome]int
}

// Forbidden returns how many tests have an outcome that the kernel's model forbids.
func (f *Family) Forbidden() int { return f.Count[Kept] + f.Count[Exception] }

// MarshalJSON writes the counts of all outcomes, also those that are 0.
func (f Family) MarshalJSON() ([]byte, error) {
	m := map[string]any{"tests": f.Tests}
	if f.Name != "" {
		m["family"] = f.Name
	}
	for _, o := range outcomes {
		m[string(o)] = f.Count[o]
	}
	return json.Marshal(m)
}

// Families returns the counts for each family, in the order of their first tests.
func (t *Target) Families() []Family {
	var all []Family
	for i := range t.Tests {
		k := slices.IndexFunc(all, func(f Family) bool { return f.Name == t.Tests[i].Family })
		if k < 0 {
			k = len(all)
			all = append(all, Family{Name: t.Tests[i].Family, Count: map[Outcome]int{}})
		}
		all[k].Tests++
		all[k].Count[t.Tests[i].Outcome]++
	}
	return all
}

// Total returns the counts for all tests.
func (t *Target) Total() Family {
	sum := Family{Tests: len(t.Tests), Count: map[Outcome]int{}}
	for i := range t.Tests {
		sum.Count[t.Tests[i].Outcome]++
	}
	return sum
}

// Group holds the tests that have one reason.
type Group struct {
	Reason string
	Tests  []*Test
}

// Groups returns the tests with an outcome, by their reasons, the most frequent first.
func (t *Target) Groups(o Outcome) []Group {
	var all []Group
	for i := range t.Tests {
		x := &t.Tests[i]
		if x.Outcome != o {
			continue
		}
		k := slices.IndexFunc(all, func(g Group) bool { return g.Reason == x.Reason })
		if k < 0 {
			k = len(all)
			all = append(all, Group{Reason: x.Reason})
		}
		all[k].Tests = append(all[k].Tests, x)
	}
	slices.SortStableFunc(all, func(a, b Group) int { return len(b.Tests) - len(a.Tests) })
	return all
}
