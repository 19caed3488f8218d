package results

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
)

// TestBorders: for random orders of choices and random verdicts that keep to
// them, each border alone determines every verdict.
func TestBorders(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2))
	sets := [][][2]string{
		nil,
		{{"none", "a"}, {"none", "b"}, {"a", "b"}},
		{{"none", "a"}, {"none", "b"}},
		{{"none", "a"}, {"a", "none"}, {"none", "b"}, {"a", "b"}},
	}
	merged := 0
	for range 300 {
		l := &Lattice{}
		for i := range 1 + r.IntN(4) {
			l.Slots = append(l.Slots, LatticeSlot{Name: fmt.Sprint("s", i), Choices: []string{"none", "a", "b"}, Order: sets[r.IntN(len(sets))]})
		}
		points := []map[string]string{{}}
		for _, s := range l.Slots {
			var more []map[string]string
			for _, p := range points {
				for _, c := range s.Choices {
					q := map[string]string{s.Name: c}
					for k, v := range p {
						q[k] = v
					}
					more = append(more, q)
				}
			}
			points = more
		}
		atLeast := func(weak, strong map[string]string) bool {
			for i := range l.Slots {
				if s := &l.Slots[i]; !s.AtLeast(weak[s.Name], strong[s.Name]) {
					return false
				}
			}
			return true
		}
		never := make([]bool, len(points))
		for range r.IntN(4) {
			from := points[r.IntN(len(points))]
			for i, p := range points {
				never[i] = never[i] || atLeast(from, p)
			}
		}
		// All points of a side are as good as those of its border.
		var minimal, maximal []map[string]string
		for i, p := range points {
			if never[i] {
				minimal = append(minimal, p)
			} else {
				maximal = append(maximal, p)
			}
		}
		l.SetBorders(minimal, maximal)
		merged += len(points) - len(l.Minimal) - len(l.Maximal)
		for i, p := range points {
			above, below := false, false
			for _, b := range l.Minimal {
				above = above || l.Above(b, p)
			}
			for _, b := range l.Maximal {
				below = below || l.Below(b, p)
			}
			if above != never[i] || below == never[i] {
				t.Fatalf("%v: never %v, above %v of %v, below %v of %v; slots %v", p, never[i], above, l.Minimal, below, l.Maximal, l.Slots)
			}
		}
	}
	if merged == 0 {
		t.Error("no border was smaller than what it is the border of")
	}
}

// TestBorderWords: a slot that does not matter is not named, also where two
// choices of it are not to be compared.
func TestBorderWords(t *testing.T) {
	l := &Lattice{Slots: []LatticeSlot{
		{Name: "x", Choices: []string{"none", "sync"}, Order: [][2]string{{"none", "sync"}}},
		{Name: "y", Choices: []string{"none", "isync", "sync"}, Order: [][2]string{{"none", "isync"}, {"none", "sync"}}},
	}}
	l.SetBorders([]map[string]string{{"x": "sync", "y": "none"}},
		[]map[string]string{{"x": "none", "y": "isync"}, {"x": "none", "y": "sync"}})
	if got := fmt.Sprint(l.Minimal, l.Maximal, l.Indifferent()); got != "[map[x:[sync]]] [map[x:[none]]] [y]" {
		t.Error(got)
	}
	l.SetBorders(nil, []map[string]string{{"x": "sync", "y": "isync"}, {"x": "sync", "y": "sync"}})
	if got := fmt.Sprint(l.Minimal, l.Maximal, l.Indifferent()); got != "[] [map[]] [x y]" {
		t.Error(got)
	}
	var b strings.Builder
	c := Comparison{Rows: []Row{{Verdict: verdict.Never, Core: []string{}}}}
	if err := c.WriteJSON(&b); err != nil || !strings.Contains(b.String(), `"core": []`) {
		t.Errorf("a proof that needs no slot is lost: %v\n%s", err, b.String())
	}
}
