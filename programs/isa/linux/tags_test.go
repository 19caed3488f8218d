package linux

import (
	"testing"

	"github.com/fencewise/fencewise/programs/isa"
)

// TestTags: every tag is declared, names are not used twice, and only accesses are apart.
func TestTags(t *testing.T) {
	seen := map[string]bool{}
	for tag, info := range C.Tags {
		if tag == 0 {
			continue
		}
		for _, name := range append([]string{info.Name, info.Cat}, info.Also...) {
			if name == "" || seen[name] && name != info.Cat && name != "MB" { // MB is accesses and fences
				t.Errorf("tag %d: no name, or that of another: %+v", tag, info)
			}
			seen[name] = true
		}
		if info.Doc == "" || info.Apart && info.Barrier {
			t.Errorf("tag %d: %+v", tag, info)
		}
	}
	if want := isa.Of(LKR, LKW, UL, LF, RL, RU); C.Apart() != want {
		t.Errorf("apart: %s, want %s", C.Text(C.Apart()), C.Text(want))
	}
}
