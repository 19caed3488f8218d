package diagram

// Last returns the assignments of a set that no step leads out of: a map to 1 for those,
// and to 0 for all others. The set holds the assignments that m maps to wanted values. A step takes
// another choice at one place. beyond reports whether there is one from a choice to
// another. Between choices with steps both ways, the set does not matter: then only the
// first of them is last.
func (d *Diagrams) Last(m Map, want func(value int) bool, beyond func(place, from, to int) bool) Map {
	in := d.Each(m, func(v int) int {
		if want(v) {
			return 1
		}
		return 0
	})
	return d.build(in, func(m Map) Map { return m }, func(place int, m Map, deeper func(Map) Map) Map {
		parts := make([]Map, d.sizes[place])
		for c := range parts {
			parts[c] = d.lastWith(place, m, c, deeper, beyond)
		}
		return d.join(place, parts)
	})
}

// lastWith returns the last assignments that have a choice at a place.
func (d *Diagrams) lastWith(place int, m Map, choice int, deeper func(Map) Map, beyond func(place, from, to int) bool) Map {
	for to := range d.sizes[place] {
		if to < choice && beyond(place, choice, to) && beyond(place, to, choice) {
			return Of(0)
		}
	}
	last := deeper(d.kid(m, place, choice))
	for to := range d.sizes[place] {
		if to != choice && last != Of(0) && beyond(place, choice, to) && !beyond(place, to, choice) {
			last = d.Combine(last, d.kid(m, place, to), func(last, in int) int { return last &^ in })
		}
	}
	return last
}
