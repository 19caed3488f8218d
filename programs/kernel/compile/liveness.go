package compile

import (
	"slices"
	"strconv"

	"github.com/fencewise/fencewise/internal/bitset"
)

// tidy removes what a person would not write: branches around branches, branches to the
// next instruction, and results that nothing uses.
func (g *generator) tidy() {
	g.turnBranches()
	for g.dropUnused() {
	}
	g.dropLabels()
	g.nameLabels()
}

// nameLabels gives each instruction to which something branches one label. The numbers of
// the labels rise through the program.
func (g *generator) nameLabels() {
	name := map[string]string{}
	for i := range g.out {
		in := &g.out[i]
		if len(in.labels) == 0 {
			continue
		}
		g.named++
		to := "L" + strconv.Itoa(g.named)
		for _, l := range in.labels {
			name[l] = to
		}
		in.labels = []string{to}
	}
	for i := range g.out {
		if in := &g.out[i]; in.to != "" {
			in.to = name[in.to]
			in.args = []arg{label(in.to)}
		}
	}
}

// turnBranches replaces a branch around a branch by its inverse, and removes branches to
// what comes next.
func (g *generator) turnBranches() {
	for i := 0; i < len(g.out); i++ {
		in := &g.out[i]
		if in.kind != stepLine || in.to == "" {
			continue
		}
		next := func(k int) *instr {
			if k < len(g.out) {
				return &g.out[k]
			}
			return &instr{}
		}
		switch a, b := next(i+1), next(i+2); {
		case !in.always && a.kind == stepLine && a.always && len(a.labels) == 0 && slices.Contains(b.labels, in.to):
			in.op, in.to = inverse(in.op), a.to
			in.args = []arg{label(a.to)}
			g.out = slices.Delete(g.out, i+1, i+2)
		case in.always && slices.Contains(a.labels, in.to):
			g.drop(i)
			i--
		}
	}
}

// drop removes an instruction. Its labels go to the next one.
func (g *generator) drop(i int) {
	labels := g.out[i].labels
	switch {
	case len(labels) == 0:
	case i+1 < len(g.out) && g.out[i+1].kind == stepLine:
		g.out[i+1].labels = append(labels, g.out[i+1].labels...)
	default: // they need a place
		g.out[i] = instr{labels: labels, def: noReg, step: g.out[i].step}
		return
	}
	g.out = slices.Delete(g.out, i, i+1)
}

// dropUnused removes instructions that compute what nothing uses. It reports whether there
// were some.
func (g *generator) dropUnused() (some bool) {
	live := g.liveness()
	for i := len(g.out) - 1; i >= 0; i-- {
		if in := &g.out[i]; in.pure && !live.out(i).Has(int(in.def)) || in.compares && !g.readsField(i+1) {
			g.drop(i)
			some = true
		}
	}
	return some
}

// readsField reports whether an instruction reads the condition field that a comparison
// before it has set. Nothing comes between the two.
func (g *generator) readsField(i int) bool {
	return i < len(g.out) && (g.out[i].op == "mfcr" || g.out[i].to != "" && !g.out[i].always)
}

// dropLabels removes labels to which nothing branches, and places for labels that have
// none.
func (g *generator) dropLabels() {
	used := map[string]bool{}
	for i := range g.out {
		used[g.out[i].to] = true
	}
	for i := len(g.out) - 1; i >= 0; i-- {
		in := &g.out[i]
		in.labels = slices.DeleteFunc(in.labels, func(l string) bool { return !used[l] })
		if in.kind == stepLine && in.op == "" && (len(in.labels) == 0 || i+1 < len(g.out) && g.out[i+1].kind == stepLine) {
			if len(in.labels) > 0 {
				g.out[i+1].labels = append(in.labels, g.out[i+1].labels...)
			}
			g.out = slices.Delete(g.out, i, i+1)
		}
	}
}

// liveness holds the registers that are live before each instruction, and at the end.
type liveness struct {
	in   []bitset.Set
	next [][]int
}

// out returns the registers that are live after an instruction.
func (l *liveness) out(i int) bitset.Set {
	s := make(bitset.Set, len(l.in[0]))
	for _, n := range l.next[i] {
		s.AddAll(l.in[n])
	}
	return s
}

// liveness computes which registers are live, by iteration to the least fixpoint.
func (g *generator) liveness() *liveness {
	words := bitset.Words(len(g.origins))
	l := &liveness{in: make([]bitset.Set, len(g.out)+1), next: g.successors()}
	for i := range l.in {
		l.in[i] = make(bitset.Set, words)
	}
	for _, v := range g.observed(g.col) {
		l.in[len(g.out)].Add(int(v))
	}
	for changed := true; changed; {
		changed = false
		for i := len(g.out) - 1; i >= 0; i-- {
			s := l.out(i)
			if d := g.out[i].def; d != noReg {
				s.Remove(int(d))
			}
			for _, u := range g.out[i].use {
				s.Add(int(u))
			}
			if !slices.Equal(s, l.in[i]) {
				l.in[i], changed = s, true
			}
		}
	}
	return l
}

// successors returns, for each instruction, those that can come next.
func (g *generator) successors() [][]int {
	at := map[string]int{}
	for i := range g.out {
		for _, name := range g.out[i].labels {
			at[name] = i
		}
	}
	next := make([][]int, len(g.out))
	end := g.slotEnds()
	for i := range g.out {
		in := &g.out[i]
		switch {
		case in.kind == slotLine:
			for k := i + 1; k < end[i]; k++ {
				if g.out[k].kind == choiceLine {
					next[i] = append(next[i], k)
				}
			}
			continue
		case in.to != "":
			next[i] = append(next[i], at[in.to])
		}
		switch {
		case in.always:
		case i+1 < len(g.out) && g.out[i+1].kind == choiceLine: // the choice ends here
			next[i] = append(next[i], end[i])
		default:
			next[i] = append(next[i], i+1)
		}
	}
	return next
}

// slotEnds returns, for each instruction in a slot and its start, the end of the slot.
func (g *generator) slotEnds() []int {
	ends := make([]int, len(g.out))
	end := 0
	for i := len(g.out) - 1; i >= 0; i-- {
		if g.out[i].kind == endLine {
			end = i
		}
		ends[i] = end
	}
	return ends
}
