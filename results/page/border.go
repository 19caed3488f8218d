package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// Open fills in the counts and borders of a grid from its lattice, and the choices with
// which it opens: those of the slots that the table does not show are such that the table
// shows as much of the border as one can.
func (p *Page) Open(g *Grid, l *results.Lattice) {
	slots := p.Programs[g.Program].Slots
	g.Counts = counts(l)
	g.Borders = [2][]Border{borders(l, l.Minimal, g.Minimal, slots), borders(l, l.Maximal, g.Maximal, slots)}
	g.Start = g.start(slots)
}

// counts says how many combinations have which verdict.
func counts(l *results.Lattice) string {
	text := prose.Count(l.Size(), "combination")
	for _, v := range []verdict.Verdict{verdict.Never, verdict.Sometimes, verdict.Always, verdict.Unknown} {
		if n := l.Verdicts[v]; n > 0 {
			text += fmt.Sprintf(", %d %s", n, v)
		}
	}
	return text + "."
}

// borders describes a border: each bound with a combination of the border that is in it. A
// bound without one, which only borders of an extreme size have, is left out.
func borders(l *results.Lattice, bounds []results.Bound, border []int, slots []Slot) []Border {
	out := []Border{} // not null in JSON
	for _, b := range bounds {
		var items []string
		for _, s := range l.Slots {
			if c := b[s.Name]; len(c) > 0 {
				items = append(items, s.Name+"="+strings.Join(c, " or "))
			}
		}
		if len(items) == 0 {
			items = []string{"anything"}
		}
		at := slices.IndexFunc(border, func(v int) bool { return within(b, slots, v) })
		if at >= 0 {
			out = append(out, Border{strings.Join(items, ", "), border[at]})
		}
	}
	return out
}

// within reports whether a combination has the choices that a bound names.
func within(b results.Bound, slots []Slot, v int) bool {
	for i, pick := range picks(slots, v) {
		if c := b[slots[i].Name]; len(c) > 0 && !slices.Contains(c, slots[i].Choices[pick]) {
			return false
		}
	}
	return true
}

// picks returns the choices of a combination, by slot.
func picks(slots []Slot, v int) []int {
	out := make([]int, len(slots))
	for i := len(slots) - 1; i >= 0; i-- {
		n := len(slots[i].Choices)
		out[i], v = v%n, v/n
	}
	return out
}

// start returns the choices with which a grid opens: those of a combination of a border
// with as many others as possible that differ from it only in the two slots of the table.
// Of several it prefers one that has both borders, then the one with the most defaults.
func (g *Grid) start(slots []Slot) []int {
	type slice struct {
		at   []int
		seen [2]int // combinations of either border
	}
	slicesOf := map[string]*slice{}
	var order []*slice
	for side, border := range [][]int{g.Minimal, g.Maximal} {
		for _, v := range border {
			at := picks(slots, v)
			key := fmt.Sprint(without(at, g.Axes))
			s := slicesOf[key]
			if s == nil {
				s = &slice{at: at}
				slicesOf[key] = s
				order = append(order, s)
			}
			s.seen[side]++
		}
	}
	if len(order) == 0 { // one verdict for all
		start := make([]int, len(slots))
		for i := range slots {
			start[i] = slots[i].Default
		}
		return start
	}
	worth := func(s *slice) [3]int {
		w := [3]int{0, s.seen[0] + s.seen[1], 0}
		if s.seen[0] > 0 && s.seen[1] > 0 {
			w[0] = 1
		}
		for i, pick := range s.at {
			if pick == slots[i].Default {
				w[2]++
			}
		}
		return w
	}
	return slices.MaxFunc(order, func(a, b *slice) int {
		x, y := worth(a), worth(b)
		return slices.Compare(x[:], y[:])
	}).at
}

// without returns choices with those of the two slots of the table replaced by -1.
func without(picks, axes []int) []int {
	rest := slices.Clone(picks)
	for _, a := range axes[:min(2, len(axes))] {
		rest[a] = -1
	}
	return rest
}
