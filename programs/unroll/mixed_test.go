package unroll

import (
	"strings"
	"testing"
)

// TestMixed says for programs whether some access covers a part of what another one covers.
func TestMixed(t *testing.T) {
	for _, c := range []struct {
		name, init, code string
		want             bool
	}{
		{"one size", "int x; int y;", "lwz r5,0(r1) ; | stw r5,0(r2) ;", false},
		{"two sizes, apart", "int x; uint8_t y;", "lwz r5,0(r1) ; | stb r5,0(r2) ;", false},
		{"a byte of a word", "int x; int y;", "lwz r5,0(r1) ; | stb r5,0(r1) ;", true},
		{"a byte of a word, alone", "int x; int y;", "stb r5,3(r1) ;", true},
		{"two elements", "int x[2]; int y;", "ld r5,0(r1) ;", true},
		{"only in a slot", "int x; int y;", "lwz r5,0(r1) ; | (*@ s: none, stb r5,1(r1) *) ;", true},
		{"a slot about another location", "int x; uint8_t y;", "lwz r5,0(r1) ; | (*@ s: none, stb r5,0(r2) *) ;", false},
	} {
		text := "PPC t\nEndian=little\n{ " + c.init + " 0:r1=x; 0:r2=y; }\n P0 ;\n"
		for line := range strings.SplitSeq(c.code, " | ") {
			text += " " + line + "\n"
		}
		if got := Mixed(parse(t, c.name, text+"exists (0:r5=1)\n")); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
