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
