package event

import "testing"

// TestConditions evaluates conditions in one final state: 0:r1=5, 0:r2=-1,
// 0:r3=4294967295, 0:r4=&x, 0:r5=255 and x=1, y=&x, w=0xffffffff, b=255 (a
// byte), u=255 (an unsigned byte), h=0x8000 (a half-word), t[1]=7, d=-1 (64
// bits).
func TestConditions(t *testing.T) {
	final := map[string]Value{"x": {0, 1}, "w": {0, 0xffffffff}, "b": {0, 255}, "u": {0, 255}, "h": {0, 0x8000}, "t[1]": {0, 7}, "d": {0, -1}}
	for cond, want := range map[string]bool{
		"x=1": true, "x=2": false, "x<>1": false, "x<>2": true, "t={0,7}": true, "t={7,0}": false, "t<>{0,7}": false, "t<>{0,1}": true,
		"[x]=1": true, "t[1]=7": true, "t[0]=7": false,
		"0:r1=5 /\\ x=1": true, "0:r1=5 /\\ x=2": false, "0:r1=4 \\/ x=1": true, "0:r1=4 => x=2": true, "0:r1=5 => x=2": false,
		"~(x=2)": true, "not (x=1)": false, "true": true, "false": false, "~false /\\ true": true,
		"0:r1<6": true, "0:r1<5": false, "0:r1<=5": true, "0:r1>5": false, "0:r1>=5": true, "0:r1>4": true,
		"0:r2=-1": true, "0:r2=4294967295": true, "0:r2<0": true, "0:r3=-1": true, "0:r3=4294967295": true, "0:r3<0": true, "0:r3=0:r2": true,
		"w=-1": true, "w=0xffffffff": true, "w<0": true, "w=[d]": true, "d=-1": true, "d=0xffffffffffffffff": true, "d<0": true,
		"b=255": true, "b=-1": true, "b=0xff": true, "b=-2": false, "b=0x1ff": false, "b<0": true, "b>=0": false,
		"u=255": true, "u=-1": false, "u<0": false, "u>254": true, "h=-32768": true, "h=32768": true, "h=0x8000": true, "h<0": true,
		"0:r5=255": true, "0:r5=-1": false, "0:r5=[b]": true, "0:r2=[b]": true, "0:r2=[u]": false, "0:r5=[u]": true, "b=[u]": true, "b=[w]": true,
		"0:r4=x": true, "0:r4=&x": true, "0:r4=y": false, "0:r4=1": false, "y=x": true, "y=&x": true, "y=[x]": false, "0:r4=[y]": true, "0:r4<>x": false,
		"y<>x": false, "0:r9=0": true,
	} {
		test := parse(t, "cond.litmus", "PPC cond\n{ 0:r1=5; 0:r2=-1; 0:r3=0xffffffff; 0:r4=x; 0:r5=255; y=x; int8_t b; uint8_t u; int16_t h; int t[2]; int64_t d; }\n P0 ;\n nop ;\nlocations [w;]\nexists ("+cond+")\n")
		s := build(t, test, Options{})
		leaves := make([]Value, len(s.Locs))
		for i := range s.Locs {
			leaves[i] = final[s.Locs[i].Name]
			if s.Locs[i].Name == "y" {
				for k := range s.Locs {
					if s.Locs[k].Name == "x" {
						leaves[i] = s.Locs[k].Addr
					}
				}
			}
		}
		for i, n := range s.Pool.Nodes { // evalIn knows Read only
			if n.Op == Final {
				s.Pool.Nodes[i].Op = Read
			}
		}
		got, ok := evalIn(s.Pool, s.Cond, leaves)
		if !ok || got.IsTrue() != want {
			t.Errorf("%s: %v, want %v\n%s", cond, got.IsTrue(), want, s)
		}
	}
}
