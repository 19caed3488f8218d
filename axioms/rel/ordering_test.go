package rel

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/axioms/vocabulary"
	"github.com/fencewise/fencewise/programs/isa/power"
)

const communications = `let id = [_] let fr = (rf^-1 ; co) \ id let po-loc = po & loc let fencerel(f) = (po & (_ * f)) ; po
let rfe = rf & ext let rfi = rf & int let coe = co \ int let fre = fr \ int
`

// TestRedundant: a fence is redundant if the model orders everything that it could order. A
// doubtful fence is not redundant.
func TestRedundant(t *testing.T) {
	all := map[string]vocabulary.Base{"sync": vocabulary.Tagged(power.Sync), "lwsync": vocabulary.Tagged(power.LwSync), "eieio": vocabulary.Tagged(power.Eieio), "isync": vocabulary.Tagged(power.Isync)}
	order := []string{"sync", "lwsync", "eieio", "isync"}
	for _, c := range []struct{ model, want string }{
		{"acyclic po | rf | co | fr", "sync lwsync eieio isync"},
		{"acyclic (po & M*M) | rfe | coe | fre", "sync lwsync eieio isync"},
		{"acyclic (po | ((fr | rf | co) ; [M]))+", "sync lwsync eieio isync"},
		{"acyclic ([M] ; po ; [M]) | rf | co | fr", "sync lwsync eieio isync"},
		{"acyclic ([R] ; po ; [M]) | rf | co | fr", "isync"},
		{"acyclic (po & (M*M) \\ (W*R)) | rfe | co | fr", "lwsync eieio isync"},
		{"acyclic ((po & (R*M)) | (po & (W*W))) | rfe | co | fr", "lwsync eieio isync"},
		{"acyclic (po & (W*W)) | rfe | co | fr", "eieio"},
		{"acyclic (po & (R*M)) | rfe | co | fr", "isync"},
		{"acyclic (po & (EX*M)) | rfe | co | fr", ""},
		{"acyclic (po & loc) | rf | co | fr", ""},
		{"acyclic po | rf | co", ""},            // without fr it forbids less
		{"acyclic po | co | fr", ""},            //
		{"acyclic po | rfi | co | fr", ""},      // reads from other threads are left out
		{"irreflexive po | rf | co | fr", ""},   //
		{"flag acyclic po | rf | co | fr", ""},  // rejects nothing
		{"~acyclic po | rf | co | fr", ""},      //
		{"acyclic po \\ rf | rf | co | fr", ""}, // (po \ rf) | …
		{"acyclic (po \\ (IW * _)) | rf | co | (rf^-1;co)", "sync lwsync eieio isync"},
		{"acyclic ~(ext) & po | rf | co | fr", "sync lwsync eieio isync"},
		{"acyclic ~(ext) | rf | co | fr", "sync lwsync eieio isync"}, // int in both directions: nothing is allowed
	} {
		m, err := Elaborate(parse(t, "m.cat", communications+c.model), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.model, err)
			continue
		}
		var got []string
		for _, name := range order {
			if m.Redundant(all[name]) {
				got = append(got, name)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.model, s, c.want)
		}
	}
}

func TestMentions(t *testing.T) {
	for _, c := range []struct {
		model string
		want  bool
	}{
		{"acyclic po-loc | rf | co | fr", false},
		{"let sync = fencerel(SYNC)\nacyclic po-loc | rf", false}, // defined, and not used
		{"flag ~empty [SYNC] as full\nacyclic po-loc", false},     // rejects nothing
		{"acyclic fencerel(SYNC) | rf", true},
		{"acyclic fencerel(F) | rf", true},
		{"acyclic fencerel(LWSYNC) | rf", false},
		{"let rec a = (po;[SYNC];po) | (a;a)\nirreflexive a;rf", true},
		{"acyclic rf \\ (W * SYNC)", true},
	} {
		m, err := Elaborate(parse(t, "m.cat", communications+c.model), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.model, err)
			continue
		}
		if got := m.Mentions(vocabulary.Tagged(power.Sync)); got != c.want {
			t.Errorf("%s: %v", c.model, got)
		}
	}
}
