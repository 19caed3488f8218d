package families

import "fmt"

// candidateAtom is a comparison that the condition can contain.
type candidateAtom struct {
	what   string // the left side and '='
	loc    int    // the location whose stored values are possible right sides; -1 for none
	values []int  // further right sides
}

// addCandidate adds a comparison that the condition can contain.
func (g *bellGen) addCandidate(loc int, of []int, format string, args ...any) {
	g.candidates = append(g.candidates, candidateAtom{fmt.Sprintf(format, args...), loc, of})
}

// askOut makes the condition compare the location out with a value that the handler can
// store there.
func (g *bellGen) askOut(of ...int) {
	if g.announced >= 0 {
		g.required = append(g.required, fmt.Sprintf("out=%d", of[g.r.IntN(len(of))]))
		return
	}
	g.addCandidate(-1, of, "out=")
}

// condition returns the conjuncts of the condition, at most one for each left side: the
// required ones, and some of the candidates up to two or three in total.
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
