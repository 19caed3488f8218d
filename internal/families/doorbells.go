package families

import (
	"fmt"
	"math/rand/v2"
)

// Doorbell returns a random small program with doorbells. One to three senders store,
// with or without a barrier, and ring the doorbell of one target thread. The target
// takes the doorbell among its other instructions, clears it, or has a handler. Messages
// may coalesce, doorbells may be disabled for a while, and sometimes the target rings
// back. The condition is about stored values and about pending doorbells. In most
// programs it asks whether the target can miss a value that was announced to it. Equal
// seeds give equal programs.
func Doorbell(seed uint64) string {
	g := &bellGen{r: rand.New(rand.NewPCG(seed, 0xbe11)), stores: 3, loads: 5, announced: -1, answerer: -1}
	senders := []int{1, 1, 2, 2, 2, 3}[g.r.IntN(6)]
	if g.withHandler = g.chance(2); g.withHandler {
		senders, g.stores, g.loads = min(senders, 2), 2, 2
	}
	g.sends = 3 - senders
	g.target = g.r.IntN(senders + 1)
	if g.chance(4) {
		g.answerer = (g.target + 1 + g.r.IntN(senders)) % (senders + 1)
	}
	if !g.chance(3) {
		g.announced = g.r.IntN(2)
	}
	threads := make([]thread, senders+1)
	column := func(t int, code func()) {
		g.thread, g.reads, g.bells = t, 0, 0
		g.t = thread{init: []string{"r1=" + loc(0), "r2=" + loc(1), "r3=out"}}
		code()
		threads[t] = g.t
	}
	for t := range threads {
		if t != g.target {
			column(t, g.sender)
		}
	}
	column(g.target, g.targetColumn)
	return render(fmt.Sprintf("doorbell-%d", seed), threads, g.condition())
}

type bellGen struct {
	r *rand.Rand

	target    int
	answerer  int // the thread that the target rings back; -1 for none
	announced int // the location that every message announces; -1 for none

	withHandler bool

	// How many more stores, loads and messages may be generated: each of them
	// multiplies the executions.
	stores, loads, sends int

	stored      [2][]int        // the values that are stored to each location
	candidates  []candidateAtom // what the condition can contain
	required    []string        // what the condition always contains
	asksPending bool            // required says that nothing is pending

	t      thread // the column that is being generated
	thread int    // its number
	reads  int    // r10, r11, … hold the values that were read
	bells  int    // r20, r21, … hold whether a doorbell was taken
}

// chance returns true with probability 1/n.
func (g *bellGen) chance(n int) bool { return g.r.IntN(n) == 0 }

func (g *bellGen) pick(of ...string) string { return of[g.r.IntN(len(of))] }

func (g *bellGen) emit(format string, args ...any) {
	g.t.code = append(g.t.code, fmt.Sprintf(format, args...))
}

// load adds a load from one of the two locations that all threads use.
func (g *bellGen) load() {
	if g.loads <= 0 {
		return
	}
	g.loads--
	l := g.r.IntN(2)
	g.emit("lwz r%d,0(r%d)", 10+g.reads, 1+l)
	g.addCandidate(l, []int{0}, "%d:r%d=", g.thread, 10+g.reads)
	g.reads++
}

func (g *bellGen) store() { g.storeTo(g.r.IntN(2)) }

func (g *bellGen) storeTo(l int) {
	if g.stores <= 0 {
		return
	}
	g.stores--
	v := 1 + g.r.IntN(2)
	g.emit("li r7,%d", v)
	g.emit("stw r7,0(r%d)", 1+l)
	g.stored[l] = append(g.stored[l], v)
	if g.chance(3) {
		g.addCandidate(l, nil, "%s=", loc(l))
	}
}

// fence adds one of the given instructions; "" adds nothing.
func (g *bellGen) fence(of ...string) {
	if f := g.pick(of...); f != "" {
		g.emit("%s", f)
	}
}

// ring adds a message to a thread, usually after the store that it announces.
func (g *bellGen) ring(to int) {
	switch {
	case to == g.target && g.announced >= 0 && g.stores > 0:
		g.storeTo(g.announced)
	case g.chance(6): // nothing
	case g.chance(5):
		g.load()
	case g.chance(4) && g.loads > 0 && g.stores > 0: // store a value that it has read
		g.load()
		g.stores--
		g.emit("stw r%d,0(%s)", 9+g.reads, g.pick("r1", "r2"))
	default:
		g.store()
	}
	g.fence("", "lwsync", "sync", "sync", "sync", "sync")
	g.emit("msgsnd P%d", to)
}

func (g *bellGen) sender() {
	if g.chance(5) {
		g.load()
	}
	g.ring(g.target)
	if g.sends > 0 && g.chance(2) {
		g.sends--
		g.ring(g.target)
	}
	switch {
	case g.thread == g.answerer:
		g.takeDoorbell()
		g.afterInterrupt()
		g.load()
	case g.chance(3):
		g.fence("", "sync")
		g.load()
	}
}

// takeDoorbell adds an instruction that takes the doorbell, or one that tries to. After
// the latter a branch may skip some instructions if no doorbell was taken.
func (g *bellGen) takeDoorbell() {
	if g.chance(3) {
		g.emit("doorbell")
		return
	}
	reg := 20 + g.bells
	g.emit("doorbell r%d", reg)
	if taken := fmt.Sprintf("%d:r%d=", g.thread, reg); g.announced >= 0 && g.thread == g.target && g.bells == 0 {
		g.required = append(g.required, taken+"1")
	} else {
		g.addCandidate(-1, []int{0, 1, 1, 1}, "%s", taken)
	}
	g.bells++
	if !g.chance(3) {
		return
	}
	g.emit("cmpwi r%d,1", reg)
	g.emit("bne L%d%d", g.thread, g.bells)
	g.afterInterrupt()
	g.load()
	g.emit("L%d%d:", g.thread, g.bells)
}

// afterInterrupt adds the barrier that follows an interrupt, or none.
func (g *bellGen) afterInterrupt() {
	g.fence("", "msgsync", "msgsync", "msgsync", "lwsync", "isync", "sync")
}

// readAnnounced adds the load of the announced location after an interrupt.
func (g *bellGen) readAnnounced() {
	if g.announced < 0 {
		g.load()
		return
	}
	g.emit("lwz r%d,0(r%d)", 10+g.reads, 1+g.announced)
	g.required = append(g.required, fmt.Sprintf("%d:r%d=0", g.thread, 10+g.reads))
	g.reads++
}

// targetColumn generates the thread that is rung.
func (g *bellGen) targetColumn() {
	if g.withHandler {
		g.handledColumn()
		return
	}
	if g.chance(4) {
		g.store()
	}
	if g.chance(6) {
		g.emit("msgclr")
	}
	g.takeDoorbell()
	g.afterInterrupt()
	g.readAnnounced()
	switch g.r.IntN(8) {
	case 0:
		g.takeDoorbell()
		g.afterInterrupt()
		g.load()
	case 1:
		g.emit("msgclr")
		g.load()
	case 2:
		g.store()
	case 3:
		g.fence("", "lwsync", "sync")
		g.load()
	}
	if g.answerer >= 0 {
		g.ring(g.answerer)
	}
}

// handledColumn generates a target with a handler. The handler stores what it read, or
// that it ran, to the location out.
func (g *bellGen) handledColumn() {
	handler := g.handler()
	masked := g.chance(2)
	if masked {
		if g.chance(3) {
			g.load()
		}
		g.emit("local_irq_disable")
	}
	switch g.r.IntN(5) {
	case 0:
		g.store()
	case 1: // a reservation, which an interrupt cancels
		g.emit("lwarx r%d,r0,r1", 10+g.reads)
		g.reads++
		g.emit("li r7,3")
		g.emit("stwcx. r7,r0,r1")
		g.addCandidate(-1, []int{3}, "%s=", loc(0))
	case 2: // look whether the handler has run
		g.emit("lwz r%d,0(r3)", 10+g.reads)
		g.addCandidate(-1, []int{0}, "%d:r%d=", g.thread, 10+g.reads)
		g.reads++
		g.fence("", "lwsync")
		g.load()
	case 3:
		g.emit("msgclr")
	default:
		g.load()
	}
	if masked && !g.chance(4) {
		g.emit("local_irq_enable")
		if g.chance(2) {
			g.load()
		}
	}
	g.t.handler = handler
}

// handler returns the code of a handler. A handler has its own registers.
func (g *bellGen) handler() []string {
	code := g.t.code
	g.t.code = nil
	g.afterInterrupt()
	l := g.announced
	if l < 0 {
		l = g.r.IntN(2)
	}
	g.emit("lwz r10,0(r%d)", 1+l)
	switch g.r.IntN(5) {
	case 0: // store what it read last
		g.emit("addi r10,r10,5")
		g.emit("stw r10,0(r3)")
		g.askOut(5, 5, 5, 6, 7)
	case 1: // count how often it ran
		g.emit("lwz r11,0(r3)")
		g.emit("addi r11,r11,1")
		g.emit("stw r11,0(r3)")
		g.askOut(1, 1, 2)
	case 2: // store what it read, and reset the location
		g.emit("stw r10,0(r3)")
		g.emit("li r11,0")
		g.emit("stw r11,0(r%d)", 1+l)
		g.askOut(0, 0, 1, 2)
		g.required, g.asksPending = append(g.required, fmt.Sprintf("~pending(P%d)", g.thread)), true
	default: // record whether it ever read 0
		g.emit("cmpwi r10,0")
		g.emit("bne L")
		g.emit("li r11,5")
		g.emit("stw r11,0(r3)")
		g.emit("L:")
		g.askOut(5)
	}
	if g.answerer >= 0 && g.chance(2) {
		g.fence("", "sync")
		g.emit("msgsnd P%d", g.answerer)
	}
	code, g.t.code = g.t.code, code
	return code
}
