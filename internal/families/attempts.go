package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Attempts returns a random program in kernel C of two or three threads that take a lock with an
// atomic operation in a loop, and do something else to it here and there: many rounds of the
// loops find the lock taken and store again what they found. The condition names all
// variables. Equal seeds give equal programs.
func Attempts(seed uint64) string {
	g := &attemptGen{r: rand.New(rand.NewPCG(seed, 0xa77e))}
	g.plain = g.r.IntN(3) > 0
	var b strings.Builder
	fmt.Fprintf(&b, "C attempts-%d\n\n{}\n\n", seed)
	for t := range 2 + g.r.IntN(8)/7 {
		g.thread(t)
		fmt.Fprintf(&b, "P%d(int *l, int *x, int *y)\n{\n\tint r0 = 0;\n\tint r1 = 0;\n\tint n = 0;\n%s}\n\n", t, g.b.String())
	}
	atoms := []string{"x=1", "y=1"}
	if g.r.IntN(2) == 0 {
		atoms = append(atoms, "l=1")
	}
	for t := range 2 {
		if g.r.IntN(2) == 0 {
			atoms = append(atoms, fmt.Sprintf("%d:r1=1", t))
		}
	}
	if g.r.IntN(4) == 0 {
		atoms = append(atoms, "0:n=1")
	}
	fmt.Fprintf(&b, "exists (%s)\n", strings.Join(atoms, " /\\ "))
	return b.String()
}

type attemptGen struct {
	r     *rand.Rand
	plain bool // only attempts, and what releases the lock
	b     strings.Builder
}

func (g *attemptGen) emit(format string, args ...any) { fmt.Fprintf(&g.b, "\t"+format+"\n", args...) }

func (g *attemptGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

// order returns the ending of an atomic operation.
func (g *attemptGen) order() string { return g.pick("", "_relaxed", "_acquire", "_release") }

func (g *attemptGen) thread(t int) {
	g.b.Reset()
	if g.r.IntN(4) == 0 {
		g.data()
	}
	switch k := g.r.IntN(8); {
	case k <= 1 && t > 0 && !g.plain: // only looks, or releases a lock that it does not hold
		g.emit("%s", g.pick("r1 = READ_ONCE(*l);", "WRITE_ONCE(*l, 0);", "r1 = xchg(l, 1);", "WRITE_ONCE(*l, 1);", "r1 = cmpxchg(l, 0, 1);", "r1 = xchg(l, 0);"))
		g.data()
		return
	case k <= 2 && !g.plain: // stores the value that attempts find, and what comes with it
		g.emit("WRITE_ONCE(*x, 1);\n\tsmp_store_release(l, 1);")
		return
	case k <= 2 && t > 0 && g.plain: // looks at the data, and releases the lock
		g.emit("r0 = READ_ONCE(*y);\n\tsmp_store_release(l, 0);")
		return
	case k <= 4:
		g.loop()
	default:
		g.loop()
		g.data()
		if g.r.IntN(3) == 0 {
			g.emit("WRITE_ONCE(*l, 0);")
			g.loop()
		}
	}
	g.data()
	switch {
	case g.plain:
		g.emit("%s", g.pick("smp_store_release(l, 0);", "smp_store_release(l, 0);", "WRITE_ONCE(*l, 0);", "smp_mb();"))
		return
	case g.r.IntN(3) == 0:
		g.emit("%s", g.pick("smp_mb();", "smp_wmb();", "r1 = READ_ONCE(*l);"))
	}
	if g.r.IntN(8) > 0 {
		g.emit("%s", g.pick("smp_store_release(l, 0);", "WRITE_ONCE(*l, 0);", "smp_store_release(l, 0);", "WRITE_ONCE(*l, 2);", "r1 = xchg(l, 0);", "r1 = cmpxchg(l, 1, 0);"))
	}
}

// data adds an access to what the lock protects.
func (g *attemptGen) data() {
	g.emit("%s", g.pick("WRITE_ONCE(*x, 1);", "r1 = READ_ONCE(*x);", "r1 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1);", "WRITE_ONCE(*x, r1);"))
}

// loop adds a loop around an atomic operation.
func (g *attemptGen) loop() {
	v := g.pick("1", "1", "1", "2")
	if g.plain {
		v = "1"
	}
	try := fmt.Sprintf("xchg%s(l, %s)", g.order(), v)
	if g.r.IntN(5) == 0 {
		try = fmt.Sprintf("cmpxchg%s(l, %s, %s)", g.order(), g.pick("0", "0", "1"), v)
	}
	until := g.pick("", "", "", " == 1", " != 0", " != 2", " == 2")
	if g.plain {
		until = g.pick("", "", " == 1", " != 0")
	}
	switch g.r.IntN(9) {
	case 0: // looks first
		g.emit("do {\n\t\twhile (READ_ONCE(*l)%s)\n\t\t\t;\n\t} while (%s%s);", g.pick("", "", " == 1", " == 2"), try, until)
	case 1: // does something in each round
		g.emit("while (%s%s)\n\t\t%s", try, until, g.pick("n = 1;", "n++;", "r1 = READ_ONCE(*x);", "WRITE_ONCE(*y, 1);", "WRITE_ONCE(*y, 1);", "smp_mb();", "r0 = READ_ONCE(*l);", "WRITE_ONCE(*l, 1);"))
	case 2: // gives up
		g.emit("while (%s%s) {\n\t\tif (READ_ONCE(*%s))\n\t\t\tbreak;\n\t}", try, until, g.pick("x", "y", "l"))
	case 3: // keeps what it found
		g.emit("do {\n\t\tr1 = %s;\n\t} while (r1%s);", try, until)
	case 4: // gives up in the first round
		g.emit("r0 = 0;\n\twhile (%s%s && !r0)\n\t\tr0 = %s;", try, until, g.pick("1", "READ_ONCE(*x)", "READ_ONCE(*l)"))
	case 5: // once more inside
		g.emit("while (%s%s)\n\t\twhile (%s)\n\t\t\t;", try, until, g.pick("READ_ONCE(*l)", "xchg(l, 1)", "READ_ONCE(*x)", "xchg_relaxed(l, 1) == 1"))
	default:
		g.emit("while (%s%s)\n\t\t;", try, until)
	}
}
