package rel

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// Each text has one error, which must be reported at the marked text.
func TestErrors(t *testing.T) {
	lib := map[string]string{
		"a.cat":    `include "b.cat"`,
		"b.cat":    `include "a.cat"`,
		"bad.cat":  `acyclic nonsense`,
		"deep.cat": `include "deep.cat"`,
	}
	for _, c := range []struct {
		text string
		code diag.Code
		at   string // marked text
		hint string // part of a note or the fix
	}{
		{`acyclic po-lok`, diag.CatUnbound, "po-lok", ""},
		{`let poloc = po acyclic polo`, diag.CatUnbound, "polo", "poloc"},
		{`acyclic dta`, diag.CatUnbound, "dta", "data"},
		{`empty BR`, diag.CatUnsupported, "BR", "ctrl"},
		{`acyclic po;iico_data`, diag.CatUnsupported, "iico_data", "registers"},
		{`let co = linearisations(W,po) acyclic co`, diag.CatUnsupported, "linearisations", "sets of sets"},
		{`empty MFENCES`, diag.CatUnbound, "MFENCES", "MFENCE"},
		{`empty Fence.r.rr`, diag.CatUnbound, "Fence.r.rr", "Fence.r.r"},
		{`acyclic try BR with 0`, diag.CatUnsupported, "BR", ""},
		{`let b = nonsense acyclic b empty b`, diag.CatUnbound, "nonsense", ""},
		{`acyclic po | W`, diag.CatType, "W", "a relation"},
		{`acyclic W;po`, diag.CatType, "W", "[W]"},
		{`acyclic W`, diag.CatType, "W", ""},
		{`empty [po]`, diag.CatType, "po", ""},
		{`empty po * W`, diag.CatType, "po", ""},
		{`empty W+`, diag.CatType, "W", ""},
		{`empty domain W`, diag.CatType, "W", ""},
		{`let f x = x;po acyclic f W`, diag.CatType, "x", ""},
		{`let f x = x acyclic f`, diag.CatType, "f", ""},
		{`empty (po,rf) | po`, diag.CatType, "(po,rf)", ""},
		{`let (a,b) = po acyclic a`, diag.CatType, "po", ""},
		{`acyclic po rf`, diag.CatCall, "po", ";"},
		{`let f(a,b) = a;b acyclic f po`, diag.CatCall, "po", ""},
		{`let f(a,b) = a;b acyclic f(po,rf,co)`, diag.CatCall, "(po,rf,co)", ""},
		{`call po rf`, diag.CatCall, "po", ""},
		{`let rec f x = f x acyclic f po`, diag.CatRecursion, "f x", "more than"},
		{`let rec f x = x | r and r = po | f r acyclic r`, diag.CatRecursion, "f", "before or after"},
		{`let rec r = po \ r acyclic r`, diag.CatRecursion, `r = po \ r`, ""},
		{`let rec r = po | s and s = ~r acyclic r`, diag.CatRecursion, `r = po | s`, ""},
		{`let rec s = W | s acyclic [s]`, diag.CatType, "s", "recursive"},
		{`procedure rec p x = call p x end call p po`, diag.CatRecursion, "call p x", ""},
		{`let rec r = po | r when ~acyclic r acyclic r`, diag.CatUnsupported, "~acyclic r", ""},
		{`with x from po`, diag.CatUnsupported, "with x from po", ""},
		{`forall x in W do acyclic po end`, diag.CatUnsupported, "forall x in W do acyclic po end", ""},
		{`instructions R[{'a,'b}]`, diag.CatUnsupported, "instructions R[{'a,'b}]", "bell"},
		{`empty 'a`, diag.CatType, "'a", "a tag"},
		{`empty po ++ W`, diag.CatUnsupported, "po ++ W", ""},
		{`empty {po,rf}`, diag.CatType, "{po,rf}", "a set of values"},
		{`with x from {po,rf}`, diag.CatUnsupported, "with x from {po,rf}", "only rf and co"},
		{`acyclic match 'c with || 'a -> po || 'b -> rf end`, diag.CatType, "match 'c with || 'a -> po || 'b -> rf end", "'c"},
		{`match 'c with || 'a -> acyclic po end`, diag.CatType, "match 'c with || 'a -> acyclic po end", "'c"},
		{`match po with || 'a -> acyclic po end`, diag.CatType, "po", "expected a tag"},
		{`acyclic if po in {rf} then po else rf`, diag.CatUnsupported, "if po in {rf} then po else rf", "execution"},
		{`acyclic if po = W then po else rf`, diag.CatType, "W", ""},
		{`acyclic if po = rf then po else W`, diag.CatType, "W", "other branch"},
		{`with co from generate_cos(co)`, diag.CatUnbound, "generate_cos", "cross.cat"},
		{`include "cross.cat" with co from generate_orders(R,po)`, diag.CatNative, "generate_orders(R,po)", ""},
		{`include "cross.cat" with co from generate_orders po`, diag.CatCall, "po", "2 arguments"},
		{`let a = match po with || {} -> po || x ++ y -> rf end acyclic a`, diag.CatUnsupported, "match po with || {} -> po || x ++ y -> rf end", ""},
		{`include "a.cat"`, diag.CatNesting, `include "a.cat"`, ""},
		{`include "m.cat"`, diag.CatInclude, `include "m.cat"`, ""},
		{`include "bad.cat"`, diag.CatUnbound, "nonsense", ""},
		{`let W = W | R include "cos.cat"`, diag.CatNative, `include "cos.cat"`, "do not redefine W"},
	} {
		_, err := Elaborate(parse(t, "m.cat", c.text), Options{Resolve: library(t, lib)})
		ds := diag.All(err)
		if len(ds) != 1 {
			t.Errorf("%s: got %d errors: %v", c.text, len(ds), err)
			continue
		}
		d := ds[0]
		if d.Code != c.code || d.Span.Text() != c.at {
			t.Errorf("%s: got %s at %q: %s", c.text, d.Code, d.Span.Text(), d.Msg)
		}
		if hints := d.Msg + strings.Join(d.Notes, "\n") + d.Fix; !strings.Contains(hints, c.hint) {
			t.Errorf("%s: %q is not in %q", c.text, c.hint, hints)
		}
	}
}

func TestEveryErrorIsReported(t *testing.T) {
	_, err := Elaborate(parse(t, "m.cat", "acyclic a\nempty b\nacyclic a"), Options{})
	if n := len(diag.All(err)); n != 3 {
		t.Errorf("got %d errors, want 3: %v", n, err)
	}
}

// Functions that call another one twice expand exponentially.
func TestLimits(t *testing.T) {
	var b strings.Builder
	b.WriteString("let f0 x = x;po\n")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&b, "let f%d x = f%d(x) | f%d(x;rf)\n", i, i-1, i-1)
	}
	b.WriteString("acyclic f59(po)\n")
	var loop strings.Builder
	loop.WriteString("let f0 x = x x\n")
	loop.WriteString("acyclic f0 f0\n")
	var many strings.Builder
	many.WriteString("with x from {'t")
	for i := range maxList {
		fmt.Fprintf(&many, ",'t%d", i)
	}
	many.WriteString("}\n")
	var group strings.Builder
	group.WriteString("let rec a0 = po")
	for i := range maxGroup {
		fmt.Fprintf(&group, " and a%d = a%d;a%d", i+1, i, i+1)
	}
	group.WriteString(" acyclic a0\n")
	loops := "let s = {po,rf,co,addr,data,ctrl,rmw,loc,int,ext}\n" + strings.Repeat("forall x in s do ", 9) + strings.Repeat(" end", 9)
	for name, text := range map[string]string{"doubling": b.String(), "self application": loop.String(), "long sets": many.String(), "loops": loops, "long recursion": group.String()} {
		_, err := Elaborate(parse(t, "m.cat", text), Options{})
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.CatLimit {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestIncludeDepth(t *testing.T) {
	n := 0
	_, err := Elaborate(parse(t, "m.cat", `include "x"`), Options{
		Resolve: func(string, *diag.Source) (*cat.File, error) {
			n++
			return parse(t, fmt.Sprint("f", n), `include "x"`), nil
		},
	})
	if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.CatNesting {
		t.Errorf("got %v", err)
	}
	// Each file has two includes: the limit on includes ends this.
	n = 0
	_, err = Elaborate(parse(t, "m.cat", `include "x"`), Options{
		Resolve: func(string, *diag.Source) (*cat.File, error) {
			n++
			if n%8 == 0 {
				return parse(t, fmt.Sprint("f", n), `let a = po`), nil
			}
			return parse(t, fmt.Sprint("f", n), `include "x" include "x"`), nil
		},
	})
	if err == nil || n > 2*maxIncludes {
		t.Errorf("%d includes, %v", n, err)
	}
}
