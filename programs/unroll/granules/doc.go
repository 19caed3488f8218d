// Package granules splits the accesses of an event structure, so that no event accesses a part
// of what another accesses.
//
// It is the last step of unrolling a program with accesses of mixed size. Package unroll makes
// one event for each access, whatever its size, and says which bytes it covers. [Split] finds
// the granules: the largest parts of memory that every access covers wholly or not at all. It
// replaces each access by one event for each granule that it covers, and each value that is
// read or shown in the end by one that is put together from granules.
//
// Where to look:
//
//   - blocks.go: which bytes make a block, and which of these a granule
//   - split.go: the new structure
//   - values.go: its expressions
//
// The order of bytes matters in one place, block.shift.
package granules
