package iostreams

import "testing"

// TestFit checks the width of text.
func TestFit(t *testing.T) {
	for _, c := range []struct {
		columns int
		output  string
		want    int
	}{{0, "", 72}, {100, "", 100}, {300, "", 120}, {20, "", 40}, {100, "x.txt", 72}} {
		io := &IO{OutWidth: c.columns}
		if got := io.Fit(c.output, 40, 72); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
