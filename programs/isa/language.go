package isa

import (
	"math/bits"
	"slices"
	"strings"
)

// Language is the language of a program, as far as memory models are concerned: an
// instruction set, or kernel C. Models distinguish its events by their tags.
type Language struct {
	Name string // for people: "POWER"
	Arch string // in the first line of litmus tests and models: "PPC"

	// CtrlEnds is true if control dependencies end where the ways through a branch meet
	// again. In a machine language everything later depends on the branch.
	CtrlEnds bool
	// Reserves is true if the language has store-conditionals, on whose success later
	// events can depend.
	Reserves bool
	// Annotated is set if the macros of a program say which tags its accesses have, so that
	// models come with files that declare tags.
	Annotated bool

	// Tags declares the tags, by number. The entry with number 0 is empty.
	Tags []TagInfo
}

// TagInfo declares a tag.
type TagInfo struct {
	Name string // in programs, in the table of costs and in output: "lwsync"
	Cat  string // the set of events with the tag, in cat: "LWSYNC"
	Doc  string // the events with the tag, in one sentence
	// Also holds further names of the set in cat, of models that spell it differently. A
	// name that several tags have is the union of their sets.
	Also []string
	// OrdersNothing is set for a barrier that only restrains the compiler, in every model of
	// the language.
	OrdersNothing bool
	// Apart is set for the tag of accesses that cat's sets M, R and W leave out. A model
	// that knows them adds them.
	Apart bool
	// Writes is set for a tag that only writes have.
	Writes bool

	// Barrier is set for tags of fences. Each fence has one of them, and slots may contain
	// it.
	Barrier bool
	// Orders holds the kinds of pairs of accesses, one before and one after a barrier, that
	// the barrier can order in any model.
	Orders Pairs
	// Control is set for a barrier that needs a branch before it: it orders later accesses
	// after the reads that decided the branch.
	Control bool
	// Exclusive is set for a tag of the two accesses of atomic operations, such as a
	// load-reserve and a store-conditional.
	Exclusive bool
	// Located is set for a barrier that is about a location, which it does not access.
	Located bool
	// Section is set for a barrier that begins or ends a critical section, and Grace for one
	// that waits for such sections.
	Section, Grace bool
	// Priced is set for a tag of accesses that cost more than plain ones.
	Priced bool
	// Keeps tells what an access with the tag does besides, as far as order is concerned:
	// "acquire". It is "" for tags that order nothing.
	Keeps string
	// Says tells what an access with the tag does, if that says more than its value:
	// "takes {loc}", "cookie {value}". {loc} is its location, {value} what it reads or
	// writes.
	Says string
	// Alone tells what becomes of an operation if its read has the tag and no write
	// follows: "fails".
	Alone string
	// Doorbells is set for a barrier that orders nothing in programs without doorbells.
	Doorbells bool
	// Since is the version of the language in which the tag came, where older models
	// cannot know it; else "".
	Since string
}

// Pairs is a set of kinds of pairs of accesses.
type Pairs uint8

// The kinds of pairs: a read or a write before a read or a write.
const (
	ReadRead Pairs = 1 << iota
	ReadWrite
	WriteRead
	WriteWrite

	AllPairs = ReadRead | ReadWrite | WriteRead | WriteWrite
)

// Full reports whether a barrier can order all pairs of accesses.
func (l *Language) Full(t Tag) bool { return l.Tags[t].Orders == AllPairs }

// Apart returns the tags of the accesses that cat's M, R and W leave out.
func (l *Language) Apart() (s Tags) {
	for t := range l.Tags {
		if l.Tags[t].Apart {
			s |= Of(Tag(t))
		}
	}
	return s
}

// Barriers returns the tags of all barriers, in order.
func (l *Language) Barriers() (tags []Tag) {
	for t := range l.Tags {
		if l.Tags[t].Barrier {
			tags = append(tags, Tag(t))
		}
	}
	return tags
}

// Priced returns the tags of accesses that cost more than plain ones.
func (l *Language) Priced() (tags []Tag) {
	for t := range l.Tags {
		if l.Tags[t].Priced {
			tags = append(tags, Tag(t))
		}
	}
	return tags
}

// Barrier returns the tag of a barrier in a set of tags; NoTag if there is none.
func (l *Language) Barrier(s Tags) Tag {
	for _, t := range s.List() {
		if l.Tags[t].Barrier {
			return t
		}
	}
	return NoTag
}

// Exclusive reports whether an access with these tags is exclusive.
func (l *Language) Exclusive(s Tags) bool {
	for ; s != 0; s &= s - 1 {
		if l.Tags[bits.TrailingZeros64(uint64(s))].Exclusive {
			return true
		}
	}
	return false
}

// Located reports whether a fence with these tags is about a location.
func (l *Language) Located(s Tags) bool {
	return slices.ContainsFunc(s.List(), func(t Tag) bool { return l.Tags[t].Located })
}

// TagNamed returns the tag with a name; NoTag if there is none.
func (l *Language) TagNamed(name string) Tag {
	for t := range l.Tags {
		if t > 0 && l.Tags[t].Name == name {
			return Tag(t)
		}
	}
	return NoTag
}

// Text returns the names of the tags in a set, separated by blanks.
func (l *Language) Text(s Tags) string {
	var names []string
	for _, t := range s.List() {
		names = append(names, l.Tags[t].Name)
	}
	return strings.Join(names, " ")
}
