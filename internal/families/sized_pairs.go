package families

import (
	"fmt"
	"strings"
)

// Programs in which threads do different things: two that exclude each other, writers
// and readers, pushers and poppers.

func dekker(name string, args []string) string {
	section := `
		A%t%k: stw r6,0(r1)
		%barrier1
		B%t%k: lwz r5,0(r2)
		cmpwi r5,0
		beq G%t%k
		lwz r5,0(r3)
		cmpwi r5,%t
		beq B%t%k
		stw r8,0(r1)
		C%t%k: lwz r5,0(r3)
		cmpwi r5,%t
		bne C%t%k
		b A%t%k
		G%t%k: isync
		lwz r9,0(r4)
		addi r9,r9,1
		stw r9,0(r4)
		lwsync
		stw r7,0(r3)
		stw r8,0(r1)`
	return exclusion(name, section, number(args[0]), "r7=1", "r7=0", args[1:])
}

func peterson(name string, args []string) string {
	section := `
		stw r6,0(r1)
		%barrier1
		stw r7,0(r3)
		%barrier2
		S%t%k: lwz r5,0(r2)
		cmpwi r5,0
		beq G%t%k
		lwz r5,0(r3)
		cmpw r5,r7
		beq S%t%k
		G%t%k: isync
		lwz r9,0(r4)
		addi r9,r9,1
		stw r9,0(r4)
		lwsync
		stw r8,0(r1)`
	return exclusion(name, section, number(args[0]), "r7=1", "r7=2", args[1:])
}

// exclusion returns two threads with critical sections. r7 is what each writes to turn.
func exclusion(name, section string, rounds int, first, second string, barriers []string) string {
	init := "\n0:r1=f0; 0:r2=f1; 0:r3=turn; 0:r4=ctr; 0:r6=1; 0:" + first + "; 0:r8=0;\n" +
		"1:r1=f1; 1:r2=f0; 1:r3=turn; 1:r4=ctr; 1:r6=1; 1:" + second + "; 1:r8=0;\n"
	columns := make([][]string, 2)
	for t := range columns {
		for k := range rounds {
			columns[t] = append(columns[t], cells(section, t, k, barriers...)...)
		}
	}
	return layOut(name, init, columns, fmt.Sprintf("exists (~(ctr=%d))", 2*rounds))
}

func seqlock(name string, args []string) string {
	writes, readers, barrier := number(args[0]), number(args[1]), args[2]
	init := "\n"
	columns := make([][]string, 1+readers)
	var bad []string
	for t := range columns {
		init += fmt.Sprintf("%d:r1=seq; %d:r2=d1; %d:r3=d2;\n", t, t, t)
		if t == 0 {
			continue
		}
		columns[t] = cells(`
			S%t: lwz r5,0(r1)
			andi. r6,r5,1
			bne S%t
			%barrier1
			lwz r7,0(r2)
			lwz r8,0(r3)
			%barrier1
			lwz r9,0(r1)
			cmpw r5,r9
			bne S%t
			sub r10,r7,r8`, t, 0, barrier)
		bad = append(bad, fmt.Sprintf("~(%d:r10=0)", t))
	}
	for w := 1; w <= writes; w++ {
		columns[0] = append(columns[0], cells(fmt.Sprintf(`
			li r5,%d
			stw r5,0(r1)
			%%barrier1
			li r6,%d
			stw r6,0(r2)
			stw r6,0(r3)
			%%barrier1
			li r5,%d
			stw r5,0(r1)`, 2*w-1, w, 2*w), 0, 0, barrier)...)
	}
	return layOut(name, init, columns, exists(bad))
}

func spsc(name string, args []string) string {
	items, barrier := number(args[0]), args[1]
	full, acquire := "sync", "isync"
	if barrier == "none" {
		full, acquire = "none", "none"
	}
	var put, get, bad []string
	for i := range items {
		if i >= 2 { // wait for room in a buffer of two
			put = append(put, cells(fmt.Sprintf(`
				P%d: lwz r5,0(r2)
				cmpwi r5,%d
				blt P%d
				%%barrier1`, i, i-1, i), 0, 0, full)...)
		}
		put = append(put, cells(fmt.Sprintf(`
			li r6,%d
			stw r6,%d(r3)
			%%barrier1
			li r7,%d
			stw r7,0(r1)`, i+1, 4*(i%2), i+1), 0, 0, barrier)...)
		get = append(get, cells(fmt.Sprintf(`
			C%d: lwz r5,0(r1)
			cmpwi r5,%d
			blt C%d
			%%barrier2
			lwz r%d,%d(r3)
			%%barrier1
			li r7,%d
			stw r7,0(r2)`, i, i+1, i, 10+i, 4*(i%2), i+1), 1, 0, barrier, acquire)...)
		bad = append(bad, fmt.Sprintf("~(1:r%d=%d)", 10+i, i+1))
	}
	init := "\nint buf[2]={0,0};\n0:r1=tail; 0:r2=head; 0:r3=buf;\n1:r1=tail; 1:r2=head; 1:r3=buf;\n"
	return layOut(name, init, [][]string{put, get}, exists(bad))
}

func treiber(name string, args []string) string {
	pushers, poppers, barrier := number(args[0]), number(args[1]), args[2]
	init := "\n"
	for t := range pushers {
		init += fmt.Sprintf("int n%d[2]={0,0};\n", t)
	}
	columns := make([][]string, pushers+poppers)
	var bad []string
	for t := range columns {
		if t < pushers {
			init += fmt.Sprintf("%d:r1=head; %d:r2=n%d; %d:r6=1;\n", t, t, t, t)
			columns[t] = cells(`
				stw r6,4(r2)
				%barrier1
				L%t: lwz r5,0(r1)
				stw r5,0(r2)
				%barrier1
				C%t: lwarx r7,r0,r1
				cmpw r7,r5
				bne L%t
				stwcx. r2,r0,r1
				bne C%t`, t, 0, barrier)
			continue
		}
		init += fmt.Sprintf("%d:r1=head;\n", t)
		columns[t] = cells(`
			L%t: lwarx r5,r0,r1
			cmpwi r5,0
			beq L%t
			lwz r7,0(r5)
			stwcx. r7,r0,r1
			bne L%t
			lwz r8,4(r5)`, t, 0)
		bad = append(bad, fmt.Sprintf("%d:r8=0", t))
	}
	for a := pushers; a < len(columns); a++ { // one node popped twice
		for b := a + 1; b < len(columns); b++ {
			for n := range pushers {
				bad = append(bad, fmt.Sprintf("(%d:r5=n%d /\\ %d:r5=n%d)", b, n, a, n))
			}
		}
	}
	return layOut(name, init, columns, exists(bad))
}

func rcu(name string, args []string) string {
	readers, sections, barrier := number(args[0]), number(args[1]), args[2]
	init := "\n0:r1=ptr; 0:r4=new; 0:r2=old; 0:r6=9; ptr=old; old=1; new=2;"
	for r := 1; r <= readers; r++ {
		init += fmt.Sprintf(" 0:r%d=c%d;", 10+r, r)
	}
	init += "\n"
	update := cells("stw r4,0(r1)\n%barrier1", 0, 0, barrier)
	columns := make([][]string, 1+readers)
	var bad []string
	for r := 1; r <= readers; r++ {
		update = append(update, cells(fmt.Sprintf("W%d: lwz r5,0(r%d)\ncmpwi r5,0\nbne W%d", r, 10+r, r), 0, 0)...)
		init += fmt.Sprintf("%d:r1=c%d; %d:r2=ptr; %d:r6=1; %d:r8=0;\n", r, r, r, r, r)
		for k := range sections {
			columns[r] = append(columns[r], cells(fmt.Sprintf(`
				stw r6,0(r1)
				%%barrier1
				lwz r3,0(r2)
				lwz r%d,0(r3)
				lwsync
				stw r8,0(r1)`, 10+k), r, k, barrier)...)
			bad = append(bad, fmt.Sprintf("%d:r%d=9", r, 10+k))
		}
	}
	columns[0] = append(update, cells("%barrier1\nstw r6,0(r2)", 0, 0, barrier)...)
	return layOut(name, init, columns, exists(bad))
}

func chaseLev(name string, args []string) string {
	pushes, steals, thieves, barrier := number(args[0]), number(args[1]), number(args[2]), args[3]
	init := "\nint buf[4]={0,0,0,0};\n"
	var owner []string
	for i := range pushes {
		owner = append(owner, cells(fmt.Sprintf("li r6,%d\nstw r6,%d(r3)\nlwsync\nli r5,%d\nstw r5,0(r2)", i+1, 4*i, i+1), 0, 0)...)
	}
	owner = append(owner, cells(fmt.Sprintf(`
		li r5,%d
		stw r5,0(r2)
		%%barrier1
		lwz r7,0(r1)
		cmpw r7,r5
		bgt EMP
		lwz r10,%d(r3)
		cmpw r7,r5
		blt DONE
		LC: lwarx r8,r0,r1
		cmpw r8,r7
		bne FAIL
		addi r9,r7,1
		stwcx. r9,r0,r1
		bne LC
		addi r9,r5,1
		stw r9,0(r2)
		b DONE
		FAIL: addi r9,r5,1
		stw r9,0(r2)
		EMP: li r10,0
		DONE: nop`, pushes-1, 4*(pushes-1)), 0, 0, barrier)...)
	columns := [][]string{owner}
	takers := []string{"0:r10"}
	for t := 1; t <= thieves; t++ {
		var thief []string
		for k := range steals {
			thief = append(thief, cells(fmt.Sprintf(`
				lwz r5,0(r1)
				%%barrier1
				lwz r6,0(r2)
				isync
				li r%d,0
				cmpw r5,r6
				bge E%%t%%k
				slwi r7,r5,2
				lwzx r8,r3,r7
				C%%t%%k: lwarx r9,r0,r1
				cmpw r9,r5
				bne E%%t%%k
				addi r4,r5,1
				sync
				stwcx. r4,r0,r1
				bne C%%t%%k
				mr r%d,r8
				E%%t%%k: nop`, 10+k, 10+k), t, k, barrier)...)
			takers = append(takers, fmt.Sprintf("%d:r%d", t, 10+k))
		}
		columns = append(columns, thief)
	}
	for t := range columns {
		init += fmt.Sprintf("%d:r1=top; %d:r2=bot; %d:r3=buf;\n", t, t, t)
	}
	var bad []string
	for a := range takers { // one item taken twice
		for _, b := range takers[a+1:] {
			for v := 1; v <= pushes; v++ {
				bad = append(bad, fmt.Sprintf("(%s=%d /\\ %s=%d)", b, v, takers[a], v))
			}
		}
	}
	return layOut(name, init, columns, exists(bad))
}

// exists returns the condition that one of some propositions holds.
func exists(some []string) string { return "exists (" + strings.Join(some, ` \/ `) + ")" }
