package svg

import (
	_ "embed"

	"github.com/fencewise/fencewise/results/graph"
)

//go:embed style.css
var style string

// Style is the style sheet of drawings, for pages that leave it out of each.
func Style() string { return style }

// Colours of what has no relation, for renderers that know no style sheets: those of
// style.css in the light.
const (
	inkColour   = "#1b1f24"
	softColour  = "#57606a"
	paperColour = "#ffffff"
	bandColour  = "#e9edf1"
)

// look is what the lines of a relation look like.
type look struct {
	class  string
	colour string // as in style.css
	dashes string // "" for a line without gaps
	head   headKind
	width  float64
}

type headKind uint8

const (
	full    headKind = iota // a filled triangle
	hollow                  // one that is not filled
	barb                    // two strokes
	diamond                 // filled
	hollowDiamond
)

// Dashes of relations that have no look of their own, in turn; each with one head, then
// with the next.
var (
	derivedDashes = []string{"9 3 2 3", "4 3", "12 3 2 3 2 3", "2 3", "14 4"}
	derivedHeads  = []headKind{hollow, barb, hollowDiamond}
)

// lookOf is how a relation looks.
func lookOf(r graph.Relation) look {
	switch r.Family {
	case graph.ProgramOrder:
		return look{"fw-po", softColour, "", full, 1.2}
	case graph.ReadsFrom:
		return look{"fw-rf", "#b3261e", "", full, 1.5}
	case graph.Coherence:
		return look{"fw-co", "#1450a8", "8 4", full, 1.5}
	case graph.FromReads:
		return look{"fw-fr", "#8a4b00", "3 3", barb, 1.5}
	case graph.Atomic:
		return look{"fw-atomic", inkColour, "", hollow, 1.5}
	case graph.Doorbell:
		return look{"fw-bell", "#a3195b", "10 4 3 4", diamond, 1.5}
	case graph.BellOrder:
		return look{"fw-bell", "#a3195b", "2 4", hollowDiamond, 1.5}
	case graph.Dependency:
		return look{"fw-dep", "#2b6a31", []string{"1 4", "5 3 1 3", "5 3 1 3 1 3"}[r.Index%3], hollow, 1.4}
	case graph.Derived:
		n := len(derivedDashes)
		return look{"fw-derived", "#63379c", derivedDashes[r.Index%n], derivedHeads[r.Index/n%len(derivedHeads)], 1.4}
	default:
		panic("svg: no such family of relations")
	}
}

// headPath is the head of an arrow that comes to tip in a direction; open is one that
// is not filled, thin one that is two strokes.
func headPath(k headKind, tip, into point, length float64) (d string, open bool) {
	side := point{-into.y, into.x}
	at := func(back, out float64) point { return tip.add(into, -back*length).add(side, out*length) }
	switch k {
	case full, hollow:
		return polygon(tip, at(1, 0.42), at(1, -0.42)), k == hollow
	case barb:
		return polygon(tip, at(1.05, 0.5), at(0.65, 0), at(1.05, -0.5)), false
	}
	return polygon(tip, at(0.6, 0.38), at(1.2, 0), at(0.6, -0.38)), k == hollowDiamond
}

func polygon(points ...point) string {
	d := ""
	for i, p := range points {
		cmd := "L"
		if i == 0 {
			cmd = "M"
		}
		d += cmd + num(p.x) + "," + num(p.y)
	}
	return d + "Z"
}
