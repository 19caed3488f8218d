package unroll

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// The init block of random threads for comparing the unroller with the machine. Registers
// r1 to r8 hold numbers, r9 and r10 addresses. Each of r20 to r27 holds the address of
// one location and never changes.
const programInit = `int x; int y; int64_t z; uint16_t h; int8_t b; int64_t p=%s int t[2]; int64_t q[2];
0:r9=t; 0:r10=q; 0:r20=x; 0:r21=y; 0:r22=z; 0:r23=h; 0:r24=b; 0:r25=p; 0:r26=t; 0:r27=q;
0:r1=1; 0:r2=-1; 0:r3=0x123456789abcdef; 0:r4=5; 0:r30=4; 0:r31=8;`

var (
	dot3  = strings.Fields("add sub subf and or xor nand nor andc orc eqv mullw mulld divw divwu divd divdu slw srw sraw sld srd srad")
	dot2  = strings.Fields("mr not neg extsb extsh extsw cntlzw cntlzd")
	immS  = strings.Fields("addi addis subi subis mulli addic subic addic. subic. subfic")
	immU  = strings.Fields("ori oris xori xoris andi. andis.")
	sh32  = strings.Fields("slwi srwi srawi rotlwi clrlwi clrrwi")
	sh64  = strings.Fields("sldi srdi sradi rotldi clrldi clrrdi")
	conds = strings.Fields("beq bne blt bge bgt ble bnl bng bso bns bun bnu")
)

// thread draws the code of a thread.
type thread struct {
	t      *rapid.T
	labels int
	fields [3]int // the condition register fields that it uses, besides field 0
}

// newThread draws which condition register fields the code uses. They are few, so that
// fields are also tested after they are set, and can be any of the eight.
func newThread(t *rapid.T) *thread {
	d := &thread{t: t}
	for i := range d.fields {
		d.fields[i] = d.n(0, 7)
	}
	return d
}

func (d *thread) pick(from ...string) string { return rapid.SampledFrom(from).Draw(d.t, "pick") }
func (d *thread) n(lo, hi int) int           { return rapid.IntRange(lo, hi).Draw(d.t, "n") }
func (d *thread) r() string                  { return fmt.Sprintf("r%d", d.n(0, 8)) }

// s returns a register to read, sometimes one that holds an address.
func (d *thread) s() string {
	if d.n(0, 11) == 0 {
		return "r9"
	}
	return d.r()
}

func (d *thread) label() string { return fmt.Sprintf("L%d", d.n(0, d.labels-1)) }

// dot returns "." in some cases.
func (d *thread) dot() string {
	if d.n(0, 3) == 0 {
		return "."
	}
	return ""
}

// field returns a condition register field, or none.
func (d *thread) field() string {
	if d.n(0, 1) == 0 {
		return ""
	}
	return fmt.Sprintf("cr%d,", d.cr())
}

// cr returns the number of a field that is used.
func (d *thread) cr() int { return d.fields[d.n(0, 2)] }

// mask returns the mask of such a field.
func (d *thread) mask() int { return 128 >> d.cr() }

func (d *thread) instruction() string {
	switch d.n(0, 20) {
	case 0, 1:
		return d.arith()
	case 2:
		return fmt.Sprintf("%s %s,%d", d.pick("li", "lis"), d.r(), d.n(-3, 3))
	case 3, 4, 5:
		return fmt.Sprintf("%s %s%s,%s", d.pick("cmpw", "cmplw", "cmpd", "cmpld"), d.field(), d.s(), d.s())
	case 6:
		return fmt.Sprintf("%s %s%s,%d", d.pick("cmpwi", "cmplwi", "cmpdi", "cmpldi"), d.field(), d.s(), d.n(0, 2))
	case 7, 8, 9:
		return fmt.Sprintf("%s %s%s", d.pick(conds...), d.field(), d.label())
	case 10:
		return d.otherBranch()
	case 11:
		return d.pick("sync", "lwsync", "eieio", "isync", "hwsync", "ptesync", "sync 0", "sync 1", "sync 2", "dcbf r0,r20", "nop")
	case 12:
		return d.pick("mfcr "+d.r(), fmt.Sprintf("mfocrf %s,%d", d.r(), d.mask()), fmt.Sprintf("mtcrf %d,%s", 128|d.mask(), d.s()), fmt.Sprintf("mtocrf %d,%s", d.mask(), d.r()), "mtcr "+d.r(), "mtctr "+d.s(), "mfctr "+d.r())
	case 13, 14:
		return d.atomic()
	}
	return d.memory()
}

func (d *thread) arith() string {
	switch d.n(0, 7) {
	case 0, 1, 2:
		return fmt.Sprintf("%s%s %s,%s,%s", d.pick(dot3...), d.dot(), d.r(), d.s(), d.s())
	case 3:
		return fmt.Sprintf("%s%s %s,%s", d.pick(dot2...), d.dot(), d.r(), d.s())
	case 4:
		return fmt.Sprintf("%s %s,%s,%d", d.pick(immS...), d.r(), d.s(), d.n(-3, 3))
	case 5:
		return fmt.Sprintf("%s %s,%s,%d", d.pick(immU...), d.r(), d.s(), d.n(0, 65535))
	case 6:
		if d.n(0, 1) == 0 {
			return fmt.Sprintf("%s%s %s,%s,%d", d.pick(sh32...), d.dot(), d.r(), d.s(), d.n(0, 31))
		}
		return fmt.Sprintf("%s%s %s,%s,%d", d.pick(sh64...), d.dot(), d.r(), d.s(), d.n(0, 63))
	}
	switch d.n(0, 2) {
	case 0:
		return fmt.Sprintf("%s%s %s,%s,%d,%d,%d", d.pick("rlwinm", "rlwimi"), d.dot(), d.r(), d.s(), d.n(0, 31), d.n(0, 31), d.n(0, 31))
	case 1:
		return fmt.Sprintf("rlwnm%s %s,%s,%s,%d,%d", d.dot(), d.r(), d.r(), d.s(), d.n(0, 31), d.n(0, 31))
	}
	return fmt.Sprintf("%s%s %s,%s,%d,%d", d.pick("rldicl", "rldicr", "rldic", "rldimi"), d.dot(), d.r(), d.s(), d.n(0, 63), d.n(0, 63))
}

func (d *thread) otherBranch() string {
	switch d.n(0, 4) {
	case 0:
		return "b " + d.label()
	case 4: // no branch, but what follows depends on it as on one
		return fmt.Sprintf("%s 0,%s,%d", d.pick("twi", "tdi"), d.r(), d.n(0, 1))
	case 1:
		return d.pick("bdnz ", "bdz ") + d.label()
	case 2:
		return fmt.Sprintf("%s %s,%s", d.pick("bt", "bf", "bdnzt", "bdnzf", "bdzt", "bdzf"), d.bit(), d.label())
	}
	return fmt.Sprintf("bc %d,%d,%s", d.n(0, 31), 4*d.cr()+d.n(0, 3), d.label())
}

// bit returns a bit of the condition register, by name or number.
func (d *thread) bit() string {
	if d.n(0, 1) == 0 {
		return d.pick("lt", "gt", "eq", "so")
	}
	return fmt.Sprint(4*d.cr() + d.n(0, 3))
}

// pointers lists the registers that hold addresses, by the size of the locations.
var pointers = map[string][]string{"b": {"r24"}, "h": {"r23"}, "w": {"r20", "r21", "r26", "r9"}, "d": {"r22", "r10", "r27"}}

func (d *thread) memory() string {
	if d.n(0, 3) == 0 {
		return d.pointer()
	}
	size := d.pick("b", "h", "w", "w", "w", "d")
	at := d.pick(pointers[size]...)
	zero := d.pick("r0", "0", "r6", "r8") // r6 and r8 are often 0
	op := map[string][]string{"b": {"lbz", "stb"}, "h": {"lhz", "lha", "sth"}, "w": {"lwz", "stw", "lwz", "stw", "lwa"}, "d": {"ld", "std"}}[size]
	if d.n(0, 1) == 0 {
		return fmt.Sprintf("%s %s,0(%s)", d.pick(op...), d.r(), at)
	}
	return fmt.Sprintf("%sx %s,%s,%s", d.pick(op...), d.r(), zero, at)
}

// pointer draws accesses through registers that hold addresses and change.
func (d *thread) pointer() string {
	return d.pick(
		"ld r9,0(r25)", "ld r9,0(r25)", "std r9,0(r25)", "mr r9,r26", "mr r9,r20", "mr r9,r21", "lwzux r8,r30,r9", "std r30,0(r25)", "addi r9,r9,4", "addi r9,r9,-4", "mr r10,r27",
		"lwzu "+d.r()+",4(r9)", "lwzux "+d.r()+",r9,r30", "stwu "+d.r()+",4(r9)", "stwux "+d.r()+",r9,r30",
		"ldu "+d.r()+",8(r10)", "stdu "+d.r()+",8(r10)", "lwaux "+d.r()+",r9,r30",
		"lwz "+d.r()+",0(r9)", "stw "+d.r()+",0(r9)", "lwz "+d.r()+",0(r9)", "stw r9,0(r9)")
}

func (d *thread) atomic() string {
	size := d.pick("b", "h", "w", "w", "d")
	at := d.pick(pointers[size]...)
	zero := d.pick("r0", "0", "r8")
	if d.n(0, 3) == 0 { // an address that depends on another read, and a branch on the result
		from := d.r()
		return fmt.Sprintf("lwz %s,0(r21) ;\n xor r8,%s,%s ;\n st%scx. %s,r8,%s ;\n %s %s", from, from, from, size, d.r(), at, d.pick("bne", "beq"), d.label())
	}
	return d.pick(
		fmt.Sprintf("l%sarx %s,%s,%s", size, d.r(), zero, at),
		fmt.Sprintf("st%scx. %s,%s,%s", size, d.r(), zero, at),
		fmt.Sprintf("lwarx %s,%s,r20", d.r(), zero),
		fmt.Sprintf("stwcx. %s,%s,r20", d.r(), zero))
}

// drawProgram draws a test of one thread with some observed registers. If it is to run
// alone, p only gets addresses from the thread. Otherwise some addresses are in memory
// from the start, so that other threads could have stored them.
func drawProgram(t *rapid.T, own bool) string {
	d := newThread(t)
	d.labels = rapid.IntRange(1, 3).Draw(t, "labels")
	n := rapid.IntRange(3, 14).Draw(t, "length")
	at := make([]int, d.labels)
	for i := range at {
		at[i] = rapid.IntRange(0, n).Draw(t, "at")
	}
	var b strings.Builder
	first := d.pick("x; int64_t p1=y; int64_t p2=t; int64_t p3=z; int64_t p4=t[1];", "x; int64_t p1=y; int64_t p2=t; int64_t p3=z; int64_t p4=t[1];", "0;")
	if own {
		first = d.pick("x;", "0;", "t;")
	}
	fmt.Fprintf(&b, "PPC random\n{"+programInit+"}\n P0 ;\n", first)
	if d.n(0, 1) == 0 { // otherwise much of what is done with r9 is an error at once
		b.WriteString(" ld r9,0(r25) ;\n")
	}
	for i := range n + 1 {
		for l, where := range at {
			if where == i {
				fmt.Fprintf(&b, " L%d: ;\n", l)
			}
		}
		if i < n {
			b.WriteString(" " + d.instruction() + " ;\n")
		}
	}
	b.WriteString("locations [")
	for r := range 11 {
		if rapid.IntRange(0, 2).Draw(t, "observed") > 0 {
			fmt.Fprintf(&b, "0:r%d; ", r)
		}
	}
	b.WriteString("]\nexists (x=1)\n")
	return b.String()
}
