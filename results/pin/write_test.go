package pin

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/encode/decide/decidetest"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
)

// TestComment says what the comment warns of, and what is written of programs that
// have no loops, or nothing at all.
func TestComment(t *testing.T) {
	d := decidetest.Decider(t, fixture.Model(t, "power"))
	const narrow = "herd7 7.56 does not find it"
	for _, c := range []struct {
		name, init, code, prop string
		has                    []string
		hasNot                 []string
	}{
		{"half-word", "uint16_t y; 0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,-1 | lhz r1,0(r2) ;\n sth r5,0(r2) | ;", "1:r1=65535",
			[]string{narrow, "has 65535", "(1:r1=65535 /\\ [y]=65535)"}, nil},
		{"byte", "0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,-128 | lbz r1,0(r2) ;\n stb r5,0(r2) | ;", "1:r1=128",
			[]string{narrow, "has 128", "uint8_t y;", "(1:r1=128 /\\ [y]=128)"}, nil},
		{"signed", "int8_t y=-2; 0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,1 | lbz r1,0(r2) ;\n stb r5,0(r2) | ;", "1:r1=254",
			[]string{narrow, "has 254", "(1:r1=254 /\\ [y]=1)"}, nil},
		{"small pointer", "int *y; 0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,-1 | lwz r1,0(r2) ;\n stw r5,0(r2) | ;", "1:r1=-1",
			[]string{"uint32_t y;", "(1:r1=-1 /\\ [y]=4294967295)"}, []string{"int *"}},
		{"double word", "y=1; 0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,-1 | ld r1,0(r2) ;\n std r5,0(r2) | ;", "1:r1=-1",
			[]string{"uint64_t y=1;", "[y]=-1"}, nil},
		{"positive", "uint8_t y; 0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,127 | lbz r1,0(r2) ;\n stb r5,0(r2) | ;", "1:r1=127",
			[]string{"No other execution"}, []string{narrow}},
		{"word", "0:r2=y; 1:r2=y;", " P0 | P1 ;\n li r5,-1 | lwz r1,0(r2) ;\n stw r5,0(r2) | ;", "1:r1=-1",
			[]string{"No other execution"}, []string{narrow}},
		{"pointer", "0:r2=x; 0:r4=p; 1:r4=p; p=q; q=x; x=42;", " P0 | P1 ;\n li r1,1 | lwz r1,0(r4) ;\n stw r1,0(r2) | lwz r3,0(r1) ;\n stw r2,0(r4) | ;", "1:r3=42 /\\ 1:r1=x",
			[]string{"satisfies the condition.\n"}, []string{"is unrolled"}},
		{"loop", "0:r2=x; 1:r2=x;", " P0 | P1 ;\n li r1,1 | L0: lwz r1,0(r2) ;\n stw r1,0(r2) | cmpwi r1,0 ;\n | beq L0 ;", "1:r1=1",
			[]string{"if each loop is unrolled at most"}, nil},
		{"empty", "x=1;", " P0 | P1 ;", "x=1", []string{"\n P0 | P1 ;\n    |    ;\nexists"}, []string{"In it"}},
	} {
		_, text := pinned(t, d, diag.NewSource(c.name, "PPC t\n{ "+c.init+" }\n"+c.code+"\nexists ("+c.prop+")\n"), nil)
		for _, s := range c.has {
			if !strings.Contains(text, s) {
				t.Errorf("%s: it lacks %q:\n%s", c.name, s, text)
			}
		}
		for _, s := range c.hasNot {
			if strings.Contains(text, s) {
				t.Errorf("%s: it has %q:\n%s", c.name, s, text)
			}
		}
	}
}
