package cost

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzCost checks that any text is either a cost model whose costs can be added and
// compared, or is reported with diagnostics that have places in the text.
func FuzzCost(f *testing.F) {
	for _, text := range []string{
		"title=\"t\"\nsource=\"s\"\norder=[\"eieio\",\"lwsync\",\"sync\"]\n", "title=\"t\"\nsource=\"s\"\nunit=\"c\"\n[cost]\nlwsync=25\nsync=1.5e2\n",
		"title=\"t\"\nsource=\"s\"\nunit=\"c\"\ncost={sync=inf,lwsync=-0.0,isync=nan}", "order=[\"sync\",\"sync\",\"mfence\"]", "cost=1", "title=\"t\"\nsource=\"s\"\norder=[\"instruction\", \"ctrl\"]", "[cost]\nsync=[1]",
	} {
		f.Add(text)
	}
	for _, name := range Presets() {
		text, err := embedded.ReadFile("presets/" + name + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parse(diag.NewSource("c.toml", text), "c")
		if err != nil {
			ds := diag.All(err)
			if len(ds) == 0 {
				t.Fatalf("no diagnostic: %v", err)
			}
			for _, d := range ds {
				if d.Code == "" || d.Msg == "" || !d.Span.Known() || d.Span.Start < 0 || d.Span.End > len(text) || d.Span.Start > d.Span.End {
					t.Errorf("%v at %v", d, d.Span)
				}
			}
			return
		}
		var one Cost
		for _, a := range m.order {
			one[a]++
		}
		if m.Title == "" || m.Source == "" || m.StringFor(one) == "" {
			t.Error("a cost model without title, source or text")
		}
		for _, a := range m.order {
			for _, b := range m.order {
				ordered(t, m, a, b)
			}
		}
	})
}

// ordered checks the order of costs with two items that the model has: no item is cheaper
// than nothing, more of an item is not cheaper than less, and Compare is antisymmetric.
func ordered(t *testing.T, m *Model, a, b Item) {
	t.Helper()
	var x, y Cost
	x[a]++
	y[b]++
	nameA, nameB := m.items.names[a], m.items.names[b]
	sign := func(n int) int { return max(-1, min(1, n)) }
	if sign(m.Compare(x, y)) != -sign(m.Compare(y, x)) {
		t.Errorf("%s and %s compare as %d and %d", nameA, nameB, m.Compare(x, y), m.Compare(y, x))
	}
	if m.Compare(x, Cost{}) < 0 || m.Compare(x.Plus(y), x) < 0 || m.Compare(x.Times(2), x) < 0 {
		t.Errorf("more of %s and %s is cheaper: %s", nameA, nameB, m)
	}
	if (m.Compare(x, y) <= 0) != (m.Compare(x.Plus(x), x.Plus(y)) <= 0) {
		t.Errorf("%s and %s compare in another way together with %s: %s", nameA, nameB, nameA, m)
	}
	if m.Text(x) == "" {
		t.Error("a cost without a text")
	}
}
