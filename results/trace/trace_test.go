package trace

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/eval"
	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// text is the JSON form of an execution that a decider found.
func text(t testing.TB, d *decide.Decider, c *execution.Candidate) string {
	t.Helper()
	var b bytes.Buffer
	if err := Of(c, Origin{Tool: "fencewise", File: c.X.S.Test.Src.Name, Model: d.Model()}).Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// again reads a trace with a structure of its own, made as the trace says.
func again(json string, program *diag.Source) (*execution.Candidate, error) {
	tr, err := Parse(diag.NewSource("witness.json", json))
	if err != nil {
		return nil, err
	}
	test, err := litmus.Parse(program)
	if err != nil {
		return nil, err
	}
	s, err := tr.Structure(context.Background(), test, 0)
	if err != nil {
		return nil, err
	}
	return tr.Execution(s)
}

// roundTrip checks that an execution is the same when it is written and read.
func roundTrip(t testing.TB, d *decide.Decider, c *execution.Candidate) {
	t.Helper()
	out := text(t, d, c)
	got, err := again(out, c.X.S.Test.Src)
	if err != nil {
		t.Errorf("%s: %v\n%s", c.X.S.Test.Name, err, out)
		return
	}
	// What a round changes is only found out where rounds may be skipped.
	shape := func(s *event.Structure) string {
		return regexp.MustCompile(`(more than \d+ times).*`).ReplaceAllString(s.String(), "$1")
	}
	if shape(got.X.S) != shape(c.X.S) {
		t.Fatalf("%s: the trace leads to another structure", c.X.S.Test.Name)
	}
	if !reflect.DeepEqual(got.X.Rf, c.X.Rf) || !got.X.SameOrders(c.X) ||
		!sameWays(got, c) || !reflect.DeepEqual(got.X.Slots, c.X.Slots) {
		t.Errorf("%s: another execution was read\n%s", c.X.S.Test.Name, out)
	}
	if text(t, d, got) != out {
		t.Errorf("%s: written anew it is another text", c.X.S.Test.Name)
	}
	tr := Of(c, Origin{})
	for i := range tr.Choices { // each of them matters
		x := *c.X
		x.Choices = make([]bool, len(x.Choices))
		for k, other := range tr.Choices {
			x.Choices[other.Number] = k != i
		}
		if without, err := x.Complete(); err == nil && sameWays(c, without) {
			t.Errorf("%s: choice %d does not matter", c.X.S.Test.Name, tr.Choices[i].Number)
		}
	}
	j := eval.New(d.Model())
	if v := j.Judge(nil, got); !v.Consistent() {
		t.Errorf("%s: what was read is forbidden", c.X.S.Test.Name)
	}
	for th := range c.X.S.Threads { // po is the order of each thread
		var of []int32
		for _, e := range c.Events() {
			if c.X.S.Events[e].Thread == th {
				of = append(of, e)
			}
		}
		for i := range of {
			for k := range of[:i] {
				if !c.X.S.Po(int(of[k]), int(of[i])) && !c.X.S.SameAccess(int(of[k]), int(of[i])) {
					t.Errorf("%s: events %d and %d are not in program order", c.X.S.Test.Name, of[k], of[i])
				}
			}
		}
	}
}

// TestPrograms round-trips witnesses of the studies, of our own tests, and of
// the public suite.
func TestPrograms(t *testing.T) {
	plain, bells := decidetest.Decider(t, fixture.Model(t, "power")), decidetest.Decider(t, fixture.Model(t, "power-doorbell"))
	seen := 0
	try := func(src *diag.Source) {
		test := fixture.Parse(t, src)
		if test.FromC() { // the witness is checked against the test that it became
			src = diag.NewSource(test.Name+".litmus", test.Src.Text)
			test = fixture.Parse(t, src)
		}
		d := plain
		switch {
		case unroll.Mixed(test):
			d = decidetest.Decider(t, fixture.ModelFor(t, "power-doorbell", test))
		case test.UsesDoorbells():
			d = bells
		}
		if c := decidetest.Witness(t, d, src, nil); c != nil {
			roundTrip(t, d, c)
			seen++
		}
	}
	for _, name := range library.Programs() {
		ins, err := library.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, in := range ins {
			src, err := in.Read()
			if err != nil {
				t.Fatal(err)
			}
			try(src)
		}
	}
	for _, src := range fixture.MixedSuite(t) {
		try(src)
	}
	for _, pattern := range []string{"../../programs/corpus/*.litmus", "../../../shared/suites/power/tests/*.litmus", "testdata/*.litmus"} {
		files, _ := filepath.Glob(pattern)
		if testing.Short() {
			files = files[:min(50, len(files))]
		}
		for _, f := range files {
			src, err := library.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			try(src)
		}
	}
	if seen < 50 {
		t.Errorf("only %d witnesses", seen)
	}
	t.Log(seen, "witnesses")
}

// TestNames: what a name holds does not keep a witness from being read.
func TestNames(t *testing.T) {
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	for _, name := range []string{"a\\b", "<&>'*", "é\u2028", "\xff\xfe", "\x7f"} {
		src := diag.NewSource(name, "PPC "+name+"\n{ 0:r1=x; }\n P0 ;\n lwz r2,0(r1) ;\nexists (0:r2=0)\n")
		roundTrip(t, d, decidetest.Witness(t, d, src, nil))
	}
}

// TestRandom does so with random programs, with doorbells and handlers, and with accesses of
// mixed size.
func TestRandom(t *testing.T) {
	byParts, err := models.LoadWith("power", map[string]bool{rel.MixedVariant: true})
	if err != nil {
		t.Fatal(err)
	}
	parts := decidetest.Decider(t, byParts)
	plain, bells := decidetest.Decider(t, fixture.Model(t, "power")), decidetest.Decider(t, fixture.Model(t, "power-doorbell"))
	n := uint64(100)
	if os.Getenv("FENCEWISE_NIGHTLY") != "" {
		n = 5000
	}
	seen := 0
	for seed := range n {
		if c := decidetest.Witness(t, plain, diag.NewSource("small.litmus", families.Small(seed)), nil); c != nil {
			roundTrip(t, plain, c)
			seen++
		}
		if c := decidetest.Witness(t, bells, diag.NewSource("bell.litmus", families.Doorbell(seed)), nil); c != nil {
			roundTrip(t, bells, c)
			seen++
		}
		if c := decidetest.Witness(t, parts, diag.NewSource("mixed.litmus", families.Mixed(seed, "little")), nil); c != nil {
			roundTrip(t, parts, c)
			seen++
		}
	}
	if seen < int(n)/4 {
		t.Errorf("only %d witnesses", seen)
	}
}

// TestGolden holds the form itself.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.litmus")
	if len(files) == 0 {
		t.Fatal("no test data")
	}
	for _, f := range files {
		text0, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		d := decidetest.Decider(t, fixture.Model(t, "power"))
		src := diag.NewSource(filepath.Base(f), string(text0))
		switch test, err := litmus.Parse(src); {
		case err != nil:
			t.Fatal(err)
		case test.UsesDoorbells():
			d = decidetest.Decider(t, fixture.Model(t, "power-doorbell"))
		case unroll.Mixed(test):
			d = decidetest.Decider(t, fixture.ModelFor(t, "power", test))
		}
		c := decidetest.Witness(t, d, src, nil)
		if c == nil {
			t.Fatalf("%s: no witness", f)
		}
		got := text(t, d, c)
		path := strings.TrimSuffix(f, "litmus") + "json"
		if golden.Update() {
			if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if hash := Hash(d.Model()); !strings.Contains(got, hash) {
			t.Errorf("%s: the hash of the model is not there", f)
		} else {
			got = strings.ReplaceAll(got, hash, "HASH") // it changes with every comment of a model
			want = replaceHash(want)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", f, got, want)
		}
	}
}

func replaceHash(b []byte) []byte {
	const key = `"sha256":"`
	if i := bytes.Index(b, []byte(key)); i >= 0 {
		i += len(key)
		if n := bytes.IndexByte(b[i:], '"'); n >= 0 {
			return slices.Concat(b[:i], []byte("HASH"), b[i+n:])
		}
	}
	return b
}
