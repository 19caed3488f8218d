package isa

import (
	"math/bits"
	"strings"
)

// Language is what programs are written in, as far as memory models are concerned:
// an instruction set, or kernel C. Its tags are the vocabulary by which a model tells
// its events apart.
type Language struct {
	Name string // for people: "POWER"
	Arch string // in the first line of litmus tests and models: "PPC"

	// Tags declares the tags, by number; the one with number 0 is empty.
	Tags []TagInfo
}

// TagInfo declares a tag.
type TagInfo struct {
	Name string // in programs, in the table of costs and in what is printed: "lwsync"
	Cat  string // the set of events with the tag, in cat: "LWSYNC"
	Doc  string // which events these are, in one sentence

	// Barrier is set for tags of fences. A fence has one of them, and a slot may
	// hold it.
	Barrier bool
	// Orders is the pairs of accesses, one before and one after it, that a barrier can
	// order at most.
	Orders Pairs
	// Control is set for a barrier that orders later accesses only after a branch before
	// it: they come after the reads that decided the branch.
	Control bool
	// Exclusive is set for a tag of accesses that are exclusive: those of a
	// load-reserve and a store-conditional.
	Exclusive bool
	// Doorbells is set for a barrier that orders nothing in programs without doorbells.
	Doorbells bool
	// Since is the version of the language in which the tag came, where older models
	// cannot know it; else "".
	Since string
}

// Pairs is a set of kinds of pairs of accesses.
type Pairs uint8

// The kinds of pairs: a read or a write, before a read or a write.
const (
	ReadRead Pairs = 1 << iota
	ReadWrite
	WriteRead
	WriteWrite

	AllPairs = ReadRead | ReadWrite | WriteRead | WriteWrite
)

// Full reports whether a barrier can order every access with every other.
func (l *Language) Full(t Tag) bool { return l.Tags[t].Orders == AllPairs }

// Barriers returns the tags of barriers, in order.
func (l *Language) Barriers() (tags []Tag) {
	for t := range l.Tags {
		if l.Tags[t].Barrier {
			tags = append(tags, Tag(t))
		}
	}
	return tags
}

// Barrier returns the barrier in a set of tags; NoTag if there is none.
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

// TagNamed returns the tag of a name; NoTag if there is none.
func (l *Language) TagNamed(name string) Tag {
	for t := range l.Tags {
		if t > 0 && l.Tags[t].Name == name {
			return Tag(t)
		}
	}
	return NoTag
}

// Text returns the names of the tags in a set, with blanks between them.
func (l *Language) Text(s Tags) string {
	var names []string
	for _, t := range s.List() {
		names = append(names, l.Tags[t].Name)
	}
	return strings.Join(names, " ")
}
