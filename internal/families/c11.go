package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// C11 returns a random program of two or three threads with the atomic operations of C11, in
// all orders, and plain accesses over a few locations. Equal seeds give equal programs.
func C11(seed uint64) string {
	g := &kernelGen{r: rand.New(rand.NewPCG(seed, 0xc11)), locs: []string{"x", "y", "z"}[:2+seed%2]}
	var b strings.Builder
	fmt.Fprintf(&b, "C c11-%d\n\n{}\n", seed)
	for t := range 2 + g.r.IntN(2) {
		g.thread, g.body, g.regs, g.made = t, &strings.Builder{}, nil, 0
		for range 2 + g.r.IntN(2) {
			g.c11Step(1)
		}
		fmt.Fprintf(&b, "\nP%d(%s)\n{\n%s}\n", t, g.parameters(), g.body)
	}
	if g.one(2) || len(g.cond) == 0 {
		g.cond = append(g.cond, fmt.Sprintf("x=%d", g.r.IntN(3)))
	}
	g.r.Shuffle(len(g.cond), func(i, j int) { g.cond[i], g.cond[j] = g.cond[j], g.cond[i] })
	fmt.Fprintf(&b, "\nexists (%s)\n", strings.Join(g.cond[:min(len(g.cond), 4)], " /\\ "))
	return b.String()
}

// c11Order returns one of the five orders.
func (g *kernelGen) c11Order() string {
	return g.pick("relaxed", "acquire", "release", "acq_rel", "seq_cst")
}

// c11Step adds a statement of C11.
func (g *kernelGen) c11Step(nest int) {
	switch k := g.r.IntN(14); {
	case k < 4:
		g.result("__c11_load_%s(%s)", g.pick("relaxed", "acquire", "seq_cst"), g.loc())
	case k < 8:
		g.emit("__c11_store_%s(%s, %s);", g.pick("relaxed", "release", "seq_cst"), g.loc(), g.value())
	case k < 9:
		g.emit("*%s = %s;", g.loc(), g.value())
	case k < 10:
		g.emit("__c11_%s();", g.pick("thread_fence_acquire", "thread_fence_release", "thread_fence_acq_rel", "thread_fence_seq_cst", "signal_fence"))
	case k < 11:
		g.result("__c11_%s_%s(%s, %s)", g.pick("exchange", "fetch_add", "fetch_or", "add_fetch", "xor_fetch"), g.c11Order(), g.loc(), g.value())
	case k < 13 || nest == 0 || len(g.regs) == 0:
		expected := fmt.Sprintf("e%d", g.made)
		g.emit("int %s = %s;", expected, g.pick("0", "1"))
		g.result("__c11_compare_exchange_%s_%s_%s(%s, &%s, 2)", g.pick("strong", "weak"), g.c11Order(), g.pick("relaxed", "acquire", "seq_cst"), g.loc(), expected)
		g.regs = append(g.regs, expected)
	default:
		g.emit("if (%s) {", g.pick(g.regs...))
		before := len(g.regs)
		g.depth++
		g.c11Step(nest - 1)
		g.depth--
		g.regs = g.regs[:before]
		g.emit("}")
	}
}
