package table

import (
	"strings"
	"testing"
)

// TestKeysRepeat: a sheet that is too wide is split, and each part has all columns that say
// what its rows are about.
func TestKeysRepeat(t *testing.T) {
	s := &sheet{keys: 2, head: single("variant", "program", "first", "second", "third"),
		rows: [][]string{{"patch", "mail", "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbb", "cccccccccccccccc"}}}
	text := strings.Join(s.columns(44), "\n")
	if n := strings.Count(text, "patch"); n < 2 || strings.Count(text, "mail") != n || strings.Count(text, "program") != n {
		t.Errorf("the keys are not repeated:\n%s", text)
	}
	for _, c := range []string{"aaaa", "bbbb", "cccc", "first", "second", "third"} {
		if !strings.Contains(text, c) {
			t.Errorf("%s is missing:\n%s", c, text)
		}
	}
}
