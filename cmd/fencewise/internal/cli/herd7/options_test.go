package herd7

import (
	"testing"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags/herdconf"
)

// TestEverySettingIsTaken: a setting that says which tests are run, or by which model, has an
// effect; every function belongs to a setting.
func TestEverySettingIsTaken(t *testing.T) {
	words := map[string]bool{}
	for _, w := range herdconf.Words() {
		words[w.Name] = true
		if (w.Kind == herdconf.Files || w.Kind == herdconf.Run) && takes[w.Name] == nil {
			t.Errorf("nothing takes the setting %s", w.Name)
		}
	}
	for name := range takes {
		if !words[name] {
			t.Errorf("herd7 has no setting %s", name)
		}
	}
}
