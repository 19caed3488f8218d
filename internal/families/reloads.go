package families

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Reloads returns a random program in kernel C of two threads, one or both of which have loops that
// load at their ends what their heads test, as the reader of a sequence lock does. The condition
// names all variables. Equal seeds give equal programs.
func Reloads(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0x4e10ad))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	fmt.Fprintf(&b, "C reloads-%d\n\n{}\n\n", seed)
	for t := range 2 {
		fmt.Fprintf(&b, "P%d(int *l, int *x, int *y)\n{\n\tint q = 0;\n\tint r1 = 0;\n\tint n = 0;\n", t)
		emit := func(format string, args ...any) { fmt.Fprintf(&b, "\t"+format+"\n", args...) }
		data := func() string {
			return pick("WRITE_ONCE(*x, 1);", "r1 = READ_ONCE(*x);", "r1 = READ_ONCE(*y);", "WRITE_ONCE(*y, 1);", "WRITE_ONCE(*y, r1);")
		}
		inner := func() string {
			load := pick("READ_ONCE(*l)", "smp_load_acquire(l)")
			body := pick("", "", "", "smp_rmb(); ", "r1 = READ_ONCE(*x); ", "n++; ", "n = q; ", "WRITE_ONCE(*y, 1); ", "WRITE_ONCE(*y, q); ")
			return fmt.Sprintf("q = %s; while (%s) { %sq = %s; }", load, pick("q == 0", "q == 1", "q", "q & 1", "q != 2"), body, load)
		}
		switch k := r.IntN(4); {
		case t == 1 && k > 0: // a writer
			for v := range 1 + r.IntN(2) {
				emit("WRITE_ONCE(*l, %d);", 1+v)
				emit("%s", data())
			}
		case k <= 1:
			emit("%s", inner())
			emit("%s", data())
		default:
			emit("do { %s %s smp_rmb(); } while (READ_ONCE(*l) != q);", inner(), pick("r1 = READ_ONCE(*x);", "r1 = READ_ONCE(*y);", "n = READ_ONCE(*x);"))
		}
		b.WriteString("}\n\n")
	}
	fmt.Fprintf(&b, "exists (x=1 /\\ y=1 /\\ l=1 /\\ 0:q=1 /\\ 0:r1=1 /\\ 0:n=1)\n")
	return b.String()
}
