package families

import (
	"fmt"
	"strings"
)

// Heavy returns litmus programs by name, each of which needs more time or memory than is
// available, in different stages. Tests of limits use them.
func Heavy() map[string]string {
	return map[string]string{
		"one-location":   oneLocation(1, 300, 300),
		"many-writers":   oneLocation(12, 40, 10),
		"many-states":    manyStates(6, 8),
		"many-counts":    Writers(8, 0),
		"retry-loops":    retryLoops(2, 2),
		"ring":           Ring("LB", "sync", 12, 5),
		"ambiguous-ring": Ring("2+2W", "lwsync", 10, 4),
		"random":         Random(26, 7),
		"handler":        LostIPI(4, 8),
		"many-values":    manyValues(60),
		"long-condition": longCondition(9000),
		"straight":       straight(500),
		"many-slots":     ManySlots(6),
		"more-slots":     ManySlots(8),
		"forks":          forks(9),
	}
}

// layOut returns the text of a program, given the cells of its threads.
func layOut(name, init string, threads [][]string, cond string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "PPC %s\n{%s}\n", name, init)
	rows := 0
	for t, cells := range threads {
		if t > 0 {
			b.WriteString(" | ")
		}
		fmt.Fprintf(&b, "P%d", t)
		rows = max(rows, len(cells))
	}
	b.WriteString(" ;\n")
	for r := range rows {
		for t, cells := range threads {
			if t > 0 {
				b.WriteString(" | ")
			}
			if r < len(cells) {
				b.WriteString(cells[r])
			}
		}
		b.WriteString(" ;\n")
	}
	b.WriteString(cond + "\n")
	return b.String()
}

// oneLocation returns a program with threads that store to one location and one thread
// that loads it.
func oneLocation(threads, stores, loads int) string {
	var all [][]string
	init := fmt.Sprintf("%d:r2=x;", threads)
	for t := range threads {
		init += fmt.Sprintf(" %d:r2=x;", t)
		var cells []string
		for i := range stores {
			cells = append(cells, fmt.Sprintf("li r1,%d", 1+t*stores+i), "stw r1,0(r2)")
		}
		all = append(all, cells)
	}
	var cells []string
	for range loads {
		cells = append(cells, "lwz r3,0(r2)")
	}
	return layOut("one-location", init, append(all, cells), fmt.Sprintf("exists (%d:r3=1)", threads))
}

// manyStates returns a program whose threads all store to the same locations.
func manyStates(threads, locs int) string {
	var all [][]string
	var init, seen []string
	for t := range threads {
		var cells []string
		for l := range locs {
			init = append(init, fmt.Sprintf("%d:r%d=v%d;", t, 10+l, l))
			cells = append(cells, fmt.Sprintf("li r1,%d", t), fmt.Sprintf("stw r1,0(r%d)", 10+l))
		}
		all = append(all, cells)
	}
	for l := range locs {
		seen = append(seen, fmt.Sprintf("v%d;", l))
	}
	return layOut("many-states", strings.Join(init, " "), all, "locations ["+strings.Join(seen, " ")+"]\nexists (v0=1)")
}

// retryLoops returns a program whose threads compare and swap through pointers several
// times.
func retryLoops(threads, loops int) string {
	init := "d=0; c=d; b=c; a=b; top=a;"
	var all [][]string
	for t := range threads {
		init += fmt.Sprintf(" %d:r2=top;", t)
		var cells []string
		for i := range loops {
			again, out := fmt.Sprintf("A%d%d", t, i), fmt.Sprintf("B%d%d", t, i)
			cells = append(cells, "lwz r1,0(r2)", "lwsync", "lwz r3,0(r1)", again+":", "lwarx r4,r0,r2", "cmpw r4,r1", "bne "+out,
				"stwcx. r3,r0,r2", "bne "+again, "sync", out+":", "stw r3,0(r1)")
		}
		all = append(all, cells)
	}
	return layOut("retry-loops", init, all, "exists (top=b /\\ b=0)")
}

// manyValues returns a program with two threads that add to and multiply the values that
// the other thread wrote.
func manyValues(ops int) string {
	var all [][]string
	for range 2 {
		var cells []string
		for i := range ops {
			switch i % 4 {
			case 0:
				cells = append(cells, "lwz r3,0(r2)")
			case 1:
				cells = append(cells, fmt.Sprintf("addi r3,r3,%d", i))
			case 2:
				cells = append(cells, "mullw r4,r3,r4")
			case 3:
				cells = append(cells, "stw r4,0(r2)")
			}
		}
		all = append(all, cells)
	}
	return layOut("many-values", "0:r2=x; 1:r2=x; 0:r4=3; 1:r4=5;", all, "exists (0:r3=77)")
}

// longCondition returns a program whose condition is a long disjunction.
func longCondition(terms int) string {
	var ps []string
	for i := range terms {
		ps = append(ps, fmt.Sprintf("(1:r1=%d /\\ x=%d)", i+2, i))
	}
	return layOut("long-condition", "0:r2=x; 1:r2=x;",
		[][]string{{"li r1,1", "stw r1,0(r2)"}, {"lwz r1,0(r2)", "lwz r3,0(r2)"}}, "exists ("+strings.Join(ps, " \\/ ")+")")
}

// straight returns a program with long threads that often write and read each location.
func straight(steps int) string {
	var all [][]string
	init := ""
	for t := range 3 {
		init += fmt.Sprintf(" %d:r2=x; %d:r4=y; %d:r6=z;", t, t, t)
		cells := []string{fmt.Sprintf("li r1,%d", t+1)}
		for i := range steps {
			r := 2 + 2*(i%3)
			if (i+t)%2 == 0 {
				cells = append(cells, fmt.Sprintf("stw r1,0(r%d)", r))
			} else {
				cells = append(cells, fmt.Sprintf("lwz r3,0(r%d)", r))
			}
		}
		all = append(all, cells)
	}
	return layOut("straight", init, all, "exists (x=1 /\\ y=2)")
}

// ManySlots returns a store-buffering ring of three threads, with the given number of
// slots of five choices between their accesses. One sync in each thread is enough.
func ManySlots(slots int) string {
	var all [][]string
	init := ""
	for t := range 3 {
		init += fmt.Sprintf(" %d:r2=x%d; %d:r4=x%d;", t, t, t, (t+1)%3)
		cells := []string{"li r1,1", "stw r1,0(r2)"}
		for i := t; i < slots; i += 3 {
			cells = append(cells, fmt.Sprintf("(*@ s%d: none, eieio, isync, lwsync, sync *)", i))
		}
		all = append(all, append(cells, "lwz r3,0(r4)"))
	}
	return layOut("many-slots", init, all, "exists (0:r3=0 /\\ 1:r3=0 /\\ 2:r3=0)")
}

// SlotRing returns a store-buffering ring of threads, with a slot between the accesses of
// each. The outcome is impossible only with sync in all of them.
func SlotRing(threads int) string {
	var all [][]string
	var init, cond []string
	for t := range threads {
		init = append(init, fmt.Sprintf("%d:r2=x%d; %d:r4=x%d;", t, t, t, (t+1)%threads))
		cond = append(cond, fmt.Sprintf("%d:r3=0", t))
		all = append(all, []string{"li r1,1", "stw r1,0(r2)", fmt.Sprintf("(*@ s%d: none, eieio, lwsync, sync *)", t), "lwz r3,0(r4)"})
	}
	return layOut("slot-ring", strings.Join(init, " "), all, "exists ("+strings.Join(cond, " /\\ ")+")")
}

// forks returns a program with two threads, each with many branches that depend on values
// that were read.
func forks(branches int) string {
	var all [][]string
	for t := range 2 {
		var cells []string
		for i := range branches {
			label := fmt.Sprintf("L%d%d", t, i)
			cells = append(cells, "lwz r3,0(r2)", "cmpwi r3,1", "beq "+label, fmt.Sprintf("li r1,%d", i), "stw r1,0(r4)", label+":")
		}
		all = append(all, cells)
	}
	return layOut("forks", "0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x;", all, "exists (0:r3=9 /\\ 1:r3=9)")
}
