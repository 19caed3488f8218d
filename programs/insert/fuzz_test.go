package insert

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
)

// FuzzChoices checks that any text is either a list of different choices that begins
// with none and reads back the same, or is reported with a diagnostic.
func FuzzChoices(f *testing.F) {
	for _, list := range []string{"", "none", "none,lwsync,msgsync+sync", " sync , lwsync", "sync,sync", "stw", "+", "lwsync+", "none+sync", "ctrl(r5)+isync,none", "*)", "sync (*@ a: none *)"} {
		f.Add(list)
	}
	f.Fuzz(func(t *testing.T, list string) {
		cs, err := Choices(list)
		if err != nil {
			ds := diag.All(err)
			if len(ds) == 0 {
				t.Errorf("no diagnostic: %v", err)
			}
			for _, d := range ds {
				if d.Code == "" || d.Msg == "" || d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(list) {
					t.Errorf("%v, from %d to %d", d, d.Span.Start, d.Span.End)
				}
			}
			return
		}
		var names []string
		seen := map[string]bool{}
		for i, c := range cs {
			if names = append(names, c.Text); seen[c.Text] || (c.Text == "none") != (i == 0) || len(c.Instrs) == 0 != (i == 0) {
				t.Errorf("%q: choice %d is %q", list, i, c.Text)
			}
			seen[c.Text] = true
		}
		again, err := Choices(strings.Join(names, ","))
		if err != nil || len(again) != len(cs) {
			t.Errorf("%q does not read as itself: %v", strings.Join(names, ","), err)
		}
	})
}
