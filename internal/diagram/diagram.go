package diagram

import (
	"slices"

	"github.com/fencewise/fencewise/internal/limit"
)

// Map is a map from assignments to values, which are at least 0. It belongs to the
// [Diagrams] that made it. Two maps are equal if and only if they map alike.
type Map int32

// Of returns the map of all assignments to one value.
func Of(value int) Map { return Map(-1 - value) }

// Value returns the value of a map that maps all assignments alike; ok is false for
// other maps.
func (m Map) Value() (value int, ok bool) { return int(-1 - m), m < 0 }

// Diagrams stores maps over the same places.
type Diagrams struct {
	sizes []int  // choices by place
	nodes []node // the index is the Map
	kids  []Map
	table []int32 // hash table of nodes: the index + 1, 0 for a free place

	Meter *limit.Meter // counts the work of operations; it can end one, which then has no effect
}

// node branches on the choice at a place. Its kids are kids[first:first+sizes[place]], not
// all the same, and branch at later places.
type node struct{ place, first int32 }

// New returns an empty store for maps over places with these numbers of choices.
func New(sizes []int) *Diagrams {
	return &Diagrams{sizes: slices.Clone(sizes), table: make([]int32, 1<<10)}
}

// Nodes returns the number of nodes that are stored, also those of maps that nobody
// uses any longer.
func (d *Diagrams) Nodes() int { return len(d.nodes) }

// place returns the place at which a map branches first; the number of places if it
// does not.
func (d *Diagrams) place(m Map) int {
	if m < 0 {
		return len(d.sizes)
	}
	return int(d.nodes[m].place)
}

// kid returns the part of a map in which a place, at which or after which m branches
// first, has a choice.
func (d *Diagrams) kid(m Map, place, choice int) Map {
	if d.place(m) > place {
		return m
	}
	return d.kids[int(d.nodes[m].first)+choice]
}

// join returns the map whose part for each choice at a place is given.
func (d *Diagrams) join(place int, parts []Map) Map {
	d.Meter.Work(10)
	same := true
	h := uint32(place)*2654435761 + 1
	for _, p := range parts {
		same = same && p == parts[0]
		h = (h ^ uint32(p)) * 16777619
		h ^= h >> 15
	}
	if same {
		return parts[0]
	}
	mask := uint32(len(d.table) - 1)
	at := h & mask
	for ; d.table[at] != 0; at = (at + 1) & mask {
		n := d.nodes[d.table[at]-1]
		if int(n.place) == place && slices.Equal(d.kids[n.first:int(n.first)+len(parts)], parts) {
			return Map(d.table[at] - 1)
		}
	}
	m := Map(len(d.nodes))
	d.nodes = append(d.nodes, node{int32(place), int32(len(d.kids))})
	d.kids = append(d.kids, parts...)
	d.table[at] = int32(m) + 1
	if 2*len(d.nodes) > len(d.table) {
		d.grow()
	}
	return m
}

// grow doubles the hash table.
func (d *Diagrams) grow() {
	old := d.table
	d.table = make([]int32, 2*len(old))
	mask := uint32(len(d.table) - 1)
	for _, k := range old {
		if k == 0 {
			continue
		}
		n := d.nodes[k-1]
		h := uint32(n.place)*2654435761 + 1
		for _, p := range d.kids[n.first : int(n.first)+d.sizes[n.place]] {
			h = (h ^ uint32(p)) * 16777619
			h ^= h >> 15
		}
		at := h & mask
		for d.table[at] != 0 {
			at = (at + 1) & mask
		}
		d.table[at] = k
	}
}

// At returns the value of an assignment.
func (d *Diagrams) At(m Map, choices []int) int {
	for m >= 0 {
		n := d.nodes[m]
		m = d.kids[int(n.first)+choices[n.place]]
	}
	return int(-1 - m)
}

// state is a map and a place at or before the one at which it branches.
type state struct {
	m     Map
	place int
}

// build makes a map from another, place by place. step returns the map for a part that
// starts at a place; it calls deeper for parts that start at the next place. end returns
// the map for a part after the last place.
func (d *Diagrams) build(m Map, end func(m Map) Map, step func(place int, m Map, deeper func(Map) Map) Map) Map {
	memo := map[state]Map{}
	var visit func(m Map, place int) Map
	visit = func(m Map, place int) Map {
		if place == len(d.sizes) {
			return end(m)
		}
		at := state{m, place}
		if r, ok := memo[at]; ok {
			return r
		}
		r := step(place, m, func(kid Map) Map { return visit(kid, place+1) })
		memo[at] = r
		return r
	}
	return visit(m, 0)
}

// Box is a set of assignments: those whose choices are all in it.
type Box func(place, choice int) bool

// Set returns the map in which the assignments of a box have a new value if replace
// holds for the one that they have.
func (d *Diagrams) Set(m Map, box Box, replace func(value int) bool, value int) Map {
	return d.build(m, func(m Map) Map {
		if was, _ := m.Value(); replace(was) {
			return Of(value)
		}
		return m
	}, func(place int, m Map, deeper func(Map) Map) Map {
		parts := make([]Map, d.sizes[place])
		for c := range parts {
			if parts[c] = d.kid(m, place, c); box(place, c) {
				parts[c] = deeper(parts[c])
			}
		}
		return d.join(place, parts)
	})
}

// Combine returns the map of each assignment to f of its values in two maps.
func (d *Diagrams) Combine(a, b Map, f func(a, b int) int) Map {
	memo := map[[2]Map]Map{}
	var visit func(a, b Map) Map
	visit = func(a, b Map) Map {
		if a < 0 && b < 0 {
			return Of(f(int(-1-a), int(-1-b)))
		}
		pair := [2]Map{a, b}
		if r, ok := memo[pair]; ok {
			return r
		}
		place := min(d.place(a), d.place(b))
		parts := make([]Map, d.sizes[place])
		for c := range parts {
			parts[c] = visit(d.kid(a, place, c), d.kid(b, place, c))
		}
		r := d.join(place, parts)
		memo[pair] = r
		return r
	}
	return visit(a, b)
}

// Each returns the map of each assignment to f of its value.
func (d *Diagrams) Each(m Map, f func(value int) int) Map {
	return d.Combine(m, Of(0), func(v, _ int) int { return f(v) })
}

// Keep forgets all maps but those given, and returns them as they are stored now.
func (d *Diagrams) Keep(maps ...Map) []Map {
	next := New(d.sizes)
	next.Meter = d.Meter
	moved := map[Map]Map{}
	var move func(m Map) Map
	move = func(m Map) Map {
		if m < 0 {
			return m
		}
		if to, ok := moved[m]; ok {
			return to
		}
		n := d.nodes[m]
		parts := slices.Clone(d.kids[n.first : int(n.first)+d.sizes[n.place]])
		for c := range parts {
			parts[c] = move(parts[c])
		}
		to := next.join(int(n.place), parts)
		moved[m] = to
		return to
	}
	var now []Map
	for _, m := range maps {
		now = append(now, move(m))
	}
	*d = *next
	return now
}
