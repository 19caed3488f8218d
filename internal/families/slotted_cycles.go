package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// SlottedCycle returns a cycle of two or three threads, each with two accesses and a slot
// between them. The condition is the outcome that program order would exclude. The
// choices are barriers and control dependencies, and they decide the verdict.
func SlottedCycle(seed uint64) *Slotted {
	r := rand.New(rand.NewPCG(seed, 0xc7c1e))
	n := 2 + r.IntN(2)
	s := &Slotted{before: fmt.Sprintf("PPC cycle-%d\n{\n", seed)}
	reads := make([]bool, 2*n) // accesses 2t and 2t+1 are those of thread t
	for i := range reads {
		reads[i] = r.IntN(2) == 0
	}
	var heads, cond []string
	for t := range n {
		if before := (2*t + 2*n - 1) % (2 * n); reads[before] && reads[2*t] { // an edge needs at least one write
			reads[2*t] = t == 0
			reads[before] = t != 0
		}
	}
	for t := range n {
		s.before += fmt.Sprintf("%d:r1=%s; %d:r2=%s; %d:r7=1; %d:r8=2;\n", t, loc(t), t, loc((t+1)%n), t, t)
		heads = append(heads, fmt.Sprintf("P%d", t))
		last := (2*t + 2*n - 1) % (2 * n) // the access of another thread to the same location
		first, second := "stw r8,0(r1)", "stw r7,0(r2)"
		choices := []string{"none", "eieio", "lwsync", "sync"}
		switch {
		case reads[2*t]:
			first = "lwz r5,0(r1)"
			cond = append(cond, fmt.Sprintf("%d:r5=1", t))
			choices = []string{"none", "ctrl(r5)", "ctrl(r5)+isync", "lwsync", "isync", "xor r6,r5,r5+ctrl(r6)+isync"}
		case !reads[last]:
			cond = append(cond, loc(t)+"=2")
		}
		if reads[2*t+1] {
			second = "lwz r6,0(r2)"
			cond = append(cond, fmt.Sprintf("%d:r6=0", t))
		}
		r.Shuffle(len(choices)-1, func(i, j int) { choices[i+1], choices[j+1] = choices[j+1], choices[i+1] })
		s.Slots = append(s.Slots, SlotText{Name: fmt.Sprintf("s%d", t), Choices: choices[:3+r.IntN(2)]})
		s.columns = append(s.columns, []string{first, fmt.Sprintf("\x00%d", t), second})
	}
	s.before += "}\n"
	s.heads = strings.Join(heads, " | ") + " ;"
	s.after = "exists (" + strings.Join(cond, " /\\ ") + ")\n"
	return s
}
