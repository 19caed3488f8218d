package table

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/internal/prose"
	"github.com/fencewise/fencewise/results"
)

// items describes a border: one line for each bound, with the slots in the order of the
// program.
func items(l *results.Lattice, border []results.Bound) []string {
	var lines []string
	for _, b := range border {
		lines = append(lines, bound(l, b))
	}
	return lines
}

// anything describes a bound that names no slot.
const anything = "whatever the slots hold"

func bound(l *results.Lattice, b results.Bound) string {
	var parts []string
	for _, s := range l.Slots {
		if cs := b[s.Name]; cs != nil {
			parts = append(parts, s.Name+"="+strings.Join(cs, "|"))
		}
	}
	if len(parts) == 0 {
		return anything
	}
	return strings.Join(parts, ", ")
}

// indifferent returns the sentence about slots that change no verdict, if other slots
// do.
func indifferent(l *results.Lattice) string {
	switch names := l.Indifferent(); {
	case len(names) == 0 || len(names) == len(l.Slots): // the borders say it

		return ""
	case len(names) == 1:
		return names[0] + " changes nothing."
	default:
		return prose.And(names) + " change nothing."
	}
}

// strength lists, for a model, which choices are proved to be stronger than which:
// "none <= eieio <= lwsync <= sync", "none <= isync". It names the slots for which that
// is not known.
func strength(ls []results.Lattice, model string) []string {
	u := results.LatticeSlot{}
	for _, l := range ls {
		for _, s := range l.Slots {
			if l.JudgedBy() != model {
				continue
			}
			for _, c := range s.Choices {
				if !slices.Contains(u.Choices, c) {
					u.Choices = append(u.Choices, c)
				}
			}
			for _, p := range s.Order {
				if !slices.Contains(u.Order, p) {
					u.Order = append(u.Order, p)
				}
			}
		}
	}
	lines := chains(&u)
	var not []string
	for _, l := range ls {
		for _, s := range l.Slots {
			if l.JudgedBy() == model && lacks(&s, &u) {
				not = append(not, s.Name+" of "+short(l.Program))
			}
		}
	}
	if len(not) > 0 {
		lines = append(lines, "but not in "+prose.And(not)+", where an interrupt may come between")
	}
	return lines
}

// lacks reports whether the order of a slot's choices lacks what is known of them in
// other slots.
func lacks(s, u *results.LatticeSlot) bool {
	for _, p := range u.Order {
		if slices.Contains(s.Choices, p[0]) && slices.Contains(s.Choices, p[1]) && !s.AtLeast(p[0], p[1]) {
			return true
		}
	}
	return false
}

// chains writes an order as chains of neighbours, with equally strong choices together.
func chains(s *results.LatticeSlot) []string {
	name := map[string]string{} // of the first of a class: the class
	var classes []string
	for _, c := range s.Choices {
		i := slices.IndexFunc(classes, func(d string) bool { return s.AtLeast(c, d) && s.AtLeast(d, c) })
		if i < 0 {
			classes = append(classes, c)
			name[c] = c
		} else {
			name[classes[i]] += " = " + c
		}
	}
	above := map[string][]string{} // the next stronger ones
	for _, a := range classes {
		for _, b := range classes {
			between := func(m string) bool { return m != a && m != b && s.AtLeast(a, m) && s.AtLeast(m, b) }
			if a != b && s.AtLeast(a, b) && !slices.ContainsFunc(classes, between) {
				above[a] = append(above[a], b)
			}
		}
	}
	weakestFirst := slices.Clone(classes)
	height := func(c string) (n int) {
		for _, d := range classes {
			if s.AtLeast(d, c) {
				n++
			}
		}
		return n
	}
	slices.SortStableFunc(weakestFirst, func(a, b string) int { return height(a) - height(b) })
	var out []string
	compared := map[string]bool{}
	for _, start := range weakestFirst {
		for len(above[start]) > 0 {
			chain := name[start]
			compared[start] = true
			for at := start; len(above[at]) > 0; {
				next := above[at][0]
				above[at] = above[at][1:]
				chain += " <= " + name[next]
				compared[next] = true
				at = next
			}
			out = append(out, chain)
		}
	}
	for _, c := range classes {
		if !compared[c] {
			out = append(out, name[c])
		}
	}
	return out
}
