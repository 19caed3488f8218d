package rel

import (
	"testing"

	"github.com/fencewise/fencewise/axioms/cat"
	"github.com/fencewise/fencewise/programs/diag"
)

// Every text that parses either elaborates to a model that satisfies its invariants, or is
// refused with diagnostics that have a place.
func FuzzElaborate(f *testing.F) {
	for _, text := range []string{
		"acyclic po | rf", "let f(a,b) = a;b acyclic f(po,rf)", "let rec r = po | r;r acyclic r", "include \"cos.cat\" acyclic fr",
		"let rec r = po | (let rec s = r | s;s in s) acyclic r", "let (a,b) = (po,W) empty [b];a", "procedure p x = empty x end call p 0",
		"if \"v\" acyclic po else flag ~empty rf as f end", "let f = fun x -> fun y -> x \\ y acyclic f po rf", "acyclic try x with 0*",
		"let rec f x = f x acyclic f po", "let f x = x x acyclic f f", "empty {} | domain (W*R)+", "undefined_unless ~empty ~(po?) as u",
		"let rec f s = match s with || {} -> 0 || x ++ r -> x | f r end acyclic f {po,rf}", "forall x in {po} do acyclic x end",
		"include \"cross.cat\" with co from generate_cos(po) acyclic co", "empty if po = rf then W else MFENCE", "acyclic try [MFENCE] with B",
		"match 'a with || 'a -> acyclic po || _ -> empty rf end", "let rec r = po | r;r when acyclic r", "call p 'a procedure p t = empty match t with || 'a -> W end",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := cat.Parse(diag.NewSource("f.cat", text))
		if err != nil {
			return
		}
		m, err := Elaborate(file, Options{Name: "f"})
		if err != nil {
			for _, d := range diag.All(err) {
				if !d.Span.Known() {
					t.Fatalf("no place: %v", d)
				}
			}
			return
		}
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		_ = m.String()
		m.Monotone()
	})
}
