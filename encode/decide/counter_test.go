package decide

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
)

// counterProgram returns a program whose threads add to x, and sometimes store to it.
func counterProgram(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 36))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	typ := pick("int", "int", "long", "u8", "short")
	var b strings.Builder
	fmt.Fprintf(&b, "C counter\n{ %s x=%d; }\n", typ, r.IntN(3))
	atomic := r.IntN(3) > 0
	var cond []string
	for t := range 2 + r.IntN(2) {
		fmt.Fprintf(&b, "P%d(%s *x)\n{\n", t, typ)
		last := ""
		for i := range 1 + r.IntN(3-t) { // few executions
			k, reg := r.IntN(4)*r.IntN(100)+1, fmt.Sprintf("r%d", i)
			do := []string{
				fmt.Sprintf("int %s = atomic_fetch_add(%d, x);", reg, k),
				fmt.Sprintf("int %s = atomic_sub_return(%d, x);", reg, k),
				fmt.Sprintf("int %s = 0; atomic_inc(x);", reg),
				fmt.Sprintf("int %s = READ_ONCE(*x);", reg),
				fmt.Sprintf("int %s = atomic_add_unless(x, %d, %d);", reg, k, r.IntN(3)), // reads alone, or adds
			}
			if !atomic {
				do = append(do, fmt.Sprintf("int %s = READ_ONCE(*x); WRITE_ONCE(*x, %s + %d);", reg, reg, k),
					fmt.Sprintf("int %s = 1; WRITE_ONCE(*x, %d);", reg, k))
			}
			text := pick(do...)
			if last != "" && r.IntN(2) == 0 {
				text = fmt.Sprintf("if (%s %s %d) { atomic_add(%d, x); } %s", last, pick("==", "<", ">"), r.IntN(3), k, text) // the paths join
			}
			if last != "" && r.IntN(4) == 0 { // takes back what it added, and tries again
				text += fmt.Sprintf(" while (%s > %d) { atomic_sub(%d, x); while (READ_ONCE(*x) > %d) {} %s = atomic_add_return(%d, x); }", reg, k, k, k, reg, k)
			}
			b.WriteString("\t" + text + "\n")
			last = reg
		}
		fmt.Fprintf(&b, "}\n")
		cond = append(cond, fmt.Sprintf("%d:%s=%d", t, last, r.IntN(4)))
	}
	fmt.Fprintf(&b, "exists (%s)\n", strings.Join(cond, " /\\ "))
	return b.String()
}

// TestCounters: what reads of counters cannot have is in no execution: the solver finds the
// states that enumeration finds, under models that say of atomic operations that they count, and
// under others. And their reads have fewer values than the writes that they may read from.
func TestCounters(t *testing.T) {
	ds := []*Decider{decider(t, fixture.ModelText(t, weakC)), decider(t, fixture.ModelText(t, "C \"coherent\"\n"+weak)),
		decider(t, fixture.ModelText(t, "C \"sources\"\nacyclic po | rf as a"))}
	if !ds[0].Model().Counts() || ds[1].Model().Counts() || ds[2].Model().Counts() {
		t.Fatal("the models do not say what they are to say")
	}
	f := forms{verdicts: map[string]int{}}
	fewer := make([]int, len(ds))
	n := fixture.Nightly(60, 20_000)
	for seed := range n {
		k, text := seed%len(ds), counterProgram(uint64(seed))
		f.compare(t, ds[k], text, false)
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{})
		if fewerValues(t, ds[k], s) {
			fewer[k]++
		}
	}
	t.Logf("%d compared, %d too large, %d errors; %v; fewer values in %v", f.compared, f.large, f.odd, f.verdicts, fewer)
	if f.odd > 0 || f.compared < n/2 || slices.Min(fewer) < max(1, n/10) {
		t.Error("the programs do not tell")
	}
}

// fewerValues reports whether some read has fewer values than without the rule for counters. None
// has others.
func fewerValues(t *testing.T, d *Decider, s *event.Structure) (fewer bool) {
	t.Helper()
	q := encode.Query{Structure: s, Goal: encode.Any}
	var xs [2]*encode.Encoding
	for i := range xs {
		x, err := encode.NewEncoder(d.Model()).Start(context.Background(), q, encode.Options{Uncounted: i == 1})
		if i == 1 && TooLarge(err) {
			return true
		}
		if err != nil {
			t.Fatal(err)
		}
		xs[i] = x
	}
	for i := range s.Events {
		if e := &s.Events[i]; e.IsRead() {
			few, all := xs[0].Domain(e.Value), xs[1].Domain(e.Value)
			for _, v := range few {
				if !slices.Contains(all, v) {
					t.Errorf("%v is a new value of e%d\n%s", v, i, s)
				}
			}
			fewer = fewer || len(few) < len(all)
		}
	}
	return fewer
}
