package eval

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/execution"
	"github.com/fencewise/fencewise/axioms/execution/executiontest"
	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/internal/fixture"
)

// paper is the model of POWER in "Herding Cats", in the paper's own terms: com* in prop, no
// eieio, no order of reserved accesses. Atomicity is added, because the paper does not
// treat lwarx and stwcx.
const paper = `
acyclic po-loc | rf | fr | co as sc-per-location
empty rmw & (fre;coe) as atomicity
let dp = addr | data
let rdw = po-loc & (fre;rfe)
let detour = po-loc & (coe;rfe)
let ii0 = dp | rdw | rfi
let ic0 = 0
let ci0 = ctrlcfence(ctrl, ISYNC) | detour
let cc0 = dp | po-loc | ctrl | (addr;po)
let rec ii = ii0 | ci | (ic;ci) | (ii;ii)
and ic = ic0 | ii | cc | (ic;cc) | (ii;ic)
and ci = ci0 | (ci;ii) | (cc;ci)
and cc = cc0 | ci | (ci;ic) | (cc;cc)
let ppo = (ii & (R*R)) | (ic & (R*W))
let ffence = fencerel(SYNC)
let lwfence = fencerel(LWSYNC) \ (W*R)
let fence = ffence | lwfence
let hb = ppo | fence | rfe
acyclic hb as no-thin-air
let prop-base = (fence | (rfe;fence)) ; hb*
let prop = (prop-base & (W*W)) | (com* ; prop-base* ; ffence ; hb*)
irreflexive fre;prop;hb* as observation
acyclic co | prop as propagation
`

// Pairs of lwarx and stwcx. that succeed, for threads that only write.
const (
	exX = "lwarx r3,r0,r21; stwcx. r1,r0,r21; bne F; "
	exY = "lwarx r4,r0,r22; stwcx. r2,r0,r22; bne F; "
	end = "li r9,1; F:"
)

func TestPowerLeavesThePaper(t *testing.T) {
	pap, pow := fixture.ModelText(t, paper), fixture.Model(t, "power")
	for _, c := range []struct {
		name, want string // of the paper and of power.cat
		cond       string
		threads    string
	}{
		// Without eieio the two agree.
		{"MP+lwsync+addr", "FF", "1:r5=1 /\\ 1:r6=0", wx1 + lwsync + wy1 + "|" + ry + addrRx},
		{"SB+lwsyncs", "AA", "0:r5=0 /\\ 1:r5=0", wx1 + lwsync + ry + "|" + wy1 + lwsync + rx},
		// eieio orders writes, and nothing else.
		{"MP+eieio+addr", "AF", "1:r5=1 /\\ 1:r6=0", wx1 + eieio + wy1 + "|" + ry + addrRx},
		{"2+2W+eieios", "AF", "x=2 /\\ y=2", wx2 + eieio + wy1 + "|" + wy2 + eieio + wx1},
		{"LB+eieio+data", "AA", "0:r5=1 /\\ 1:r5=1", rx + eieio + wy1 + "|" + ry + dataWx},
		{"R+eieio+sync", "AA", "y=2 /\\ 1:r5=0", wx1 + eieio + wy1 + "|" + wy2 + sync + rx},
		// Reserved accesses propagate in program order.
		{"MP+XX+XX", "AF", "0:r9=1 /\\ 1:r9=1 /\\ 1:r4=1 /\\ 1:r3=0",
			"li r1,1; li r2,1; " + exX + exY + end + "|" + "li r1,2; li r2,2; " + exY + exX + end},
		{"2+2W+XX+XX", "AF", "0:r9=1 /\\ 1:r9=1 /\\ x=2 /\\ y=2",
			"li r1,2; li r2,1; " + exX + exY + end + "|" + "li r1,1; li r2,2; " + exY + exX + end},
	} {
		s := executiontest.Build(t, executiontest.Threads(c.name, c.cond, strings.Split(c.threads, "|")...))
		a, _ := observe(s, pap)
		b, _ := observe(s, pow)
		if got := string([]byte{"FA"[min(a, 1)], "FA"[min(b, 1)]}); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// The form of prop makes no difference, execution by execution.
func TestFormOfProp(t *testing.T) {
	text, _ := models.Source("power")
	wide := strings.Replace(text, "(com-ext? ; prop-base*", "(com* ; prop-base*", 1)
	if wide == text {
		t.Fatal("power.cat does not define prop as expected")
	}
	a, b := New(fixture.Model(t, "power")), New(fixture.ModelText(t, wide))
	for _, sh := range shapes {
		s := executiontest.Build(t, executiontest.Threads(sh.name, sh.cond, strings.Split(sh.threads, "|")...))
		executiontest.Each(s, func(c *execution.Candidate) {
			if a.Consistent(nil, c) != b.Consistent(nil, c) {
				v := b.Judge(nil, c)
				t.Errorf("%s: %v", sh.name, v.Violations)
			}
		})
	}
}
