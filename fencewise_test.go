package fencewise

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

const sb = `PPC SB
{ 0:r2=x; 0:r4=y; 1:r2=x; 1:r4=y; }
 P0                          | P1                          ;
 li r1,1                     | li r1,1                     ;
 stw r1,0(r2)                | stw r1,0(r4)                ;
 (*@ a: none, lwsync, sync *)| (*@ b: none, lwsync, sync *);
 lwz r3,0(r4)                | lwz r3,0(r2)                ;
exists (0:r3=0 /\ 1:r3=0)
`

func parsed(t *testing.T, text string) *Program {
	t.Helper()
	p, err := ParseProgram("test.litmus", text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestShared: one program and one model serve many goroutines, and CheckAll agrees with
// Check by either engine on every assignment.
func TestShared(t *testing.T) {
	p := parsed(t, sb)
	m, err := LoadModel("power")
	if err != nil {
		t.Fatal(err)
	}
	all, err := CheckAll(t.Context(), p, m, Options{})
	if err != nil || len(all.Rows) != 9 || len(all.Minimal) != 1 || all.Minimal[0]["a"] != "sync" || all.Minimal[0]["b"] != "sync" {
		t.Fatal(all, err)
	}
	var wait sync.WaitGroup
	for _, e := range []Engine{SMT, Enumerate, Both} {
		for _, r := range all.Rows {
			wait.Go(func() {
				a, err := Check(t.Context(), p, m, Options{Slots: r.Slots, Engine: e})
				if err != nil || a.Verdict != r.Verdict || a.Model != "power" || a.Slots["a"] != r.Slots["a"] || (a.Witness == nil) != (r.Verdict == Never) {
					t.Errorf("%s, %v: %+v, %v; all at once: %s", e, r.Slots, a, err, r.Verdict)
				}
				if a.Witness != nil && (!strings.Contains(a.Witness.Story(), "takes effect") || a.Witness.State() != "0:r3=0; 1:r3=0;") {
					t.Errorf("%s, %v: %s\n%s", e, r.Slots, a.Witness.State(), a.Witness.Story())
				}
			})
		}
	}
	wait.Wait()
}

// TestEnded: if the context has ended, the answer is Unknown with the reason.
func TestEnded(t *testing.T) {
	p := parsed(t, sb)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, e := range []Engine{SMT, Enumerate, Both} {
		a, err := Check(ctx, p, nil, Options{Engine: e})
		if err != nil || a.Verdict != Unknown || a.Reason != "cancelled" || a.Slots["a"] != "none" {
			t.Errorf("%s: %+v, %v", e, a, err)
		}
		s, err := FinalStates(ctx, p, nil, Options{Engine: e})
		if err != nil || len(s.All) != 0 || s.Incomplete != "cancelled" {
			t.Errorf("%s: %+v, %v", e, s, err)
		}
	}
	all, err := CheckAll(ctx, p, nil, Options{})
	for _, r := range all.Rows {
		if r.Verdict != Unknown {
			t.Errorf("%+v", r)
		}
	}
	if err != nil || len(all.Rows) != 9 || len(all.Minimal) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestTimeout: work on a program that takes long ends soon after its context.
func TestTimeout(t *testing.T) {
	for name, text := range families.Heavy() {
		p := parsed(t, text)
		for _, e := range []Engine{SMT, Enumerate} {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			start := time.Now()
			a, err := Check(ctx, p, nil, Options{Engine: e})
			cancel()
			if err != nil || a.Verdict == Unknown && a.Reason == "" || time.Since(start) > 20*time.Second {
				t.Errorf("%s by %s after %v: %+v, %v", name, e, time.Since(start), a, err)
			}
		}
	}
}

// TestDefaultModel: the model that judges without a choice depends on the program.
func TestDefaultModel(t *testing.T) {
	for name, want := range map[string]string{"host_ipi/mail": "power", "host_ipi_doorbell/kernel": "power-doorbell"} {
		p, err := ReadProgram(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Check(t.Context(), p, nil, Options{})
		if err != nil || a.Model != want {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
}

// TestKernelC: a program in kernel C has flags, and a deadlock is told from another Never.
func TestKernelC(t *testing.T) {
	for _, c := range []struct{ body, flags, deadlock string }{
		{"P0(int *x) { *x = 1; }\nP1(int *x) { int r0 = *x; }\nexists (1:r0=2)\n", "data-race", ""},
		{"P0(int *x)\n{\n\trcu_read_lock();\n\tsynchronize_rcu();\n\trcu_read_unlock();\n}\nexists (x=1)\n", "", "synchronize_rcu() in line 6"},
	} {
		p, err := ParseProgram("c.litmus", "C c\n{}\n"+c.body)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Check(t.Context(), p, nil, Options{})
		if err != nil || a.Verdict != Never || strings.Join(a.Flags, ",") != c.flags || (a.Deadlock != "") != (c.deadlock != "") || !strings.Contains(a.Deadlock, c.deadlock) {
			t.Errorf("%+v, %v", a, err)
		}
	}
}

// TestInput: what is wrong with programs, models and options is a diagnostic.
func TestInput(t *testing.T) {
	p := parsed(t, sb)
	check := func(o Options) error { _, err := Check(t.Context(), p, nil, o); return err }
	second := func(_ any, err error) error { return err }
	all := func(e Engine) error { _, err := CheckAll(t.Context(), p, nil, Options{Engine: e}); return err }
	unknown := parsed(t, strings.Replace(sb, "lwz r3,0(r4)", "lwx r3,0(r4)", 1))
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"slot":        {check(Options{Slots: map[string]string{"c": "sync"}}), "test.litmus:1:"},
		"choice":      {check(Options{Slots: map[string]string{"a": "eieio"}}), "test.litmus:6:"},
		"engine":      {check(Options{Engine: "z3"}), "engine"},
		"bound":       {check(Options{Bound: -1}), "bound"},
		"all engines": {all(Both), "engine"},
		"instruction": {second(Check(t.Context(), unknown, nil, Options{})), "test.litmus:7:"},
		"program":     {second(ParseProgram("x", "PPC x\n")), "x:"},
		"no program":  {second(ReadProgram("nowhere.litmus")), "nowhere.litmus"},
		"many":        {second(ReadProgram("host_ipi")), "host_ipi"},
		"model":       {second(ParseModel("m", "acyclic po | rff as a")), "m:1:"},
		"no axiom":    {second(ParseModel("m", "\"Nothing\"\nlet a = po\n")), "m"},
		"foreign":     {second(ParseModel("m", "RISCV m\nacyclic po as a\n")), "m:1:"},
		"no model":    {second(LoadModel("powr")), "powr"},
	} {
		ds := Diagnostics(c.err)
		if len(ds) == 0 || !strings.Contains(ds[0].String(), c.want) || ds[0].Code == "" {
			t.Errorf("%s: %v, as diagnostics %v", name, c.err, ds)
		}
	}
	if ds := Diagnostics(errors.New("other")); ds != nil {
		t.Errorf("%v", ds)
	}
	if _, err := ReadProgram("nowhere.litmus"); !strings.HasPrefix(err.Error(), "nowhere.litmus is neither") {
		t.Errorf("an error about no text has a place: %v", err)
	}
}

// TestDisagreement: the alarms of all packages that raise one are ErrDisagreement.
func TestDisagreement(t *testing.T) {
	for _, err := range []error{&opinion.Disagreement{}, &decide.Disagreement{}, &solve.Unproved{Err: errors.New("no clause")}} {
		got := alarm(errors.Join(err, nil))
		if !errors.Is(got, ErrDisagreement) || Diagnostics(got) != nil {
			t.Errorf("%v", got)
		}
	}
	if err := errors.New("other"); alarm(err) != err || alarm(nil) != nil {
		t.Error("another error is an alarm")
	}
}

// exported is all that the package exports. Other programs rely on it.
const exported = `Always Answer Answer.Deadlock Answer.Flags Answer.Model Answer.Reason Answer.Slots Answer.Verdict Answer.Warnings Answer.Witness
Both Check CheckAll Diagnostic Diagnostic.Code Diagnostic.Column Diagnostic.File Diagnostic.Fix Diagnostic.Line
Diagnostic.Message Diagnostic.Notes Diagnostic.String Diagnostics Engine Enumerate ErrDisagreement FinalStates LoadModel
Model Model.Name Never Options Options.Bound Options.Engine Options.Slots ParseModel ParseProgram Program Program.Name
Program.Slots ReadProgram Row Row.Reason Row.Slots Row.Verdict SMT Slot Slot.Choices Slot.Default Slot.Name Sometimes
State State.Holds State.Text States States.All States.Incomplete Table Table.Minimal Table.Rows Unknown Verdict
Witness Witness.State Witness.Story`

// TestExported: a name is added, or gone, on purpose.
func TestExported(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	add := func(n string) {
		if !slices.ContainsFunc(strings.Split(n, "."), func(part string) bool { return !ast.IsExported(part) }) {
			names = append(names, n)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					typ := d.Recv.List[0].Type
					if p, ok := typ.(*ast.StarExpr); ok {
						typ = p.X
					}
					name = typ.(*ast.Ident).Name + "." + name
				}
				add(name)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						for _, n := range s.Names {
							add(n.Name)
						}
					case *ast.TypeSpec:
						add(s.Name.Name)
						if st, ok := s.Type.(*ast.StructType); ok {
							for _, field := range st.Fields.List {
								for _, n := range field.Names {
									add(s.Name.Name + "." + n.Name)
								}
							}
						}
					}
				}
			}
		}
	}
	slices.Sort(names)
	if want := strings.Fields(exported); !slices.Equal(names, want) {
		t.Errorf("exported:\n%s\nwant:\n%s", strings.Join(names, " "), strings.Join(want, " "))
	}
	text, err := os.ReadFile("docs/library.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if !strings.Contains(n, ".") && !strings.Contains(string(text), n) {
			t.Errorf("docs/library.md does not mention %s", n)
		}
	}
}
