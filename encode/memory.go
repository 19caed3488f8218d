package encode

import (
	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/programs/event"
)

// arena hands out zeroed slices from one piece of memory that is used again
// for the next encoding. A slice stays valid until then.
type arena[T any] struct {
	buf  []T
	used int
}

// maxSpare bounds the elements that are allocated ahead.
const maxSpare = 1 << 18

func (a *arena[T]) reset() { a.used = 0 }

func (a *arena[T]) take(n int) []T {
	if a.used+n > len(a.buf) {
		// Slices already handed out keep the old memory alive. A big program
		// gets what it asks for, not twice as much.
		a.buf, a.used = make([]T, max(n, min(2*len(a.buf), maxSpare), 1024)), 0
	}
	s := a.buf[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

// memory is what an encoder keeps from one encoding to the next.
type memory struct {
	lits   arena[cnf.Lit]
	tables arena[[]cnf.Lit]
	values arena[event.Value]
	sets   arena[[]event.Value]
	ints   arena[int32]
	lists  arena[[]int32]
	words  arena[uint64]
	flags  arena[bool]
}

func (m *memory) reset() {
	m.lits.reset()
	m.tables.reset()
	m.values.reset()
	m.sets.reset()
	m.ints.reset()
	m.lists.reset()
	m.words.reset()
	m.flags.reset()
}
