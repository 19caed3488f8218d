// Package families generates litmus tests of any size and random tests. Benchmarks use
// the families to see how time grows with size; tests use the random programs and models
// to compare engines.
//
// The shapes are those of the literature, scaled: rings of threads in which each thread
// shares a location with the next, rings with several copies of every thread, many
// writers to one location, and random accesses. models.go generates random models.
package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// thread is one thread of a program: its initial registers, its instructions, and the
// instructions of its handler, which becomes another column.
type thread struct {
	init    []string
	code    []string
	handler []string
}

// render returns the text of a test. cond holds the conjuncts of its condition.
func render(name string, threads []thread, cond []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "PPC %s\n{\n", name)
	var heads []string
	var columns [][]string
	rows := 0
	for i, t := range threads {
		for _, r := range t.init {
			fmt.Fprintf(&b, "%d:%s; ", i, r)
		}
		b.WriteByte('\n')
		heads, columns = append(heads, fmt.Sprintf("P%d", i)), append(columns, t.code)
		if t.handler != nil {
			heads, columns = append(heads, fmt.Sprintf("P%d doorbell", i)), append(columns, t.handler)
		}
		rows = max(rows, len(t.code), len(t.handler))
	}
	b.WriteString("}\n" + strings.Join(heads, " | ") + " ;\n")
	for r := range rows {
		for i, code := range columns {
			if i > 0 {
				b.WriteString(" | ")
			}
			if r < len(code) {
				b.WriteString(code[r])
			}
		}
		b.WriteString(" ;\n")
	}
	fmt.Fprintf(&b, "exists (%s)\n", strings.Join(cond, " /\\ "))
	return b.String()
}

// Shapes lists the shapes that [Ring] supports.
var Shapes = []string{"SB", "MP", "LB", "2+2W"}

// Ring returns a ring of n threads of the given shape, each with the fence between its
// two accesses. Each thread appears copies times (1 for a plain ring). Copies store the
// same values, so the condition does not determine which of them a read reads from. In
// the shape MP writers and readers alternate; if n is odd, the last writer is followed by
// the first one.
func Ring(shape, fence string, n, copies int) string {
	var threads []thread
	var cond []string
	for i := range n {
		here, there := loc(i), loc((i+1)%n)
		for range copies {
			t := thread{init: []string{"r1=" + here, "r2=" + there}}
			id := len(threads)
			store := func(reg string, v int) {
				t.code = append(t.code, fmt.Sprintf("li r5,%d", v), "stw r5,0("+reg+")")
			}
			load := func(dst, reg string) { t.code = append(t.code, "lwz "+dst+",0("+reg+")") }
			mid := func() { t.code = append(t.code, fence) }
			want := func(s string, args ...any) { cond = append(cond, fmt.Sprintf(s, args...)) }
			switch {
			case shape == "SB":
				store("r1", 1)
				mid()
				load("r6", "r2")
				want("%d:r6=0", id)
			case shape == "LB":
				load("r6", "r1")
				mid()
				store("r2", 1)
				want("%d:r6=1", id)
			case shape == "2+2W":
				store("r1", 2)
				mid()
				store("r2", 1)
				want("%s=2", here)
			case i%2 == 0: // MP, a writer
				store("r1", 1)
				mid()
				store("r2", 1)
			default: // MP, a reader: it sees the flag of the one before, not the next one's data
				load("r6", "r1")
				mid()
				load("r7", "r2")
				want("%d:r6=1 /\\ %d:r7=0", id, id)
			}
			threads = append(threads, t)
		}
	}
	return render(fmt.Sprintf("%s-%s-%02d-x%d", shape, fence, n, copies), threads, cond)
}

func loc(i int) string { return fmt.Sprintf("x%d", i) }

// Writers returns a test with k threads that each write their own number to one location,
// and with readers. The condition says that the readers see the values in different
// orders.
func Writers(k, readers int) string {
	var threads []thread
	var cond []string
	for i := range k {
		threads = append(threads, thread{
			init: []string{"r1=x"},
			code: []string{fmt.Sprintf("li r5,%d", i+1), "stw r5,0(r1)"},
		})
	}
	for r := range readers {
		id := len(threads)
		threads = append(threads, thread{init: []string{"r1=x"}, code: []string{"lwz r6,0(r1)", "lwz r7,0(r1)"}})
		a, b := 1, k
		if r%2 == 1 {
			a, b = k, 1
		}
		cond = append(cond, fmt.Sprintf("%d:r6=%d /\\ %d:r7=%d", id, a, id, b))
	}
	if readers == 0 {
		cond = append(cond, fmt.Sprintf("x=%d", k))
	}
	return render(fmt.Sprintf("writers-%02d-%d", k, readers), threads, cond)
}

// Random returns a test with four threads of m accesses each to four locations, with
// random fences. Stores write 1 or 2, so that a value does not determine which store was
// read.
func Random(m int, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, uint64(m)))
	fences := []string{"sync", "lwsync", "lwsync", "eieio"}
	var threads []thread
	var cond []string
	for t := range 4 {
		th := thread{}
		for l := range 4 {
			th.init = append(th.init, fmt.Sprintf("r%d=%s", l+1, loc(l)))
		}
		reads := 0
		for range m {
			l := r.IntN(4) + 1
			if r.IntN(2) == 0 {
				th.code = append(th.code, fmt.Sprintf("li r9,%d", 1+r.IntN(2)), fmt.Sprintf("stw r9,0(r%d)", l))
			} else if reads < 20 {
				th.code = append(th.code, fmt.Sprintf("lwz r%d,0(r%d)", 10+reads, l))
				reads++
			}
			if r.IntN(3) == 0 {
				th.code = append(th.code, fences[r.IntN(len(fences))])
			}
		}
		for k := range reads {
			if len(cond) < 6 && r.IntN(reads) < 2 {
				cond = append(cond, fmt.Sprintf("%d:r%d=%d", t, 10+k, r.IntN(3)))
			}
		}
		threads = append(threads, th)
	}
	if len(cond) == 0 {
		cond = []string{"x0=1"}
	}
	return render(fmt.Sprintf("random-%02d-%d", m, seed), threads, cond)
}
