package rel

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/diag"
)

func parse(t testing.TB, name, text string) *cat.File {
	t.Helper()
	f, err := cat.Parse(diag.NewSource(name, text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// library resolves includes among texts.
func library(t testing.TB, texts map[string]string) func(string, *diag.Source) (*cat.File, error) {
	return func(path string, _ *diag.Source) (*cat.File, error) {
		text, ok := texts[path]
		if !ok {
			return nil, diag.New(diag.Span{}, diag.CatInclude, "no %s", path)
		}
		return parse(t, path, text), nil
	}
}

// axioms writes the axioms of a model with their expressions spelled out down
// to base names, each on a line.
func axioms(m *Model) string {
	for id := range m.Nodes { // spell out what has a name
		if op := m.Nodes[id].Op; op != SetBase && op != RelBase && op != RecVar {
			m.Nodes[id].Name = ""
		}
	}
	var lines []string
	for i := range m.Axioms {
		a := &m.Axioms[i]
		not := ""
		if a.Neg {
			not = "~"
		}
		lines = append(lines, fmt.Sprintf("%s%s%s %s as %s", modeText[a.Mode], not, a.Kind, m.spell(a.Expr, 9), a.Name))
	}
	return strings.Join(lines, "\n")
}

func TestElaborate(t *testing.T) {
	lib := map[string]string{
		"again.cat":   "let b = a",
		"comment.cat": "acyclic po as inner",
	}
	for _, c := range []struct{ name, text, want string }{
		{"base", `acyclic po | rf as a`, "acyclic po | rf as a"},
		{"unnamed", "acyclic po\nempty rf", "acyclic po as axiom 1\nempty rf as axiom 2"},
		{"shadowing", `let a = po let b = a let a = rf acyclic a;b as n`, "acyclic rf ; po as n"},
		{"rebinding of a base name", `let po = po | rf acyclic po as n`, "acyclic po | rf as n"},
		{"let … and binds at once", `let a = po let a = rf and b = a acyclic b as n`, "acyclic po as n"},
		{"lazy", `let bad = nonsense acyclic po as n`, "acyclic po as n"},
		{"try finds", `acyclic try po with rf as n`, "acyclic po as n"},
		{"try catches", `let x = nonsense acyclic try x;po with rf as n`, "acyclic rf as n"},
		{"try empty set", `let x = (try X with {}) acyclic [x] | po as n`, "acyclic po as n"},
		{"function", `let f r = r;r acyclic f po as n`, "acyclic po ; po as n"},
		{"tuple argument", `let f(a,b) = a;b acyclic f(po,rf) as n`, "acyclic po ; rf as n"},
		{"tuple value", `let p = (po,rf) let f(a,b) = a;b acyclic f p as n`, "acyclic po ; rf as n"},
		{"tuple pattern", `let (a,b) = (po,rf) acyclic b;a as n`, "acyclic rf ; po as n"},
		{"currying", `let f a = fun b -> a;b acyclic f po rf as n`, "acyclic po ; rf as n"},
		{"closure keeps its scope", `let a = po let f x = a;x let a = rf acyclic f a as n`, "acyclic po ; rf as n"},
		{"function as argument", `let twice f = fun x -> f(f x) let g x = x;rf acyclic twice g po as n`, "acyclic (po ; rf) ; rf as n"},
		{"let in", `acyclic (let a = po in a;a) as n`, "acyclic po ; po as n"},
		{"zero adapts", `empty (W | 0) as a acyclic 0 | po as b empty 0 as c empty W & {} as d`,
			"empty W as a\nacyclic po as b\nempty 0 as c\nempty {} as d"},
		{"sets and relations", `acyclic [W];po;[R] | W*R as n`, "acyclic ([W] ; (po ; [R])) | (W * R) as n"},
		{"star or product", `acyclic po* ; (W*R) as n`, "acyclic po* ; (W * R) as n"},
		{"primitives", `empty domain po & range rf as n`, "empty domain po & range rf as n"},
		{"complement", `empty ~W as a empty ~po as b`, "empty ~W as a\nempty ~po as b"},
		{"modes", `flag ~empty po as f undefined_unless acyclic rf as u assert empty po as x ~acyclic co as c`,
			"flag ~empty po as f\nundefined_unless acyclic rf as u\n~acyclic co as c"},
		{"show means nothing", `show nonsense show po|bad as x unshow y acyclic po as n`, "acyclic po as n"},
		{"variants are off", `if "a" acyclic po as x else acyclic rf as n end`, "acyclic rf as n"},
		{"variant expression", `acyclic (if not "a" && not "b" then po else rf) as n`, "acyclic po as n"},
		{"variant on", `if "on" acyclic po as n end`, "acyclic po as n"},
		{"include", `include "comment.cat" acyclic rf as outer`, "acyclic po as inner\nacyclic rf as outer"},
		{"include is textual", `let a = po include "again.cat" let c = b let a = rf include "again.cat" acyclic c;b as n`, "acyclic po ; rf as n"},
		{"procedure", `procedure p(a,b) = let c = a;b acyclic c as n end let c = co call p(po,rf) empty c as m`,
			"acyclic po ; rf as n\nempty co as m"},
		{"call with prefix", `procedure p x = acyclic x as n end call p po as pre`, "acyclic po as pren"},
		{"procedure keeps its scope", `let a = po procedure p x = acyclic a;x as n end let a = rf call p a`, "acyclic po ; rf as n"},
		{"absent names", `empty [MFENCE] | [Fence.r.rw] as a empty W | DMB.SY as b`, "empty 0 as a\nempty W as b"},
		{"absent names fall through try", `empty try MFENCE with W as a empty try AMO with W as b`, "empty W as a\nempty {} as b"},
		{"falling through is by need", `let f = [MFENCE] empty (try f with po) as a empty f as b empty (try (try f with rf) with po) as c`,
			"empty po as a\nempty 0 as b\nempty rf as c"},
		{"absent names can be bound", `let MFENCE = W empty MFENCE as a empty try MFENCE with R as b`, "empty W as a\nempty W as b"},
		{"tags", `enum E = 'a || 'b let f t = match t with || 'a -> po || 'b -> rf || _ -> co end acyclic f 'b | f 'c as n`, "acyclic rf | co as n"},
		{"statements by tag", `let t = 'b match t with || 'a -> acyclic po as x || 'b -> acyclic rf as n end`, "acyclic rf as n"},
		{"forall", `forall x in {po,rf,po} do let y = x;x acyclic y as n end let y = co empty y as m`,
			"acyclic po ; po as n\nacyclic rf ; rf as n\nempty co as m"},
		{"sets of values", `let rec all s = match s with || {} -> 0 || x ++ rest -> x | all rest end acyclic all ({po} | (rf ++ {co})) as n`,
			"acyclic po | (rf | co) as n"},
		{"map", `let map f = let rec each s = match s with || {} -> {} || x ++ r -> f x ++ each r end in each
			forall x in map (fun r -> r;r) {po,rf} do acyclic x as n end`, "acyclic po ; po as n\nacyclic rf ; rf as n"},
		{"if on what is known", `acyclic if 'a = 'b then po else rf as a acyclic if po = po then po else W as b
			acyclic if po in {rf,po} then po else W as c acyclic if 0 subset po then po else W as d`,
			"acyclic rf as a\nacyclic po as b\nacyclic po as c\nacyclic po as d"},
		{"if in the execution", `acyclic if rf subset po then po else co as n`,
			"acyclic (po \\ ((_*_ ; (rf \\ po)) ; _*_)) | (co & ((_*_ ; (rf \\ po)) ; _*_)) as n"},
		{"recursion until a check fails", `let rec r = po | r;r when acyclic r as w acyclic r as n`, "acyclic r as w\nacyclic r as n"},
		{"coherence", `include "cross.cat" with co from generate_cos(0) acyclic co as n`, "acyclic co as n"},
		{"coherence that extends", `include "cross.cat" with mo from generate_orders(W, po) acyclic mo as n`,
			"acyclic co | (((W * W) & loc) & po) as coherence-extends\nacyclic co as n"},
		{"one choice is none", `with x from {po} acyclic x as n`, "acyclic po as n"},
		{"rec", `let rec r = po | r;r acyclic r as n`, "acyclic r as n"},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{Resolve: library(t, lib), Variants: map[string]bool{"on": true}})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := axioms(m); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestHeader(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", "PPC \"A title\"\nlet a = po let a = rf let f x = x acyclic a"), Options{Name: "m"})
	if err != nil {
		t.Fatal(err)
	}
	if m.Name != "m" || m.Title != "A title" || len(m.Files) != 1 {
		t.Errorf("got %q %q %d files", m.Name, m.Title, len(m.Files))
	}
	if id := m.Named["a"]; len(m.Named) != 1 || m.Node(id).Base != vocabulary.RelRf {
		t.Errorf("a is not its last binding: %v", m.Named)
	}
}

func TestNamesAreTheFirstGiven(t *testing.T) {
	m, err := Elaborate(parse(t, "m.cat", `let first = po|rf let second = rf|po acyclic second`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := m.Node(m.Axioms[0].Expr); n.Name != "first" {
		t.Errorf("got %q", n.Name)
	}
	if m.Named["first"] != m.Named["second"] {
		t.Error("equal expressions are two nodes")
	}
}
