package families

import (
	"fmt"
	"math/rand/v2"
)

// Small returns a random program of two or three threads with a few instructions each,
// over two or three locations. It combines accesses, fences, dependencies, branches and
// reservations. The condition is about values that the program stores. Equal seeds give
// equal programs.
func Small(seed uint64) string {
	g := &smallGen{r: rand.New(rand.NewPCG(seed, 0x5eed))}
	n := 2 + g.r.IntN(2)
	locs := 2 + g.r.IntN(2)
	for t := range n {
		g.t = thread{}
		g.reads, g.label, g.thread = 0, 0, t
		for l := range locs {
			g.t.init = append(g.t.init, fmt.Sprintf("r%d=%s", 1+l, loc(l)))
		}
		g.locs = locs
		for range 2 + g.r.IntN(3) {
			g.step()
		}
		g.threads = append(g.threads, g.t)
	}
	return g.finish(fmt.Sprintf("small-%d", seed), 3, 4)
}

type smallGen struct {
	r       *rand.Rand
	threads []thread
	cond    []string

	t      thread // the thread that is being generated
	thread int    // its number
	locs   int    // the number of locations
	reads  int    // r10, r11, … hold the values that were read
	label  int
}

// finish adds the final values of some locations, of one in oneIn, to the condition,
// keeps at most limit of its conjuncts, and returns the program.
func (g *smallGen) finish(name string, oneIn, limit int) string {
	for l := range g.locs {
		if g.r.IntN(oneIn) == 0 {
			g.cond = append(g.cond, fmt.Sprintf("%s=%d", loc(l), g.r.IntN(3)))
		}
	}
	g.r.Shuffle(len(g.cond), func(i, j int) { g.cond[i], g.cond[j] = g.cond[j], g.cond[i] })
	if len(g.cond) > limit {
		g.cond = g.cond[:limit]
	}
	if len(g.cond) == 0 {
		g.cond = []string{"x0=1"}
	}
	return render(name, g.threads, g.cond)
}

func (g *smallGen) emit(format string, args ...any) {
	g.t.code = append(g.t.code, fmt.Sprintf(format, args...))
}

func (g *smallGen) addr() string { return fmt.Sprintf("r%d", 1+g.r.IntN(g.locs)) }

// read returns the number of the register for the next read. Sometimes it adds the
// register to the condition.
func (g *smallGen) read() int {
	reg := 10 + g.reads
	g.reads++
	if g.r.IntN(2) == 0 {
		g.cond = append(g.cond, fmt.Sprintf("%d:r%d=%d", g.thread, reg, g.r.IntN(3)))
	}
	return reg
}

// step adds one access, possibly with a dependency, branch or fence before it.
func (g *smallGen) step() {
	if g.reads > 0 {
		last := 9 + g.reads
		switch g.r.IntN(10) {
		case 0: // an address dependency
			g.emit("xor r8,r%d,r%d", last, last)
			if g.r.IntN(2) == 0 {
				g.emit("lwzx r%d,r8,%s", g.read(), g.addr())
			} else {
				g.emit("li r7,%d", 1+g.r.IntN(2))
				g.emit("stwx r7,r8,%s", g.addr())
			}
			return
		case 1: // a data dependency
			g.emit("addi r7,r%d,1", last)
			g.emit("stw r7,0(%s)", g.addr())
			return
		case 2: // a branch, to the next instruction or past one access
			g.label++
			g.emit("cmpwi r%d,%d", last, g.r.IntN(2))
			g.emit("%s L%d%d", []string{"beq", "bne", "bgt"}[g.r.IntN(3)], g.thread, g.label)
			if g.r.IntN(2) == 0 {
				g.access()
			}
			g.emit("L%d%d:", g.thread, g.label)
			if g.r.IntN(3) == 0 {
				g.emit("isync")
			}
			return
		}
	}
	switch g.r.IntN(6) {
	case 0:
		g.emit("%s", []string{"sync", "lwsync", "eieio", "isync"}[g.r.IntN(4)])
		g.access()
	case 1: // a reservation, after which the stwcx. may fail
		a := g.addr()
		g.emit("lwarx r%d,r0,%s", g.read(), a)
		if g.r.IntN(4) == 0 {
			g.access()
		}
		g.emit("li r7,%d", 1+g.r.IntN(2))
		g.emit("stwcx. r7,r0,%s", a)
		if g.r.IntN(2) == 0 {
			g.label++
			g.emit("bne L%d%d", g.thread, g.label)
			g.access()
			g.emit("L%d%d:", g.thread, g.label)
		}
	default:
		g.access()
	}
}

func (g *smallGen) access() {
	if g.r.IntN(2) == 0 {
		g.emit("lwz r%d,0(%s)", g.read(), g.addr())
		return
	}
	g.emit("li r7,%d", 1+g.r.IntN(2))
	g.emit("stw r7,0(%s)", g.addr())
}
