package graph

import (
	"slices"
	"testing"
)

// TestReduced: only of a strict order anything is left out.
func TestReduced(t *testing.T) {
	for _, c := range []struct{ in, want [][2]int }{
		{nil, nil},
		{[][2]int{{1, 2}, {1, 3}, {2, 3}}, [][2]int{{1, 2}, {2, 3}}},
		{[][2]int{{1, 2}, {2, 3}}, [][2]int{{1, 2}, {2, 3}}},                                         // not transitive
		{[][2]int{{1, 1}, {1, 2}, {1, 3}, {2, 3}}, [][2]int{{1, 1}, {1, 2}, {1, 3}, {2, 3}}},         // not strict
		{[][2]int{{1, 2}, {1, 4}, {1, 3}, {3, 4}, {2, 4}}, [][2]int{{1, 2}, {1, 3}, {3, 4}, {2, 4}}}, // a diamond
	} {
		if got := reduced(c.in); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.in, got, c.want)
		}
	}
}
