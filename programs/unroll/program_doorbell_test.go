package unroll

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// handled is a random test of a thread with a handler. Another thread rings its doorbell.
type handled struct {
	text string
	rung int // how often the other thread rings it
}

// drawHandled draws such a test. If own is set, p only gets addresses from the thread and
// its handler.
func drawHandled(t *rapid.T, own bool) handled {
	d := newThread(t)
	main := d.code("main", 1, 6, d.mainInstruction)
	if d.n(0, 2) == 0 {
		main = append([]string{"ld r9,0(r25)"}, main...)
	}
	handler := d.code("handler", 1, 4, d.handlerInstruction)
	rings := d.n(0, 4)
	var b strings.Builder
	first := d.pick("x; int64_t p1=y; int64_t p2=t; int64_t p3=z; int64_t p4=t[1];", "0;", "0;")
	if own {
		first = d.pick("x;", "0;", "t;")
	}
	fmt.Fprintf(&b, "PPC random\n{"+programInit+"}\n", first)
	cell := func(column []string, i int) string {
		if i < len(column) {
			return column[i]
		}
		return ""
	}
	b.WriteString(" P0 | P0 doorbell | P1 ;\n")
	for i := range max(len(main), len(handler), rings) {
		ring := ""
		if i < rings {
			ring = "msgsnd P0"
		}
		fmt.Fprintf(&b, " %s | %s | %s ;\n", cell(main, i), cell(handler, i), ring)
	}
	b.WriteString("locations [")
	for r := range 11 { // those that the handler alone uses cannot be observed
		if reg := fmt.Sprintf("r%d", r); rapid.IntRange(0, 2).Draw(t, "observed") > 0 && uses(main, reg) {
			fmt.Fprintf(&b, "0:%s; ", reg)
		}
	}
	b.WriteString("]\nexists (x=1)\n")
	return handled{b.String(), rings}
}

// uses reports whether the code mentions a register.
func uses(code []string, reg string) bool {
	for _, c := range code {
		for _, w := range strings.FieldsFunc(c, func(r rune) bool { return strings.ContainsRune(" ,()", r) }) {
			if w == reg {
				return true
			}
		}
	}
	return false
}

// code draws a column with a number of instructions or short sequences of them, with
// labels between these.
func (d *thread) code(name string, lo, hi int, draw func() []string) (cells []string) {
	d.labels = d.n(1, 2)
	n := rapid.IntRange(lo, hi).Draw(d.t, name)
	at := make([]int, d.labels)
	for i := range at {
		at[i] = d.n(0, n)
		if d.n(0, 1) == 0 {
			at[i] = n // most branches lead forward, so that not all runs are cut
		}
	}
	for i := range n + 1 {
		for l, where := range at {
			if where == i {
				cells = append(cells, fmt.Sprintf("L%d:", l))
			}
		}
		if i < n {
			cells = append(cells, draw()...)
		}
	}
	return cells
}

func (d *thread) mainInstruction() []string {
	switch d.n(0, 19) {
	case 0, 1:
		return []string{d.pick("local_irq_disable", "local_irq_enable")}
	case 2:
		return []string{d.pick("msgsnd P1", "msgsnd P0", "msgclr", "doorbell", "doorbell "+d.r(), "doorbell "+d.r())}
	case 3:
		return []string{d.slot()}
	case 4, 5, 6, 7, 8, 9, 10:
		return d.idiom()
	}
	return strings.Split(d.instruction(), " ;\n ")
}

func (d *thread) handlerInstruction() []string {
	switch d.n(0, 14) {
	case 0:
		return []string{d.pick("msgsnd P1", "msgsnd P1", "msgsnd P0", "msgclr", "local_irq_disable", "msgsync")}
	case 1:
		return []string{d.slot()}
	case 2, 3, 4, 5, 6, 7, 8, 9:
		return d.idiom()
	}
	return strings.Split(d.instruction(), " ;\n ")
}

// idiom draws what is typical of handlers and of the code that they interrupt: loads,
// tests of loaded values, and stores.
func (d *thread) idiom() []string {
	r, at := d.pick("r5", "r6"), d.pick("r20", "r21")
	load, store := fmt.Sprintf("lwz %s,0(%s)", r, at), fmt.Sprintf("stw %s,0(%s)", d.pick("r1", r), at)
	test, branch := fmt.Sprintf("cmpwi %s,%d", r, d.n(0, 2)), d.pick("beq ", "bne ")+d.label()
	switch d.n(0, 8) {
	case 0, 1:
		return []string{load, test, branch}
	case 2:
		return []string{test, branch}
	case 3:
		return []string{"lwarx " + r + ",r0,r20", d.pick("nop", test), "stwcx. r1,r0,r20", d.pick("nop", branch)}
	case 4:
		return []string{load, "mtctr " + r, d.pick("bdnz ", "bdz ") + d.label()}
	case 5:
		return []string{store}
	case 6: // what is tested last is tested on some ways only
		return []string{"lwz r5,0(r20)", "lwz r6,0(r21)", "cmpwi r5,0", "beq " + d.label(), "cmpwi r6,0", branch, d.pick("nop", store)}
	}
	return []string{load}
}

func (d *thread) slot() string {
	return d.pick("(*@ a: none, lwsync, msgsync+lwsync *)", "sync (*@ b: sync, sync+lwsync+eieio, none, isync *)")
}
