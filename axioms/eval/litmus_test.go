package eval

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/internal/fixture"
)

// Pieces of the shapes. Reads load into r5 and r6; what orders the second access of a thread
// stands between the two.
const (
	wx1, wx2, wy1, wy2 = "li r1,1; stw r1,0(r21)", "li r1,2; stw r1,0(r21)", "li r1,1; stw r1,0(r22)", "li r1,2; stw r1,0(r22)"
	wz1                = "li r1,1; stw r1,0(r23)"
	rx, ry, rz         = "lwz r5,0(r21)", "lwz r5,0(r22)", "lwz r5,0(r23)"
	rx2, ry2           = "lwz r6,0(r21)", "lwz r6,0(r22)"
	dep                = "; xor r7,r5,r5; " // r7 is 0 and depends on r5
	addrRx, addrRy     = dep + "lwzx r6,r7,r21", dep + "lwzx r6,r7,r22"
	addrWx, addrWy     = dep + "li r8,1; stwx r8,r7,r21", dep + "li r8,1; stwx r8,r7,r22"
	dataWx, dataWy     = dep + "addi r7,r7,1; stw r7,0(r21)", dep + "addi r7,r7,1; stw r7,0(r22)"
	dataWz             = dep + "addi r7,r7,1; stw r7,0(r23)"
	ctrl               = "; cmpwi r5,1; beq L; L:"
	isync              = ctrl + " isync; "
	sync               = "; sync; "
	lwsync             = "; lwsync; "
	eieio              = "; eieio; "
	po                 = "; "
)

// shapes holds classic tests with their verdicts from the literature, for POWER, TSO and SC
// in this order: "A" allowed, "F" forbidden. The verdicts for POWER
// are those of "Herding Cats" and of Sarkar et al., "Understanding POWER
// multiprocessors", PLDI 2011.
var shapes = []struct{ name, want, cond, threads string }{
	{"MP", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + po + wy1 + "|" + ry + po + rx2},
	{"MP+syncs", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + sync + wy1 + "|" + ry + sync + rx2},
	{"MP+lwsyncs", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + lwsync + rx2},
	{"MP+lwsync+addr", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + addrRx},
	{"MP+lwsync+po", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + po + rx2},
	{"MP+lwsync+ctrl", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + ctrl + rx2},
	{"MP+lwsync+ctrlisync", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + isync + rx2},
	{"MP+lwsync+isync", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + "; isync; " + rx2},
	{"MP+po+addr", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + po + wy1 + "|" + ry + addrRx},
	{"MP+eieio+addr", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + eieio + wy1 + "|" + ry + addrRx},
	{"MP+lwsync+eieio", "AFF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + eieio + rx2},
	{"SB", "AAF", "0:r5=0 /\\ 1:r5=0", wx1 + po + ry + "|" + wy1 + po + rx},
	{"SB+syncs", "FFF", "0:r5=0 /\\ 1:r5=0", wx1 + sync + ry + "|" + wy1 + sync + rx},
	{"SB+lwsyncs", "AAF", "0:r5=0 /\\ 1:r5=0", wx1 + lwsync + ry + "|" + wy1 + lwsync + rx},
	{"SB+lwsync+sync", "AAF", "0:r5=0 /\\ 1:r5=0", wx1 + lwsync + ry + "|" + wy1 + sync + rx},
	{"SB+eieios", "AAF", "0:r5=0 /\\ 1:r5=0", wx1 + eieio + ry + "|" + wy1 + eieio + rx},
	{"LB", "AFF", "0:r5=1 /\\ 1:r5=1", rx + po + wy1 + "|" + ry + po + wx1},
	{"LB+addrs", "FFF", "0:r5=1 /\\ 1:r5=1", rx + addrWy + "|" + ry + addrWx},
	{"LB+datas", "FFF", "0:r5=1 /\\ 1:r5=1", rx + dataWy + "|" + ry + dataWx},
	{"LB+ctrls", "FFF", "0:r5=1 /\\ 1:r5=1", rx + ctrl + wy1 + "|" + ry + ctrl + wx1},
	{"LB+data+po", "AFF", "0:r5=1 /\\ 1:r5=1", rx + dataWy + "|" + ry + po + wx1},
	{"LB+eieios", "AFF", "0:r5=1 /\\ 1:r5=1", rx + eieio + wy1 + "|" + ry + eieio + wx1},
	{"LB+lwsync+data", "FFF", "0:r5=1 /\\ 1:r5=1", rx + lwsync + wy1 + "|" + ry + dataWx},
	{"R", "AAF", "y=2 /\\ 1:r5=0", wx1 + po + wy1 + "|" + wy2 + po + rx},
	{"R+lwsync+sync", "AFF", "y=2 /\\ 1:r5=0", wx1 + lwsync + wy1 + "|" + wy2 + sync + rx},
	{"R+sync+lwsync", "AAF", "y=2 /\\ 1:r5=0", wx1 + sync + wy1 + "|" + wy2 + lwsync + rx},
	{"R+syncs", "FFF", "y=2 /\\ 1:r5=0", wx1 + sync + wy1 + "|" + wy2 + sync + rx},
	{"R+eieio+sync", "AFF", "y=2 /\\ 1:r5=0", wx1 + eieio + wy1 + "|" + wy2 + sync + rx},
	{"S", "AFF", "x=2 /\\ 1:r5=1", wx2 + po + wy1 + "|" + ry + po + wx1},
	{"S+lwsync+addr", "FFF", "x=2 /\\ 1:r5=1", wx2 + lwsync + wy1 + "|" + ry + addrWx},
	{"S+lwsync+po", "AFF", "x=2 /\\ 1:r5=1", wx2 + lwsync + wy1 + "|" + ry + po + wx1},
	{"S+eieio+data", "FFF", "x=2 /\\ 1:r5=1", wx2 + eieio + wy1 + "|" + ry + dataWx},
	{"S+eieio+ctrl", "FFF", "x=2 /\\ 1:r5=1", wx2 + eieio + wy1 + "|" + ry + ctrl + wx1},
	{"S+eieio+po", "AFF", "x=2 /\\ 1:r5=1", wx2 + eieio + wy1 + "|" + ry + po + wx1},
	{"2+2W", "AFF", "x=2 /\\ y=2", wx2 + po + wy1 + "|" + wy2 + po + wx1},
	{"2+2W+lwsyncs", "FFF", "x=2 /\\ y=2", wx2 + lwsync + wy1 + "|" + wy2 + lwsync + wx1},
	{"2+2W+lwsync+po", "AFF", "x=2 /\\ y=2", wx2 + lwsync + wy1 + "|" + wy2 + po + wx1},
	{"2+2W+eieios", "FFF", "x=2 /\\ y=2", wx2 + eieio + wy1 + "|" + wy2 + eieio + wx1},
	{"WRC+addrs", "AFF", "1:r5=1 /\\ 2:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + addrWy + "|" + ry + addrRx},
	{"WRC+lwsync+addr", "FFF", "1:r5=1 /\\ 2:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + lwsync + wy1 + "|" + ry + addrRx},
	{"WRC+sync+addr", "FFF", "1:r5=1 /\\ 2:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + sync + wy1 + "|" + ry + addrRx},
	{"WRC+eieio+addr", "AFF", "1:r5=1 /\\ 2:r5=1 /\\ 2:r6=0", wx1 + "|" + rx + eieio + wy1 + "|" + ry + addrRx},
	{"ISA2+lwsync+data+addr", "FFF", "1:r5=1 /\\ 2:r5=1 /\\ 2:r6=0", wx1 + lwsync + wy1 + "|" + ry + dataWz + "|" + rz + addrRx},
	{"IRIW+addrs", "AFF", "1:r5=1 /\\ 1:r6=0 /\\ 3:r5=1 /\\ 3:r6=0", wx1 + "|" + rx + addrRy + "|" + wy1 + "|" + ry + addrRx},
	{"IRIW+lwsyncs", "AFF", "1:r5=1 /\\ 1:r6=0 /\\ 3:r5=1 /\\ 3:r6=0", wx1 + "|" + rx + lwsync + ry2 + "|" + wy1 + "|" + ry + lwsync + rx2},
	{"IRIW+syncs", "FFF", "1:r5=1 /\\ 1:r6=0 /\\ 3:r5=1 /\\ 3:r6=0", wx1 + "|" + rx + sync + ry2 + "|" + wy1 + "|" + ry + sync + rx2},
	{"CoRR", "FFF", "1:r5=1 /\\ 1:r6=0", wx1 + "|" + rx + po + rx2},
	{"CoWW", "FFF", "x=1", wx1 + po + wx2},
	{"CoRW1", "FFF", "0:r5=1", rx + po + wx1},
	{"CoWR", "FFF", "0:r6=2 /\\ x=1", wx1 + po + rx2 + "|" + wx2},
}

func TestShapes(t *testing.T) {
	names := []string{"power", "tso", "sc"}
	for _, sh := range shapes {
		s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
		for i, name := range names {
			yes, no := observe(s, fixture.Model(t, name))
			if yes+no == 0 {
				t.Errorf("%s: %s allows nothing", sh.name, name)
			}
			if got := "FA"[min(yes, 1)]; got != sh.want[i] {
				t.Errorf("%s under %s: got %c, want %c", sh.name, name, got, sh.want[i])
			}
		}
	}
}
