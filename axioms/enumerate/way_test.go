package enumerate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// handlers are programs whose paths join.
var handlers = []string{
	`{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0           | P1           | P1 doorbell  ;
 li r1,1      | li r1,1      | msgsync      ;
 stw r1,0(r2) | stw r1,0(r4) | lwz r5,0(r2) ;
 sync         | lwz r6,0(r4) | stw r5,0(r4) ;
 msgsnd P1    |              |              ;
 msgsnd P1    |              |              ;
exists (1:r6=0 /\ ~pending(P1))
`,
	// a branch in the handler, and a reservation that it ends
	`{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0           | P1              | P1 doorbell  ;
 msgsnd P1    | lwarx r5,r0,r2  | lwz r5,0(r2) ;
 li r1,1      | li r1,2         | cmpwi r5,0   ;
 stw r1,0(r2) | stwcx. r1,r0,r2 | beq L        ;
              | bne M           | stw r5,0(r4) ;
              | stw r1,0(r4)    | L:           ;
              | M: lwz r6,0(r2) |              ;
exists (1:r6=1 /\ y=1)
`,
	// a retry loop in the handler, whose rounds are left out
	`{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0           | P1           | P1 doorbell       ;
 msgsnd P1    | lwz r5,0(r2) | L: lwarx r5,r0,r2 ;
 li r1,1      |              | li r6,0           ;
 stw r1,0(r2) |              | stwcx. r6,r0,r2   ;
              |              | bne L             ;
              |              | stw r5,0(r4)      ;
exists (1:r5=1 /\ y=1)
`,
	// a pointer in the handler
	`{ 0:r2=p; 0:r3=y; 1:r2=p; p=x; 1:r4=z; }
 P0           | P1           | P1 doorbell  ;
 stw r3,0(r2) | lwz r6,0(r4) | lwz r5,0(r2) ;
 sync         |              | lwz r6,0(r5) ;
 msgsnd P1    |              | stw r6,0(r4) ;
exists (1:r6=1)
`,
}

// TestWays compares the ways with all decisions of all guards, made one by one as an
// evaluation needs them: both reach the same ends with the same events.
func TestWays(t *testing.T) {
	texts := slices.Concat(handlers, coherence)
	for seed := range uint64(60) {
		_, text, _ := strings.Cut(families.Doorbell(seed), "\n")
		texts = append(texts, text)
	}
	for i, text := range texts {
		for _, o := range []unroll.Options{{Limits: unroll.Limits{Bound: 1, Interrupts: 1}}, {Limits: unroll.Limits{Bound: 1, Interrupts: 1}, KeepRounds: true}, {Limits: unroll.Limits{Bound: 1}}} {
			s := build(t, text, o)
			ways, why := waysThrough(nil, s, DefaultMaxCandidates)
			if why != "" {
				t.Fatal(why)
			}
			for th := range s.Threads {
				want, ok := (&naive{s: s, thread: th, is: map[event.Expr]bool{}, found: map[string]bool{}, steps: 200_000}).all()
				if !ok {
					continue // too many
				}
				got := map[string]bool{}
				for _, w := range ways[th] {
					got[fmt.Sprint(w.cut, w.events)] = true
				}
				for k := range want {
					if !got[k] {
						t.Errorf("program %d, %+v, P%d: no way to %s\n%s", i, o, th, k, text)
					}
				}
				for k := range got {
					if !want[k] {
						t.Errorf("program %d, %+v, P%d: a way to %s\n%s", i, o, th, k, text)
					}
				}
			}
		}
	}
}

// naive decides every atom of every guard of a thread.
type naive struct {
	s      *event.Structure
	thread int
	is     map[event.Expr]bool
	found  map[string]bool
	steps  int
}

func (n *naive) all() (found map[string]bool, ok bool) {
	if n.steps--; n.steps < 0 {
		return nil, false
	}
	var events []int32
	var ends []int
	see := func(g event.Expr, then func()) bool { // false: an atom was missing, and has been branched on
		holds, missing := n.of(g)
		if missing < 0 {
			if holds {
				then()
			}
			return true
		}
		for _, b := range []bool{false, true} {
			n.is[missing] = b
			n.all()
		}
		delete(n.is, missing)
		return false
	}
	for i := range n.s.Events {
		if e := &n.s.Events[i]; e.Thread == n.thread && !see(e.Guard, func() { events = append(events, int32(i)) }) {
			return n.found, n.steps >= 0
		}
	}
	for _, l := range n.s.Threads[n.thread].Ends {
		if !see(l.Guard, func() { ends = append(ends, -1) }) {
			return n.found, n.steps >= 0
		}
	}
	for i, c := range n.s.Cuts {
		if c.Thread == n.thread && !see(c.Guard, func() { ends = append(ends, i) }) {
			return n.found, n.steps >= 0
		}
	}
	if len(ends) != 1 { // a round was left out, or a value would have to be two
		return n.found, true
	}
	for i, e := range events {
		for _, f := range events[i+1:] {
			if !n.s.Po(int(e), int(f)) && !n.s.Po(int(f), int(e)) {
				return n.found, true // here too
			}
		}
	}
	n.found[fmt.Sprint(ends[0], events)] = true
	return n.found, true
}

func (n *naive) of(e event.Expr) (holds bool, missing event.Expr) {
	x := &n.s.Pool.Nodes[e]
	switch x.Op {
	case event.Const:
		return x.Val.IsTrue(), -1
	case event.Not:
		holds, missing = n.of(x.A)
		return !holds, missing
	case event.All, event.Any:
		if holds, missing = n.of(x.A); missing >= 0 || holds == (x.Op == event.Any) {
			return holds, missing
		}
		return n.of(x.B)
	}
	if b, ok := n.is[e]; ok {
		return b, -1
	}
	return false, e
}

// TestSpareChoices: the search branches on a choice that decides no event only if no single
// answer is right for all values.
func TestSpareChoices(t *testing.T) {
	p := event.NewPool()
	read, choice := p.Leaf(event.Read, 1, 0), p.Leaf(event.Choice, 0, 0)
	one, two := p.Make(event.Eq64, read, event.True), p.Make(event.Eq64, read, p.Const(event.Number(2)))
	not := func(e event.Expr) event.Expr { return p.Make(event.Not, e, 0) }
	same := p.Make(event.Any, p.Make(event.All, choice, one), p.Make(event.All, not(choice), not(one)))
	for _, c := range []struct {
		leaf, event event.Expr
		want        string // per way what it takes, and how much it asks
	}{
		{p.Make(event.All, choice, one), event.True, "[0] 1;"},
		{not(p.Make(event.All, choice, one)), event.True, "[] 1;"},
		{p.Make(event.Any, one, two), event.True, "[] 1;"},
		{not(p.Make(event.Any, one, two)), event.True, "[] 2;"},
		{same, event.True, "[] 1;[0] 1;"},
		{not(same), event.True, "[] 1;[0] 1;"},
		{p.Make(event.Eq64, p.Make(event.Add, choice, read), event.True), event.True, "[] 1;[0] 1;"},
		{event.True, p.Make(event.Eq64, p.Make(event.Add, choice, read), event.True), "[] 1;[] 1;[0] 1;[0] 1;"},
	} {
		s := &event.Structure{
			Pool: p, FreeChoices: make([]event.FreeChoice, 1), Static: [event.NumStatic]bitset.Pairs{event.Po: bitset.NewPairs(2)}, Locs: make([]event.Location, 1),
			Events:  []event.Event{{Thread: -1, Guard: event.True}, {Kind: event.ReadMem, Value: read, Guard: c.event}},
			Threads: []event.Thread{{Ends: []event.ThreadEnd{{Guard: c.leaf}}}},
		}
		ways, _ := waysThrough(nil, s, DefaultMaxCandidates)
		got := ""
		for _, w := range ways[0] {
			got += fmt.Sprint(w.choices, " ", len(w.requires), ";")
		}
		if got != c.want {
			t.Errorf("guards %d, %d: %s, want %s", c.leaf, c.event, got, c.want)
		}
	}
}

// TestManyWays: too many ways are reported like other limits.
func TestManyWays(t *testing.T) {
	s := build(t, handlers[1], unroll.Options{})
	all, why := waysThrough(nil, s, DefaultMaxCandidates)
	if why != "" || len(all[1]) < 10 {
		t.Fatal(len(all[1]), why)
	}
	few, why := waysThrough(nil, s, 5*branchCost)
	if !strings.Contains(why, "ways through P1 (--max-candidates 80)") || len(few[1]) == 0 || len(few[1]) > 6 {
		t.Fatal(len(few[1]), why)
	}
	o := run(t, s, fixture.Model(t, "power-doorbell"), Options{MaxCandidates: 5 * branchCost})
	if o.Limit == "" {
		t.Error("the limit is forgotten")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	big := build(t, lost, unroll.Options{})
	if _, why := waysThrough(limit.For(ctx), big, DefaultMaxCandidates); why != "cancelled" {
		t.Error("goes on although cancelled")
	}
}

// lost is the lost IPI in handler form: hundreds of ways.
var lost = func() string {
	_, text, _ := strings.Cut(families.LostIPI(2, 4), "\n")
	return text
}()

func BenchmarkWays(b *testing.B) {
	test, err := litmus.Parse(diag.NewSource("lost.litmus", families.LostIPI(2, 4)))
	if err != nil {
		b.Fatal(err)
	}
	s, err := unroll.Build(context.Background(), test, unroll.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ways, why := waysThrough(nil, s, DefaultMaxCandidates)
		if why != "" {
			b.Fatal(why)
		}
		b.ReportMetric(float64(len(ways[0])), "ways")
	}
}
