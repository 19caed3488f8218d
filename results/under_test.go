package results

import (
	"testing"

	"github.com/fencewise/fencewise/programs/litmus"
)

func TestUnder(t *testing.T) {
	if asWritten != litmus.AsWritten {
		t.Errorf("programs that are not compiled have the target %q", litmus.AsWritten)
	}
	for _, c := range []struct {
		target, model string
		variants      []string
		want          string
	}{
		{"", "power", nil, "under power"},
		{"lkmm", "lkmm", nil, "under lkmm"},
		{"lkmm", "lkmm-doorbell", nil, "under lkmm-doorbell"},
		{"power", "power", nil, "compiled for power"},
		{"power", "power-doorbell", nil, "compiled for power under power-doorbell"},
		{"power-isync", "power", []string{"stwcx-depends-on-lwarx"}, "compiled for power-isync under power (stwcx-depends-on-lwarx)"},
	} {
		if got := Under(c.target, c.model, c.variants); got != c.want {
			t.Errorf("%v: %q", c, got)
		}
	}
}
