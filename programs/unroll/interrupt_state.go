package unroll

import "github.com/fencewise/fencewise/programs/event"

// interruptState is what a path knows about the interrupts of its thread.
type interruptState struct {
	places *interruptPlace // where an interrupt may have been taken, the latest first

	// count holds at index k the condition that at least k+1 interrupts were taken so
	// far. It is nil before the first place.
	count []event.Expr

	// next is the first interrupt that may be taken here and could not be taken earlier
	// with the same effect: 1 is the first one at this place, 2 a second one right after
	// it. It is 0 if none may be taken here.
	next int
	here int // the number of this place

	last   int32 // the last event of the thread's own code; -1 for none
	masked bool  // interrupts are disabled

	// forced is a lower bound on the number of interrupts taken. Where a round of a loop
	// has no other effect, the path goes on only if an interrupt was taken in it. The
	// rounds counted so far cover the first forcedPlaces places.
	forced, forcedPlaces int
}

// interruptPlace is a place where an interrupt may have been taken on a path.
type interruptPlace struct {
	taken  event.Expr // the condition that one was
	number int        // of places on the path up to this one
	before *interruptPlace
}

// upTo returns the number of places on the path up to this one; 0 for nil.
func (i *interruptPlace) upTo() int {
	if i == nil {
		return 0
	}
	return i.number
}

// interruptMark is what has to be kept of an interruptState to tell later what has
// happened since.
type interruptMark struct {
	places *interruptPlace
	masked bool
}

// mark returns the current mark.
func (s *interruptState) mark() interruptMark { return interruptMark{s.places, s.masked} }

// sameMask reports whether interrupts are enabled now if and only if they were then.
func (s *interruptState) sameMask(then interruptMark) bool { return s.masked == then.masked }

// passEvent notes an event of the path. An interrupt after it differs from one before it.
func (s *interruptState) passEvent(id int32) {
	s.next = 1
	s.last = id
}

// passTest notes that the path has tested more reads. An interrupt after the test
// differs from one before it.
func (s *interruptState) passTest() {
	if s.next == 0 {
		s.next = 1
	}
}

// add notes a place at which an interrupt is taken if the condition taken holds. sure
// says that it holds whenever the path is taken.
func (s *interruptState) add(pool *event.Pool, taken event.Expr, sure bool) {
	s.places = &interruptPlace{taken, s.places.upTo() + 1, s.places}
	count := make([]event.Expr, len(s.count)) // paths that forked off share the old one
	for i := range count {
		fewer := event.True
		if i > 0 {
			fewer = s.count[i-1]
		}
		count[i] = fewer
		if !sure {
			count[i] = pool.Make(event.Any, s.count[i], pool.Make(event.All, fewer, taken))
		}
	}
	s.count = count
}

// since returns the condition that an interrupt was taken after a mark.
func (s *interruptState) since(pool *event.Pool, then interruptMark) event.Expr {
	e := event.False
	for i := s.places; i.upTo() > then.places.upTo(); i = i.before {
		e = pool.Make(event.Any, e, i.taken)
	}
	return e
}

// force notes that the path goes on only if an interrupt was taken after a mark.
func (s *interruptState) force(then interruptMark) {
	if then.places.upTo() >= s.forcedPlaces {
		s.forced++
	}
	s.forcedPlaces = s.places.upTo()
}
