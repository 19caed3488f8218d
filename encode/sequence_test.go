package encode

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

const counts = `C "counts"
acyclic (po & loc) | rf | co | fr as coherence
empty rmw & (fre ; coe) as atomic`

// TestSequences compares what is told about small counters with what follows by hand. Events are
// named by their thread and their number among the accesses of the thread to the counter; a
// pair of writes that have only one order is written as a<b, and a<>b if one of them is
// executed at most. A read that may be executed alone is shown with the number of values that it
// can have if it is not.
func TestSequences(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"two take one", "int r = atomic_sub_return(1, x); if (r < 0) { atomic_add(1, x); } |" +
			"int r = atomic_sub_return(1, x); if (r < 0) { atomic_add(1, x); }",
			"P0.0={0,1} P0.1={-1} P1.0={0,1} P1.1={-1} P0.0<P1.1 P0.1<>P1.1 P1.0<P0.1"},
		{"the second waits", "int r = atomic_sub_return(1, x); if (r < 0) { atomic_add(1, x); while (READ_ONCE(*x) < 1) {} atomic_inc(x); } |" +
			"atomic_dec(x); atomic_inc(x);",
			"P0.0={0,1} P0.1={-1,0} P0.2={1} P1.0={0,1} P1.1={-1,0} P1.0<P0.1 P1.0<P0.2 P1.1<P0.2"},
		{"an older value", "atomic_dec(x); while (READ_ONCE(*x) < 1) {} atomic_inc(x); |" +
			"atomic_inc(x); atomic_dec(x);",
			"P0.0={1,2} P0.1={0,1} P1.0={0,1} P1.1={1,2} P1.0<P0.1"},
		{"reads alone", "int r = atomic_add_unless(x, 1, 1); |" +
			"int r = atomic_add_unless(x, 1, 2);",
			"P0.0:1 P1.0={1} P1.0<P0.0"},
		{"no answer", "int r = atomic_dec_return(x); if (r < 0) { while (READ_ONCE(*x) < 5) {} atomic_inc(x); } |" +
			"int r = atomic_dec_return(x); if (r < 0) { while (READ_ONCE(*x) < 5) {} atomic_inc(x); }",
			"P0.0={0,1} P0.1={} P1.0={0,1} P1.1={} P0.0<>P1.1 P0.1<>P1.0 P0.1<>P1.1"},
	} {
		var text strings.Builder
		fmt.Fprint(&text, "C t\n{ int x=1; }\n")
		for i, body := range strings.Split(c.body, "|") {
			fmt.Fprintf(&text, "P%d(int *x)\n{\n%s\n}\n", i, body)
		}
		s := fixture.Structure(t, fixture.ParseText(t, text.String()+"exists (x=0)\n"), unroll.Options{})
		x, err := NewEncoder(fixture.ModelText(t, counts)).Start(context.Background(), Query{Structure: s, Goal: Any}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := told(x); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s\n%s", c.name, got, c.want, s)
		}
	}
}

// told prints what an encoding knows about its one counter.
func told(x *Encoding) string {
	if len(x.sequences) != 1 {
		return "nothing"
	}
	q := x.sequences[0]
	name := map[int32]string{} // by write
	var all []string
	next := make([]int, len(x.S.Threads))
	var writes []int32
	for i := range x.S.Events {
		w := int32(i)
		r, ok := q.reads[w]
		if !ok {
			continue
		}
		e := &x.S.Events[i]
		name[w] = fmt.Sprintf("P%d.%d", e.Thread, next[e.Thread])
		next[e.Thread]++
		writes = append(writes, w)
		var vs []string
		for _, v := range x.Domain(x.S.Events[r].Value) {
			vs = append(vs, fmt.Sprint(int32(v.Num)))
		}
		slices.Sort(vs)
		if q.alone[r] {
			all = append(all, fmt.Sprintf("%s:%d", name[w], len(q.values[r])))
			continue
		}
		all = append(all, name[w]+"={"+strings.Join(vs, ",")+"}")
	}
	for _, a := range writes {
		for _, b := range writes {
			ab, ba := q.before[[2]int32{a, b}], q.before[[2]int32{b, a}]
			switch {
			case x.S.Events[a].Thread == x.S.Events[b].Thread:
			case ab && !ba:
				all = append(all, name[a]+"<"+name[b])
			case !ab && !ba && a < b:
				all = append(all, name[a]+"<>"+name[b])
			}
		}
	}
	return strings.Join(all, " ")
}
