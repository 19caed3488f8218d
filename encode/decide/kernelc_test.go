package decide

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/kernelc"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/verdict"
)

// undecided lists tests in kernel C without a verdict, or with another one, and why.
var undecided = map[string]string{
	"micro/m34-while.litmus":           "herd7 unrolls the loop twice and ignores what comes after; the answer here is Unknown",
	"micro/n60-unknown-macro.litmus":   "it has an unknown primitive",
	"tests/dart/C-smp-store-01.litmus": "a pointer is used as a location; herd7 refuses it, too",
	"tests/dart/C-smp-store-02.litmus": "a pointer is used as a location; herd7 refuses it, too",
}

// kernelTest is a test of the suite with its event structure and our answers.
type kernelTest struct {
	fixture.KernelTest
	test  *litmus.Test
	s     *event.Structure
	a     Answer
	flags []string
}

// eachKernelTest decides the tests in kernel C, or every one in so many, with their flags.
// macros says what their primitives are; nil for the embedded table.
func eachKernelTest(t *testing.T, d *Decider, oneIn int, macros *kernelc.Macros, f func(*kernelTest)) (n int) {
	t.Helper()
	ctx := context.Background()
	for i, k := range fixture.KernelSuite(t) {
		if undecided[k.Name] != "" || oneIn > 1 && i%oneIn != 0 {
			continue
		}
		n++
		kt := &kernelTest{KernelTest: k}
		var err error
		if kt.test, err = litmus.Parse(diag.NewSource(k.Name, k.Text)); err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		kt.test.Macros = macros
		if kt.s, err = d.Structure(ctx, kt.test, nil, false); err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		if kt.a, err = d.Decide(ctx, kt.s); err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		all, err := d.Flags(ctx, kt.s, nil, kt.a.Witness, kt.a.Other)
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		for _, fl := range all {
			switch fl.Verdict {
			case verdict.Sometimes:
				kt.flags = append(kt.flags, fl.Name)
			case verdict.Never:
			default:
				t.Errorf("%s: the flag %s is %s: %s", k.Name, fl.Name, fl.Verdict, fl.Reason)
			}
		}
		slices.Sort(kt.flags)
		f(kt)
	}
	return n
}

// compare compares the answers with the references.
func (k *kernelTest) compare(t *testing.T) {
	t.Helper()
	v, q := k.a.Verdict, k.test.Cond.Quant
	switch {
	case k.Verdict == "":
	case k.Verdict == string(verdict.Always) && q != verdict.ForAll && v == verdict.Sometimes: // only forall asks more
	case string(v) != k.Verdict:
		t.Errorf("%s: %s (%s), want %s", k.Name, v, k.a.Reason, k.Verdict)
	}
	if k.Verdict != "" {
		if empty := k.Positive == 0 && k.Negative == 0; empty != k.a.Empty {
			t.Errorf("%s: no execution at all: %v, want %v", k.Name, k.a.Empty, empty)
		}
		if !slices.Equal(k.flags, k.Flags) {
			t.Errorf("%s: flags %v, want %v", k.Name, k.flags, k.Flags)
		}
	}
	if k.Holds != "" {
		holds := v != verdict.Never
		switch q {
		case verdict.ForAll:
			holds = v == verdict.Always
		case verdict.NotExists:
			holds = v == verdict.Never
		case verdict.Exists:
		}
		if holds != (k.Holds == "1") {
			t.Errorf("%s: %s, but the condition holds: %s", k.Name, v, k.Holds)
		}
	}
	if k.Races != "" && slices.Contains(k.flags, "data-race") != (k.Races == "race") {
		t.Errorf("%s: flags %v, want %s", k.Name, k.flags, k.Races)
	}
}

// TestKernelC compares verdicts and flags of the tests in kernel C with the references. Each
// Sometimes, also of a flag, is an execution that the evaluator has judged by the whole
// model.
func TestKernelC(t *testing.T) {
	oneIn := 1
	if testing.Short() {
		oneIn = 8
	}
	d := newDecider(t, "lkmm", Options{})
	n := eachKernelTest(t, d, oneIn, nil, func(k *kernelTest) { k.compare(t) })
	t.Log(n, "tests")
}

// mixedInV2 is the test that tells the two versions of the model apart: a plain write before
// an atomic that is a full barrier, and that both versions keep apart in different ways.
const mixedInV2 = "micro/n45-plain-then-xchg.litmus"

// TestKernelV1 checks the variant v1 of the embedded model.
func TestKernelV1(t *testing.T) {
	m, err := models.LoadWith("lkmm", map[string]bool{"lkmmv1": true})
	if err != nil {
		t.Fatal(err)
	}
	d := New(m, Options{})
	defer d.Close()
	oneIn := 10
	if testing.Short() {
		oneIn = 60
	}
	eachKernelTest(t, d, oneIn, nil, func(k *kernelTest) { k.compareV1(t) })
	for _, k := range fixture.KernelSuite(t) {
		if k.Name != mixedInV2 {
			continue
		}
		s, err := d.Structure(context.Background(), fixture.ParseText(t, k.Text), nil, false)
		if err != nil {
			t.Fatal(err)
		}
		flags, err := d.Flags(context.Background(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flags {
			if f.Verdict != verdict.Never {
				t.Errorf("%s: the flag %s is %s", k.Name, f.Name, f.Verdict)
			}
		}
	}
}

// compareV1 is compare for the first version of the model.
func (k *kernelTest) compareV1(t *testing.T) {
	if k.Name == mixedInV2 {
		k.Flags = nil
	}
	k.compare(t)
}

// kernelFiles names the folder of the kernel's own files, of either version: linux-kernel.def,
// linux-kernel.bell, linux-kernel.cat and lock.cat. They are not part of the project.
const kernelFiles = "FENCEWISE_LKMM"

// TestKernelFiles checks that the kernel's own model gives the same answers, read unchanged.
func TestKernelFiles(t *testing.T) {
	dir := os.Getenv(kernelFiles)
	if dir == "" {
		t.Skip("no folder with the kernel's model files: set " + kernelFiles)
	}
	_, m, err := models.Open(filepath.Join(dir, "linux-kernel.cat"), models.Options{
		Include: []string{dir}, Bell: filepath.Join(dir, "linux-kernel.bell"), Variants: []string{"lkmmv2"},
	})
	if err != nil {
		t.Fatal(err)
	}
	def, err := os.ReadFile(filepath.Join(dir, "linux-kernel.def"))
	if err != nil {
		t.Fatal(err)
	}
	macros, err := kernelc.ParseMacros(diag.NewSource("linux-kernel.def", string(def)))
	if err != nil {
		t.Fatal(err)
	}
	compare := (*kernelTest).compareV1
	for _, f := range m.Flags() {
		if strings.HasPrefix(f, "this-model-requires-variant") { // the second version has this flag
			compare = (*kernelTest).compare
		}
	}
	d := New(m, Options{})
	defer d.Close()
	n := eachKernelTest(t, d, 1, macros, func(k *kernelTest) { compare(k, t) })
	t.Log(n, "tests")
}

// TestKernelStates compares final states and the numbers of executions of the tests in
// kernel C with herd7's, as the enumeration finds them, and the states with those that the
// solver finds.
func TestKernelStates(t *testing.T) {
	oneIn, most := 3, 3_000
	switch {
	case testing.Short():
		oneIn = 24
	case os.Getenv("FENCEWISE_NIGHTLY") != "":
		oneIn, most = 1, 1_000_000
	}
	d := newDecider(t, "lkmm", Options{})
	compared, left := 0, 0
	eachKernelTest(t, d, oneIn, nil, func(k *kernelTest) {
		if k.Verdict == "" {
			return
		}
		o, err := enumerate.Run(context.Background(), k.s, d.model, enumerate.Options{Counts: true, MaxCandidates: most})
		switch {
		case err != nil:
			t.Fatal(err)
		case o.Limit != "":
			left++
			return
		}
		compared++
		if o.Positive != k.Positive || o.Negative != k.Negative || len(o.States) != k.States {
			t.Errorf("%s: %d and %d executions, %d states, want %d and %d, %d", k.Name, o.Positive, o.Negative, len(o.States), k.Positive, k.Negative, k.States)
		}
		sameAnswers(t, d, k, o)
	})
	t.Log(compared, "tests compared,", left, "have too many candidates")
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// sameAnswers compares the enumeration with the solver: the verdict, and for tests with few
// candidates the flags.
func sameAnswers(t *testing.T, d *Decider, k *kernelTest, o *enumerate.Outcome) {
	t.Helper()
	v, _ := o.Verdict()
	if v != k.a.Verdict && !(v == verdict.Always && k.a.Verdict == verdict.Sometimes) {
		t.Errorf("%s: %s by enumeration, %s by the solver", k.Name, v, k.a.Verdict)
	}
	var flags []string
	_, err := enumerate.Each(context.Background(), k.s, d.model, enumerate.Options{}, func(c *execution.Candidate) bool {
		if len(c.Cuts) > 0 || !c.Holds(k.s.Filter) {
			return true
		}
		judged := d.judge.Judge(nil, c)
		for i := range judged.Flags {
			if name := judged.Flags[i].Axiom.Name; !slices.Contains(flags, name) {
				flags = append(flags, name)
			}
		}
		return true
	})
	slices.Sort(flags)
	if err != nil || !slices.Equal(flags, k.flags) {
		t.Errorf("%s: flags %v by enumeration, %v by the solver (%v)", k.Name, flags, k.flags, err)
	}
}

// TestSpecialized checks that the model which is made smaller for a program judges its
// executions as the whole model does.
func TestSpecialized(t *testing.T) {
	oneIn := 20
	if testing.Short() {
		oneIn = 200
	}
	d := newDecider(t, "lkmm", Options{})
	everything := rel.Everything()
	eachKernelTest(t, d, oneIn, nil, func(k *kernelTest) {
		small := New(d.model.Specialize(k.s), Options{})
		defer small.Close()
		n := 0
		_, err := enumerate.Each(context.Background(), k.s, everything, enumerate.Options{MaxCandidates: 500}, func(c *execution.Candidate) bool {
			if n++; len(c.Cuts) > 0 || n > 50 {
				return n <= 50
			}
			whole, less := d.judge.Judge(nil, c), small.judge.Judge(nil, c)
			if whole.Consistent() != less.Consistent() || len(whole.Violations) != len(less.Violations) || len(whole.Flags) != len(less.Flags) {
				t.Errorf("%s: %d violations and %d flags, %d and %d by the smaller model", k.Name, len(whole.Violations), len(whole.Flags), len(less.Violations), len(less.Flags))
			}
			return !t.Failed()
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
