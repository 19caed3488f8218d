package why

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/verdict"
)

const mp = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0           | P1           ;
 li r1,1      | lwz r5,0(r4) ;
 stw r1,0(r2) | lwz r6,0(r2) ;
 stw r1,0(r4) |              ;
`

// A location with more final values than are reported.
const many = `PPC many
{ 0:r2=x; 1:r2=x; 2:r2=x; }
 P0           | P1           | P2           ;
 li r1,1      | li r1,2      | li r1,3      ;
 stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) ;
 li r1,4      | li r1,5      | li r1,6      ;
 stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) ;
 li r1,7      | li r1,8      | li r1,9      ;
 stw r1,0(r2) | stw r1,0(r2) | stw r1,0(r2) ;
`

// A branch that is never taken, a loop that is left after a round, and one that
// can go on for ever.
const (
	branch = `PPC branch
{ 0:r2=x; 1:r2=x; }
 P0           | P1            ;
 li r1,1      | lwz r5,0(r2)  ;
 stw r1,0(r2) | cmpwi r5,2    ;
              | bne L         ;
              | li r6,1       ;
              | L:            ;
`
	loop = `PPC loop
{ 0:r2=x; 1:r2=x; }
 P0           | P1            ;
 li r1,1      | L:            ;
 stw r1,0(r2) | lwz r5,0(r2)  ;
              | add r6,r6,r5  ;
              | cmpwi r5,1    ;
              | beq L         ;
`
	bell = `PPC bell
{ 0:r2=x; 1:r2=x; 1:r4=y; }
 P0           | P1           | P1 doorbell  ;
 li r1,1      | lwz r5,0(r4) | lwz r3,0(r2) ;
 stw r1,0(r2) |              | stw r3,0(r4) ;
 msgsnd P1    |              |              ;
`
	quiet = `PPC quiet
{ 0:r2=x; 1:r2=x; }
 P0           | P1           ;
 li r1,1      | lwz r5,0(r2) ;
 stw r1,0(r2) |              ;
`
)

// TestTrivial: which conditions no model can satisfy, and why.
func TestTrivial(t *testing.T) {
	for _, c := range []struct{ program, cond, want string }{
		{mp, `exists (1:r5=1 /\ 1:r6=0)`, ``},
		{mp, `forall (1:r5=1 /\ 1:r6=0)`, ``},
		{mp, `exists (1:r5=2 /\ 1:r6=0)`, `7:9 1:r5=2: 1:r5 can be 0 or 1 in the end`},
		{mp, `~exists (1:r5=2 /\ 1:r6=0)`, `7:10 1:r5=2: 1:r5 can be 0 or 1 in the end`},
		{mp, `forall (1:r5=2)`, `7:9 1:r5=2: 1:r5 can be 0 or 1 in the end`},
		{mp, `exists (1:r6=0 /\ 1:r5=2 /\ x=7)`, `7:19 1:r5=2: 1:r5 can be 0 or 1 in the end; 7:29 [x]=7: [x] is always 1 in the end`},
		{mp, `exists (1:r5=1 /\ 1:r7=1)`, `7:19 1:r7=1: 1:r7 is always 0 in the end`},
		{mp, `exists (1:r5=1 /\ 1:r6=0 /\ 1:r5=0)`, `7:9-35 1:r5=1 together with 1:r5=0`},
		{mp, `exists ((1:r5=1 \/ 1:r6=1) /\ 1:r5=0 /\ 1:r6=0)`, `7:10-47 (1:r5=1 \/ 1:r6=1), 1:r5=0 together with 1:r6=0`},
		{mp, `exists (1:r5=1 /\ (1:r5=1 \/ 1:r6=1) /\ 1:r5=0 /\ 1:r6=0)`, `7:9-47 1:r5=1 together with 1:r5=0`}, // not the three others
		{mp, `exists (1:r5=2 \/ 1:r6=3)`, `7:9 1:r5=2: 1:r5 can be 0 or 1 in the end; 7:19 1:r6=3: 1:r6 can be 0 or 1 in the end`},
		{mp, `exists (1:r5=2 \/ 1:r6=1)`, ``},
		{mp, `exists (1:r5=2 \/ 1:r6=1 /\ 1:r6=0)`, `7:9 1:r5=2: 1:r5 can be 0 or 1 in the end; 7:19-35 1:r6=1 together with 1:r6=0`},
		{mp, `exists (not (x=1))`, `7:9 not ([x]=1): [x] is always 1 in the end`},
		{mp, `exists (not (x=1 \/ 1:r5=1))`, `7:14 not ([x]=1): [x] is always 1 in the end`},
		{mp, `exists (not (x=1 /\ y=1))`, `7:14 not ([x]=1): [x] is always 1 in the end; 7:21 not ([y]=1): [y] is always 1 in the end`},
		{mp, `exists (x=1 => 1:r5=4)`, `7:9 not ([x]=1): [x] is always 1 in the end; 7:16 1:r5=4: 1:r5 can be 0 or 1 in the end`},
		{mp, `exists (1:r5=1 /\ false)`, `7:19 false`},
		{mp, `exists (1:r5=x)`, `7:9 1:r5=x: 1:r5 can be 0 or 1 in the end`},
		{mp, `exists (x=y)`, `7:9 [x]=y: [x] is always 1 in the end`},
		{mp, `exists ([x]=1:r7)`, `7:9 [x]=1:r7: executions end with 1:r7=0; [x]=1`},
		{mp, `filter (1:r5=1) exists (1:r5=0)`, `7:9-31 the filter 1:r5=1 together with 1:r5=0`},
		{mp, `filter (1:r5=9) exists (1:r5=0)`, `7:9 the filter 1:r5=9: 1:r5 can be 0 or 1 in the end`},
		{many, `exists (x=99)`, `10:9 [x]=99: [x] can be 1, 2, 3, 4, 5, 6, 7 or 8, or others in the end`},
		{branch, `exists (1:r6=1)`, `9:9 1:r6=1: 1:r6 is always 0 in the end`},
		{loop, `exists (1:r6=1)`, ``},
		{loop, `exists (1:r6=9)`, ``}, // in a ninth round, for all that is known
		{bell, `exists (1:r5=1 /\ not (pending(P1)))`, ``},
		{bell, `exists (1:r5=2 /\ pending(P1))`, `7:9 1:r5=2: 1:r5 can be 0 or 1 in the end`},
		{bell, `exists (y=1 /\ pending(P1))`, `7:9-27 [y]=1 together with pending(P1)`},
		{bell, `exists (not (1:r5=0) /\ pending(P1))`, `7:9-36 not (1:r5=0) together with pending(P1)`},
		{quiet, `exists (1:r5=1 /\ pending(P1))`, `6:19 pending(P1): pending(P1) is always 0 in the end`},
	} {
		d := newDecider(t, "power-doorbell")
		s, err := d.Structure(context.Background(), fixture.ParseText(t, c.program+c.cond), nil, false)
		if err != nil {
			t.Fatal(c.cond, err)
		}
		before := s.String()
		tr, err := d.Trivial(context.Background(), s)
		if err != nil {
			t.Fatal(c.cond, err)
		}
		if got := describe(tr); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.cond, got, c.want)
		}
		if s.String() != before {
			t.Errorf("%s: the structure is another one afterwards", c.cond)
		}
	}
}

func describe(tr *Trivial) string {
	if tr == nil {
		return ""
	}
	var all []string
	for i, w := range tr.Warnings() {
		line, col := w.Span.Src.Position(w.Span.Start)
		text := fmt.Sprintf("%d:%d", line, col)
		if len(tr.Because[i]) > 1 {
			_, end := w.Span.Src.Position(w.Span.End)
			text += fmt.Sprintf("-%d", end)
		}
		text += " " + tr.Because[i].Texts()
		if len(tr.Because[i]) == 1 && len(w.Notes) > 0 {
			text += ": " + w.Notes[0]
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

var conditionText = regexp.MustCompile(`(?s)(~?exists|forall)\s*\(.*`)

// asking returns a program with another condition.
func asking(text, cond string) string { return conditionText.ReplaceAllString(text, "") + cond + "\n" }

// conditionOf returns a random proposition over the comparisons of a program, with
// values that may not occur.
func conditionOf(r *rand.Rand, atoms []string, depth int) string {
	if depth == 0 || r.IntN(3) == 0 {
		a := atoms[r.IntN(len(atoms))]
		i := strings.IndexByte(a, '=')
		if i < 0 {
			return a
		}
		return a[:i] + []string{"=", "=", "=", "!="}[r.IntN(4)] + fmt.Sprint(r.IntN(4))
	}
	p, q := conditionOf(r, atoms, depth-1), conditionOf(r, atoms, depth-1)
	switch r.IntN(8) {
	case 0:
		return "(" + p + ` \/ ` + q + ")"
	case 1:
		return "not (" + p + ")"
	case 2:
		return "((" + p + ") => (" + q + "))"
	}
	return "(" + p + ` /\ ` + q + ")"
}

var atomText = regexp.MustCompile(`(\d:r\d+|x\d|out)=\d+`)

// TestTrivialEnumerated compares trivial conditions and their reasons with the
// enumeration of all candidates, for random programs with random conditions. Every reason
// is checked as a condition of its own.
func TestTrivialEnumerated(t *testing.T) {
	d := newDecider(t, "power")
	count := map[string]int{}
	for seed := range fixture.Nightly(150, 20_000) {
		random(t, d, uint64(seed), families.Small(uint64(seed)), nil, count)
		if t.Failed() {
			return
		}
	}
	t.Log(count)
	for _, k := range []string{"guessed", "trivial", "reachable", "by itself", "together"} {
		if count[k] == 0 {
			t.Errorf("never %s: %v", k, count)
		}
	}
}

// TestTrivialDoorbells is the same for programs with doorbells.
func TestTrivialDoorbells(t *testing.T) {
	d := newDecider(t, "power-doorbell")
	count := map[string]int{}
	for seed := range fixture.Nightly(100, 5_000) {
		random(t, d, uint64(seed), families.Doorbell(uint64(seed)), []string{"pending(P0)", "pending(P1)"}, count)
		if t.Failed() {
			return
		}
	}
	t.Log(count)
	for _, k := range []string{"trivial", "reachable", "by itself"} {
		if count[k] == 0 {
			t.Errorf("never %s: %v", k, count)
		}
	}
}

// random checks one program with a random condition.
func random(t *testing.T, d *decider, seed uint64, text string, atoms []string, count map[string]int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	atoms = append(atomText.FindAllString(conditionText.FindString(text), -1), atoms...)
	text = asking(text, []string{"exists", "~exists", "forall"}[r.IntN(3)]+" ("+conditionOf(r, atoms, 3)+")")
	s := structure(t, d, text)
	tr, err := d.Trivial(context.Background(), s)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if c := guess(s); c != nil {
		count["guessed"]++
		if tr != nil || !c.Holds(s.Cond) {
			t.Errorf("a guess that is none\n%s", text)
		}
	}
	never, known := nothing(t, d, text)
	switch {
	case !known:
		count["too many"]++
	case never != (tr != nil):
		t.Errorf("trivial: %v, by enumeration %v\n%s", tr != nil, never, text)
	case never:
		count["trivial"]++
		reasons(t, d, text, tr, count)
	default:
		count["reachable"]++
	}
}

// reasons checks the reported parts: no candidate satisfies all of them, some candidate
// satisfies all but one, and the values are those that occur.
func reasons(t *testing.T, d *decider, text string, tr *Trivial, count map[string]int) {
	t.Helper()
	for _, why := range tr.Because {
		texts := make([]string, len(why))
		for i := range why {
			texts[i] = "(" + why[i].Text + ")"
		}
		if never, known := nothing(t, d, asking(text, "exists ("+strings.Join(texts, ` /\ `)+")")); known && !never {
			t.Errorf("%v can hold\n%s", texts, text)
		}
		if len(why) == 1 {
			count["by itself"]++
			p := &why[0]
			o := enumerated(t, d, asking(text, "exists ("+p.Text+")"))
			if o.Limit != "" || p.Place == "" {
				continue
			}
			var values []string
			for _, st := range o.States {
				values = append(values, strings.TrimSuffix(strings.TrimPrefix(o.Text(st), p.Place+"="), ";"))
			}
			if !p.More && !slices.Equal(values, p.Values) || p.More && len(values) <= len(p.Values) {
				t.Errorf("%s: %v (more: %v), by enumeration %v\n%s", p.Place, p.Values, p.More, values, text)
			}
			continue
		}
		count["together"]++
		for i := range texts {
			less := slices.Delete(slices.Clone(texts), i, i+1)
			if never, known := nothing(t, d, asking(text, "exists ("+strings.Join(less, ` /\ `)+")")); known && never {
				t.Errorf("%v is enough, without %s\n%s", less, texts[i], text)
			}
		}
	}
}

func structure(t *testing.T, d *decider, text string) *event.Structure {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("random", text))
	s, err := d.Structure(context.Background(), test, nil, false)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}

// enumerated returns all candidates, allowed or not, by their final states.
func enumerated(t *testing.T, d *decider, text string) *enumerate.Outcome {
	t.Helper()
	o, err := enumerate.Run(context.Background(), structure(t, d, text), rel.Everything(), enumerate.Options{MaxCandidates: 5_000})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return o
}

// nothing reports whether no candidate satisfies the condition, if that is
// known.
func nothing(t *testing.T, d *decider, text string) (never, known bool) {
	t.Helper()
	o := enumerated(t, d, text)
	v, _ := o.Verdict()
	return v == verdict.Never, o.Limit == "" || v == verdict.Sometimes
}
