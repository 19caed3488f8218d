package decide

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestJoinedPaths: a structure whose paths join says the same as the tree that it stands
// for: verdict and reason by the solver, final states by enumeration, and their counts
// where rounds of loops that have no effect are kept.
func TestJoinedPaths(t *testing.T) {
	ds := []*Decider{newDecider(t, "power", Options{}), decider(t, fixture.ModelText(t, weak))}
	f := forms{verdicts: map[string]int{}}
	for seed := range fixture.Nightly(1500, 30_000) {
		f.compare(t, ds[seed%2], families.Diamonds(uint64(seed)), seed%3 == 0)
	}
	f.report(t)
}

// weakC orders in kernel C what depends on a read, what fences separate, and the accesses
// to one location.
const weakC = `C "weak C"
acyclic po & loc | rf | co | fr as coherence
empty rmw & (fre ; coe) as atomic
acyclic addr | data | ctrl | po ; [F] ; po | [Acquire] ; po | po ; [Release] | rfe as causality
acyclic po ; [MB] ; po | rf | co | fr as full`

// TestKernelPrograms is TestJoinedPaths for random programs in kernel C, half of them
// with loops and jumps.
func TestKernelPrograms(t *testing.T) {
	ds := []*Decider{decider(t, fixture.ModelText(t, weakC)), decider(t, fixture.ModelText(t, "C \"coherent\"\n"+weak))}
	f := forms{verdicts: map[string]int{}}
	for seed := range fixture.Nightly(500, 10_000) {
		f.compare(t, ds[seed%3%2], families.Kernel(uint64(seed), seed%2 == 0), seed%5 > 0)
	}
	f.report(t)
}

// TestGuardedDependencies is TestJoinedPaths for random programs in which ways that join differ in
// what they have tested, in assembly, with accesses to bytes, and in kernel C.
func TestGuardedDependencies(t *testing.T) {
	power, mixed, other := newDecider(t, "power", Options{}), newMixed(t, "power", Options{}), decider(t, fixture.ModelText(t, weak))
	c, lkmm := decider(t, fixture.ModelText(t, weakC)), newDecider(t, "lkmm", Options{})
	f := forms{verdicts: map[string]int{}}
	for seed := range fixture.Nightly(600, 20_000) {
		n, keep := uint64(seed/6), seed%7 > 0
		switch seed % 6 {
		case 0, 1:
			f.compare(t, power, families.Ways(n, false), keep)
		case 2:
			f.compare(t, other, families.Ways(n, false), keep)
		case 3:
			f.compare(t, mixed, families.Ways(n, true), keep)
		case 4:
			f.compare(t, c, families.KernelWays(n), keep)
		default:
			f.compare(t, lkmm, families.KernelWays(n), keep)
		}
	}
	f.report(t)
	if f.guarded < f.compared/4 {
		t.Errorf("of %d programs only %d have guarded dependencies", f.compared, f.guarded)
	}
}

// TestGuardedSlots: a slot tests a register that depends on a load on one of two ways only.
func TestGuardedSlots(t *testing.T) {
	const text = `PPC guarded-slots
{ 0:r1=x; 0:r2=y; 0:r3=z; 0:r8=1; 1:r1=x; 1:r2=y; 1:r8=1; 2:r3=z; 2:r8=1; }
 P0             | P1           | P2           ;
 lwz r5,0(r1)   | lwz r5,0(r2) | stw r8,0(r3) ;
 lwz r6,0(r3)   | sync         |              ;
 li r7,0        | stw r8,0(r1) |              ;
 cmpwi r6,0     |              |              ;
 beq L          |              |              ;
 xor r7,r5,r5   |              |              ;
L: (*@ s: none, ctrl(r7) *) | | ;
 stw r8,0(r2)   |              |              ;
exists (0:r5=1 /\ 1:r5=1 /\ 0:r6=%d)
`
	d := newDecider(t, "power", Options{})
	for came, want := range []verdict.Verdict{verdict.Sometimes, verdict.Never} {
		test := fixture.ParseText(t, fmt.Sprintf(text, came))
		s := fixture.Structure(t, test, unroll.Options{FreeSlots: true})
		if err := s.Check(); err != nil {
			t.Fatalf("%v\n%s", err, s)
		}
		for choice, want := range []verdict.Verdict{verdict.Sometimes, want} {
			if a, err := d.DecideVariant(context.Background(), s, []int{choice}); err != nil || a.Verdict != want {
				t.Errorf("choice %d, r6=%d: %s (%s) %v, want %s\n%s", choice, came, a.Verdict, a.Reason, err, want, s)
			}
		}
	}
}

// forms compares the two forms of programs and counts what it has seen.
type forms struct {
	joined, guarded, compared, large, odd int
	verdicts                              map[string]int
}

// compare compares the two forms of a program. keep says that rounds of loops without
// effect are kept.
func (f *forms) compare(t *testing.T, d *Decider, text string, keep bool) {
	t.Helper()
	test := fixture.ParseText(t, text)
	var both [2]*event.Structure
	var errs [2]error
	for i, tree := range []bool{false, true} {
		both[i], errs[i] = unroll.Build(context.Background(), test, unroll.Options{KeepRounds: keep, Tree: tree})
	}
	if errs[0] != nil || errs[1] != nil {
		if (errs[0] == nil) != (errs[1] == nil) && !isLimit(errs[0]) && !isLimit(errs[1]) {
			t.Fatalf("joined: %v, tree: %v\n%s", errs[0], errs[1], text)
		}
		f.odd++
		return
	}
	if err := both[0].Check(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, text, both[0])
	}
	if ends(both[0]) < ends(both[1]) {
		f.joined++
	}
	if len(both[0].Guarded) > 0 {
		f.guarded++
	}
	var all [2]*enumerate.Outcome
	var answers [2]Answer
	for i, s := range both {
		var err error
		if all[i], err = enumerate.Run(context.Background(), s, d.Model(), enumerate.Options{MaxCandidates: 30_000, Counts: true}); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if answers[i], err = d.Decide(context.Background(), s); err != nil {
			t.Fatalf("%d: %v\n%s\n%s", i, err, text, s)
		}
	}
	a, b := answers[0], answers[1]
	f.verdicts[string(a.Verdict)]++
	if a.Verdict != b.Verdict || (a.Reason == "") != (b.Reason == "") {
		t.Fatalf("%s: joined %s (%s), tree %s (%s)\n%s\n%s", d.Model().Name, a.Verdict, a.Reason, b.Verdict, b.Reason, text, both[0])
	}
	if all[0].Limit != "" || all[1].Limit != "" {
		f.large++
		return
	}
	f.compared++
	texts := texts // rounds without effect can be left out in one form and not in the other
	if keep {
		texts = counted
	}
	if diff := cmp.Diff(texts(all[1]), texts(all[0])); diff != "" {
		t.Fatalf("%s: final states (-tree +joined)\n%s\n%s\n%s", d.Model().Name, diff, text, both[0])
	}
	want, _ := all[0].Verdict()
	if want != a.Verdict && !(want == "Always" && a.Verdict == "Sometimes") {
		t.Fatalf("%s: %s (%s) by the solver, %s by enumeration\n%s\n%s", d.Model().Name, a.Verdict, a.Reason, want, text, both[0])
	}
	sameStates(t, d, both[0], all[0])
}

func (f *forms) report(t *testing.T) {
	t.Logf("%d programs compared, %d with paths that join, %d with guarded dependencies, %d too large, %d errors; %v", f.compared, f.joined, f.guarded, f.large, f.odd, f.verdicts)
	if f.joined < f.compared/4 {
		t.Errorf("of %d programs only %d have paths that join", f.compared, f.joined)
	}
}

func ends(s *event.Structure) (n int) {
	for i := range s.Threads {
		n += len(s.Threads[i].Ends)
	}
	return n
}

func counted(o *enumerate.Outcome) (list []string) {
	for _, st := range o.States {
		list = append(list, o.Text(st)+" "+strings.Repeat("*", min(st.Count, 500)))
	}
	return list
}

func isLimit(err error) bool {
	var d diag.List
	return errors.As(err, &d) && len(d) > 0 && d[0].Code == diag.EventLimit
}
