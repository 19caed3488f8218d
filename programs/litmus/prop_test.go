package litmus

import (
	"os"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// TestPropositions parses conditions and prints them in the style of herd7.
// The first four are what herd7 7.56 prints for them.
func TestPropositions(t *testing.T) {
	for in, want := range map[string]string{
		`exists (0:r1=0 /\ 0:r1=1 => x=1)`:               `exists (0:r1=0 /\ (0:r1=1 => [x]=1))`,
		`exists (x=1 => x=1 /\ 0:r1=0)`:                  `exists (([x]=1 => [x]=1) /\ 0:r1=0)`,
		`exists (~x=1 /\ not (0:r1=0))`:                  `exists (not ([x]=1) /\ not (0:r1=0))`,
		`~exists (x=1 \/ (x=2 /\ 0:r1=1))`:               `~exists ([x]=1 \/ [x]=2 /\ 0:r1=1)`,
		`forall false`:                                   `forall (false)`,
		`exists true`:                                    `exists (true)`,
		`not exists x=1`:                                 `~exists ([x]=1)`,
		`final (x=1)`:                                    `exists ([x]=1)`,
		`exists (x=1 /\ (y=2 /\ z=3))`:                   `exists ([x]=1 /\ [y]=2 /\ [z]=3)`,
		`exists ((x=1 \/ y=2) /\ z=3)`:                   `exists (([x]=1 \/ [y]=2) /\ [z]=3)`,
		`exists (x=1 => y=1 => z=1)`:                     `exists ([x]=1 => ([y]=1 => [z]=1))`,
		`exists ((x=1 => y=1) => z=1)`:                   `exists (([x]=1 => [y]=1) => [z]=1)`,
		`exists ~~x=1`:                                   `exists (not (not ([x]=1)))`,
		`exists x=1/\y=2\/z=3`:                           `exists ([x]=1 /\ [y]=2 \/ [z]=3)`,
		`exists x/\y=2`:                                  ``,
		`exists (x==1 /\ x!=1 /\ x<>1)`:                  `exists ([x]=1 /\ [x]!=1 /\ [x]!=1)`,
		`exists (x<1 /\ x<=1 /\ x>1 /\ x>=-1)`:           `exists ([x]<1 /\ [x]<=1 /\ [x]>1 /\ [x]>=-1)`,
		`exists (t[1]=2 /\ t={1,&x} /\ [t]={1,2})`:       `exists (t[1]=2 /\ t={1,x} /\ t={1,2})`,
		`exists (0:r1=x /\ P0:r1=&x /\ 0:r1=t[2])`:       `exists (0:r1=x /\ 0:r1=x /\ 0:r1=t[2])`,
		`exists (0:r1=0:r2 /\ x=P0:r1 /\ x=[y] /\ x=*y)`: `exists (0:r1=0:r2 /\ [x]=0:r1 /\ [x]=[y] /\ [x]=[y])`,
		`exists (0:%x=1 /\ %x=0:%x)`:                     `exists (0:%x=1 /\ 0:%x=0:%x)`,
	} {
		test, err := Parse(diag.NewSource("in.litmus", "PPC t\n{ }\n P0 ;\n lwz %x,0(r1) ;\n"+in))
		switch {
		case want == "" && err == nil:
			t.Errorf("%s: accepted as %s", in, test.Cond)
		case want != "" && err != nil:
			t.Errorf("%s: %v", in, err)
		case want != "" && test.Cond.String() != want:
			t.Errorf("%s: got %s, want %s", in, test.Cond, want)
		}
	}
}

// TestAtomShapes checks parts of the tree that the printed text does not show.
func TestAtomShapes(t *testing.T) {
	and := parse(t, "PPC t\n{ }\n P0 ;\nexists (0:r1=x /\\ 0:r1=0:r2 /\\ x={1,2} /\\ [x]=2)").Cond.Prop.(*And)
	addr, reg, set, mem := and.Ps[0].(*Atom), and.Ps[1].(*Atom), and.Ps[2].(*Atom), and.Ps[3].(*Atom)
	if addr.Other != nil || len(addr.Values) != 1 || addr.Values[0].Addr != "x" || addr.Values[0].Index != -1 {
		t.Errorf("address: %+v", addr)
	}
	if reg.Other == nil || len(reg.Values) != 0 || reg.Other.Reg != 2 || !reg.Loc.IsReg() {
		t.Errorf("register: %+v", reg)
	}
	if len(set.Values) != 2 || set.Op != Eq {
		t.Errorf("set: %+v", set)
	}
	if mem.Loc.IsReg() || mem.Loc.Name != "x" || mem.Loc.Index != -1 || mem.At().Text() != "[x]=2" {
		t.Errorf("memory: %+v at %q", mem, mem.At().Text())
	}
}

// TestConditionLines compares conditions with what herd7 wrote in its log of
// the public suite.
func TestConditionLines(t *testing.T) {
	srcs := suite(t)
	log, err := os.ReadFile("../../../shared/suites/power/herd7.log")
	if err != nil {
		t.Skip("the log of the public suite is not beside the repository")
	}
	want := map[string]string{}
	name := ""
	for line := range strings.Lines(string(log)) {
		line = strings.TrimSuffix(line, "\n")
		if f := strings.Fields(line); len(f) > 1 && f[0] == "Test" {
			name = f[1]
		} else if c, ok := strings.CutPrefix(line, "Condition "); ok {
			want[name] = c
		}
	}
	for _, src := range srcs {
		test, err := Parse(src)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := test.Cond.String(); got != want[test.Name] {
			t.Errorf("%s: got %s, want %s", test.Name, got, want[test.Name])
		}
	}
}
