package families

import "fmt"

// asked is what a condition can ask for: a value that is stored to a location,
// or one of those given.
type asked struct {
	what string
	loc  int // -1 where the values are given
	of   []int
}

// ask adds something that the condition can ask for.
func (g *bellGen) ask(loc int, of []int, format string, args ...any) {
	g.asks = append(g.asks, asked{fmt.Sprintf(format, args...), loc, of})
}

// out asks for a value that the handler leaves.
func (g *bellGen) out(of ...int) {
	if g.told >= 0 {
		g.sure = append(g.sure, fmt.Sprintf("out=%d", of[g.r.IntN(len(of))]))
		return
	}
	g.ask(-1, of, "out=")
}

// condition is two or three things that may be, each asked for once.
func (g *bellGen) condition() []string {
	all := g.sure
	g.r.Shuffle(len(g.asks), func(i, j int) { g.asks[i], g.asks[j] = g.asks[j], g.asks[i] })
	most := 2 + g.r.IntN(2)
	pending := fmt.Sprintf("pending(P%d)", g.target)
	if len(all) < most && !g.quiet && g.chance(3) {
		all = append(all, g.pick("", "~")+pending)
	}
	about := map[string]bool{}
	for _, a := range g.asks {
		if a.loc >= 0 {
			a.of = append(a.of, g.stored[a.loc]...)
		}
		if len(all) < most && len(a.of) > 0 && !about[a.what] && (len(g.sure) == 0 || g.chance(3)) {
			about[a.what] = true
			all = append(all, a.what+fmt.Sprint(a.of[g.r.IntN(len(a.of))]))
		}
	}
	if len(all) == 0 {
		all = append(all, "~"+pending)
	}
	return all
}
