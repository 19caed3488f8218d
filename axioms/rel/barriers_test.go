package rel

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/isa/power"
)

// TestBarriersCanGo: barriers with the given tags may be at the ends of what occurs
// negatively, and not between; other events may be.
func TestBarriersCanGo(t *testing.T) {
	for _, c := range []struct{ text, culprit string }{
		{`acyclic po \ (rf ; co)`, ""},
		{`acyclic po \ ([R] ; (po & loc) ; [W] ; (po & loc))`, ""},
		{`acyclic (po ; [SYNC] ; po) \ (addr ; [ISYNC] ; po)`, ""},
		{`acyclic rf \ (W * F)`, ""},
		{`let mid = po ; po acyclic rf \ mid`, "mid"},
		{`let mid = po ; [LWSYNC] ; po acyclic rf \ mid`, "[LWSYNC]"},
		{`let s = domain (po & (M * SYNC)) acyclic [W \ s]`, "s"},
		{`let r = (po | rf)+ acyclic co \ r`, "r"},
		{`let rec r = addr | (r ; r) acyclic co \ r`, ""},
		{`~empty po & (SYNC * M) as some`, "some"},
		{`~empty rf as some`, ""},
		{`flag ~empty po \ (po ; po) as f acyclic po`, ""},
	} {
		m, err := Elaborate(parse(t, "m.cat", c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		ok, why := m.BarriersCanGo(isa.Of(power.Sync, power.LwSync))
		if ok != (c.culprit == "") || !strings.HasPrefix(why, c.culprit) {
			t.Errorf("%s: got %v %q", c.text, ok, why)
		}
	}
}
