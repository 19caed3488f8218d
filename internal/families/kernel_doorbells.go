package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// KernelDoorbell returns a random small program in kernel C with doorbells. One or two
// senders store, with or without a barrier, and ring the doorbell of the last thread. That
// thread takes the doorbell among its other statements or has a handler, and sometimes rings
// back. Equal seeds give equal programs.
func KernelDoorbell(seed uint64) string {
	g := &kernelBells{r: rand.New(rand.NewPCG(seed, 0xd00b)), accesses: 5}
	senders := 1 + g.r.IntN(2)
	g.target, g.answer = senders, g.one(4)
	var b strings.Builder
	fmt.Fprintf(&b, "C kernel-doorbell-%d\n\n{ }\n", seed)
	function := func(mark, name string, code func()) {
		g.body, g.made = &strings.Builder{}, 0
		code()
		fmt.Fprintf(&b, "\n%s%s(int *x, int *y, int *out)\n{\n%s}\n", mark, name, g.body)
	}
	for t := range senders {
		g.thread = t
		function("", fmt.Sprintf("P%d", t), g.sender)
	}
	g.thread = g.target
	if g.one(2) {
		function("", fmt.Sprintf("P%d", g.target), g.interrupted)
		function(fmt.Sprintf("/*@ doorbell P%d */\n", g.target), "void doorbell_exception", g.handler)
	} else {
		function("", fmt.Sprintf("P%d", g.target), g.taker)
	}
	g.r.Shuffle(len(g.cond), func(i, k int) { g.cond[i], g.cond[k] = g.cond[k], g.cond[i] })
	g.cond = g.cond[:min(len(g.cond), 2)]
	if g.one(3) || len(g.cond) == 0 {
		g.cond = append(g.cond, fmt.Sprintf("%spending(P%d)", g.pick("", "~"), g.target))
	}
	fmt.Fprintf(&b, "\nexists (%s)\n", strings.Join(g.cond, " /\\ "))
	return b.String()
}

type kernelBells struct {
	r *rand.Rand

	target   int
	answer   bool // the target rings P0 back
	accesses int  // how many more may be generated
	cond     []string

	thread int
	body   *strings.Builder
	made   int // the variables of the thread
}

func (g *kernelBells) one(n int) bool { return g.r.IntN(n) == 0 }

func (g *kernelBells) pick(of ...string) string { return of[g.r.IntN(len(of))] }

// emit adds statements; "" adds nothing.
func (g *kernelBells) emit(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); s != "" {
		g.body.WriteString("\t" + s + "\n")
	}
}

func (g *kernelBells) loc() string { return g.pick("*x", "*x", "*y") }

func (g *kernelBells) store() {
	if g.accesses--; g.accesses < 0 {
		return
	}
	l, v := g.loc(), 1+g.r.IntN(2)
	switch g.r.IntN(6) {
	case 0:
		g.emit("smp_store_release(%s, %d);", l[1:], v)
	case 1:
		g.emit("%s = %d;", l, v)
	case 2:
		g.emit("xchg%s(%s, %d);", g.pick("", "_relaxed"), l[1:], v)
	default:
		g.emit("WRITE_ONCE(%s, %d);", l, v)
	}
	if g.one(4) {
		g.cond = append(g.cond, fmt.Sprintf("%s=%d", l[1:], v))
	}
}

// load adds a load. The condition is about its value if it belongs to a thread.
func (g *kernelBells) load() {
	if g.accesses--; g.accesses < 0 {
		return
	}
	l := g.loc()
	g.emit("int r%d = %s;", g.made, g.pick("READ_ONCE("+l+")", "READ_ONCE("+l+")", "smp_load_acquire("+l[1:]+")", l))
	g.cond = append(g.cond, fmt.Sprintf("%d:r%d=%d", g.thread, g.made, g.r.IntN(2)))
	g.made++
}

func (g *kernelBells) access() {
	if g.one(2) {
		g.load()
	} else {
		g.store()
	}
}

func (g *kernelBells) ring(to int) {
	g.store()
	g.emit("%s", g.pick("", "smp_wmb();", "smp_mb();", "ppc_msgsnd_sync();", "ppc_msgsnd_sync();"))
	g.emit("ppc_msgsnd(P%d);", to)
}

func (g *kernelBells) sender() {
	if g.one(5) {
		g.load()
	}
	if g.made > 0 && g.one(2) {
		g.emit("if (r0) { ppc_msgsnd(P%d); }", g.target)
	} else {
		g.ring(g.target)
	}
	if g.one(3) {
		g.ring(g.target)
	}
	if g.answer && g.thread == 0 {
		g.take()
	}
}

// take adds a statement that takes the doorbell, or one that tries to, and a load.
func (g *kernelBells) take() {
	if g.one(2) {
		g.emit("take_doorbell();")
	} else {
		g.emit("int r%d = try_doorbell();", g.made)
		g.cond = append(g.cond, fmt.Sprintf("%d:r%d=%d", g.thread, g.made, g.r.IntN(3)&1^1))
		g.made++
	}
	g.emit("%s", g.pick("", "ppc_msgsync();", "smp_rmb();", "smp_mb();"))
	g.load()
}

func (g *kernelBells) taker() {
	if g.one(3) {
		g.access()
	}
	if g.one(8) {
		g.emit("ppc_msgclr();")
	}
	g.take()
	switch g.r.IntN(4) {
	case 0:
		g.emit("%s", g.pick("", "smp_mb();"))
		g.access()
	case 1:
		g.take()
	}
	if g.answer {
		g.ring(0)
	}
}

// interrupted adds the statements of a thread with a handler.
func (g *kernelBells) interrupted() {
	masked := g.one(2)
	if masked {
		g.emit("local_irq_disable();")
	}
	g.access()
	if g.one(3) {
		g.emit("int r%d = READ_ONCE(*out);", g.made)
		g.cond = append(g.cond, fmt.Sprintf("%d:r%d=0", g.thread, g.made))
		g.made++
	}
	if masked && !g.one(4) {
		g.emit("local_irq_enable();")
		g.access()
	}
}

// handler adds the statements of a handler. It stores what it has read.
func (g *kernelBells) handler() {
	g.emit("%s", g.pick("", "ppc_msgsync();", "smp_rmb();"))
	g.emit("int r9 = READ_ONCE(%s);", g.loc())
	switch g.r.IntN(3) {
	case 0:
		g.emit("WRITE_ONCE(*out, r9 + 1);")
		g.cond = append(g.cond, fmt.Sprintf("out=%d", 1+g.r.IntN(3)))
	case 1:
		g.emit("if (r9 == 0)")
		g.emit("\tWRITE_ONCE(*out, 1);")
		g.cond = append(g.cond, "out=1")
	default:
		g.emit("atomic_inc(out);")
		g.cond = append(g.cond, fmt.Sprintf("out=%d", 1+g.r.IntN(2)))
	}
	if g.answer {
		g.emit("%s", g.pick("", "smp_mb();"))
		g.emit("ppc_msgsnd(P0);")
	}
}
