package strength

import (
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// change is what differs between two versions of a universe: the tag of one barrier, or the
// tags of the accesses of one statement. These are its first events.
type change struct {
	weak, strong []isa.Tags     // by event
	accesses     []event.Access // nil for a barrier
}

func barrierChange(weak, strong isa.Tag) *change {
	return &change{weak: []isa.Tags{isa.Of(weak)}, strong: []isa.Tags{isa.Of(strong)}}
}

// accessChange returns the change of accesses to the same accesses with other tags.
func accessChange(weak, strong []event.Access) *change {
	c := &change{accesses: weak}
	for i := range weak {
		c.weak, c.strong = append(c.weak, weak[i].Tags), append(c.strong, strong[i].Tags)
	}
	return c
}

// size returns the number of events that change.
func (c *change) size() int { return len(c.weak) }

// concerns reports whether b is a set whose elements can differ between the versions: of a
// barrier, that of any kind of barrier or, if the model is one for programs that have few of
// them, that of one of the two kinds.
func (c *change) concerns(m *rel.Model, b vocabulary.Base) bool {
	t, ok := b.Tag()
	if !ok {
		return false
	}
	if c.accesses == nil && !m.Specializes() {
		return isBarrier(m, b)
	}
	for i := range c.weak {
		if c.weak[i].Has(t) != c.strong[i].Has(t) {
			return true
		}
	}
	return false
}

// class returns the set of all accesses of the kind of event i.
func (c *change) class(i int) vocabulary.Base {
	switch {
	case c.accesses == nil:
		return vocabulary.NoBase
	case c.accesses[i].Store:
		return vocabulary.SetW
	default:
		return vocabulary.SetR
	}
}

// together adds that the events of a statement follow one another.
func (u *universe) together() {
	po, rmw, n, k := u.base[vocabulary.RelPo], u.base[vocabulary.StaticBase(event.Rmw)], u.n, u.change.size()
	for i := 1; i < k; i++ {
		u.add(po[(i-1)*n+i])
		if a := u.change.accesses; a[i-1].Pair && !a[i-1].Store && a[i].Pair && a[i].Store {
			u.add(rmw[(i-1)*n+i])
		}
		for x := k; x < n; x++ {
			for _, pair := range [2][2]int{{x*n + i - 1, x*n + i}, {(i-1)*n + x, i*n + x}} {
				u.add(-po[pair[0]], po[pair[1]])
				u.add(po[pair[0]], -po[pair[1]])
			}
		}
	}
}
