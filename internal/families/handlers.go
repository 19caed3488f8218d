package families

import (
	"fmt"
	"strings"
)

// LostIPI returns the test of the lost host IPI in handler form. senders threads ring a
// thread that makes accesses accesses of its own and runs the kernel's handler. The
// barriers are those of commit 3a83f677a6ee, so the verdict is Never.
func LostIPI(senders, accesses int) string {
	handler := []string{
		"msgsync", "lwsync", "lwz r11,0(r3)", "cmpwi r11,0", "beq Ignore", "stw r5,0(r3)", "sync",
		"Again: sync", "Retry: lwarx r7,r0,r8", "stwcx. r5,r0,r8", "bne Retry", "sync",
		"lwz r6,0(r8)", "cmpwi r6,0", "bne Again", "Ignore: nop",
	}
	sender := []string{"stw r1,0(r2)", "sync", "stw r1,0(r3)", "sync", "msgsnd P0"}
	var guest []string
	init, heads := "0:r3=hipi; 0:r8=msg; 0:r0=0; 0:r5=0; 0:r1=1; 0:r20=a; 0:r21=b;\n", "P0 | P0 doorbell"
	for i := range accesses {
		guest = append(guest, []string{"stw r1,0(r20)", "lwz r2,0(r21)", "stw r1,0(r21)", "lwz r2,0(r20)"}[i%4])
	}
	columns := [][]string{guest, handler}
	for i := 1; i <= senders; i++ {
		init += fmt.Sprintf("%d:r1=1; %[1]d:r2=msg; %[1]d:r3=hipi;\n", i)
		heads += fmt.Sprintf(" | P%d", i)
		columns = append(columns, sender)
	}
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "PPC lost-ipi-%d-%d\n{\n%s}\n %s ;\n", senders, accesses, init, heads)
	for r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			if r < len(c) {
				cells[i] = c[r]
			}
		}
		fmt.Fprintf(&b, " %s ;\n", strings.Join(cells, " | "))
	}
	b.WriteString("exists (~pending(P0) /\\ msg=1)\n")
	return b.String()
}
