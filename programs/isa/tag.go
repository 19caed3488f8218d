package isa

import "math/bits"

// Tag is a property of events that a language declares: which barrier a fence is, or what an
// access is besides a read or write. It is the number of the declaration, from 1 on.
type Tag uint8

// NoTag is the zero Tag. No event has it.
const NoTag Tag = 0

// MaxTags is the largest number of tags that a language may have.
const MaxTags = 63

// Tags is a set of tags of one language.
type Tags uint64

// Of returns a set of tags.
func Of(tags ...Tag) (s Tags) {
	for _, t := range tags {
		s |= 1 << t
	}
	return s
}

// Has reports whether a tag is in the set.
func (s Tags) Has(t Tag) bool { return s>>t&1 != 0 }

// List returns the tags of the set, in the order of their numbers.
func (s Tags) List() (tags []Tag) {
	for ; s != 0; s &= s - 1 {
		tags = append(tags, Tag(bits.TrailingZeros64(uint64(s))))
	}
	return tags
}
