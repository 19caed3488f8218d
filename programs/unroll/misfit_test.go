package unroll

import (
	"strings"
	"testing"
)

// TestMisfits checks which constants are reported as not fitting a type, and the values
// with which they are compared.
func TestMisfits(t *testing.T) {
	for cond, want := range map[string]string{
		"x<3000000000":                          "3000000000 does not fit into int, so [x] is compared with -1294967296",
		"x>=-2147483648":                        "",
		"x>2147483647":                          "",
		"x=3000000000":                          "",
		"x!=4294967295":                         "",
		"b<128":                                 "128 does not fit into int8_t, so [b] is compared with -128",
		"u>-1":                                  "-1 does not fit into uint8_t, so [u] is compared with 255",
		"u<=255":                                "",
		"d>-1":                                  "",
		"e>-1":                                  "-1 does not fit into uint64_t, so [e] is compared with 18446744073709551615",
		"e>9223372036854775807":                 "",
		"e>0xffffffffffffffff":                  "",
		"e>=18446744073709551615":               "",
		"d<18446744073709551615":                "18446744073709551615 does not fit into int64_t, so [d] is compared with -1",
		"x<0xffffffffffffffff":                  "18446744073709551615 does not fit into int, so [x] is compared with -1",
		"p<-1":                                  "-1 does not fit into pointer, so [p] is compared with 18446744073709551615",
		"t[1]<70000":                            "70000 does not fit into uint16_t, so t[1] is compared with 4464",
		"t[1]<7":                                "",
		"0:r1<4294967295":                       "4294967295 does not fit into int, so 0:r1 is compared with -1",
		"0:r2<4294967295":                       "",
		"0:r2>=[x] /\\ ~(b>1 \\/ b>=300)":       "300 does not fit into int8_t, so [b] is compared with 44",
		"0:r2<=x":                               "",
		"u<256) /\\ (u<256 => 0:r1>-5000000000": "256 does not fit into uint8_t, so [u] is compared with 0; 256 does not fit into uint8_t, so [u] is compared with 0; -5000000000 does not fit into int, so 0:r1 is compared with -705032704",
	} {
		for _, filter := range []bool{false, true} {
			text := "PPC misfit\n{ int8_t b; uint8_t u; int64_t d; uint64_t e; int *p; uint16_t t[2]={0,0}; uint32_t 0:r2; }\n P0 ;\n nop ;\n"
			if filter {
				text += "filter ((" + cond + "))\nexists (x=1)\n"
			} else {
				text += "exists ((" + cond + "))\n"
			}
			var got []string
			for _, d := range Misfits(parse(t, "misfit.litmus", text)) {
				if got = append(got, d.Msg); !d.Warning || d.Fix == "" {
					t.Errorf("%s: no warning, or says not what to do: %v", cond, d)
				}
			}
			if strings.Join(got, "; ") != want {
				t.Errorf("%s: %q, want %q", cond, got, want)
			}
		}
	}
}
