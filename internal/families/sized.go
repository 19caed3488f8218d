package families

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Sized returns a program of realistic size by its name, and false for a name of none.
// A name has a family, its size, and the barriers at its places, "none" for a place
// without one:
//
//	tas-3x2-isync-lwsync       test-and-set lock: 3 threads, 2 critical sections each
//	ticket-…, mcs-…, qspin-…   other locks, with the same parameters
//	dekker-2x2-sync            mutual exclusion of two threads
//	peterson-2x2-sync-sync     after the flag, and after the turn
//	seqlock-w1-r2-lwsync       sequence lock: writes, readers
//	spsc-4-lwsync              ring buffer of two: items
//	treiber-2p2-lwsync         stack: pushing and popping threads
//	rcu-r2-k1-sync             read-copy-update by counters: readers, sections each
//	chaselev-p2-s1-t2-sync     deque: pushes, steals of each thief, thieves
//	iriw-5-sync                two readers of two locations: stores to each location
//
// The condition of each is the bad outcome: a lost update, wrong data, an item that is
// taken twice.
func Sized(name string) (string, bool) {
	for _, f := range sizedFamilies {
		if m := f.name.FindStringSubmatch(name); m != nil {
			return f.make(name, m[1:]), true
		}
	}
	return "", false
}

const barrierName = `(none|sync|lwsync|eieio|isync)`

var sizedFamilies = []struct {
	name *regexp.Regexp
	make func(name string, args []string) string
}{
	{regexp.MustCompile(`^(tas|ticket|mcs|qspin)-(\d+)x(\d+)-` + barrierName + `-` + barrierName + `$`), lock},
	{regexp.MustCompile(`^dekker-2x(\d+)-` + barrierName + `$`), dekker},
	{regexp.MustCompile(`^peterson-2x(\d+)-` + barrierName + `-` + barrierName + `$`), peterson},
	{regexp.MustCompile(`^seqlock-w(\d+)-r(\d+)-` + barrierName + `$`), seqlock},
	{regexp.MustCompile(`^spsc-(\d+)-` + barrierName + `$`), spsc},
	{regexp.MustCompile(`^treiber-(\d+)p(\d+)-` + barrierName + `$`), treiber},
	{regexp.MustCompile(`^rcu-r(\d+)-k(\d+)-` + barrierName + `$`), rcu},
	{regexp.MustCompile(`^chaselev-p(\d+)-s(\d+)-t(\d+)-` + barrierName + `$`), chaseLev},
	{regexp.MustCompile(`^iriw-(\d+)-` + barrierName + `$`), iriw},
	{regexp.MustCompile(`^stores-(\d+)x(\d+)(-seen)?$`), stores},
}

// cells returns the lines of a template as the cells of a thread. %t is replaced by the
// number of the thread and %k by that of the round. A line of one word with % is a
// barrier: it is left out if the barrier is "none".
func cells(template string, thread, round int, barriers ...string) (out []string) {
	r := strings.NewReplacer("%t", strconv.Itoa(thread), "%k", strconv.Itoa(round))
	for _, line := range strings.Split(strings.TrimSpace(template), "\n") {
		line = strings.TrimSpace(line)
		if n, ok := strings.CutPrefix(line, "%barrier"); ok {
			i, _ := strconv.Atoi(n)
			if line = barriers[i-1]; line == "none" {
				continue
			}
		}
		out = append(out, r.Replace(line))
	}
	return out
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err) // the pattern of the name has digits only
	}
	return n
}

// lockSections are critical sections that add one to a counter, each with its lock.
// The barriers are those after the lock is taken and before it is given back.
var lockSections = map[string]struct{ init, section string }{
	"tas": {"%t:r1=lock; %t:r2=ctr; %t:r6=1; %t:r8=0;", `
		L%t%k: lwarx r5,r0,r1
		cmpwi r5,0
		bne L%t%k
		stwcx. r6,r0,r1
		bne L%t%k
		%barrier1
		lwz r7,0(r2)
		addi r7,r7,1
		stw r7,0(r2)
		%barrier2
		stw r8,0(r1)`},
	"ticket": {"%t:r1=next; %t:r2=owner; %t:r3=ctr;", `
		L%t%k: lwarx r5,r0,r1
		addi r6,r5,1
		stwcx. r6,r0,r1
		bne L%t%k
		S%t%k: lwz r7,0(r2)
		cmpw r7,r5
		bne S%t%k
		%barrier1
		lwz r9,0(r3)
		addi r9,r9,1
		stw r9,0(r3)
		%barrier2
		addi r7,r5,1
		stw r7,0(r2)`},
	"mcs": {"%t:r1=tail; %t:r2=n%t; %t:r3=ctr; %t:r6=1; %t:r0=0;", `
		stw r0,0(r2)
		stw r6,4(r2)
		lwsync
		L%t%k: lwarx r5,r0,r1
		stwcx. r2,r0,r1
		bne L%t%k
		cmpwi r5,0
		beq G%t%k
		stw r2,0(r5)
		S%t%k: lwz r7,4(r2)
		cmpwi r7,0
		bne S%t%k
		G%t%k: %barrier1
		lwz r9,0(r3)
		addi r9,r9,1
		stw r9,0(r3)
		%barrier2
		lwz r10,0(r2)
		cmpwi r10,0
		bne U%t%k
		C%t%k: lwarx r8,r0,r1
		cmpw r8,r2
		bne W%t%k
		stwcx. r0,r0,r1
		bne C%t%k
		b D%t%k
		W%t%k: lwz r10,0(r2)
		cmpwi r10,0
		beq W%t%k
		U%t%k: stw r0,4(r10)
		D%t%k: nop`},
	"qspin": {"%t:r1=lock; %t:r2=n%t; %t:r3=ctr; %t:r4=tail; %t:r6=1; %t:r0=0;", `
		F%t%k: lwarx r5,r0,r1
		cmpwi r5,0
		bne P%t%k
		stwcx. r6,r0,r1
		bne F%t%k
		b G%t%k
		P%t%k: lwarx r5,r0,r1
		andi. r7,r5,256
		bne Q%t%k
		ori r7,r5,256
		stwcx. r7,r0,r1
		bne P%t%k
		X%t%k: lwz r5,0(r1)
		andi. r7,r5,1
		bne X%t%k
		Y%t%k: lwarx r5,r0,r1
		xori r7,r5,257
		stwcx. r7,r0,r1
		bne Y%t%k
		b G%t%k
		Q%t%k: stw r0,0(r2)
		stw r6,4(r2)
		lwsync
		T%t%k: lwarx r5,r0,r4
		stwcx. r2,r0,r4
		bne T%t%k
		cmpwi r5,0
		beq H%t%k
		stw r2,0(r5)
		S%t%k: lwz r7,4(r2)
		cmpwi r7,0
		bne S%t%k
		H%t%k: lwarx r5,r0,r1
		cmpwi r5,0
		bne H%t%k
		stwcx. r6,r0,r1
		bne H%t%k
		lwz r10,0(r2)
		cmpwi r10,0
		bne U%t%k
		C%t%k: lwarx r8,r0,r4
		cmpw r8,r2
		bne W%t%k
		stwcx. r0,r0,r4
		bne C%t%k
		b G%t%k
		W%t%k: lwz r10,0(r2)
		cmpwi r10,0
		beq W%t%k
		U%t%k: stw r0,4(r10)
		G%t%k: %barrier1
		lwz r9,0(r3)
		addi r9,r9,1
		stw r9,0(r3)
		%barrier2
		R%t%k: lwarx r5,r0,r1
		subi r7,r5,1
		stwcx. r7,r0,r1
		bne R%t%k`},
}

func lock(name string, args []string) string {
	l, threads, rounds := lockSections[args[0]], number(args[1]), number(args[2])
	barriers := args[3:]
	init := ""
	if args[0] == "mcs" || args[0] == "qspin" {
		for t := range threads {
			init += fmt.Sprintf("int n%d[2]={0,0};\n", t)
		}
	}
	columns := make([][]string, threads)
	for t := range threads {
		init += strings.ReplaceAll(l.init, "%t", strconv.Itoa(t)) + "\n"
		for k := range rounds {
			columns[t] = append(columns[t], labelled(l.section, t, k, barriers)...)
		}
	}
	return layOut(name, "\n"+init, columns, fmt.Sprintf("exists (~(ctr=%d))", threads*rounds))
}

// labelled is cells for a section in which a label can stand before a barrier: without
// the barrier it stands before the next instruction.
func labelled(section string, t, k int, barriers []string) []string {
	var lines []string
	label := ""
	for _, line := range strings.Split(strings.TrimSpace(section), "\n") {
		line = label + strings.TrimSpace(line)
		label = ""
		if i := strings.Index(line, ": %barrier"); i >= 0 {
			if b := barriers[number(line[i+len(": %barrier"):])-1]; b == "none" {
				label = line[:i+2]
				continue
			} else {
				line = line[:i+2] + b
			}
		}
		lines = append(lines, line)
	}
	return cells(strings.Join(lines, "\n"), t, k, barriers...)
}
