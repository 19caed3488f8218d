package families

import "fmt"

// stores returns threads that store different numbers to one location, and a thread that
// loads it twice. args are the number of threads, the number of stores of each, and "-seen"
// if the two loads are to see stores of one thread in the order in which they come there;
// otherwise it is the other order, which no coherent memory allows.
func stores(name string, args []string) string {
	threads, each := number(args[0]), number(args[1])
	columns := make([][]string, threads+1)
	init := ""
	for t := range threads {
		for k := range each {
			columns[t] = append(columns[t], fmt.Sprintf("li r1,%d", 1+t*each+k), "stw r1,0(r2)")
		}
	}
	columns[threads] = []string{"lwz r1,0(r2)", "lwz r3,0(r2)"}
	for t := range columns {
		init += fmt.Sprintf("%d:r2=x; ", t)
	}
	middle := max(1, each/2)
	first, second := middle+1, middle
	if args[2] != "" {
		first, second = middle, middle+1
	}
	cond := fmt.Sprintf("exists (%d:r1=%d /\\ %d:r3=%d)", threads, first, threads, second)
	return layOut(name, "\n"+init+"\n", columns, cond)
}

// iriw returns two threads that store the numbers from 1 on to a location each, and two that
// load both locations in opposite orders, with a barrier between. args are the number of stores
// and the barrier. The outcome is that each reader sees the last store to the location that it
// loads first, and none to the other one.
func iriw(name string, args []string) string {
	each, barrier := number(args[0]), args[1]
	var columns [][]string
	for range 2 {
		var cells []string
		for k := range each {
			cells = append(cells, fmt.Sprintf("li r1,%d", k+1), "stw r1,0(r2)")
		}
		columns = append(columns, cells)
	}
	for range 2 {
		columns = append(columns, cells("lwz r1,0(r2)\n%barrier1\nlwz r3,0(r4)", 0, 0, barrier))
	}
	init := "\n0:r2=x; 1:r2=y;\n2:r2=x; 2:r4=y;\n3:r2=y; 3:r4=x;\n"
	cond := fmt.Sprintf("exists (2:r1=%d /\\ 2:r3=0 /\\ 3:r1=%d /\\ 3:r3=0)", each, each)
	return layOut(name, init, columns, cond)
}
