package cost

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
)

// Model defines what barriers cost.
type Model struct {
	Name   string // as the user named it
	Title  string
	Source string // where the order or the prices come from
	Unit   string // the unit of the prices; empty if the model only ranks

	items   *itemList
	order   []Item // cheapest first, for prices too
	price   [itemCount]float64
	compare func(m *Model, a, b Cost) int // compares two costs
}

// Cost counts the barriers of each kind and the other items of a placement. A [Model]
// compares costs.
type Cost [itemCount]int

// Times returns the cost of n copies.
func (c Cost) Times(n int) Cost {
	for i := range c {
		c[i] *= n
	}
	return c
}

// Plus returns the cost of c and d together.
func (c Cost) Plus(d Cost) Cost {
	for i := range c {
		c[i] += d[i]
	}
	return c
}

// Of returns the cost of a choice. It returns an error if the model has no cost for one
// of its parts.
func (m *Model) Of(parts []event.Part) (Cost, error) {
	var c Cost
	for _, p := range parts {
		for _, f := range m.items.of(p) {
			if !slices.Contains(m.order, f) {
				d := diag.New(diag.Span{}, diag.CostUnpriced, "the cost model %s does not say what %s costs", m.Name, p.Text).
					WithFix("add %s to it", m.items.names[f])
				if f == Instruction {
					d.Note("'instruction' stands for every instruction in a slot that is neither a barrier nor ctrl()")
				}
				return c, d
			}
			c[f]++
		}
	}
	return c, nil
}

// Compare returns a negative number if a is cheaper than b, a positive one if it is more
// expensive, and 0 if the model makes no difference between them.
func (m *Model) Compare(a, b Cost) int { return m.compare(m, a, b) }

// compareByRank compares two costs by their most expensive barriers first.
func compareByRank(m *Model, a, b Cost) int {
	for _, f := range slices.Backward(m.order) {
		if d := a[f] - b[f]; d != 0 {
			return d
		}
	}
	return 0
}

// compareByPrice compares two costs by the sum of their prices.
func compareByPrice(m *Model, a, b Cost) int {
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

// Total returns the sum of the prices. ok is false if the model has no prices.
func (m *Model) Total(c Cost) (total float64, ok bool) { return m.sum(c), m.Priced() }

// Text returns the cost in words: "2 sync + 1 lwsync" or "nothing". If the model has
// prices, the price comes first.
func (m *Model) Text(c Cost) string {
	var parts []string
	for _, f := range slices.Backward(m.order) {
		if c[f] > 0 {
			part := strconv.Itoa(c[f]) + " " + m.items.names[f]
			if f == Instruction && c[f] > 1 {
				part += "s"
			}
			parts = append(parts, part)
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

// Barriers returns the number of each item that occurs in a cost, by name.
func (m *Model) Barriers(c Cost) map[string]int {
	all := map[string]int{}
	for f, n := range c {
		if n > 0 {
			all[m.items.names[f]] = n
		}
	}
	return all
}

// String returns how the model compares barriers: "eieio < lwsync < sync", or the prices.
func (m *Model) String() string { return m.StringFor(Cost{}) }

// maxShown is the length up to which all barriers of an order are shown.
const maxShown = 10

// StringFor returns how the model compares barriers and those of the other items that occur
// in some. Of a long order it shows only what occurs there.
func (m *Model) StringFor(some Cost) string {
	var parts []string
	for _, f := range m.order {
		if (f >= Ctrl || len(m.order) > maxShown) && some[f] == 0 {
			continue
		}
		part := m.items.names[f]
		if m.Priced() {
			part += " " + strconv.FormatFloat(m.price[f], 'g', -1, 64)
		}
		parts = append(parts, part)
	}
	if m.Priced() {
		return strings.Join(parts, ", ") + " " + m.Unit
	}
	return strings.Join(parts, " < ")
}

// Named returns the cost of barriers, and kinds of accesses that have a cost, by their names in a cost
// file. Others cost nothing.
func (m *Model) Named(names ...string) Cost {
	var c Cost
	for _, name := range names {
		for i, n := range m.items.names {
			if n == name && n != "" {
				c[i]++
			}
		}
	}
	return c
}
