package repair

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fencewise/fencewise/programs/verdict"
)

// reports is one of each kind: placements of slots and of points, prices, doubts
// and none at all.
func reports() *Report {
	total := 45.5
	slots := []Slot{
		{Name: "set.before", Choices: []string{"none", "sync"}, Now: "none", Places: 1},
		{Name: "irq.after", Choices: []string{"none", "msgsync+lwsync"}, Now: "none", Places: 2},
		{Name: "exit", Choices: []string{"none", "isync"}, Now: "isync", Places: 1},
	}
	points := []Slot{
		{Name: "P0.1", Choices: []string{"none", "sync"}, Now: "none", Places: 1, At: &Place{Column: "P0", Before: "stw r1,0(r2)", Line: 7}},
		{Name: "P1.doorbell.1", Choices: []string{"none", "sync"}, Now: "none", Places: 1, At: &Place{Column: "P1 doorbell", Before: "lwz r1,0(r2)", Line: 9}},
	}
	return &Report{Schema: 1, Cost: CostModel{Name: "mine.toml", Title: "t", Source: "s", Unit: "ns", Text: "lwsync 6, sync 19 ns"}, Repairs: []Repair{
		{Program: "a/b", Model: "power", Outcome: `[x]=1 /\ [y]=2`, Standing: verdict.Sometimes, Slots: slots, Variants: 8, Never: 2, Queries: 4, Complete: true,
			Placements: []Placement{
				{Cost{"45.5 ns (1 sync)", map[string]int{"sync": 1}, &total}, map[string]string{"set.before": "sync", "irq.after": "msgsync+lwsync", "exit": "none"}, nil},
				{Cost{"50 ns", map[string]int{}, &total}, map[string]string{"set.before": "none", "irq.after": "none", "exit": "none"}, map[string]string{"exit": "isync"}},
			}},
		{Program: "c", Model: "power", Outcome: "x=1", Standing: verdict.Never, Inserted: true, Slots: points, Variants: 4, Never: 3, Queries: 3, Complete: true,
			Placements: []Placement{{Cost{"19 ns (1 sync)", map[string]int{"sync": 1}, &total}, map[string]string{"P0.1": "none", "P1.doorbell.1": "sync"}, nil}},
			Weaker:     []Weaker{{"P0.1", "sync", []string{"none"}}}},
		{Program: "d", Model: "tso", Outcome: "x=1", Standing: verdict.Unknown, Reason: "budget", Slots: slots, Variants: 8, Never: 0, Queries: 8,
			Doubts: []Doubt{{"budget", 8, map[string]string{"set.before": "none", "irq.after": "none", "exit": "isync"}}}, Unordered: []string{"exit"}},
		{Program: "e", Model: "power", Outcome: "x=1", Standing: verdict.Always, Slots: points, Inserted: true, Variants: 4, Queries: 1, Complete: true, EvenSC: true},
		{Program: "f", Model: "power", Outcome: "x=1", Standing: verdict.Never, Variants: 1, Never: 1, Queries: 1, Complete: true,
			Placements: []Placement{{Cost{"nothing", map[string]int{}, &total}, map[string]string{}, nil}}},
	}}
}

func TestText(t *testing.T) {
	var b strings.Builder
	Text(&b, reports())
	const want = `a/b under power
  outcome: [x]=1 /\ [y]=2
As written: Sometimes. It is Never with:

  1  cost: 45.5 ns (1 sync)
     set.before  sync            (now none)
     irq.after   msgsync+lwsync  (now none, at 2 places)
     nothing in exit (now isync)
  2  cost: 50 ns
     exit  isync  (none is also enough, but costs more)
     nothing in set.before, irq.after

8 variants, 2 of them Never, found with 4 queries. No other minimal
placements exist: every variant that is Never has at least the barriers
of one of these 2.

c under power
  outcome: x=1
As written: Never. It needs only:

  1  cost: 19 ns (1 sync)
     P1 doorbell: sync before lwz r1,0(r2) (line 9)

4 variants, 3 of them Never, found with 3 queries. No other minimal
placement exists: every variant that is Never has at least these
barriers.
Each of these alone can be weakened, while the others stay as they are:
P0: before stw r1,0(r2) (line 7) from sync to none.

d under tso
  outcome: x=1
As written: Unknown (budget). No choice of barriers is known to be
enough.
8 variants, 0 of them Never, found with 8 queries.
Unknown: 8 variants, because budget; one of them is exit=isync.
Under tso no order between the choices of exit is proved, so each of
these choices with which it is Never counts as minimal.

e under power
  outcome: x=1
As written: Always. No choice of barriers is enough.
4 variants, 0 of them Never, found with 1 query.
Even sequential consistency allows the outcome: it does not come from
reordering, and no barrier prevents it.

f under power
  outcome: x=1
As written: Never. No slot needs a barrier.
1 variant, 1 of them Never, found with 1 query.

Cost: lwsync 6, sync 19 ns (mine.toml), added up.
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for line := range strings.Lines(b.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// TestOthers: Markdown, CSV and JSON have every placement, and say where there
// is none.
func TestOthers(t *testing.T) {
	r := reports()
	var b bytes.Buffer
	Markdown(&b, r)
	for _, want := range []string{
		"## a/b under power\n\nOutcome: `[x]=1 /\\ [y]=2`  \n",
		"| 1 | 45.5 ns (1 sync) | set.before=sync; irq.after=msgsync+lwsync |",
		"| 2 | 50 ns            | exit=isync                                |",
		"P1 doorbell: sync before lwz r1,0(r2) (line 9)",
		"Even sequential consistency",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("markdown lacks %q:\n%s", want, b.String())
		}
	}
	b.Reset()
	if err := CSV(&b, r); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 1+2*3+2+1+1+1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	b.Reset()
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := back.WriteJSON(&again); err != nil || again.Len() < 2000 {
		t.Fatal(err, again.Len())
	}
}
