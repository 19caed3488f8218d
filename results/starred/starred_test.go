package starred_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/results/starred"
)

func parse(t testing.TB, init, cond string) *litmus.Test {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource("t", "PPC t\n{ "+init+" }\n P0 ;\n nop ;\n"+cond+"\n"))
	return test
}

// TestCheck reads one state at a time. What is expected was worked out by hand.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		init, cond, state string
		holds             bool
	}{
		{"", "exists (0:r1=1)", "0:r1=1;", true},
		{"", "exists (0:r1=1)", "0:r1=2;", false},
		{"", "forall (0:r1=1 /\\ x=2)", "0:r1=1; [x]=2;", true},
		{"", "~exists (0:r1=1 /\\ x=2)", "0:r1=1; [x]=3;", false},
		{"", "exists (0:r1=1 \\/ x=2)", "0:r1=1; [x]=3;", true},
		{"", "exists ((0:r1=1) => (x=2))", "0:r1=0; [x]=3;", true},
		{"", "exists (~(0:r1=1))", "0:r1=1;", false},
		{"", "exists (true)", "", true},
		{"", "exists (x=-1)", "[x]=-1;", true},
		{"", "exists (x=4294967295)", "[x]=-1;", true},
		{"", "exists (x=0xfffffffe)", "[x]=-1;", false},
		{"uint32_t x;", "exists (x=-1)", "[x]=4294967295;", true},
		{"uint64_t x;", "exists (x=-1)", "[x]=4294967295;", false},
		{"uint64_t x;", "exists (x=-1)", "[x]=18446744073709551615;", true},
		{"int64_t x;", "exists (x=-9223372036854775808)", "[x]=-9223372036854775808;", true},
		{"int64_t 0:r1;", "exists (0:r1=4294967295)", "0:r1=-1;", false},
		{"int64_t 0:r1;", "exists (0:r2=4294967295)", "0:r2=-1;", true},
		{"uint8_t x;", "exists (x=-1)", "[x]=255;", true},
		{"_Atomic uint8_t x;", "exists (x=257)", "[x]=1;", true},
		{"int8_t x;", "exists (x=255)", "[x]=-1;", true},
		{"long x;", "exists (x=4294967297)", "[x]=1;", true},
		{"int *p;", "exists (p=-1)", "[p]=18446744073709551615;", true},
		{"", "exists (x=[y])", "[x]=-1; [y]=-1;", true},
		{"uint32_t y;", "exists (x=[y])", "[x]=-1; [y]=4294967295;", false},
		{"", "exists (0:r1=x)", "0:r1=x;", true},
		{"", "exists (0:r1=x)", "0:r1=0;", false},
		{"int t[2]={0,0};", "exists (0:r1=t[1])", "0:r1=t+4;", true},
		{"uint64_t t[2]={0,0};", "exists (0:r1=t[1])", "0:r1=t+8;", true},
		{"uint8_t t[2]={0,0}; int u[2]={0,0};", "exists (t=[u])", "t={255,0}; u={255,0};", true},
		{"uint8_t t[2]={0,0}; int u[2]={0,0};", "exists (t=[u])", "t={255,0}; u={-1,0};", false},
		{"uint8_t t[2]={0,0};", "exists (t={-1,256})", "t={255,0};", true},
		{"uint8_t t[2]={0,0};", "exists (t!={-1,256})", "t={255,0};", false},
		{"uint8_t t[2]={0,0};", "exists (t[1]=-1)", "t[1]=255;", true},
		{"uint8_t t[1]={0};", "exists (t={-1})", "t=255;", true},
		{"uint8_t t[1]={0};", "exists (t=-1)", "t=255;", true},
		{"", "exists (x<2)", "[x]=-1;", true},
		{"", "exists (x>=0)", "[x]=-1;", false},
		{"uint64_t x;", "exists (x>9223372036854775807)", "[x]=18446744073709551615;", true},
		{"uint64_t x; int64_t y;", "exists (x>[y])", "[x]=18446744073709551615; [y]=-1;", true},
		{"", "exists (0:r1<=x)", "0:r1=x;", true},
		{"", "exists (0:r1<1)", "0:r1=x;", false},
		{"", "exists (pending(P0))", "pending(P0)=1;", true},
		{"", "exists (~pending(P0))", "pending(P0)=1;", false},
		{"0:%a=1;", "exists (0:%a=1)", "0:%a=1;", true},
	} {
		test := parse(t, c.init, c.cond)
		for _, said := range []bool{true, false} {
			m := starred.Check(test, []string{c.state}, []bool{said})
			switch {
			case said == c.holds && m != nil:
				t.Errorf("{ %s } %s: %s", c.init, c.cond, m)
			case said != c.holds && (m == nil || m.Marked != said || m.State != c.state):
				t.Errorf("{ %s } %s: marked %v, and found %v", c.init, c.cond, said, m)
			}
		}
	}
}

// TestLacks: a state without something that the condition names, or with something
// else in its place, is none.
func TestLacks(t *testing.T) {
	test := parse(t, "", "exists (0:r1=1 /\\ x=2)")
	for _, c := range []struct {
		states []string
		lacks  string
	}{
		{[]string{"0:r1=1;"}, "[x]"},
		{[]string{"0:r1=1; [x]=2;", "0:r1=1; [y]=2;"}, "[x]"},
		{[]string{"0:r1=1; [x]=2;", "0:r1=1;"}, "[x]"},
	} {
		m := starred.Check(test, c.states, []bool{true, true})
		if m == nil || m.Lacks != c.lacks || !strings.Contains(m.String(), c.lacks) {
			t.Errorf("%q: found %v, want what lacks %s", c.states, m, c.lacks)
		}
	}
	if m := starred.Check(test, nil, nil); m != nil {
		t.Errorf("without states: %s", m)
	}
}

// TestTypes: a name means the same type here and in the event structure, whatever
// it is made of; otherwise right states would be called wrong.
func TestTypes(t *testing.T) {
	words := []string{"int", "long", "short", "char", "signed", "unsigned", "_Atomic", "volatile", "const", "struct", "foo_t",
		"int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t", "intptr_t", "uintptr_t",
		"size_t", "bool", "_Bool", "atomic_t", "atomic64_t", "pteval_t"}
	r := rand.New(rand.NewPCG(1, 2))
	values := []int64{-1, 0x80, 0x8000, 0x80000000, 1 << 40, -1 << 63}
	for i := range 5_000 {
		name := words[i%len(words)]
		for range r.IntN(4) {
			name += " " + words[r.IntN(len(words))]
		}
		for _, star := range []string{"", "*"} {
			test := parse(t, name+" "+star+"x;", "exists (x=0)")
			s := fixture.Structure(t, test, unroll.Options{})
			for _, v := range values {
				cond := *test
				cond.Cond.Prop = &litmus.Atom{Loc: test.Init[0].Target, Values: []litmus.Value{{Num: v, Index: -1}}}
				if m := starred.Check(&cond, []string{"[x]=" + s.ShowAs(s.Locs[0].Type, event.Number(v)) + ";"}, []bool{true}); m != nil {
					t.Fatalf("%s %s: %s for %d", name, star, m, v)
				}
			}
		}
	}
}
