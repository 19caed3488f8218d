package cost

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/power"
)

// kinds is the number of kinds of barriers, NoFence included.
const kinds = int(power.Msgsync) + 1

// Model is what barriers cost.
type Model struct {
	Name   string // as the user named it
	Title  string
	Source string // where the order or the prices come from
	Unit   string // of the prices; empty where the model only ranks

	order []power.FenceKind // cheapest first; those that are priced, too
	price [kinds]float64
	by    func(m *Model, a, b Cost) int
}

// Cost is how many barriers of each kind there are: what they cost depends on
// the model.
type Cost [kinds]int

// Times is the cost of n times the same.
func (c Cost) Times(n int) Cost {
	for i := range c {
		c[i] *= n
	}
	return c
}

// Plus is the cost of both.
func (c Cost) Plus(d Cost) Cost {
	for i := range c {
		c[i] += d[i]
	}
	return c
}

// Of is the cost of a sequence of barriers. The error says that the model does
// not know one of them.
func (m *Model) Of(fences []power.FenceKind) (Cost, error) {
	var c Cost
	for _, f := range fences {
		if !slices.Contains(m.order, f) {
			return c, diag.New(diag.Span{}, diag.CostUnpriced, "the cost model %s does not say what %s costs", m.Name, f).
				WithFix("add %s to it", f)
		}
		c[f]++
	}
	return c, nil
}

// Compare is negative where a is cheaper than b, and 0 where the model knows no
// difference.
func (m *Model) Compare(a, b Cost) int { return m.by(m, a, b) }

// byRank counts the dearest barriers first.
func byRank(m *Model, a, b Cost) int {
	for _, f := range slices.Backward(m.order) {
		if d := a[f] - b[f]; d != 0 {
			return d
		}
	}
	return 0
}

// byPrice adds prices up.
func byPrice(m *Model, a, b Cost) int {
	return cmp.Compare(m.sum(a), m.sum(b))
}

func (m *Model) sum(c Cost) float64 {
	total := 0.0
	for f, n := range c {
		total += float64(n) * m.price[f]
	}
	return total
}

// Priced reports whether the model has prices.
func (m *Model) Priced() bool { return m.Unit != "" }

// Total is the sum of the prices; ok is false where there are none.
func (m *Model) Total(c Cost) (total float64, ok bool) { return m.sum(c), m.Priced() }

// Text is the cost for people: "2 sync + 1 lwsync", "nothing", or with a price
// in front of it.
func (m *Model) Text(c Cost) string {
	var parts []string
	for _, f := range slices.Backward(m.order) {
		if c[f] > 0 {
			parts = append(parts, strconv.Itoa(c[f])+" "+f.String())
		}
	}
	text := strings.Join(parts, " + ")
	switch {
	case text == "":
		return "nothing"
	case m.Priced():
		return strconv.FormatFloat(m.sum(c), 'g', 6, 64) + " " + m.Unit + " (" + text + ")"
	}
	return text
}

// Barriers is how many there are of each kind.
func (c Cost) Barriers() map[string]int {
	all := map[string]int{}
	for f, n := range c {
		if n > 0 {
			all[power.FenceKind(f).String()] = n
		}
	}
	return all
}

// String says how the model compares: "eieio < lwsync < sync", or the prices.
func (m *Model) String() string {
	parts := make([]string, len(m.order))
	for i, f := range m.order {
		if parts[i] = f.String(); m.Priced() {
			parts[i] += " " + strconv.FormatFloat(m.price[f], 'g', -1, 64)
		}
	}
	if m.Priced() {
		return strings.Join(parts, ", ") + " " + m.Unit
	}
	return strings.Join(parts, " < ")
}
