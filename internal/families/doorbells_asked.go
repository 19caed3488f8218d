package families

import "fmt"

// candidateAtom is what a condition can ask for: a value that is stored to a location,
// or one of those given.
type candidateAtom struct {
	what   string
	loc    int // -1 where the values are given
	values []int
}

// addCandidate adds something that the condition can ask for.
func (g *bellGen) addCandidate(loc int, of []int, format string, args ...any) {
	g.candidates = append(g.candidates, candidateAtom{fmt.Sprintf(format, args...), loc, of})
}

// askOut asks for a value that the handler leaves.
func (g *bellGen) askOut(of ...int) {
	if g.announced >= 0 {
		g.required = append(g.required, fmt.Sprintf("out=%d", of[g.r.IntN(len(of))]))
		return
	}
	g.addCandidate(-1, of, "out=")
}

// condition is two or three things that may be, each asked for once.
func (g *bellGen) condition() []string {
	all := g.required
	g.r.Shuffle(len(g.candidates), func(i, j int) { g.candidates[i], g.candidates[j] = g.candidates[j], g.candidates[i] })
	most := 2 + g.r.IntN(2)
	pending := fmt.Sprintf("pending(P%d)", g.target)
	if len(all) < most && !g.asksPending && g.chance(3) {
		all = append(all, g.pick("", "~")+pending)
	}
	about := map[string]bool{}
	for _, a := range g.candidates {
		if a.loc >= 0 {
			a.values = append(a.values, g.stored[a.loc]...)
		}
		if len(all) < most && len(a.values) > 0 && !about[a.what] && (len(g.required) == 0 || g.chance(3)) {
			about[a.what] = true
			all = append(all, a.what+fmt.Sprint(a.values[g.r.IntN(len(a.values))]))
		}
	}
	if len(all) == 0 {
		all = append(all, "~"+pending)
	}
	return all
}
