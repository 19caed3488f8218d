package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Alike returns a random program in which two to four threads have the same code: loads,
// stores, branches and read-modify-writes. In some programs there is a further thread, or
// one of the threads differs from the others in one place. The condition treats most of
// them alike. Equal seeds give equal programs.
func Alike(seed uint64) string {
	g := &alikeGen{smallGen: smallGen{r: rand.New(rand.NewPCG(seed, 0xa11ce)), locs: 2}}
	n := 2 + g.r.IntN(2)
	if g.r.IntN(6) == 0 {
		n = 4
	}
	g.template([...]int{2: 3, 3: 2, 4: 1}[n])
	for t := range n {
		g.threads = append(g.threads, g.renamed(t))
	}
	if g.r.IntN(3) == 0 {
		g.differ(&g.threads[g.r.IntN(n)])
	}
	cond := g.condition(n)
	if n < 4 && g.r.IntN(4) == 0 {
		g.other()
	}
	return render(fmt.Sprintf("alike-%d", seed), g.threads, cond)
}

type alikeGen struct {
	smallGen
	loads int // of the template
}

// template makes the code that threads have in common.
func (g *alikeGen) template(steps int) {
	g.t.init = []string{"r1=x0", "r2=x1", fmt.Sprintf("r9=%d", 1+g.r.IntN(2))}
	for range steps {
		switch g.r.IntN(4) {
		case 0:
			g.update()
		case 1:
			g.emit("stw r9,0(%s)", g.addr())
		default:
			g.step()
		}
	}
	g.loads = g.reads
}

// update adds a read-modify-write, which may be tried again if its stwcx. fails.
func (g *alikeGen) update() {
	a := g.addr()
	g.label++
	out := fmt.Sprintf("L%d%d", g.thread, g.label)
	retry := g.r.IntN(3) == 0
	if retry {
		g.emit("%s:", out)
	}
	read := g.read()
	g.emit("lwarx r%d,r0,%s", read, a)
	if g.r.IntN(2) == 0 {
		g.emit("addi r7,r%d,1", read)
	} else {
		g.emit("li r7,%d", 1+g.r.IntN(2))
	}
	g.emit("stwcx. r7,r0,%s", a)
	g.emit("bne %s", out)
	if !retry {
		g.access()
		g.emit("%s:", out)
	}
}

// renamed returns the template as the code of a thread, which has labels of its own.
func (g *alikeGen) renamed(t int) thread {
	out := thread{init: append([]string(nil), g.t.init...)}
	for _, line := range g.t.code {
		out.code = append(out.code, strings.ReplaceAll(line, "L0", fmt.Sprintf("L%d", t)))
	}
	return out
}

// differ changes one place of a thread.
func (g *alikeGen) differ(t *thread) {
	k := g.r.IntN(len(t.code))
	switch g.r.IntN(5) {
	case 0: // a value
		t.init[2] = "r9=3"
	case 1: // the locations
		t.init[0], t.init[1] = "r1=x1", "r2=x0"
	case 2: // a barrier more
		t.code = append(append(append([]string(nil), t.code[:k]...), []string{"sync", "lwsync", "isync"}[g.r.IntN(3)]), t.code[k:]...)
	case 3: // a barrier, a constant or a condition
		if line := strings.NewReplacer("isync", "eieio", "lwsync", "eieio", "sync", "lwsync", "r7,1", "r7,2", "beq", "bne", "bne", "beq").Replace(t.code[k]); !strings.Contains(line, ":") {
			t.code[k] = line
		}
	default: // a dependency
		t.code = append(append(append([]string(nil), t.code[:k]...), "xor r8,r10,r10", "add r9,r9,r8"), t.code[k:]...)
	}
}

// other adds a thread that is not like the others.
func (g *alikeGen) other() {
	g.t, g.thread, g.reads = thread{init: []string{"r1=x0", "r2=x1"}}, len(g.threads), 0
	for range 1 + g.r.IntN(2) {
		g.access()
	}
	g.threads = append(g.threads, g.t)
}

// condition returns conjuncts about the registers of n threads and about locations.
func (g *alikeGen) condition(n int) (cond []string) {
	for l := range g.locs {
		if g.r.IntN(3) == 0 {
			cond = append(cond, fmt.Sprintf("%s=%d", loc(l), 1+g.r.IntN(3)))
		}
	}
	for range 1 + g.r.IntN(2) {
		if g.loads == 0 {
			break
		}
		reg := fmt.Sprintf("r%d", 10+g.r.IntN(g.loads))
		a, b := g.r.IntN(3), g.r.IntN(3)
		var atoms []string
		for t := range n {
			atoms = append(atoms, fmt.Sprintf("%d:%s=%d", t, reg, a))
		}
		switch g.r.IntN(6) {
		case 0:
			cond = append(cond, atoms...)
		case 1:
			cond = append(cond, `(`+strings.Join(atoms, ` \/ `)+`)`)
		case 2: // of one thread
			cond = append(cond, atoms[g.r.IntN(n)])
		default: // in one thread this, in all others that
			var some []string
			for one := range n {
				var all []string
				for t := range n {
					v := b
					if t == one {
						v = a
					}
					all = append(all, fmt.Sprintf("%d:%s=%d", t, reg, v))
				}
				some = append(some, strings.Join(all, ` /\ `))
			}
			cond = append(cond, `(`+strings.Join(some, ` \/ `)+`)`)
		}
	}
	if len(cond) == 0 {
		cond = []string{"x0=1"}
	}
	return cond
}
