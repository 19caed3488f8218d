package encode

import (
	"unsafe"

	"github.com/fencewise/fencewise/encode/cnf"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/event"
)

// arena allocates zeroed slices from one piece of memory, which the next
// encoding uses again. A slice is valid until then.
type arena[T any] struct {
	buf   []T
	used  int
	taken int // elements, in total
	meter *limit.Meter
}

// maxSpare bounds the elements that are allocated ahead.
const maxSpare = 1 << 18

func (a *arena[T]) reset(m *limit.Meter) { a.used, a.taken, a.meter = 0, 0, m }

// bytes returns how much memory is allocated.
func (a *arena[T]) bytes() int {
	var t T
	return a.taken * int(unsafe.Sizeof(t))
}

// take returns a zeroed slice of n elements.
func (a *arena[T]) take(n int) []T {
	a.taken += n
	if a.used+n > len(a.buf) {
		var t T
		a.meter.Need(n * int(unsafe.Sizeof(t)))
		// Slices allocated before keep the old memory alive. A big program
		// gets what it needs, not twice as much.
		a.buf, a.used = make([]T, max(n, min(2*len(a.buf), maxSpare), 1024)), 0
	}
	s := a.buf[a.used : a.used+n : a.used+n]
	a.used += n
	clear(s)
	return s
}

// memory is the memory that an encoder reuses for each encoding.
type memory struct {
	lits    arena[cnf.Lit]
	tables  arena[[]cnf.Lit]
	derived arena[table]
	values  arena[event.Value]
	sets    arena[[]event.Value]
	ints    arena[int32]
	lists   arena[[]int32]
	words   arena[uint64]
	flags   arena[bool]
}

func (m *memory) reset(by *limit.Meter) {
	m.lits.reset(by)
	m.tables.reset(by)
	m.derived.reset(by)
	m.values.reset(by)
	m.sets.reset(by)
	m.ints.reset(by)
	m.lists.reset(by)
	m.words.reset(by)
	m.flags.reset(by)
}

// bytes returns how much memory is allocated.
func (m *memory) bytes() int {
	return m.lits.bytes() + m.tables.bytes() + m.derived.bytes() + m.values.bytes() + m.sets.bytes() +
		m.ints.bytes() + m.lists.bytes() + m.words.bytes() + m.flags.bytes()
}
