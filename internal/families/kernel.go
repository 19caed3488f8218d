package families

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Kernel returns a random program in kernel C of two or three threads: plain and marked
// accesses, atomic operations, locks, RCU, SRCU, pointers and branches over a few
// locations. If plain is true the program uses only what herd7 reads; otherwise also
// loops, jumps, and operators that branch. Equal arguments give equal programs.
func Kernel(seed uint64, plain bool) string {
	g := &kernelGen{r: rand.New(rand.NewPCG(seed, 0xc0de)), plain: plain, locs: []string{"x", "y", "z"}[:2+seed%2]}
	g.has = [4]bool{g.one(4), g.one(4), g.one(6), g.one(4)}
	var b strings.Builder
	fmt.Fprintf(&b, "C kernel-%d\n\n{ %s}\n", seed, map[bool]string{true: "int *p=&x; "}[g.has[hasPointer]])
	for t := range 2 + g.r.IntN(2) {
		g.thread, g.body, g.regs, g.held, g.made = t, &strings.Builder{}, nil, false, 0
		for range 2 + g.r.IntN(3) {
			g.step(2)
		}
		fmt.Fprintf(&b, "\nP%d(%s)\n{\n%s}\n", t, g.parameters(), g.body)
	}
	for _, l := range g.locs {
		if g.one(3) {
			g.cond = append(g.cond, fmt.Sprintf("%s=%d", l, g.r.IntN(3)))
		}
	}
	g.r.Shuffle(len(g.cond), func(i, j int) { g.cond[i], g.cond[j] = g.cond[j], g.cond[i] })
	if len(g.cond) == 0 {
		g.cond = []string{"x=1"}
	}
	fmt.Fprintf(&b, "\nexists (%s)\n", strings.Join(g.cond[:min(len(g.cond), 4)], " /\\ "))
	return b.String()
}

// What a program can have besides its locations.
const (
	hasLock = iota
	hasRCU
	hasSRCU
	hasPointer
)

type kernelGen struct {
	r     *rand.Rand
	plain bool
	locs  []string
	has   [4]bool
	cond  []string

	thread int
	body   *strings.Builder
	regs   []string // the variables that are assigned on every path so far
	made   int      // how many variables and labels the thread has
	held   bool     // the lock is held
	depth  int
}

// one is true once in n times.
func (g *kernelGen) one(n int) bool { return g.r.IntN(n) == 0 }

func (g *kernelGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

func (g *kernelGen) emit(format string, args ...any) {
	fmt.Fprintf(g.body, strings.Repeat("\t", 1+g.depth)+format+"\n", args...)
}

func (g *kernelGen) parameters() string {
	ps := []string{}
	for _, l := range g.locs {
		ps = append(ps, "int *"+l)
	}
	for i, p := range []string{hasLock: "spinlock_t *l", hasRCU: "", hasSRCU: "struct srcu_struct *s", hasPointer: "int **p"} {
		if g.has[i] && p != "" {
			ps = append(ps, p)
		}
	}
	return strings.Join(ps, ", ")
}

// result declares a variable with a value. Sometimes it adds it to the condition.
func (g *kernelGen) result(format string, args ...any) {
	r := fmt.Sprintf("r%d", g.made)
	g.made++
	g.emit("int %s = %s;", r, fmt.Sprintf(format, args...))
	g.regs = append(g.regs, r)
	if g.one(2) {
		g.cond = append(g.cond, fmt.Sprintf("%d:%s=%d", g.thread, r, g.r.IntN(3)))
	}
}

func (g *kernelGen) loc() string { return g.pick(g.locs...) }

// value returns a number, often one that depends on what was read.
func (g *kernelGen) value() string {
	if len(g.regs) == 0 || g.one(2) {
		return g.pick("1", "2")
	}
	r := g.pick(g.regs...)
	return fmt.Sprintf(g.pick("%s", "%s + 1", "1 + (%s ^ %[1]s)", "(%s & 1)", "2 - (%s == 1)", "1 + %s * 0"), r)
}

// test returns a condition.
func (g *kernelGen) test() string {
	if len(g.regs) == 0 || g.one(4) {
		return fmt.Sprintf(g.pick("READ_ONCE(*%s)", "*%s == 1", "xchg_relaxed(%s, 2)", "smp_load_acquire(%s) != 1", "cmpxchg(%s, 0, 1)"), g.loc())
	}
	r := g.pick(g.regs...)
	if !g.plain && g.one(3) {
		return strings.NewReplacer("$r", r, "$l", g.loc()).Replace(
			g.pick("!$r", "$r && READ_ONCE(*$l)", "$r || *$l == 2", "$r && $r < 2", "$r ? 1 : READ_ONCE(*$l)"))
	}
	return fmt.Sprintf(g.pick("%s", "%s == 1", "%s < 1", "%s >= 2"), r)
}

// step adds a statement, or several that belong together.
func (g *kernelGen) step(nest int) {
	switch k := g.r.IntN(16); {
	case k < 4:
		g.result(g.pick("READ_ONCE(*%s)", "READ_ONCE(*%s)", "smp_load_acquire(%s)", "*%s", "atomic_read(%s)"), g.loc())
	case k < 8:
		g.emit(g.pick("WRITE_ONCE(*%s, %s);", "WRITE_ONCE(*%s, %s);", "smp_store_release(%s, %s);", "*%s = %s;", "atomic_set(%s, %s);"), g.loc(), g.value())
	case k < 9:
		g.emit("%s();", g.pick("smp_mb", "smp_wmb", "smp_rmb", "barrier", "smp_mb__before_atomic", "smp_mb__after_atomic"))
	case k < 11:
		g.atomic()
	case k < 13 && nest > 0:
		g.branch(nest)
	case k < 14 && g.has[hasPointer]:
		g.pointer()
	case k < 15 && nest > 0 && (g.has[hasLock] || g.has[hasRCU] || g.has[hasSRCU]):
		g.section()
	case !g.plain && nest > 0:
		g.loop()
	default:
		g.result("READ_ONCE(*%s)", g.loc())
	}
}

func (g *kernelGen) atomic() {
	order := g.pick("", "_relaxed", "_acquire", "_release")
	switch g.r.IntN(8) {
	case 0:
		g.emit("%s(%s, %s);", g.pick("atomic_add", "atomic_sub"), g.value(), g.loc())
	case 1:
		g.result("atomic_add_return%s(%s, %s)", order, g.value(), g.loc())
	case 2:
		g.result("atomic_fetch_add%s(%s, %s)", order, g.value(), g.loc())
	case 3:
		g.result("atomic_add_unless(%s, %s, %s)", g.loc(), g.value(), g.pick("0", "1"))
	case 4, 5:
		g.result("cmpxchg%s(%s, %s, %s)", order, g.loc(), g.pick("0", "1"), g.value())
	default:
		g.result("xchg%s(%s, %s)", order, g.loc(), g.value())
	}
}

// inside adds statements that only some executions come to: what they assign is not used
// after them, but for a variable that is always assigned.
func (g *kernelGen) inside(nest int) {
	regs := len(g.regs)
	g.depth++
	for range 1 + g.r.IntN(2) {
		g.step(nest - 1)
	}
	if regs > 0 && g.one(3) {
		g.emit("%s = %s;", g.pick(g.regs[:regs]...), g.value())
	}
	g.depth--
	g.regs = slices.Clip(g.regs[:regs])
}

func (g *kernelGen) branch(nest int) {
	test := g.test()
	if g.has[hasLock] && !g.held && g.one(2) {
		g.emit("if (spin_trylock(l)) {")
		g.held = true
		g.inside(nest)
		g.held = false
		g.emit("\tspin_unlock(l);")
	} else {
		g.emit("if (%s) {", test)
		g.inside(nest)
	}
	if g.one(3) {
		g.emit("} else {")
		g.inside(nest)
	}
	g.emit("}")
}

func (g *kernelGen) pointer() {
	if g.one(2) {
		g.emit(g.pick("WRITE_ONCE(*p, %s);", "rcu_assign_pointer(*p, %s);", "*p = %s;"), g.loc())
		return
	}
	q := fmt.Sprintf("q%d", g.made)
	g.made++
	g.emit("int *%s = %s;", q, g.pick("READ_ONCE(*p)", "rcu_dereference(*p)"))
	if g.one(3) {
		g.emit("WRITE_ONCE(*%s, %s);", q, g.value())
	} else {
		g.result(g.pick("READ_ONCE(*%s)", "*%s", "xchg(%s, 2)", "atomic_add_return(1, %s)"), q)
	}
}

// section adds a critical section, or a wait for those of other threads.
func (g *kernelGen) section() {
	switch {
	case g.has[hasLock] && !g.held && g.one(2):
		g.emit("spin_lock(l);")
		g.held = true
		g.inside(1)
		g.held = false
		g.emit("spin_unlock(l);")
	case g.has[hasRCU] && g.one(3):
		g.emit("synchronize_rcu();")
	case g.has[hasRCU]:
		g.emit("rcu_read_lock();")
		g.inside(1)
		g.emit("rcu_read_unlock();")
	case g.has[hasSRCU] && g.one(2):
		g.emit("synchronize_srcu(s);")
	case g.has[hasSRCU]:
		g.result("srcu_read_lock(s)")
		r := g.regs[len(g.regs)-1]
		g.inside(1)
		g.emit("srcu_read_unlock(s, %s);", r)
	default:
		g.result("spin_is_locked(l)")
	}
}

// loop adds a loop or a jump.
func (g *kernelGen) loop() {
	n := g.made
	g.made++
	switch g.r.IntN(4) {
	case 0:
		g.emit("while (READ_ONCE(*%s) == %d) {", g.loc(), g.r.IntN(2))
		g.emit("}")
	case 1:
		g.emit("for (int i%d = 0; i%[1]d < 2; i%[1]d++) {", n)
		g.inside(1)
		if g.one(2) {
			g.emit("\tif (%s) %s;", g.test(), g.pick("break", "continue"))
		}
		g.emit("}")
	case 2:
		g.emit("do {")
		g.inside(1)
		g.emit("} while (0);")
	default:
		g.emit("if (%s) goto out%d;", g.test(), n)
		g.inside(1)
		g.emit("out%d:", n)
		g.emit("barrier();")
	}
}
