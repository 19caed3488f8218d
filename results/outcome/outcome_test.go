package outcome

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
)

// words describes the condition of a test, with its parts indented.
func words(t *testing.T, test *litmus.Test, names map[int]string) string {
	var b strings.Builder
	o := Explain(fixture.Structure(t, test, unroll.Options{}), names)
	fmt.Fprintf(&b, "%s\n", o.Lead)
	var write func(ps []Part, indent string)
	write = func(ps []Part, indent string) {
		for _, p := range ps {
			fmt.Fprintf(&b, "%s%s -- %s\n", indent, p.Text, p.Says)
			write(p.Parts, indent+"  ")
		}
	}
	write(o.Parts, "  ")
	return b.String()
}

// TestStudies describes the conditions of the embedded programs, with the names that their
// studies give to threads.
func TestStudies(t *testing.T) {
	var b strings.Builder
	for _, name := range library.Studies() {
		st, err := library.LoadStudy(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range st.Programs {
			names := map[int]string{}
			for i, th := range p.Test.Threads {
				names[i] = p.Threads[th.Name]
			}
			fmt.Fprintf(&b, "%s: %s\n%s\n", p.Name, p.Test.Cond, words(t, p.Test, names))
		}
	}
	golden.Check(t, "testdata/studies.txt", []byte(b.String()))
}

// TestForms describes each form that a condition can have.
func TestForms(t *testing.T) {
	const program = `PPC forms
{ uint64_t d; int t[2] = {0,0}; 0:r2=x; 0:r4=y; 0:r6=p; 1:r2=x; 1:r4=y; 1:r6=p; x=1; p=x; }
 P0           | P1           ;
 li r1,1      | lwz r1,0(r4) ;
 stw r1,0(r2) | addi r3,r1,1 ;
 lwz r5,0(r2) | cmpwi r1,1   ;
 stw r5,0(r4) | bne L        ;
              | lwz r5,0(r2) ;
              | L: stw r3,0(r4) ;
%s
`
	var b strings.Builder
	for _, cond := range []string{
		`exists (1:r1=1)`, `~exists (1:r1=1 /\ x=1 /\ p=x /\ y=2)`, `forall (true)`, `exists (false)`,
		`forall (not (1:r1=1 \/ x=2 /\ y=0))`, `exists (1:r3=2 /\ 1:r5=1)`, `exists (x!=1 /\ 1:r1<3 /\ not (y>=1) /\ 0:r5>0 /\ y<=1)`,
		`exists (x=y /\ not (0:r1=1:r1))`, `exists (t={0,0} => t[1]=0)`, `filter (x=1) exists (y=1)`,
	} {
		fmt.Fprintf(&b, "%s\n%s\n", cond, words(t, fixture.ParseText(t, fmt.Sprintf(program, cond)), nil))
	}
	golden.Check(t, "testdata/forms.txt", []byte(b.String()))
}

// TestSuite describes the conditions of the suites: each part has words.
func TestSuite(t *testing.T) {
	var check func(name string, ps []Part)
	check = func(name string, ps []Part) {
		for _, p := range ps {
			if p.Text == "" || p.Says == "" {
				t.Errorf("%s: %+v", name, p)
			}
			check(name, p.Parts)
		}
	}
	one := func(name string, test *litmus.Test) {
		s, err := unroll.Build(t.Context(), test, unroll.Options{})
		if err == nil { // else the test is one that nothing can be said of
			check(name, Explain(s, nil).Parts)
		}
	}
	files, err := filepath.Glob(fixture.Suite(t, "power") + "tests/*.litmus")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	for i := 0; i < len(files); i += step(len(files)) {
		one(files[i], fixture.ParseFile(t, files[i]))
	}
	kernel := fixture.KernelSuite(t)
	for i := 0; i < len(kernel); i += step(len(kernel)) {
		if test, err := litmus.Parse(diag.NewSource(kernel[i].Name, kernel[i].Text)); err == nil {
			one(kernel[i].Name, test)
		}
	}
}

// step returns how far to go on in a list of n tests: some of them are tried in every run,
// all at night.
func step(n int) int { return max(1, n/fixture.Nightly(200, n)) }
