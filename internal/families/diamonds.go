package families

import (
	"fmt"
	"math/rand/v2"
)

// Diamonds returns a random program whose paths part and join again: registers that are
// written on one path only, dependencies through xor, accesses through pointers in
// memory and into arrays, loops that wait and loops that retry, one inside the other.
// Equal seeds give equal programs.
func Diamonds(seed uint64) string {
	g := &diamondGen{r: rand.New(rand.NewPCG(seed, 0xd1a))}
	n := 2
	if g.chance(5) {
		n = 3
	}
	for t := range n {
		g.code, g.thread, g.label, g.loads = nil, t, 0, 4
		for r := range 3 {
			if g.chance(2) {
				g.emit("li r%d,%d", 5+r, g.r.IntN(2))
			}
		}
		for range 1 + g.r.IntN(3) {
			g.step(2)
		}
		if g.chance(2) {
			g.emit("stw %s,0(%s)", g.reg(), g.at())
		}
		init := []string{"r1=x0", "r2=x1", "r3=p", "r4=t", fmt.Sprintf("r8=%d", 1+g.r.IntN(2))}
		g.threads = append(g.threads, thread{init: init, code: g.code})
	}
	var cond []string
	for range 1 + g.r.IntN(2) {
		if g.chance(3) {
			cond = append(cond, fmt.Sprintf("%s=%d", g.pick("x0", "x1", "t[0]", "t[1]"), g.r.IntN(3)))
		} else {
			cond = append(cond, fmt.Sprintf("%d:r%d=%d", g.r.IntN(n), 5+g.r.IntN(3), g.r.IntN(3)))
		}
	}
	text := render(fmt.Sprintf("diamonds-%d", seed), g.threads, cond)
	return text[:len("PPC diamonds-")+len(fmt.Sprint(seed))] + "\n{ int t[2]; p=" + g.pick("x0", "x1", "x0", "t") + ";" + text[len("PPC diamonds-")+len(fmt.Sprint(seed))+len("\n{"):]
}

type diamondGen struct {
	r       *rand.Rand
	threads []thread
	code    []string
	thread  int
	label   int
	loads   int // how many more loads are allowed
}

func (g *diamondGen) chance(n int) bool          { return g.r.IntN(n) == 0 }
func (g *diamondGen) pick(from ...string) string { return from[g.r.IntN(len(from))] }
func (g *diamondGen) emit(format string, a ...any) {
	g.code = append(g.code, fmt.Sprintf(format, a...))
}

// reg returns a register with a number; at one with an address.
func (g *diamondGen) reg() string { return g.pick("r5", "r6", "r7", "r5", "r6", "r7", "r8") }
func (g *diamondGen) at() string  { return g.pick("r1", "r2", "r1", "r2", "r4") }

func (g *diamondGen) name() string {
	g.label++
	return fmt.Sprintf("L%d%d", g.thread, g.label)
}

func (g *diamondGen) load(format string, a ...any) {
	if g.loads--; g.loads >= 0 {
		g.emit(format, a...)
	} else {
		g.emit("addi %s,%s,1", g.pick("r5", "r6", "r7"), g.reg())
	}
}

// step adds a piece of code; depth limits how deep pieces are nested.
func (g *diamondGen) step(depth int) {
	dst := g.pick("r5", "r6", "r7")
	kinds := 11
	if depth == 0 {
		kinds = 7
	}
	switch g.r.IntN(kinds) {
	case 0:
		g.load("lwz %s,0(%s)", dst, g.at())
	case 1:
		g.emit("stw %s,0(%s)", g.reg(), g.at())
	case 2:
		g.emit("%s", g.pick(fmt.Sprintf("li %s,%d", dst, g.r.IntN(3)), fmt.Sprintf("xor %s,%s,%s", dst, g.reg(), g.reg()), fmt.Sprintf("mr %s,%s", dst, g.reg())))
	case 3: // through a pointer in memory
		g.load("lwz r9,0(r3)")
		if g.chance(2) {
			g.load("lwz %s,0(r9)", dst)
		} else {
			g.emit("stw %s,0(r9)", g.reg())
		}
	case 4: // into the array
		g.emit("andi. r10,%s,1", g.reg())
		g.emit("slwi r10,r10,2")
		if g.chance(2) {
			g.load("lwzx %s,r4,r10", dst)
		} else {
			g.emit("stwx %s,r4,r10", g.reg())
		}
	case 5:
		g.emit("%s", g.pick("sync", "lwsync", "isync", "eieio", "lwsync"))
	case 6:
		if g.chance(2) {
			g.emit("stw %s,0(r3)", g.pick("r1", "r2"))
		} else { // a false dependency
			g.emit("xor r10,%s,%s", dst, dst)
			g.load("lwzx %s,r10,%s", g.pick("r5", "r6", "r7"), g.at())
		}
	case 7, 8: // a diamond, with one arm or two
		other, end := g.name(), g.name()
		g.test()
		g.emit("%s %s", g.pick("beq", "bne"), other)
		g.step(depth - 1)
		if g.chance(2) {
			g.emit("b %s", end)
			g.emit("%s:", other)
			g.step(depth - 1)
			g.emit("%s:", end)
		} else {
			g.emit("%s:", other)
		}
		g.step(depth - 1)
	case 9: // wait
		head := g.name()
		g.emit("%s:", head)
		g.load("lwz %s,0(%s)", dst, g.at())
		if g.chance(3) {
			g.step(0)
		}
		g.emit("cmpwi %s,%d", dst, g.r.IntN(2))
		g.emit("%s %s", g.pick("beq", "bne"), head)
	default: // retry
		head, out := g.name(), g.name()
		at := g.at()
		g.emit("%s:", head)
		g.load("lwarx %s,r0,%s", dst, at)
		if g.chance(2) {
			g.emit("cmpwi %s,%d", dst, g.r.IntN(2))
			g.emit("%s %s", g.pick("beq", "bne"), g.pick(head, out, out))
		}
		g.emit("addi r10,%s,1", dst)
		g.emit("stwcx. %s,r0,%s", g.pick("r8", "r10"), at)
		if g.chance(2) {
			g.emit("bne %s", head)
		}
		g.emit("%s:", out)
	}
}

func (g *diamondGen) test() {
	if g.chance(3) {
		g.emit("cmpw %s,%s", g.reg(), g.reg())
	} else {
		g.emit("cmpwi %s,%d", g.reg(), g.r.IntN(2))
	}
}
