package order

import (
	"cmp"
	"slices"

	"github.com/fencewise/fencewise/internal/bitset"
)

// width bounds how many beginnings with equally many changes [Problem.Arrange]
// goes on with, times the chains that it can go on to from each.
const width = 2000

// Arrange is an order in which all rules hold that are not broken, and in which
// the items of a chain follow each other for as long as they can: chain says
// which chain each item belongs to. Of a broken rule with one arc, that is
// turned round. Each of the wishes is an arc that holds if it can.
//
// With few chains the order has the fewest changes between them; among many
// [width] decides how hard that is tried.
func (p *Problem) Arrange(isBroken func(rule int) bool, chain []int, wishes []Arc) []int {
	m := bitset.NewPairs(p.N)
	for _, a := range p.Hard {
		link(m, a[0], a[1])
	}
	for i, r := range p.Rules {
		switch {
		case !isBroken(i):
			for _, a := range r.Arcs {
				link(m, a[0], a[1])
			}
		case len(r.Arcs) == 1:
			link(m, r.Arcs[0][1], r.Arcs[0][0])
		}
	}
	for _, a := range wishes {
		link(m, a[0], a[1])
	}
	return newMerge(m, chain).run()
}

// merge makes one sequence of several.
type merge struct {
	chains [][]int
	needs  [][]int32 // per item and chain: how many of the chain come before
	total  int
}

// stage is the beginning of a sequence: how far each chain has come. The chain
// that was gone on with last cannot be gone on with.
type stage struct {
	pos  []int32
	done int
	out  []int
}

func newMerge(m bitset.Pairs, chain []int) *merge {
	g := &merge{needs: make([][]int32, m.N), total: m.N}
	before := make([]int, m.N) // items of the same chain
	for i, c := range chain {
		for len(g.chains) <= c {
			g.chains = append(g.chains, nil)
		}
		g.chains[c] = append(g.chains[c], i)
		for j, d := range chain {
			if c == d && m.Has(j, i) {
				before[i]++
			}
		}
	}
	at := make([]int32, m.N)
	for _, list := range g.chains {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(before[a], before[b]) })
		for k, i := range list {
			at[i] = int32(k)
		}
	}
	for i := range g.needs {
		g.needs[i] = make([]int32, len(g.chains))
		for j, c := range chain {
			if c != chain[i] && m.Has(j, i) {
				g.needs[i][c] = max(g.needs[i][c], at[j]+1)
			}
		}
	}
	return g
}

// run goes on with a chain for as long as that is possible, which never costs a
// change, and tries each of the others then.
func (g *merge) run() []int {
	layer := []*stage{{pos: make([]int32, len(g.chains))}}
	for layer[0].done < g.total {
		seen := map[string]bool{}
		var next []*stage
		for _, st := range layer {
			for c := range g.chains {
				if s := g.advance(st, c); s != nil && !seen[s.key()] {
					seen[s.key()] = true
					next = append(next, s)
				}
			}
		}
		slices.SortStableFunc(next, func(a, b *stage) int { return cmp.Compare(b.done, a.done) })
		layer = next[:min(len(next), max(width/len(g.chains), 10))]
	}
	return layer[0].out
}

// advance goes on with chain c; nil if it cannot.
func (g *merge) advance(st *stage, c int) *stage {
	list, k := g.chains[c], st.pos[c]
	for int(k) < len(list) && g.ready(st, c, list[k]) {
		k++
	}
	n := k - st.pos[c]
	if n == 0 {
		return nil
	}
	s := &stage{pos: slices.Clone(st.pos), done: st.done + int(n)}
	s.out = append(slices.Clone(st.out), list[st.pos[c]:k]...)
	s.pos[c] = k
	return s
}

func (g *merge) ready(st *stage, c, item int) bool {
	for d, need := range g.needs[item] {
		if d != c && st.pos[d] < need {
			return false
		}
	}
	return true
}

func (st *stage) key() string {
	b := make([]byte, 0, 2*len(st.pos))
	for _, p := range st.pos {
		b = append(b, byte(p), byte(p>>8))
	}
	return string(b)
}
