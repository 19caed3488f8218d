package target

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// TestTables checks that every table is complete: it has an entry for each operation of the
// embedded primitives, and each entry says what it becomes and where the kernel says so.
func TestTables(t *testing.T) {
	for _, to := range All() {
		if to.Name == "" || to.Title == "" || to.Doc == "" || to.Model == "" || to.From == "" {
			t.Errorf("%s is not complete", to.Name)
		}
		for _, r := range rows(to.Macros()) {
			if to.Entry(r) == nil {
				t.Errorf("%s has no entry for %s", to.Name, r)
			}
		}
		seen := map[Row]bool{}
		for _, e := range to.Entries() {
			plain := e.Order == "" && (e.Builtin == "__load" || e.Builtin == "__store")
			switch {
			case seen[e.Row]:
				t.Errorf("%s has two entries for %s", to.Name, e.Row)
			case e.Uses == "" || (e.Text == "") != (e.Refused != ""):
				t.Errorf("%s: the entry for %s is not complete", to.Name, e.Row)
			case len(e.Sources) == 0 && !plain:
				t.Errorf("%s: nothing says what %s is", to.Name, e.Row)
			case e.Refused != "" && (len(e.Before)+len(e.After) > 0 || e.Tags != 0):
				t.Errorf("%s: %s is refused, and has instructions", to.Name, e.Row)
			}
			seen[e.Row] = true
			checkText(t, to, &e)
			for _, s := range e.Sources {
				if s.File == "" || (s.Line > 0) == (s.Func != "") {
					t.Errorf("%s: %s has the source %s", to.Name, e.Row, s)
				}
			}
		}
	}
}

// checkText checks that the text of an entry has the barriers of the entry.
func checkText(t *testing.T, to *Target, e *Entry) {
	t.Helper()
	names := func(tags []isa.Tag) (all []string) {
		for _, tag := range tags {
			all = append(all, to.Instruction(&isa.Op{Kind: isa.Fence, Tags: isa.Of(tag)}, 0))
		}
		return all
	}
	before, after := names(e.Before), names(e.After)
	text := strings.ReplaceAll(e.Text, "2: ", "") // where an operation that has failed goes on
	if both := strings.Contains(e.Text, "bne- 2f") && text != e.Text; both != (e.Both && len(after) > 0) {
		t.Errorf("%s: the text of %s is %q; both: %t", to.Name, e.Row, e.Text, e.Both)
	}
	if !strings.HasPrefix(text, strings.Join(before, "; ")) {
		t.Errorf("%s: %s begins with %q, and its text is %q", to.Name, e.Row, before, e.Text)
	}
	if end := strings.TrimSuffix(text, "; 2:"); !strings.HasSuffix(end, strings.Join(after, "; ")) {
		t.Errorf("%s: %s ends with %q, and its text is %q", to.Name, e.Row, after, e.Text)
	}
	count := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' }) {
		if w = strings.TrimSpace(w); w == "sync" || w == "lwsync" || w == "isync" || w == "msgsync" || strings.HasPrefix(w, "lock addl") {
			count++
		}
	}
	if count != len(before)+len(after) {
		t.Errorf("%s: the text of %s, %q, has %d barriers, and the entry %d", to.Name, e.Row, e.Text, count, len(before)+len(after))
	}
}

// rows returns the operations of which the primitives of a table consist.
func rows(m *kernelc.Macros) (all []Row) {
	for _, name := range m.Names() {
		mac, _ := m.Lookup(name)
		var body kernelc.Node = mac.Block
		if mac.Block == nil {
			body = mac.Expr
		}
		kernelc.Walk(body, func(n kernelc.Node) bool {
			if c, ok := n.(*kernelc.Call); ok && slices.Contains(kernelc.Builtins(), c.Fun) {
				r := Row{c.Fun, strings.Join(c.Tags, ",")}
				if r.Order == strings.ToUpper(r.Order) {
					r.Order = strings.ToLower(r.Order)
				}
				all = append(all, r)
			}
			return true
		})
	}
	return all
}

// TestNamed checks that targets are found by their names, and that others are errors that
// name the nearest one.
func TestNamed(t *testing.T) {
	for _, name := range Names() {
		if to, err := Named(name); err != nil || to.Name != name {
			t.Errorf("%s: %v, %v", name, to, err)
		}
	}
	for name, fix := range map[string]string{"pwoer": "did you mean power?", "lkm": "did you mean lkmm?", "power-2012": "did you mean power-2011?", "mips": ""} {
		_, err := Named(name)
		ds := diag.All(err)
		if len(ds) != 1 || ds[0].Code != diag.TargetUnknown || ds[0].Fix != fix || fix == "" && len(ds[0].Notes) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestOwnMacros checks that what a target replaces are primitives of the embedded table, with
// as many parameters.
func TestOwnMacros(t *testing.T) {
	for _, to := range All() {
		if to.C11 && to.Own() != "" {
			t.Errorf("%s has macros of its own, and compiles C11", to.Name)
		}
		own, err := kernelc.ParseMacros(diag.NewSource(to.Name, to.Own()))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range own.Names() {
			m, _ := own.Lookup(name)
			old, ok := kernelc.Embedded().Lookup(name)
			if !ok || len(old.Params) != len(m.Params) {
				t.Errorf("%s replaces %s, which does not exist or has other parameters", to.Name, name)
			}
			if now, _ := to.Macros().Lookup(name); now == nil || now == old {
				t.Errorf("%s: %s is not replaced", to.Name, name)
			}
		}
	}
}
