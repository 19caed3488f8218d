package dot

import "testing"

// TestQuote: what stands in a program cannot end a label, nor begin an escape or an
// entity.
func TestQuote(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{[]string{"stw r1,0(r2)", "x := 1"}, `"stw r1,0(r2)\nx := 1"`},
		{[]string{`exists (x=1 /\ y=2)`}, `"exists (x=1 /\\ y=2)"`},
		{[]string{`a"];b`, "c\nd"}, `"a\"];b\nc d"`},
		{[]string{`\`}, `"\\"`},
		{[]string{"a&lt;b"}, `"a&amp;lt;b"`},
		{[]string{"a\x00b\xffc"}, "\"a\uFFFDb\uFFFDc\""},
	} {
		before := c.in[0]
		if got := quote(c.in...); got != c.want || c.in[0] != before {
			t.Errorf("%q: %s, want %s", c.in, got, c.want)
		}
	}
}
