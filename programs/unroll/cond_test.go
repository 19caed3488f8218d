package unroll

import (
	"testing"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/event/eventtest"
)

// TestConditions evaluates conditions in one final state. Registers: r1=5, r2=-1,
// r3=4294967295, r4=&x, r5=255, r6=2^32+7 and r16=r26=-1; their declared types are in
// their names: u8 is r17 and so on. Locations: x=1, y=&x, w=0xffffffff (not declared),
// b=255 (int8_t), u=255 (uint8_t), h=0x8000 (int16_t), v=0xffffffff (uint32_t), t[1]=7,
// d=-1 (int64_t), e=-1 (uint64_t), p=-1 (a pointer), l=2^32+7 (not declared, 64 bits).
func TestConditions(t *testing.T) {
	for cond, want := range map[string]bool{
		"x=1": true, "x=2": false, "x<>1": false, "x<>2": true, "[x]=1": true,
		"0:r1=5 /\\ x=1": true, "0:r1=5 /\\ x=2": false, "0:r1=4 \\/ x=1": true, "0:r1=4 => x=2": true, "0:r1=5 => x=2": false,
		"~(x=2)": true, "not (x=1)": false, "true": true, "false": false, "~false /\\ true": true,
		"0:r1<6": true, "0:r1<5": false, "0:r1<=5": true, "0:r1>5": false, "0:r1>=5": true, "0:r1>4": true,
		// What is not declared is an int, whatever it holds.
		"0:r2=-1": true, "0:r2=4294967295": true, "0:r2<0": true, "0:r3=-1": true, "0:r3=4294967295": true, "0:r3<0": true, "0:r3=0:r2": true,
		"w=-1": true, "w=0xffffffff": true, "w<0": true, "w=[d]": true, "0:r2=[w]": true, "0:r6=7": true, "0:r6=4294967303": true, "0:r6<8": true, "0:r6<>7": false,
		"l=7": true, "l=4294967303": true, "l<8": true, "l=0:r6": true, "0:r16=0xffffffffffffffff": true,
		// 64 bits are compared as such.
		"d=-1": true, "d=0xffffffffffffffff": true, "d=4294967295": false, "d<0": true, "e=-1": true, "e=0xffffffffffffffff": true, "e=4294967295": false,
		"e<0": false, "e>9223372036854775807": true, "e>=-1": true, "e<-1": false, "p=-1": true, "p=4294967295": false, "p>0": true,
		"g=-1": false, "g=4294967295": true, "g>0": true, "0:r26=-1": true, "0:r26=4294967295": false, "0:r26>0": true, "0:r16=-1": true,
		// Constants are of the type of what they are compared with.
		"b=255": true, "b=-1": true, "b=0xff": true, "b=-2": false, "b=0x1ff": true, "b<0": true, "b>=0": false, "b>253": true, "b>254": true, "b>255": false, "b=254": false,
		"u=255": true, "u=-1": true, "u=511": true, "u=0": false, "u<0": false, "u>254": true, "h=-32768": true, "h=32768": true, "h=0x18000": true, "h<0": true,
		"v=-1": true, "v=4294967295": true, "v<0": false, "v>2147483647": true,
		"0:r17=255": true, "0:r17=-1": true, "0:r17<0": false, "0:r18=255": true, "0:r18<0": true, "0:r19=-1": true, "0:r19=65535": true, "0:r19>0": true,
		"0:r20=65535": true, "0:r20=4294967295": true, "0:r20<0": true, "0:r21=-1": true, "0:r21>0": true,
		"t={0,7,-2}": true, "t={0,7,0xfffffffe}": true, "t={4294967296,7,-2}": true, "t={7,0,-2}": false, "t<>{0,7,-2}": false, "t<>{0,1,-2}": true,
		"t=[t]": true, "t=[q]": true, "t<>[q]": false, "q=[t]": true, "t=[o]": false, "t!=[o]": true,
		"t[1]=7": true, "t[0]=7": false, "t[2]=-2": true, "t[2]=4294967294": true, "a={456,0}": true, "a={200,0}": true, "a={-56,256}": true, "a[0]=-56": true, "a[0]<0": false,
		// Two places are compared as they are shown.
		"0:r5=[u]": true, "0:r5=[b]": false, "0:r2=[b]": true, "0:r2=[u]": false, "b=[u]": false, "b=[w]": true, "b=[d]": true, "u=[w]": false, "v=[w]": false,
		"g=[v]": true, "g=[w]": false, "d=[w]": true, "d=[v]": false, "d=[e]": false, "e=[d]": false, "e=[p]": true, "e<>[d]": true, "e=0:r26": true, "e=0:r16": false,
		"d<[e]": true, "e>[d]": true, "e<[d]": false, "d>=[e]": false, "e<=[p]": true, "w<[e]": true, "w<[v]": true, "v<[e]": true, "e<[v]": false, "x<[e]": true,
		"0:r17=0:r18": false, "0:r17=[u]": true, "0:r18=[b]": true, "0:r17=0:r5": true, "0:r21=[v]": true, "0:r21=0:r3": false,
		// Addresses have no number, and types do not change them.
		"0:r4=x": true, "0:r4=&x": true, "0:r4=y": false, "0:r4=1": false, "y=x": true, "y=&x": true, "y=[x]": false, "0:r4=[y]": true, "0:r4<>x": false,
		"y<>x": false, "0:r9=0": true, "0:r22=x": true, "0:r22=y": false, "0:r22=0": false, "0:r22=0:r4": true, "0:r22=0:r23": true, "0:r22=[y]": true,
		"0:r22=[u]": false, "0:r24=x": true, "0:r24=0:r22": true, "0:r24=[e]": false, "0:r24=[d]": false, "d=0:r24": false, "0:r22<1": false, "0:r24<[d]": false,
		"0:r24>=[d]": false, "0:r22>=0:r4": true,
	} {
		test := parse(t, "cond.litmus", "PPC cond\n{ 0:r1=5; 0:r2=-1; 0:r3=0xffffffff; 0:r4=x; 0:r5=255; 0:r6=4294967303; x=1; y=x; w=0xffffffff; l=4294967303;"+
			" int8_t b=255; uint8_t u=255; int16_t h=0x8000; int t[3]={0,7,-2}; uint8_t a[2]={200,0}; int64_t q[3]={0,7,-2}; uint32_t o[3]={0,7,-2}; int64_t d=-1; uint64_t e=-1; int *p=-1; uint32_t v=-1; int64_t g=0xffffffff;"+
			" 0:r30=l; 0:r16=-1; uint8_t 0:r17=-1; int8_t 0:r18=-1; uint16_t 0:r19=-1; int16_t 0:r20=-1; uint32_t 0:r21=-1;"+
			" uint8_t 0:r22=x; int16_t 0:r23=x; uint64_t 0:r24=x; uint64_t 0:r26=-1; }\n P0 ;\n ld r31,0(r30) ;\nexists ("+cond+")\n")
		s := build(t, test, Options{})
		leaves := make([]event.Value, len(s.Locs))
		for i := range s.Locs {
			leaves[i] = s.Locs[i].Init
		}
		for i, n := range s.Pool.Nodes { // evalIn knows Read only
			if n.Op == event.Final {
				s.Pool.Nodes[i].Op = event.Read
			}
		}
		got, ok := eventtest.Eval(s.Pool, s.Cond, leaves)
		if !ok || got.IsTrue() != want {
			t.Errorf("%s: %v, want %v (%v)\n%s", cond, got.IsTrue(), want, ok, s)
		}
	}
}
