package rel

import "testing"

// TestCounts: which models say that atomic operations count.
func TestCounts(t *testing.T) {
	const defs = "let po-loc = po & loc let fr = (rf^-1 ; co) \\ [_] let fre = fr \\ int let coe = co & ext let coi = co & int let rfe = rf & ext\n"
	const atomic = "\nempty rmw & (fre ; coe) as atomic"
	for _, c := range []struct {
		text string
		want bool
	}{
		{"acyclic po-loc | rf | co | fr" + atomic, true},
		{"let com = rf | co | fr acyclic com | po & loc | addr" + atomic, true},
		{"acyclic po-loc | rf | co | fr empty (fr & ext ; (co & ext)) & rmw", true},
		{"acyclic po-loc | rf | co | fr", false},
		{"acyclic po-loc | rf | co" + atomic, false},
		{"acyclic (po-loc \\ R*R) | rf | co | fr" + atomic, false},
		{"acyclic po-loc | rfe | co | fr" + atomic, false},
		{"acyclic po-loc | rf | co | fr empty rmw & (fre ; coi)", false},
		{"acyclic po-loc | rf | co | fr flag ~empty rmw & (fre ; coe) as odd", false},
		{"irreflexive po-loc | rf | co | fr" + atomic, false},
	} {
		m, err := Elaborate(parse(t, "m.cat", defs+c.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := m.Counts(); got != c.want {
			t.Errorf("%s: %v", c.text, got)
		}
	}
}
