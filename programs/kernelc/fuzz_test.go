package kernelc

import (
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzMacros checks that a table of macros is read, or is reported with diagnostics that
// have a fix and places in the text, and that no macro expands without end.
func FuzzMacros(f *testing.F) {
	for _, text := range []string{
		"", "READ_ONCE(X) __load{once}(X)", "smp_store_mb(X,V) { __store{once}(X,V); __fence{mb}; }",
		"f(X) __atomic_op_return{mb}(X,-,1) == 0\ng(V,X) { __atomic_op(X,&~,V); }",
		"t(X, O) ({ __auto_type e = *O; if (e != X) *O = e; e == X; })", "a(X) b(X) + b(X)\nb(X) VAL ? -X : (X, X)",
		"f(X) f(X)", "f(X { X", "f(X) __lode{once}(X)", "f() { while (1) { break; } }", "l(X) { __lock(X); } // c\n/* d */ u(X,Y) { __srcu{srcu-unlock}(X,Y); }",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMacros(diag.NewSource("in.def", text))
		checkDiagnostics(t, text, diag.All(err))
		if err != nil {
			if len(diag.All(err)) == 0 {
				t.Errorf("no diagnostic: %v", err)
			}
			return
		}
		at := diag.NewSource("in", "x").Span(0, 1)
		for _, name := range m.Names() {
			mac, _ := m.Lookup(name)
			c := &Call{Fun: name, Span: at, FunAt: at}
			for range mac.Params {
				c.Args = append(c.Args, &Unary{Op: Deref, X: &Ident{Name: "x", Kind: Location, Span: at}, Span: at})
			}
			_, err := m.Expand(c)
			checkDiagnostics(t, text, diag.All(err))
		}
	})
}

func checkDiagnostics(t *testing.T, text string, ds []*diag.Diagnostic) {
	t.Helper()
	for _, d := range ds {
		if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > max(1, len(text)) {
			t.Fatalf("%s: span %d to %d of %d", d.Msg, d.Span.Start, d.Span.End, len(text))
		}
		if d.Fix == "" {
			t.Errorf("%q says not what to do", d.Msg)
		}
	}
}
