package lattice

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/insert"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/programs/verdict"
)

// slottedPrograms returns how many programs to try: FENCEWISE_SLOTS, or some dozens.
func slottedPrograms() (from, n uint64) {
	n = 40
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		n = 1000
	}
	if v, err := strconv.ParseUint(os.Getenv("FENCEWISE_SLOTS"), 10, 64); err == nil {
		n = v
	}
	from, _ = strconv.ParseUint(os.Getenv("FENCEWISE_SLOTS_FROM"), 10, 64)
	return from, n
}

func slotted(seed uint64) (s *families.Slotted, model string) {
	text, model := families.Small(seed), []string{"power", "power", "tso", "sc"}[seed%4]
	if seed%5 == 4 {
		text, model = families.Doorbell(seed), "power-doorbell"
	}
	return families.AddSlots(text, seed, false, seed%3 == 0), model
}

func slottedDeciders(t *testing.T) map[string]*Decider {
	all := map[string]*Decider{}
	for _, model := range []string{"power", "tso", "sc", "power-doorbell"} {
		all[model] = newDecider(t, model, decide.Options{})
	}
	return all
}

// TestSlotsAreTheirInstructions: every variant of a program with any instructions in its
// slots has the verdict of the program written out without slots, in the lattice and
// alone.
func TestSlotsAreTheirInstructions(t *testing.T) {
	from, n := slottedPrograms()
	count := map[verdict.Verdict]int{}
	cells, seen, queries := 0, 0, [2]int{}
	deciders := slottedDeciders(t)
	for seed := from; seed < from+n; seed++ {
		sl, model := slotted(seed)
		test := fixture.ParseText(t, sl.String())
		d := deciders[model]
		s, err := d.Structure(context.Background(), test, nil, true)
		if dependsOnSlots(err) {
			continue
		} else if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, sl)
		}
		if err := s.Check(); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, sl)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, sl)
		}
		seen++
		cheap := sameWithPrices(t, d, s, all, seed)
		queries[0] += all.Queries
		queries[1] += cheap.Queries
		for v := range all.Len() {
			c, err := all.Witness(context.Background(), v)
			if err != nil || (c != nil) != (all.Answer(v).Verdict == verdict.Sometimes) || c != nil && !slices.Equal(c.X.Slots, all.Slots(v)) {
				t.Fatalf("seed %d under %s, %s: %v\n%s", seed, model, fixture.Named(s, all.Slots(v)), err, sl)
			}
		}
		for picks, a := range all.All() {
			if cells++; cells%3 > 0 && all.Len() > 30 {
				continue
			}
			by := make([]int, len(sl.Slots)) // in the order of the generator
			for i := range by {
				by[i] = picks[slices.IndexFunc(s.Slots, func(o event.Slot) bool { return o.Name == sl.Slots[i].Name })]
			}
			written := sl.Variant(by, "cr7")
			one, err := d.Structure(context.Background(), fixture.ParseText(t, written), nil, false)
			if err != nil { // it accesses what is no location
				if a.Verdict != verdict.Unknown {
					t.Errorf("seed %d under %s, %s: %s in the lattice, and written out\n%s\n%v", seed, model, fixture.Named(s, picks), a.Verdict, written, err)
				}
				continue
			}
			want, err := d.Decide(context.Background(), one)
			if err != nil {
				t.Fatal(err)
			}
			count[want.Verdict]++
			if want.Verdict != a.Verdict {
				t.Errorf("seed %d under %s, %s: %s in the lattice, %s written out\n%s\n%s", seed, model, fixture.Named(s, picks), a.Verdict, want.Verdict, sl, written)
			}
			if got := alone(t, d, s, picks); got != want.Verdict {
				t.Errorf("seed %d under %s, %s: %s by itself, %s written out\n%s\n%s", seed, model, fixture.Named(s, picks), got, want.Verdict, sl, written)
			}
		}
	}
	t.Logf("%d programs, %d cells: %v; %v queries without and with prices", seen, cells, count, queries)
	if uint64(seen) < n/2 || n > 10 && (count[verdict.Never] < 10 || count[verdict.Sometimes] < 10) {
		t.Errorf("of %d programs %d were looked at: %v", n, seen, count)
	}
}

// dependsOnSlots reports whether only the structure with free slots has an error: the
// size of an access depends on slots.
func dependsOnSlots(err error) bool {
	var all diag.List
	return errors.As(err, &all) && !slices.ContainsFunc(all, func(d *diag.Diagnostic) bool { return d.Code != diag.EventSize })
}

// TestSlotsStates: a variant has the same final states as the program written out, by
// the generator or by package insert, with the same number of executions for each. The
// solver finds the same number of states.
func TestSlotsStates(t *testing.T) {
	from, n := slottedPrograms()
	compared, deciders := 0, slottedDeciders(t)
	for seed := from; seed < from+n; seed++ {
		sl, model := slotted(seed)
		d := deciders[model]
		picks := make([]int, len(sl.Slots))
		set := map[string]string{}
		for i := range picks {
			picks[i] = int(seed>>(2*i)+seed) % len(sl.Slots[i].Choices)
			set[sl.Slots[i].Name] = litmus.ChoiceText(sl.Slots[i].Choices[picks[i]])
		}
		got, few := statesOf(t, d, sl.String(), set)
		want, fewToo := statesOf(t, d, sl.Variant(picks, "cr7"), nil)
		if few && fewToo {
			compared++
		}
		filled := insert.Fill(fixture.ParseText(t, sl.String()), set).String()
		if again, _ := statesOf(t, d, filled, nil); again != want {
			t.Errorf("seed %d under %s with %v:\n%s\n%s\ngot %s\nwant %s", seed, model, set, sl, filled, again, want)
		}
		if got != want || few != fewToo {
			t.Errorf("seed %d under %s with %v:\n%s\n%s\ngot %s\nwant %s", seed, model, set, sl, sl.Variant(picks, "cr7"), got, want)
		}
	}
	if t.Logf("%d of %d programs", compared, n); compared < int(n)/2 {
		t.Errorf("only %d were compared", compared)
	}
}

// statesOf returns the final states of a program, with the number of executions of each;
// few is false if there are too many candidates to try.
func statesOf(t *testing.T, d *Decider, text string, set map[string]string) (states string, few bool) {
	t.Helper()
	test := fixture.ParseText(t, text)
	keep := fixture.Structure(t, test, unroll.Options{Fixed: set, KeepRounds: true})
	if err := keep.Check(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	o, err := enumerate.Run(context.Background(), keep, d.Model(), enumerate.Options{MaxCandidates: 20_000, Counts: true})
	if err != nil {
		t.Fatal(err)
	}
	if o.Limit != "" {
		return "", false
	}
	s, err := d.Structure(context.Background(), test, set, false)
	if err != nil {
		t.Fatal(err)
	}
	found, reason, err := d.States(context.Background(), s, valuesOf(s))
	if err != nil || reason != "" {
		t.Fatal(reason, err)
	}
	if s.Members[event.Dbo] == nil && len(found) != len(o.States) { // the solver is not asked about what is pending
		t.Errorf("%d states by the solver, %d by enumeration, of\n%s with %v", len(found), len(o.States), text, set)
	}
	for _, st := range o.States {
		states += fmt.Sprintf("%d %s\n", st.Count, o.Text(st))
	}
	return states, true
}

// TestAlone: rounds of a loop that store to a location differ if another thread reads
// it. A choice of a slot that reads it makes no difference to variants without that
// choice.
func TestAlone(t *testing.T) {
	const spin = `PPC spin
{ 0:r21=x; 0:r22=y; 1:r21=x; 1:r22=y; }
 P0                                    | P1                                        ;
 li r14,1                              | L1: lwz r5,0(r22)                         ;
 stw r14,0(r21)                        | (*@ a: none, li r30,2+stw r30,0(r21) *)   ;
 lwsync                                | cmpwi r5,0                                ;
 stw r14,0(r22)                        | beq L1                                    ;
 (*@ b: none, lwz r29,0(r21)+isync *)  | isync                                     ;
                                       | lwz r6,0(r21)                             ;
exists (1:r6=0)
`
	d := newDecider(t, "power", decide.Options{})
	test := fixture.ParseText(t, spin)
	s, all, err := d.LatticeTest(context.Background(), test, nil)
	if err != nil {
		t.Fatal(err)
	}
	questions := all.Queries
	if err := d.Alone(context.Background(), test, nil, s, all); err != nil {
		t.Fatal(err)
	}
	for picks, a := range all.All() {
		if want := alone(t, d, s, picks); a.Verdict != want {
			t.Errorf("%s: %s in the lattice, %s alone", fixture.Named(s, picks), a.Verdict, want)
		}
	}
	barriers := fixture.ParseText(t, strings.NewReplacer("li r30,2+stw r30,0(r21)", "isync", "lwz r29,0(r21)+isync", "sync").Replace(spin))
	if s, all, err = d.LatticeTest(context.Background(), barriers, nil); err != nil {
		t.Fatal(err)
	}
	plain := all.Queries
	if err := d.Alone(context.Background(), barriers, nil, s, all); err != nil || all.Queries != plain || questions == 0 {
		t.Errorf("%d questions about barriers, and %d with those that are asked alone: %v", plain, all.Queries, err)
	}
}

// TestSlotsWhereDependenciesAllow: under a model that subtracts ctrl, ctrl() can allow
// more, and choices with it are not compared with others.
func TestSlotsWhereDependenciesAllow(t *testing.T) {
	m := fixture.ModelText(t, `"ctrl allows"
let loose = (po \ ctrl) & (R * M)
acyclic loose | rf | fr | co as order
`)
	d := New(m, decide.Options{})
	defer d.Close()
	verdicts := map[verdict.Verdict]int{}
	for _, program := range []string{"acquire/loads", "acquire/stores"} {
		s, err := d.Structure(context.Background(), fixture.Study(t, program), nil, true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := d.Lattice(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for picks, a := range all.All() {
			verdicts[a.Verdict]++
			if want := alone(t, d, s, picks); a.Verdict != want {
				t.Errorf("%s with %s: %s in the lattice, %s alone", program, fixture.Named(s, picks), a.Verdict, want)
			}
		}
		if all.AtLeast(0, 0, 2) || all.AtLeast(0, 1, 3) || !all.AtLeast(0, 0, 1) {
			t.Errorf("%s: ctrl() is compared, or isync is not", program)
		}
	}
	if verdicts[verdict.Never] == 0 || verdicts[verdict.Sometimes] == 0 {
		t.Errorf("%v", verdicts)
	}
}

// valuesOf lists what the final states of a structure show, except what is
// pending.
func valuesOf(s *event.Structure) []decide.Observable {
	return slices.DeleteFunc(decide.Observables(s), func(o decide.Observable) bool { return o.Pending })
}
