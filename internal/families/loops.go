package families

import (
	"fmt"
	"math/rand/v2"
)

// Loops returns a random program of two or three threads, of which one or more have a
// loop. A loop polls a location, retries an update or counts. Its iterations store
// values, count in registers, or read values that nothing uses. Most loops can
// terminate. The condition is about registers, counts and locations. Equal seeds give
// equal programs.
func Loops(seed uint64) string {
	g := &loopGen{smallGen: smallGen{r: rand.New(rand.NewPCG(seed, 0x100b5)), locs: 3}}
	g.copying = g.r.IntN(2) == 0
	n := 2 + g.r.IntN(5)/4
	for t := range n {
		g.t = thread{}
		g.reads, g.label, g.thread = 0, 0, t
		for l := range g.locs {
			g.t.init = append(g.t.init, fmt.Sprintf("r%d=%s", 1+l, loc(l)))
		}
		g.t.init = append(g.t.init, "r4=1", "r9=2")
		switch {
		case t == 0 || g.r.IntN(4) == 0:
			if g.r.IntN(4) == 0 {
				g.singleAccess()
			}
			g.loop()
			if g.r.IntN(3) == 0 {
				g.singleAccess()
			}
		case g.copying: // store values to copy, and read the copies
			for v := range 1 + g.r.IntN(2) {
				g.emit("stw %s,0(r1)", []string{"r4", "r9"}[v])
			}
			for range 1 + g.r.IntN(2) {
				g.emit("lwz r%d,0(r2)", g.read())
			}
			if g.r.IntN(2) == 0 {
				g.emit("stw r9,0(r3)")
			}
		default:
			for range 1 + g.r.IntN(3) {
				g.singleAccess()
			}
		}
		g.threads = append(g.threads, g.t)
	}
	return g.finish(fmt.Sprintf("loops-%d", seed), 4, 3)
}

type loopGen struct {
	smallGen
	copying bool // loops copy the value of x0 to x1, and x2 ends them
}

// singleAccess adds one access, sometimes after a fence. Code outside of loops is kept
// this small.
func (g *loopGen) singleAccess() {
	if g.r.IntN(3) == 0 {
		g.emit("%s", g.pick("sync", "lwsync", "isync"))
	}
	if g.r.IntN(2) == 0 {
		g.emit("lwz r%d,0(%s)", g.read(), g.addr())
		return
	}
	g.emit("stw %s,0(%s)", g.pick("r4", "r4", "r5", "r6"), g.addr())
}

func (g *loopGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

// observe sometimes adds a comparison of a register to the condition.
func (g *loopGen) observe(reg string, value int) {
	if g.r.IntN(6) == 0 {
		g.cond = append(g.cond, fmt.Sprintf("%d:%s=%d", g.thread, reg, value))
	}
}

// loop adds a loop. r5 counts iterations, r6 toggles, r7 holds the value that was read.
func (g *loopGen) loop() {
	g.label++
	head := fmt.Sprintf("L%d%d", g.thread, g.label)
	out := "E" + head
	middle := g.r.IntN(8) == 0
	if middle { // the loop is entered in its middle
		g.emit("b M%s", head)
	}
	g.emit("%s:", head)
	first := !middle && g.r.IntN(2) == 0
	if first { // the exit test comes before each iteration
		g.poll(g.polledAddr(), out)
	}
	if g.copying {
		g.emit("lwz r7,0(r1)")
		g.emit("stw r7,0(r2)")
	}
	for range g.r.IntN(3) / (1 + g.r.IntN(2)) {
		g.inRound(head, out)
	}
	if middle {
		g.emit("M%s:", head)
	}
	if first {
		g.emit("b %s", head)
	} else {
		g.exit(head)
	}
	g.emit("%s:", out)
	g.observe("r5", 1+g.r.IntN(3))
	g.observe("r6", g.r.IntN(2))
	g.observe("r7", g.r.IntN(3))
}

// inRound adds to the body of a loop, apart from the exit test.
func (g *loopGen) inRound(head, out string) {
	switch g.r.IntN(11) {
	case 0, 1:
		g.emit("addi r5,r5,1")
	case 2, 3:
		g.emit("stw %s,0(%s)", g.pick("r4", "r4", "r5", "r7"), g.addr())
	case 4:
		g.emit("lwz r7,0(%s)", g.addr())
	case 5:
		g.emit("xori r6,r6,1")
	case 6:
		g.emit("xor r6,r6,r7")
		g.emit("xor r6,r6,r7")
	case 7:
		g.emit("%s", g.pick("sync", "lwsync", "isync"))
	case 8: // leave the loop after some iterations
		g.emit("addi r5,r5,1")
		g.emit("cmpwi r5,%d", 1+g.r.IntN(3))
		g.emit("beq %s", out)
	case 9: // skip a store
		g.label++
		g.emit("cmpwi %s,%d", g.pick("r6", "r7"), g.r.IntN(2))
		g.emit("beq S%d%d", g.thread, g.label)
		g.emit("stw %s,0(%s)", g.pick("r4", "r5"), g.addr())
		g.emit("S%d%d:", g.thread, g.label)
	case 10:
		g.emit("add r8,r5,r8")
		g.observe("r8", 1)
	}
}

// polledAddr returns the register that holds the address of the polled location.
func (g *loopGen) polledAddr() string {
	if g.copying {
		return g.pick("r1", "r3", "r3")
	}
	return g.addr()
}

// poll adds a branch that depends on the value of a location.
func (g *loopGen) poll(addr, to string) {
	g.emit("lwz r7,0(%s)", addr)
	g.emit("cmpwi r7,%d", g.r.IntN(2))
	g.emit("%s %s", g.pick("beq", "bne"), to)
}

// exit adds the test at the end of an iteration.
func (g *loopGen) exit(head string) {
	a := g.polledAddr()
	switch g.r.IntN(6) {
	case 0: // an exchange, repeated while the old value is 1
		g.emit("lwarx r7,r0,%s", a)
		g.emit("stwcx. r4,r0,%s", a)
		g.emit("bne %s", head)
		if g.r.IntN(2) == 0 {
			g.emit("cmpwi r7,1")
			g.emit("beq %s", head)
		}
	case 1: // a counted loop
		g.emit("addi r5,r5,1")
		g.emit("cmpwi r5,%d", 1+g.r.IntN(3))
		g.emit("bne %s", head)
	default:
		g.poll(a, head)
	}
}
