package decide

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestAlikeThreads: every query has the same answer whether threads that are alike are put
// in order or not, and the enumeration of all executions agrees.
func TestAlikeThreads(t *testing.T) {
	ctx := context.Background()
	models := []*Decider{newDecider(t, "power", Options{}), newDecider(t, "tso", Options{}), decider(t, fixture.ModelText(t, weak))}
	count := map[string]int{}
	for seed := range fixture.Nightly(300, 5_000) {
		text := families.Alike(uint64(seed))
		d := models[seed%len(models)]
		every := d.within(Options{everyOrder: true})
		s, err := d.Structure(ctx, fixture.ParseText(t, text), nil, false)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		ordered := ""
		for _, set := range s.AlikeThreads(s.Cond, s.Filter) {
			ordered = fmt.Sprintf("%d in order: ", len(set.Events))
		}
		for g := range encode.NumGoals {
			if encode.Goal(g) == encode.Either {
				continue // for bundles alone
			}
			q := encode.Query{Structure: s, Goal: encode.Goal(g)}
			a, err := d.ask(ctx, q)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			b, err := every.ask(ctx, q)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if a.Verdict != b.Verdict {
				t.Fatalf("%s: %s with threads in order, %s without, under %s\n%s\n%s", q.Goal, a.Verdict, b.Verdict, d.Model().Name, text, s)
			}
		}
		count[ordered+string(bothEngines(t, d, d.Model(), text))]++
		if t.Failed() {
			return
		}
	}
	t.Log(count)
	for _, of := range []string{"2 in order: Never", "2 in order: Sometimes", "3 in order: Never", "3 in order: Sometimes", "4 in order: Never", "4 in order: Sometimes", "Never", "Sometimes"} {
		if count[of] == 0 && !testing.Short() {
			t.Errorf("no program with %s", of)
		}
	}
}

// TestAlikeThreadsExchange: with an execution, the program has one in which threads that
// are said to be alike have exchanged their registers and no location has another value.
// All executions are enumerated, and all final states are found by the solver, too.
func TestAlikeThreadsExchange(t *testing.T) {
	registers := regexp.MustCompile(`\br1\d\b`)
	models := []*Decider{newDecider(t, "power", Options{}), newDecider(t, "sc", Options{}), decider(t, fixture.ModelText(t, weak))}
	compared := 0
	for seed := range fixture.Nightly(300, 5_000) {
		text := families.Alike(uint64(seed) + 100_000)
		test := fixture.ParseText(t, text)
		var all []string
		for i := range test.Threads {
			for _, r := range slices.Compact(slices.Sorted(slices.Values(registers.FindAllString(text, -1)))) {
				all = append(all, fmt.Sprintf("%d:%s;", i, r))
			}
		}
		text = text[:strings.LastIndex(text, "exists")] + "locations [x0; x1; " + strings.Join(all, " ") + "]\nexists (x0=0)\n"
		d := models[seed%len(models)]
		m := d.Model()
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{KeepRounds: true})
		sets := s.AlikeThreads()
		if len(sets) == 0 {
			continue
		}
		o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{MaxCandidates: 10_000})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if o.Limit != "" {
			continue
		}
		states := map[string]bool{}
		for i := range o.States {
			states[state(o, &o.States[i], 0, 0)] = true
		}
		if found, reason, err := d.States(context.Background(), s, Observables(s)); err != nil || reason == "" && len(found) != len(o.States) {
			t.Fatalf("%d final states under %s, and %d by enumeration; %v\n%s", len(found), m.Name, len(o.States), err, text)
		}
		for _, set := range sets {
			first := s.Events[set.Events[0][0]].Thread
			for _, events := range set.Events[1:] {
				other := s.Events[events[0]].Thread
				for i := range o.States {
					if st := state(o, &o.States[i], first, other); !states[st] {
						t.Fatalf("P%d and P%d are not alike: there is no state %s under %s\n%s\n%s", first, other, st, m.Name, text, s)
					}
				}
				compared++
			}
		}
	}
	t.Logf("%d pairs of threads", compared)
	if compared == 0 {
		t.Error("no threads are alike")
	}
}

// state returns the text of a final state in which two threads have exchanged their
// registers.
func state(o *enumerate.Outcome, st *enumerate.State, a, b int) string {
	var parts []string
	for i := range o.Observed {
		name := o.Observed[i].Loc.String()
		if thread, r, ok := o.Observed[i].Register(); ok {
			switch thread {
			case a:
				thread = b
			case b:
				thread = a
			}
			name = fmt.Sprint(thread, ":", r)
		}
		parts = append(parts, name+"="+st.Values[i].String())
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// TestNotAlike: threads are told apart by all that a query can notice.
func TestNotAlike(t *testing.T) {
	const add = "lwarx r5,r0,r1\naddi r6,r5,1\nstwcx. r6,r0,r1\nlwz r7,0(r2)\nstw r9,0(r2)"
	three := []string{add, add, add}
	init := "%d:r1=x; %d:r2=y; %d:r9=1;"
	with := func(k int, code string) []string {
		out := slices.Clone(three)
		out[k] = code
		return out
	}
	for _, c := range []struct {
		name  string
		init  string
		code  []string
		cond  string
		alike []int // how many threads are in each set
	}{
		{"nothing differs", "", three, "x=2", []int{3}},
		{"every thread is named", "", three, `0:r5=1 /\ (1:r5=1 /\ 2:r5=1)`, []int{3}},
		{"every thread is named, in another order", "", three, `2:r5=1 \/ (1:r5=1 \/ 0:r5=1) \/ x=7`, []int{3}},
		{"one thread is named", "", three, "1:r5=1", []int{2}},
		{"each thread is named for another value", "", three, `0:r5=0 /\ 1:r5=1 /\ 2:r5=2`, nil},
		{"one register is named of each thread", "", three, `0:r5=0 /\ 1:r5=0 /\ 2:r7=0`, []int{2}},
		{"and of one thread, or of another", "", []string{add, add}, `~(0:r5=0 /\ 0:r7=0) /\ ~(1:r5=0 \/ 1:r7=0)`, nil},
		{"the filter names a thread", "", three, "filter (0:r7=0) exists (x=2)", []int{2}},
		{"a value at the start", "2:r9=2;", three, "x=2", []int{2}},
		{"a location", "2:r2=z;", three, "x=2", []int{2}},
		{"a constant", "", with(0, strings.Replace(add, "r5,1", "r5,2", 1)), "x=2", []int{2}},
		{"a barrier", "", with(1, strings.Replace(add, "lwz", "sync\nlwz", 1)), "x=2", []int{2}},
		{"the kind of a barrier", "", []string{"sync\n" + add, "lwsync\n" + add, "sync\n" + add}, "x=2", []int{2}},
		{"the order of two accesses", "", with(2, strings.Replace(add, "lwz r7,0(r2)\nstw r9,0(r2)", "stw r9,0(r2)\nlwz r7,0(r2)", 1)), "x=2", []int{2}},
		{"the kind of two accesses", "", with(2, "lwz r5,0(r1)\naddi r6,r5,1\nstw r6,0(r1)\nlwz r7,0(r2)\nstw r9,0(r2)"), "x=2", []int{2}},
		{"an address dependency", "", with(0, strings.Replace(add, "lwz r7,0(r2)", "xor r8,r5,r5\nlwzx r7,r8,r2", 1)), "x=2", []int{2}},
		{"a data dependency", "", with(0, strings.Replace(add, "stw", "xor r8,r5,r5\nadd r9,r9,r8\nstw", 1)), "x=2", []int{2}},
		{"a control dependency", "", with(0, strings.Replace(add, "lwz", "cmpw r5,r5\nbeq L\nL: lwz", 1)), "x=2", []int{2}},
		{"a control dependency on one of two ways", "", []string{
			add + "\ncmpwi r7,1\nbeq A\ncmpw r5,r5\nbeq A\nA: stw r9,0(r2)", add + "\ncmpwi r7,1\nbeq B\nnop\nB: stw r9,0(r2)",
			add + "\ncmpwi r7,1\nbeq C\ncmpw r5,r5\nbeq C\nC: stw r9,0(r2)"}, "x=2", []int{2}},
		{"which way a branch goes", "", []string{"cmpwi r9,1\n" + add + "\ncmpwi r7,1\nbeq A\nstw r9,0(r1)\nA: nop", "cmpwi r9,1\n" + add + "\ncmpwi r7,1\nbne B\nstw r9,0(r1)\nB: nop"}, "x=2", nil},
		{"on which side of a branch", "", []string{
			"lwz r5,0(r1)\ncmpwi r5,1\nbeq A\nstw r9,0(r1)\nA: nop\nstw r9,0(r2)",
			"lwz r5,0(r1)\ncmpwi r5,1\nbeq B\nb C\nB: stw r9,0(r1)\nC: nop\nstw r9,0(r2)"}, "x=2", nil},
		{"under one branch or under two", "", []string{
			"lwz r5,0(r1)\ncmpwi r5,1\nbne A\nlwz r7,0(r2)\ncmpwi r7,1\nbne B\nli r8,0\nB: stw r9,0(r1)\nA: nop\nstw r9,0(r2)",
			"lwz r5,0(r1)\ncmpwi r5,1\nbne C\nlwz r7,0(r2)\ncmpwi r7,1\nbne D\nstw r9,0(r1)\nD: nop\nC: nop\nstw r9,0(r2)"}, "x=2", nil},
		{"a slot that is free", "", with(0, "(*@ s: none, sync *)\n"+add), "x=2", nil},
		{"a doorbell", "2:r3=0;", with(2, "msgsnd P0\n"+add), "x=2", nil},
		{"two sets", "2:r9=2; 3:r9=2;", []string{add, add, add, add}, "x=2", []int{2, 2}},
	} {
		text := alikeText(c.init, init, c.code, c.cond)
		s := fixture.Structure(t, fixture.ParseText(t, text), unroll.Options{FreeSlots: true})
		var got []int
		for _, set := range s.AlikeThreads(s.Cond, s.Filter) {
			got = append(got, len(set.Events))
		}
		if !slices.Equal(got, c.alike) {
			t.Errorf("%s: sets of %v threads are alike, want %v\n%s", c.name, got, c.alike, text)
		}
	}
}

// TestAlikeNamed: an execution in which a certain thread comes last is found, whichever
// thread it is, and whether the condition or the filter says so.
func TestAlikeNamed(t *testing.T) {
	const add = "lwarx r5,r0,r1\naddi r6,r5,1\nstwcx. r6,r0,r1"
	d := newDecider(t, "power", Options{})
	for k := range 3 {
		for _, cond := range []string{fmt.Sprintf(`x=3 /\ %d:r5=2`, k), fmt.Sprintf("filter (%d:r5=2) exists (x=3)", k)} {
			text := alikeText("", "%d:r1=x;", []string{add, add, add}, cond)
			if a := decideText(t, d, "named", text, nil); a.Verdict != verdict.Sometimes {
				t.Errorf("%s: %s", cond, a.Verdict)
			}
		}
	}
}

// alikeText returns a test. init begins with what differs; the rest is for each thread,
// unless it begins so.
func alikeText(special, each string, code []string, cond string) string {
	var b strings.Builder
	b.WriteString("PPC alike\n{" + special + "\n")
	for t := range code {
		for _, part := range strings.SplitAfter(strings.ReplaceAll(each, "%d", fmt.Sprint(t)), ";") {
			if reg, _, ok := strings.Cut(strings.TrimSpace(part), "="); ok && !strings.Contains(special, reg+"=") {
				b.WriteString(part)
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("}\n")
	rows := 0
	var columns [][]string
	for t, c := range code {
		columns = append(columns, strings.Split(c, "\n"))
		rows = max(rows, len(columns[t]))
		b.WriteString(fmt.Sprintf("%sP%d", map[bool]string{true: " | "}[t > 0], t))
	}
	b.WriteString(" ;\n")
	for r := range rows {
		for t := range columns {
			if t > 0 {
				b.WriteString(" | ")
			}
			if r < len(columns[t]) {
				b.WriteString(columns[t][r])
			}
		}
		b.WriteString(" ;\n")
	}
	if !strings.HasPrefix(cond, "filter") {
		cond = "exists (" + cond + ")"
	}
	return b.String() + cond + "\n"
}
