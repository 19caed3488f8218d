package cost

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/power"
)

// Item is something that has a cost: a kind of barrier, or one of the two
// below.
type Item uint8

// The items that are no barriers.
const (
	Ctrl        = Item(power.Msgsync) + 1 + iota // a compare and a branch: ctrl() in a slot
	Instruction                                  // any other instruction in a slot

	items = int(Instruction) + 1 // with that of no barrier
)

// String returns the name of the item in a cost file.
func (i Item) String() string {
	switch i {
	case Ctrl:
		return "ctrl"
	case Instruction:
		return "instruction"
	}
	return power.FenceKind(i).String()
}

// of returns the item for a part of a choice.
func of(p event.Part) Item {
	switch {
	case p.Ctrl:
		return Ctrl
	case p.Fence == power.NoFence:
		return Instruction
	}
	return Item(p.Fence)
}

// Model is what barriers cost.
type Model struct {
	Name   string // as the user named it
	Title  string
	Source string // where the order or the prices come from
	Unit   string // of the prices; empty where the model only ranks

	order []Item // cheapest first; those that are priced, too
	price [items]float64
	by    func(m *Model, a, b Cost) int
}

// Cost counts the barriers of each kind and the other items; the model says
// what they cost.
type Cost [items]int

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

// Of returns the cost of a choice. The error says that the model has no cost
// for a part of it.
func (m *Model) Of(parts []event.Part) (Cost, error) {
	var c Cost
	for _, p := range parts {
		f := of(p)
		if !slices.Contains(m.order, f) {
			d := diag.New(diag.Span{}, diag.CostUnpriced, "the cost model %s does not say what %s costs", m.Name, p.Text).
				WithFix("add %s to it", f)
			if f == Instruction {
				d.Note("instruction stands for each one in a slot that is neither a barrier nor ctrl()")
			}
			return c, d
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
			part := strconv.Itoa(c[f]) + " " + f.String()
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

// Barriers is how many there are of each kind.
func (c Cost) Barriers() map[string]int {
	all := map[string]int{}
	for f, n := range c {
		if n > 0 {
			all[Item(f).String()] = n
		}
	}
	return all
}

// String says how the model compares: "eieio < lwsync < sync", or the prices.
func (m *Model) String() string { return m.Among(Cost{}) }

// Among describes how the model compares barriers, and those other items that occur.
func (m *Model) Among(some Cost) string {
	var parts []string
	for _, f := range m.order {
		if f >= Ctrl && some[f] == 0 {
			continue
		}
		part := f.String()
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
