package diagram

// Least finds the cheapest assignments of a value.
type Least[C any] struct {
	d     *Diagrams
	value int
	costs Costs[C]
	least []C // by place: the least cost of a choice
	best  map[Map]*C
}

// Costs says what choices cost. The cost of an assignment is the sum of those of its choices.
type Costs[C any] struct {
	Of   [][]C // by place, by choice
	Plus func(a, b C) C
	Less func(a, b C) bool
}

// NewLeast returns a search for assignments of a value.
func NewLeast[C any](d *Diagrams, value int, costs Costs[C]) *Least[C] {
	l := &Least[C]{d: d, value: value, costs: costs, best: map[Map]*C{}}
	for _, of := range costs.Of {
		least := of[0]
		for _, c := range of {
			if costs.Less(c, least) {
				least = c
			}
		}
		l.least = append(l.least, least)
	}
	return l
}

// of returns the least cost that an assignment of the value has from a place on; nil if
// there is none.
func (l *Least[C]) of(m Map, place int) *C {
	at := l.d.place(m)
	best, known := l.best[m]
	if !known {
		if v, all := m.Value(); all && v == l.value {
			best = new(C)
		} else if !all {
			for c := range l.costs.Of[at] {
				if is := l.with(m, at, c); is != nil && (best == nil || l.costs.Less(*is, *best)) {
					best = is
				}
			}
		}
		l.best[m] = best
	}
	if best == nil {
		return nil
	}
	sum := *best
	for _, c := range l.least[place:at] {
		sum = l.costs.Plus(sum, c)
	}
	return &sum
}

// with is of for the assignments with a choice at the place.
func (l *Least[C]) with(m Map, place, choice int) *C {
	rest := l.of(l.d.kid(m, place, choice), place+1)
	if rest == nil {
		return nil
	}
	sum := l.costs.Plus(*rest, l.costs.Of[place][choice])
	return &sum
}

// In returns the cheapest assignment of the value in a map, of equally cheap ones the first
// in lexicographic order; nil if there is none.
func (l *Least[C]) In(m Map) []int {
	if l.of(m, 0) == nil {
		return nil
	}
	choices := make([]int, len(l.costs.Of))
	for p := range choices {
		var best *C
		for c := range l.costs.Of[p] {
			if is := l.with(m, p, c); is != nil && (best == nil || l.costs.Less(*is, *best)) {
				best, choices[p] = is, c
			}
		}
		m = l.d.kid(m, p, choices[p])
	}
	return choices
}

// Forget makes the search usable after [Diagrams.Keep].
func (l *Least[C]) Forget() { clear(l.best) }
