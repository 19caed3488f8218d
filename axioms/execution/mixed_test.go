package execution_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/programs/event"
)

// twoWords has two stores of whole words, one of a byte, and a load of the word.
const twoWords = `PPC two-words
Endian=little
{ uint32_t x; 0:r1=x; 1:r1=x; 2:r1=x; 3:r1=x; }
 P0           | P1           | P2           | P3           ;
 li r5,257    | li r5,514    | li r5,3      | lwz r6,0(r1) ;
 stw r5,0(r1) | stw r5,0(r1) | stb r5,0(r1) |              ;
exists (3:r6=513)
`

// TestTorn checks that a read of parts of two stores that both cover both, and two stores with
// two orders, are no executions, and that what is like them but whole is one.
func TestTorn(t *testing.T) {
	s := executiontest.Build(t, twoWords)
	part := func(what string, granule int32) int32 { // the event of an access about a granule
		e := s.PartAt(int(find(t, s, what)), granule)
		if e < 0 {
			t.Fatalf("%s does not cover granule %d", what, granule)
		}
		return int32(e)
	}
	init, p0, p1, p2, read := [2]int32{0, 1}, [2]int32{}, [2]int32{}, part("P2:Wx+0", 0), [2]int32{}
	for g := range int32(2) {
		p0[g], p1[g], read[g] = part("P0:Wx+0", g), part("P1:Wx+0", g), part("P3:Rx+0", g)
	}
	for _, c := range []struct {
		name   string
		rf     [2]int32
		co0    []int32
		co1    []int32
		fault  execution.Fault
		formed bool
	}{
		{"one store", p0, []int32{p0[0], p1[0], p2}, []int32{p0[1], p1[1]}, 0, true},
		{"the initial store", init, []int32{p1[0], p2, p0[0]}, []int32{p1[1], p0[1]}, 0, true},
		{"a byte of another", [2]int32{p2, p0[1]}, []int32{p0[0], p2, p1[0]}, []int32{p0[1], p1[1]}, 0, true},
		{"a part of each", [2]int32{p0[0], p1[1]}, []int32{p0[0], p1[0], p2}, []int32{p0[1], p1[1]}, execution.TornRead, false},
		{"a part of each, in the other order", [2]int32{p1[0], p0[1]}, []int32{p0[0], p1[0], p2}, []int32{p0[1], p1[1]}, execution.TornRead, false},
		{"a part of the initial store", [2]int32{p1[0], init[1]}, []int32{p0[0], p1[0], p2}, []int32{p0[1], p1[1]}, execution.TornRead, false},
		{"two orders", p0, []int32{p0[0], p1[0], p2}, []int32{p1[1], p0[1]}, execution.TornWrite, false},
		{"two orders, with a byte between", p0, []int32{p1[0], p2, p0[0]}, []int32{p0[1], p1[1]}, execution.TornWrite, false},
	} {
		x := execution.New(s)
		x.Rf[read[0]], x.Rf[read[1]] = c.rf[0], c.rf[1]
		x.Order[event.Co] = [][]int32{slices.Insert(c.co0, 0, 0), slices.Insert(c.co1, 0, 1)}
		_, err := x.Complete()
		var ill *execution.IllFormed
		switch {
		case c.formed && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case !c.formed && (!errors.As(err, &ill) || ill.Fault != c.fault):
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}
