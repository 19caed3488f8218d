package enumerate

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestText: the text of values of all types, and the order in which a state lists them.
func TestText(t *testing.T) {
	s := build(t, `{ uint32_t u=-1; int64_t q=-2; uint64_t v=-2; int *p=x; int t[2]={1,-1}; x=-1;
 0:r11=x; 0:r9=t; 1:r2=u; uint64_t 1:r5; int8_t 1:r6=200; }
 P0       | P1           ;
 li r10,1 | lwz r5,0(r2) ;
 li r2,-1 |              ;
locations [1:r5; 0:r2; 0:r10; 0:r11; 0:r9; 1:r6; v; u; q; p; t; t[1]; 0:r2;]
exists (x=4294967295)
`, unroll.Options{})
	o := run(t, s, fixture.Model(t, "power"), counted)
	want := "0:r2=-1; 0:r9=t; 0:r10=1; 0:r11=x; 1:r5=4294967295; 1:r6=-56; " +
		"[p]=x; [q]=-2; t={1,-1}; [u]=4294967295; [v]=18446744073709551614; [x]=-1; t[1]=-1;"
	if len(o.States) != 1 || o.Text(o.States[0]) != want || !o.States[0].Holds {
		t.Errorf("got  %s\nwant 1× %s", statesText(o), want)
	}
}

// TestOrder: numbers come before addresses, and a negative word of the init
// block after positive ones, unlike one that is stored.
func TestOrder(t *testing.T) {
	s := build(t, `{ 0:r2=x; 0:r3=y; 1:r2=x; x=-3; }
 P0           | P1           ;
 li r1,-1     | lwz r5,0(r2) ;
 stw r1,0(r2) |              ;
 li r1,7      |              ;
 stw r1,0(r2) |              ;
 stw r3,0(r2) |              ;
exists (1:r5=0)
`, unroll.Options{})
	var got []string
	o := run(t, s, fixture.Model(t, "power"), counted)
	for _, st := range o.States {
		got = append(got, o.Text(st))
	}
	if want := "1:r5=-1; 1:r5=7; 1:r5=-3; 1:r5=y;"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", strings.Join(got, " "), want)
	}
}

// TestSymbolic: a symbolic register is printed by its name.
func TestSymbolic(t *testing.T) {
	s := build(t, `{ 0:r2=x; }
 P0           ;
 li %a,3      ;
 stw %a,0(r2) ;
locations [0:r2;]
exists (0:%a=3)
`, unroll.Options{})
	o := run(t, s, fixture.Model(t, "power"), counted)
	if got := statesText(o); got != "1× 0:r2=x; 0:%a=3;" || o.Positive != 1 {
		t.Error(got)
	}
}
