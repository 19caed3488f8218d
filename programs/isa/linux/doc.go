// Package linux is the language of kernel C: the tags of its events.
//
// It comes beside isa/power. The names of the tags in cat are those of the Linux-kernel
// memory model, so that its files can be read unchanged; where its two versions spell a tag
// differently, the tag has both names.
package linux
