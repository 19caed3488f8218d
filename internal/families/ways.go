package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Ways returns a program in which threads load first, and then test what they have loaded, and copy it
// between registers, on some of the ways through branches. So what later accesses depend on differs
// between the ways. With parts some accesses are to a byte.
//
// In every second program the other thread has all accesses in order, and the condition asks whether
// each thread reads what the other one stores. Then it depends on the dependencies alone.
func Ways(seed uint64, parts bool) string {
	g := &diamondGen{r: rand.New(rand.NewPCG(seed, 0x3a15))}
	if seed%2 == 0 {
		return g.depends(seed)
	}
	size := func() string {
		if parts && g.chance(3) {
			return "b"
		}
		return "w"
	}
	for t := range 2 {
		g.code, g.thread, g.label = nil, t, 0
		for _, r := range []string{"r5", "r6"} {
			if !parts && g.chance(5) { // its success is a dependency, too
				g.emit("lwarx %s,r0,r1", r)
				g.emit("stwcx. r8,r0,r1")
				g.emit("b%s %s", g.pick("ne", "eq"), g.name())
				g.emit("L%d%d:", t, g.label)
			} else {
				g.emit("l%sz %s,0(%s)", size(), r, g.pick("r1", "r2"))
			}
		}
		if g.chance(4) { // a loop around it
			g.emit("W%d: l%sz %s,0(%s)", t, size(), g.pick("r5", "r6"), g.pick("r1", "r2"))
			g.way(2, size)
			g.emit("cmpwi %s,2", g.pick("r5", "r6", "r7"))
			g.emit("%s W%d", g.pick("beq", "beq", "blt"), t)
		}
		for range 1 + g.r.IntN(2) {
			g.way(2, size)
		}
		if g.chance(3) {
			g.emit("%s", g.pick("isync", "lwsync", "eieio"))
		}
		switch g.r.IntN(8) {
		case 0:
			g.emit("xor r10,%s,r7", g.pick("r5", "r7"))
			g.emit("xor r10,r10,r10")
			g.emit("l%szx r9,r10,%s", size(), g.pick("r1", "r2"))
		case 1, 2, 3, 4:
			g.emit("l%sz r9,0(%s)", size(), g.pick("r1", "r2"))
			g.emit("stw r9,0(%s)", g.pick("r1", "r2"))
		default:
			g.emit("st%s %s,0(%s)", size(), g.pick("r7", "r8", "r8", "r8"), g.pick("r1", "r2"))
		}
		init := []string{"r1=x0", "r2=x1", fmt.Sprintf("r8=%d", 1+t)}
		g.threads = append(g.threads, thread{init: init, code: g.code})
	}
	var cond []string
	for t := range 2 { // what is loaded first is often of no use after the branches
		cond = append(cond, fmt.Sprintf("%d:%s=%d", t, g.pick("r9", "r9", "r9", "r5", "r6", "r7"), g.r.IntN(3)))
	}
	cond = append(cond, fmt.Sprintf("%s=%d", g.pick("x0", "x1"), g.r.IntN(3)))
	text := render(fmt.Sprintf("ways-%d", seed), g.threads, cond[:2+g.r.IntN(2)])
	return strings.Replace(text, "{\n", "Endian=little\n{\nint x0; int x1;\n", 1)
}

// depends returns a program of the second kind of [Ways]. r5 is read from x0, which the other thread stores
// last, r6 from a location that nobody orders. cr0 says whether a stwcx. has succeeded.
func (g *diamondGen) depends(seed uint64) string {
	g.emit("lwz r5,0(r1)")
	g.emit("lwz r6,0(r3)")
	tries := g.chance(3)
	if tries {
		g.emit("lwarx r9,r0,r4")
		g.emit("stwcx. r8,r0,r4")
	}
	for range 1 + g.r.IntN(2) {
		other, end := g.name(), g.name()
		g.emit("cmpwi cr1,%s", g.pick("r6,0", "r6,1", "r5,1"))
		g.emit("%s cr1,%s", g.pick("beq", "bne"), other)
		for _, label := range []string{other, end} {
			if g.chance(2) {
				g.emit("%s", g.pick("mr r7,r5", "li r7,1", "xor r7,r6,r6"))
			}
			switch g.r.IntN(4) { // a test that decides nothing
			case 0, 1:
				g.emit("cmpw cr1,%s", g.pick("r5,r5", "r7,r7", "r7,r5"))
				g.emit("beq cr1,%s", label)
			case 2:
				if tries {
					g.emit("bne %s", label)
				}
			}
			if label == other {
				g.emit("b %s", end)
			}
			g.emit("%s:", label)
		}
	}
	switch g.r.IntN(4) {
	case 0:
		g.emit("xor r7,r7,r7")
		g.emit("addi r7,r7,1")
		g.emit("stw r7,0(r2)")
	case 1:
		g.emit("xor r7,r7,r7")
		g.emit("stwx r8,r7,r2")
	default:
		g.emit("stw r8,0(r2)")
	}
	init := []string{"r1=x0", "r2=x1", "r3=x2", "r4=x3", "r8=1"}
	g.threads = []thread{{init: init, code: g.code}, {init: init, code: []string{"lwz r5,0(r2)", "sync", "stw r8,0(r1)"}}, {init: init, code: []string{"stw r8,0(r3)"}}}
	cond := []string{"0:r5=1", "1:r5=1", fmt.Sprintf("0:r6=%d", g.r.IntN(2))}
	return render(fmt.Sprintf("ways-%d", seed), g.threads, cond[:2+g.r.IntN(2)])
}

// way adds a branch; depth limits how deep branches are nested.
func (g *diamondGen) way(depth int, size func() string) {
	if depth == 0 {
		switch g.r.IntN(5) {
		case 4: // what only this way reads is tested on it
			g.emit("l%sz r9,0(%s)", size(), g.pick("r1", "r2"))
			g.emit("cmpw r9,%s", g.pick("r9", "r5"))
			g.emit("beq %s", g.name())
			g.emit("L%d%d:", g.thread, g.label)
		case 0:
			g.emit("st%s %s,0(%s)", size(), g.pick("r5", "r7", "r8"), g.pick("r1", "r2"))
		case 1:
			g.emit("%s", g.pick("isync", "li r7,1", "lwsync"))
		default:
			g.emit("mr %s,%s", g.pick("r7", "r7", "r5"), g.pick("r5", "r6"))
		}
		return
	}
	other, end := g.name(), g.name()
	g.emit("cmpwi %s,%d", g.pick("r5", "r6", "r7"), g.r.IntN(2))
	g.emit("%s %s", g.pick("beq", "bne"), other)
	g.way(depth-1, size)
	if g.chance(2) {
		g.emit("b %s", end)
		g.emit("%s:", other)
		g.way(g.r.IntN(depth), size)
		g.emit("%s:", end)
	} else {
		g.emit("%s:", other)
	}
}

// KernelWays is [Ways] in kernel C.
func KernelWays(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0x3a16))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	fmt.Fprintf(&b, "C kernel-ways-%d\n\n{ }\n", seed)
	threads := 2
	if seed%2 == 0 { // as in Ways
		threads = 1
		b.WriteString("\nP1(int *x, int *y)\n{\n\tint r0 = READ_ONCE(*y);\n\tint r1;\n\tint r2;\n\tsmp_mb();\n\tWRITE_ONCE(*x, 1);\n}\n")
	}
	for t := range threads {
		fmt.Fprintf(&b, "\nP%d(int *x, int *y)\n{\n\tint r0 = READ_ONCE(*%s);\n\tint r1 = READ_ONCE(*%s);\n\tint r2 = 0;\n", t, pick("x", "y"), pick("x", "y"))
		var way func(depth int)
		way = func(depth int) {
			tabs := strings.Repeat("\t", 3-depth)
			if depth == 0 {
				b.WriteString(tabs + pick("r2 = r0;", "r2 = r1;", "r0 = r1;", "r1 = r2 + 1;", "WRITE_ONCE(*x, r0);", "WRITE_ONCE(*y, 1);", "smp_rmb();", "r1 = READ_ONCE(*x);") + "\n")
				return
			}
			fmt.Fprintf(&b, "%sif (%s) {\n", tabs, pick("r0", "r1", "r2", "r0 == 1", "r1 && r0", "!r1"))
			way(depth - 1)
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, "%s} else {\n", tabs)
				way(depth - 1)
			}
			fmt.Fprintf(&b, "%s}\n", tabs)
		}
		for range 1 + r.IntN(2) {
			way(2)
		}
		fmt.Fprintf(&b, "\t%s\n", pick("WRITE_ONCE(*x, r2);", "WRITE_ONCE(*y, 2);", "WRITE_ONCE(*x, 2);", "if (r2) WRITE_ONCE(*x, 2);", "if (r2 == r0) WRITE_ONCE(*y, 2);", "smp_store_release(x, r2);"))
		b.WriteString("}\n")
	}
	if seed%2 == 0 {
		fmt.Fprintf(&b, "\nexists (0:r0=1 /\\ 1:r0=1)\n")
		return b.String()
	}
	cond := []string{fmt.Sprintf("%s=%d", pick("x", "y"), r.IntN(3))}
	for t := range 2 {
		if r.IntN(3) == 0 {
			cond = append(cond, fmt.Sprintf("%d:r%d=%d", t, r.IntN(3), r.IntN(3)))
		}
	}
	fmt.Fprintf(&b, "\nexists (%s)\n", strings.Join(cond, " /\\ "))
	return b.String()
}
