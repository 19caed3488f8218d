package opinion

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/fit"
	"github.com/fencewise/fencewise/axioms/fit/fittest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/verdict"
)

const mp = `PPC MP
{ 0:r2=x; 0:r4=y; 1:r2=y; 1:r4=x; }
 P0                             | P1           ;
 li r1,1                        | lwz r1,0(r2) ;
 stw r1,0(r2)                   | lwz r3,0(r4) ;
 sync (*@ mid: none, sync *)    |              ;
 stw r1,0(r4)                   |              ;
exists (1:r1=1 /\ 1:r3=0)
`

func ask(t *testing.T, o Options) (Opinion, error) {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("mp", mp))
	m := fittest.Load(t, "power")
	w := NewWorker(o)
	defer w.Close()
	return w.Answer(context.Background(), Case{Test: test, Model: m})
}

// lie is an engine that answers as another does, and then changes the answer.
func lie(honest answerer, change func(*Opinion)) answerer {
	return func(ctx context.Context, w *Worker, q Case) (Opinion, error) {
		o, err := honest(ctx, w, q)
		change(&o)
		return o, err
	}
}

// TestAlarm: whatever the engines differ in is an alarm that names both
// answers and keeps what only one of them found.
func TestAlarm(t *testing.T) {
	never := func(o *Opinion) { o.Verdict, o.Witness = verdict.Never, nil }
	fewer := func(o *Opinion) { o.States.States = o.States.States[1:] }
	for name, c := range map[string]struct {
		o        Options
		lie      Engine
		change   func(*Opinion)
		answers  string
		evidence string
	}{
		"verdict":  {Options{}, Enumerate, never, "smt: Sometimes, enumerate: Never", "smt found this:"},
		"smt":      {Options{}, SMT, never, "smt: Never, enumerate: Sometimes", "enumerate found this:"},
		"states":   {Options{States: true}, SMT, fewer, "smt: 3 states, enumerate: 4 states", "only enumerate: 1:r1=0; 1:r3=0;"},
		"counted":  {Options{Counts: true}, SMT, fewer, "enumerate: 4 states, smt: 3 states", "only enumerate: 1:r1=0; 1:r3=0;"},
		"evidence": {Options{}, SMT, never, "", "slot mid = sync"},
	} {
		c.o.CrossCheck = true
		if _, err := ask(t, c.o); err != nil {
			t.Errorf("%s: before the lie: %v", name, err)
		}
		c.o.engines = map[Engine]answerer{c.lie: lie(engines[c.lie], c.change)}
		_, err := ask(t, c.o)
		var d *Disagreement
		if !errors.As(err, &d) || !strings.Contains(d.Error(), c.answers) || !strings.Contains(d.Evidence, c.evidence) {
			t.Errorf("%s: %v\n%+v", name, err, d)
		}
	}
}

// TestUnconfirmed: where both engines are asked, what one says alone is no
// verdict.
func TestUnconfirmed(t *testing.T) {
	silent := func(context.Context, *Worker, Case) (Opinion, error) {
		return Opinion{By: Enumerate, Verdict: verdict.Unknown, Reason: "tired"}, nil
	}
	o, err := ask(t, Options{CrossCheck: true, engines: map[Engine]answerer{Enumerate: silent}})
	if err != nil || o.Verdict != verdict.Unknown || o.Reason != "smt: Sometimes, but enumerate: tired" {
		t.Errorf("%s (%s) %v", o.Verdict, o.Reason, err)
	}
}

// TestPartial: states that are known not to be all are not compared.
func TestPartial(t *testing.T) {
	o, err := ask(t, Options{States: true, CrossCheck: true, MaxCandidates: 1})
	if err != nil || o.Verdict != verdict.Unknown || len(o.States.States) != 4 {
		t.Errorf("%s (%s) %v", o.Verdict, o.Reason, err)
	}
}

// TestStopped: an answer that a limit has ended says so, with every part of a
// record that was asked for.
func TestStopped(t *testing.T) {
	m := fittest.Load(t, "power")
	ins, err := library.Open("host_ipi/mail")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {States: true}, {Counts: true}, {Engine: Enumerate}, {CrossCheck: true}} {
		o.Timeout = 1
		_, err := Check(context.Background(), ins, []*fit.Model{m, m}, map[string]string{"set.before": "sync"}, o, func(c Checked) error {
			if c.Err != nil || len(c.Records) != 2 {
				t.Fatalf("%d records, %v", len(c.Records), c.Err)
			}
			r := c.Records[1]
			sure := r.Verdict == verdict.Unknown && r.Reason == "time limit reached (--timeout 1ns)" ||
				(o.States || o.Counts) && r.Verdict == verdict.Sometimes && r.Engine == "smt" // there is a moment for the solver
			if !sure || r.Slots["set.before"] != "sync" || r.Test == "" || r.Bound == 0 {
				t.Errorf("%+v", r)
			}
			if asked := o.States || o.Counts; asked != (r.States != nil) || asked != (r.Incomplete != "") || o.Counts != (r.Counts != nil && r.Counts.AtLeast) {
				t.Errorf("%+v", r)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestSometimesOrAlways: an engine that gave up before it had all states can
// say Sometimes where the other says Always; both have a point.
func TestSometimesOrAlways(t *testing.T) {
	always := func(o *Opinion) { o.Verdict = verdict.Always }
	gaveUp := func(o *Opinion) { o.partial = true }
	for _, c := range []struct{ smt, enumerate func(*Opinion) }{{always, gaveUp}, {gaveUp, always}} {
		o, err := ask(t, Options{States: true, CrossCheck: true, engines: map[Engine]answerer{
			SMT: lie(askSMT, c.smt), Enumerate: lie(askEnumerate, c.enumerate),
		}})
		if err != nil || o.Verdict != verdict.Sometimes {
			t.Errorf("%s %v", o.Verdict, err)
		}
	}
}

// TestKept: where the engines disagree a folder is kept, too, with what each says.
func TestKept(t *testing.T) {
	dir := t.TempDir()
	never := func(o *Opinion) { o.Verdict, o.Witness = verdict.Never, nil }
	for _, liar := range []Engine{SMT, Enumerate} {
		o := Options{CrossCheck: true, Second: &Second{Tool: "fencewise test", Keep: dir}}
		o.engines = map[Engine]answerer{liar: lie(engines[liar], never)}
		_, err := ask(t, o)
		var d *Disagreement
		if !errors.As(err, &d) {
			t.Fatal(err)
		}
		kept, _ := filepath.Glob(dir + "/*")
		if len(kept) != 1 || !strings.HasSuffix(d.Evidence, "the evidence is kept in "+kept[0]+"\n") {
			t.Fatalf("%v\n%s", kept, d.Evidence)
		}
		readme, err := os.ReadFile(filepath.Join(kept[0], "README.txt"))
		if err != nil || !strings.Contains(string(readme), liar.Other().found()) || !strings.Contains(string(readme), "--cross-check=enumerate\n") {
			t.Errorf("%v\n%s", err, readme)
		}
		for _, f := range []string{"program.litmus", "question.smt2", "model/power.cat", "evidence.json"} {
			if _, err := os.Stat(filepath.Join(kept[0], f)); err != nil {
				t.Error(err)
			}
		}
		if err := os.RemoveAll(kept[0]); err != nil {
			t.Fatal(err)
		}
	}
}

func (e Engine) found() string { return string(e) + " found this:" }
