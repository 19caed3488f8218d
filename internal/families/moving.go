package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Moving returns a random program in which values move from thread to thread. A value that
// was read is stored again, computed with, tested, or used as an address, and some values
// are addresses. So some computations are meaningless, some accesses hit no location,
// and some values depend on themselves (out of thin air). Some messages are sent on one
// path only, and the condition can ask for pending doorbells. The condition has any
// quantifier, and sometimes there is a filter. Equal seeds give equal programs.
func Moving(seed uint64) string {
	g := &movingGen{r: rand.New(rand.NewPCG(seed, 0x3075))}
	n := 2 + g.r.IntN(2)
	g.bells, g.target = g.chance(3), g.r.IntN(n)
	g.first = g.pick("0", loc(0), loc(1), "p", "7")
	for t := range n {
		g.t, g.thread, g.reads, g.label, g.loads = thread{}, t, 0, 0, 3
		g.t.init = []string{"r1=" + loc(0), "r2=" + loc(1), "r3=p", fmt.Sprintf("r4=%d", g.r.IntN(3))}
		for range 2 + g.r.IntN(3) {
			g.step()
		}
		if g.bells && t == g.target {
			g.emit("%s", g.pick("doorbell", "doorbell", "doorbell r20", "msgclr"))
			g.step()
		} else if g.bells {
			g.message()
		}
		g.threads = append(g.threads, g.t)
	}
	text := render(fmt.Sprintf("moving-%d", seed), g.threads, []string{"true"})
	text = strings.Replace(text, "{\n", fmt.Sprintf("{ p=%s;\n", g.first), 1)
	text, _, _ = strings.Cut(text, "exists")
	return text + g.condition() + "\n"
}

type movingGen struct {
	r       *rand.Rand
	threads []thread
	first   string // the initial value of p
	bells   bool
	target  int

	places []string // places that the condition can ask for

	t      thread // the thread that is being generated
	thread int    // its number
	reads  int    // r10, r11, … hold the values that were read
	loads  int    // how many more loads are allowed
	label  int
}

func (g *movingGen) chance(n int) bool          { return g.r.IntN(n) == 0 }
func (g *movingGen) pick(from ...string) string { return from[g.r.IntN(len(from))] }
func (g *movingGen) emit(format string, a ...any) {
	g.t.code = append(g.t.code, fmt.Sprintf(format, a...))
}
func (g *movingGen) pointer() string { return g.pick("r1", "r2", "r3", "r3") }

// value returns a register: one that holds a value that was read, or another.
func (g *movingGen) value() string {
	if g.reads > 0 && !g.chance(3) {
		return fmt.Sprintf("r%d", 10+g.r.IntN(g.reads))
	}
	return g.pick("r1", "r2", "r4", "r6")
}

// operand returns a register to compute with. It prefers registers that may hold a
// number, since a computation that is meaningless in every execution is an error.
func (g *movingGen) operand() string {
	if v := g.value(); v != "r1" && v != "r2" || g.chance(6) {
		return v
	}
	return "r4"
}

func (g *movingGen) load(at string) {
	if g.loads--; g.loads < 0 {
		g.emit("stw %s,0(%s)", g.value(), g.pointer())
		return
	}
	g.emit("lwz r%d,0(%s)", 10+g.reads, at)
	g.places = append(g.places, fmt.Sprintf("%d:r%d", g.thread, 10+g.reads))
	g.reads++
}

func (g *movingGen) step() {
	switch g.r.IntN(12) {
	case 0, 1, 2:
		g.load(g.pointer())
	case 3:
		g.emit("stw %s,0(%s)", g.value(), g.pointer())
	case 4: // store the same value twice, so that a read has two possible sources
		v, at := g.value(), g.pointer()
		g.emit("stw %s,0(%s)", v, at)
		g.emit("stw %s,0(%s)", v, at)
	case 5: // through a pointer
		if g.reads > 0 {
			if at := fmt.Sprintf("r%d", 9+g.reads); g.chance(2) {
				g.load(at)
			} else {
				g.emit("stw r4,0(%s)", at)
			}
			return
		}
		g.load("r3")
	case 6, 7, 8: // some of these operations are meaningless for addresses
		op := g.pick("add", "sub", "subf", "xor", "and", "or", "nand", "mullw", "slw", "eqv")
		g.emit("%s r6,%s,%s", op, g.operand(), g.operand())
		g.places = append(g.places, fmt.Sprintf("%d:r6", g.thread))
		if g.chance(2) {
			g.emit("stw r6,0(%s)", g.pointer())
		}
	case 9, 10:
		g.branch(g.step)
	default:
		g.emit("%s", g.pick("sync", "lwsync", "isync", "eieio"))
		g.load(g.pointer())
	}
}

// branch adds a comparison and a branch that skips the code that what generates.
func (g *movingGen) branch(what func()) {
	g.label++
	label := fmt.Sprintf("L%d%d", g.thread, g.label)
	field := g.r.IntN(8)
	if g.chance(2) {
		g.emit("cmpwi cr%d,%s,%d", field, g.operand(), g.r.IntN(2))
	} else {
		g.emit("cmpw cr%d,%s,%s", field, g.value(), g.value())
	}
	g.emit("%s cr%d,%s", g.pick("beq", "bne", "beq", "bne", "blt", "bge"), field, label)
	what()
	g.emit("%s:", label)
}

// message adds a message to the target, sometimes on one path only.
func (g *movingGen) message() {
	ring := func() { g.emit("msgsnd P%d", g.target) }
	if g.chance(2) {
		g.branch(ring)
		return
	}
	ring()
}

// condition returns the constraint of the program. It lists all locations and registers,
// so that the final states show them. Sometimes a forall contains the filter, so that it
// holds because of the filter.
func (g *movingGen) condition() string {
	prop := g.atom()
	for range g.r.IntN(3) {
		prop += g.pick(" /\\ ", " /\\ ", " \\/ ") + g.atom()
	}
	quantifier := g.pick("exists", "exists", "~exists", "forall")
	list := "locations [" + strings.Join(append(g.places, loc(0), loc(1), "p"), "; ") + ";]\n"
	if g.chance(4) {
		filter := g.atom()
		if g.chance(3) {
			quantifier, prop = "forall", filter+" \\/ "+prop
		}
		list += "filter (" + filter + ")\n"
	}
	return list + quantifier + " (" + prop + ")"
}

func (g *movingGen) atom() string {
	if g.bells && g.chance(3) {
		return g.pick("", "~") + fmt.Sprintf("pending(P%d)", g.target)
	}
	what := g.pick(loc(0), loc(1), "p")
	if len(g.places) > 0 && !g.chance(3) {
		what = g.places[g.r.IntN(len(g.places))]
	}
	value := g.pick("0", "1", "2", loc(0), loc(1), "p")
	atom := what + "=" + value
	if g.chance(6) && len(value) == 1 && value != "p" {
		atom = what + g.pick(" < ", " > ") + value
	}
	if g.chance(5) {
		return "not (" + atom + ")"
	}
	return atom
}
