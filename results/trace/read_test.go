package trace

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

func stored(t testing.TB, name string) (json string, program *diag.Source) {
	t.Helper()
	j, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	name = path.Base(name)
	p, err := os.ReadFile(filepath.Join("testdata", name+".litmus"))
	if err != nil {
		t.Fatal(err)
	}
	return string(j), diag.NewSource(name+".litmus", string(p))
}

// TestTampered: each edit of a witness is found, and named by its code.
func TestTampered(t *testing.T) {
	for _, c := range []struct {
		name, of, from, to string
		code               diag.Code
	}{
		{"no object", "mp", "{\n", "[\n", diag.TraceSyntax},
		{"more behind it", "mp", "\n}\n", "\n} {}\n", diag.TraceSyntax},
		{"a field of its own", "mp", `"tool"`, `"tools"`, diag.TraceSyntax},
		{"another type", "mp", `"bound": 2`, `"bound": "2"`, diag.TraceSyntax},
		{"another schema", "mp", `"schema": 2`, `"schema": 3`, diag.TraceSyntax},
		{"a bound of bounds", "mp", `"bound": 2`, `"bound": 1000000000000000000`, diag.TraceSyntax},
		{"a field in capitals", "mp", `"holds": true`, `"HOLDS": true`, diag.TraceSyntax},
		{"a field twice", "mp", `"holds": true`, `"holds": true, "holds": true`, diag.TraceSyntax},
		{"a field of an event twice", "mp", `"number":2,`, `"number":1,"number":2,`, diag.TraceSyntax},
		{"a slot twice", "mp", `{"w":"lwsync"}`, `{"w":"none","w":"lwsync"}`, diag.TraceSyntax},
		{"an initial write without its number", "mp", `"number":0,`, ``, diag.TraceSyntax},
		{"a source that is left out", "mp", `{"write":0,"read":6}`, `{"read":6}`, diag.TraceSyntax},
		{"no model", "mp", `  "model": `, `  "cuts": [], "modell": `, diag.TraceSyntax},
		{"a model without a name", "mp", `"name":"power",`, ``, diag.TraceSyntax},
		{"null for a list", "mp", `"po": [`, `"po": null, "rf": [`, diag.TraceSyntax},
		{"null for a number", "mp", `{"write":0,"read":6}`, `{"write":null,"read":6}`, diag.TraceSyntax},
		{"no bound", "mp", `"bound": 2`, `"bound": 0`, diag.TraceSyntax},
		{"another test", "mp", `"test": "MP"`, `"test": "SB"`, diag.TraceProgram},
		{"another question", "mp", `1:r3=0"`, `1:r3=1"`, diag.TraceProgram},
		{"another quantifier", "mp", `"exists"`, `"forall"`, diag.TraceProgram},
		{"another barrier", "mp", `{"w":"lwsync"}`, `{"w":"none"}`, diag.TraceProgram},
		{"a barrier there is not", "mp", `{"w":"lwsync"}`, `{"w":"sync"}`, diag.TraceProgram},
		{"a slot there is not", "mp", `{"w":"lwsync"}`, `{"w":"lwsync","v":"sync"}`, diag.TraceProgram},
		{"no slots", "mp", `{"w":"lwsync"}`, `{}`, diag.TraceProgram},
		{"an instruction edited", "mp", `lwz r1,0(r2)`, `lwz r1,4(r2)`, diag.TraceProgram},
		{"an event there is not", "mp", `"number":2,`, `"number":999,`, diag.TraceProgram},
		{"a negative event", "mp", `"number":2,`, `"number":-1,`, diag.TraceProgram},
		{"a read from nowhere", "mp", `{"write":0,`, `{"write":7777,`, diag.TraceExecution},
		{"a read from itself", "mp", `{"write":0,"read":6}`, `{"write":6,"read":6}`, diag.TraceExecution},
		{"a read from another location", "mp", `{"write":0,"read":6}`, `{"write":1,"read":6}`, diag.TraceExecution},
		{"a read that is none", "mp", `{"write":0,"read":6}`, `{"write":0,"read":-6}`, diag.TraceProgram},
		{"a read with two sources", "mp", `{"write":0,"read":6}`, `{"write":0,"read":5}`, diag.TraceProgram},
		{"coherence without a write", "mp", `"x","events":[0,2]`, `"x","events":[0]`, diag.TraceExecution},
		{"coherence turned round", "mp", `"x","events":[0,2]`, `"x","events":[2,0]`, diag.TraceExecution},
		{"coherence of nothing", "mp", `"x","events":[0,2]`, `"x","events":[]`, diag.TraceExecution},
		{"coherence twice", "mp", `"y","events":[1,4]`, `"x","events":[0,2]`, diag.TraceProgram},
		{"a location there is not", "mp", `"x","events":[0,2]`, `"z","events":[0,2]`, diag.TraceProgram},
		{"an event outside, in coherence", "mp", `"x","events":[0,2]`, `"x","events":[0,-2]`, diag.TraceExecution},
		{"a value edited", "mp", `"location":"y","value":"1"}`, `"location":"y","value":"2"}`, diag.TraceDerived},
		{"a value left out", "mp", `,"value":"1"}`, `}`, diag.TraceDerived},
		{"a final register edited", "mp", `"register":"r1","value":"1"`, `"register":"r1","value":"0"`, diag.TraceDerived},
		{"a proposition that does not hold", "mp", `"holds": true`, `"holds": false`, diag.TraceDerived},
		{"program order edited", "mp", `"P1","events":[5,6]`, `"P1","events":[6,5]`, diag.TraceDerived},
		{"another source, and the old values", "mp", `{"write":0,"read":6}`, `{"write":2,"read":6}`, diag.TraceDerived},
		{"another round", "mp", `"every_round": true`, `"every_round": false`, diag.TraceProgram},
		{"a doorbell without its message", "bell", `"P1","events":[3,12,4]`, `"P1","events":[12,3,4]`, diag.TraceExecution},
		{"a doorbell where there is none", "mp", `  "final"`, `  "dbo": [{"thread":"P0","events":[]}],
  "final"`, diag.TraceProgram},
		{"a choice there is not", "mp", `  "final"`, `  "choices": [{"number":3,"what":"x"}],
  "final"`, diag.TraceProgram},
		{"a choice that does not matter", "bell", `"choices": [`, `"choices": [
    {"number":1,"what":"a doorbell interrupt is taken","line":4,"instruction":"doorbell"},`, diag.TraceDerived},
		{"a choice withdrawn", "bell", `"choices"`, `"choices": null, "cuts"`, diag.TraceSyntax},
		{"a doorbell order turned round", "bell", `"P1","events":[3,12,4]`, `"P1","events":[4,12,3]`, ""},
		{"another doorbell order", "bell", `"P1","events":[3,12,4]`, `"P1","events":[3,4,12]`, diag.TraceDerived},
		{"an interrupt less", "bell", `"interrupts": 2`, `"interrupts": 1`, diag.TraceProgram},
		{"a branch that goes the other way", "branch", `"not taken"`, `"taken"`, diag.TraceExecution},
		{"an access to another location", "branch", `"outcome":"x"`, `"outcome":"y"`, diag.TraceExecution},
		{"an outcome there is not", "branch", `"not taken"`, `"given"`, diag.TraceProgram},
		{"a location that it cannot be", "branch", `"outcome":"x"`, `"outcome":"p"`, diag.TraceProgram},
		{"a branch left out", "branch", `"outcome":"x"},
    {"number":1,"thread":"P1","line":11,"instruction":"beq L","outcome":"not taken"}`, `"outcome":"x"}`, diag.TraceExecution},
		{"a branch twice", "branch", `{"number":1,"thread"`, `{"number":1,"thread":"P1","line":11,"instruction":"beq L","outcome":"not taken"},
    {"number":1,"thread"`, diag.TraceProgram},
		{"a branch there is not", "branch", `{"number":1,"thread":"P1","line":11`, `{"number":2,"thread":"P1","line":11`, diag.TraceProgram},
		{"a branch elsewhere", "branch", `"line":11`, `"line":12`, diag.TraceProgram},
		{"another order of bytes", "mixed", `"little"`, `"big"`, diag.TraceProgram},
		{"parts of a read that are not there", "mixed", `"parts":["x+0"]`, `"parts":["y"]`, diag.TraceProgram},
		{"a part of a read with two sources", "mixed", `"parts":["x+0"]`, `"parts":["x+1"]`, diag.TraceProgram},
		{"a part without a source", "mixed", `    {"write":3,"read":10,"parts":["x+0"]},
`, "", diag.TraceExecution},
		{"all of a read from a store of a part", "mixed", `"read":10,"parts":["x+1"]`, `"read":10`, diag.TraceProgram},
		{"parts of a read of one", "mixed", `{"write":7,"read":8}`, `{"write":7,"read":8,"parts":["y"]}`, diag.TraceDerived},
		{"a second part", "mixed", `{"write":3,"read":10,"parts":["x+0"]}`, `{"write":4,"read":10,"parts":["x+0"]}`, diag.TraceProgram},
		{"a part as an event", "mixed", `"number":10,`, `"number":11,`, diag.TraceProgram},
		{"a store to other bytes, in coherence", "mixed", `"x+0","events":[0,3]`, `"x+0","events":[0,5]`, diag.TraceProgram},
		{"coherence of parts that differ", "mixed", `"x+1","events":[0,3,5]`, `"x+1","events":[3,0,5]`, diag.TraceExecution},
		{"a fence, in coherence", "mixed", `"x+0","events":[0,3]`, `"x+0","events":[0,6]`, diag.TraceProgram},
		{"a value of parts", "mixed", `"location":"x","value":"1025"`, `"location":"x","value":"1026"`, diag.TraceDerived},
		{"parts where there are none", "mp", `{"write":0,"read":6}`, `{"write":0,"read":6,"parts":["x"]}`, diag.TraceProgram},
		{"an interrupt that is not taken", "bell", `    {"number":2,"what":"a doorbell interrupt is taken","line":4,"instruction":"doorbell"}`, "", diag.TraceExecution},
	} {
		text, program := stored(t, c.of)
		if !strings.Contains(text, c.from) {
			t.Errorf("%s: the witness has no %s", c.name, c.from)
			continue
		}
		_, err := again(strings.Replace(text, c.from, c.to, 1), program)
		if c.code == "" { // another execution is no fault
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != c.code {
			t.Errorf("%s: got %v, want %s", c.name, err, c.code)
		}
	}
}

// TestSchema1: a witness of the first schema is read. In a program with accesses of mixed size
// it has an event for each part of an access.
func TestSchema1(t *testing.T) {
	for _, name := range []string{"mp", "bell", "branch", "lock", "mixed"} {
		text, program := stored(t, name)
		want, err := again(text, program)
		if err != nil {
			t.Fatal(err)
		}
		before := strings.Replace(text, `"schema": 2`, `"schema": 1`, 1)
		if name == "mixed" {
			before, _ = stored(t, "schema1/mixed")
		}
		got, err := again(before, program)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(got.X.Rf, want.X.Rf) || !got.X.SameOrders(want.X) || !sameWays(got, want) {
			t.Errorf("%s: another execution was read", name)
		}
	}
	text, program := stored(t, "mixed")
	if _, err := again(strings.Replace(text, `"schema": 2`, `"schema": 1`, 1), program); err == nil {
		t.Error("accesses of two parts are read as events of the first schema")
	}
}

// TestPlaces: a fault is reported where it stands, and what differs is seen in the
// message.
func TestPlaces(t *testing.T) {
	text, program := stored(t, "mp")
	for _, c := range []struct{ name, text, has string }{
		{"truncated", text[:len(text)/2], ": mp.json is not a witness: the text ends too early"},
		{"a column", strings.Replace(text, `"line":5,"column":2`, `"line":5,"column":3`, 1), "at 5:3 there, and P0 write stw r1,0(r2) x at 5:2"},
		{"a slot", strings.Replace(text, `"slot":"w"`, `"slot":"v"`, 1), "in slot v "},
		{"a round", strings.Replace(text, `"kind":"read"`, `"round":7,"kind":"read"`, 1), "in round 7 "},
	} {
		src := diag.NewSource("mp.json", c.text)
		tr, err := Parse(src)
		if err == nil {
			var test *litmus.Test
			if test, err = litmus.Parse(program); err != nil {
				t.Fatal(err)
			}
			s, wrong := tr.Structure(context.Background(), test, 0)
			if wrong != nil {
				t.Fatal(wrong)
			}
			_, err = tr.Execution(s)
		}
		ds := diag.All(err)
		if len(ds) != 1 || !strings.Contains(err.Error(), c.has) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if c.name == "truncated" && ds[0].Span.Start != len(c.text) {
			t.Errorf("%s: it is reported at %s", c.name, ds[0].Span)
		}
	}
}

// TestOtherSpelling: the text may have gone through another program.
func TestOtherSpelling(t *testing.T) {
	text, program := stored(t, "bell")
	var any map[string]any
	if err := json.Unmarshal([]byte(text), &any); err != nil {
		t.Fatal(err)
	}
	other, err := json.MarshalIndent(any, "\t", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again(string(other), program); err != nil {
		t.Error(err)
	}
}

// TestForeign: a witness fits no other program, nor a program that was edited.
func TestForeign(t *testing.T) {
	text, _ := stored(t, "mp")
	for _, name := range []string{"bell", "lock", "branch"} {
		_, other := stored(t, name)
		_, err := again(text, other)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.TraceProgram {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, mp := stored(t, "mp")
	for _, edit := range [][2]string{{"0:r2=x", "0:r2=z"}, {" P0  ", "\n P0  "}, {"li r1,1", "li r1,2"}, {"lwz r3,0(r4)", "lwz r3,0(r2)"}} {
		_, err := again(text, diag.NewSource("mp.litmus", strings.Replace(mp.Text, edit[0], edit[1], 1)))
		if ds := diag.All(err); len(ds) != 1 {
			t.Errorf("%s: %v", edit[1], err)
		}
	}
}

// TestOtherBound: events have other numbers where a program is unrolled further.
func TestOtherBound(t *testing.T) {
	text, program := stored(t, "lock")
	test := fixture.Parse(t, program)
	for _, o := range []unroll.Options{{Limits: unroll.Limits{Bound: 3}}, {KeepRounds: true}} {
		s := fixture.Structure(t, test, o)
		_, err := Read(diag.NewSource("w.json", text), s)
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.TraceProgram || !strings.Contains(ds[0].Msg, "bound") {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// FuzzRead: any text with any program is an execution, or there is a
// diagnostic. What is read is a well-formed execution and writes itself.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"mp", "lock", "bell", "branch"} {
		text, program := stored(f, name)
		f.Add(text, program.Text)
		f.Add(strings.Replace(text, `"write":0`, `"write":3`, 1), program.Text)
		f.Add(strings.Replace(text, `events":[0,`, `events":[1,`, 1), program.Text)
	}
	f.Fuzz(func(t *testing.T, text, program string) {
		tr, err := Parse(diag.NewSource("w.json", text))
		if err != nil {
			one(t, err)
			return
		}
		test, err := litmus.Parse(diag.NewSource("p.litmus", program))
		if err != nil {
			return
		}
		s, err := tr.Structure(context.Background(), test, 500)
		if err != nil {
			return
		}
		c, err := tr.Execution(s)
		if err != nil {
			one(t, err)
			return
		}
		var b strings.Builder
		if err := Of(c, Origin{}).Write(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(diag.NewSource("w.json", b.String()), s); err != nil {
			t.Fatalf("%v\n%s", err, &b)
		}
	})
}

func one(t *testing.T, err error) {
	var d *diag.Diagnostic
	if !errors.As(err, &d) || !strings.HasPrefix(string(d.Code), "FW703") {
		t.Fatalf("%T without a code: %v", err, err)
	}
}
