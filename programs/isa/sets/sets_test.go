package sets

import (
	"testing"

	"github.com/fencewise/fencewise/programs/isa"
)

// TestSets checks that every set is complete, is found by its architecture, and declares
// its tags without gaps and without repeated names.
func TestSets(t *testing.T) {
	for _, s := range All() {
		if ForArch(s.Arch) != s || s.NewDecoder == nil || s.Mnemonics == nil || s.Survey == nil ||
			s.Herd.Instr == nil || s.Herd.Line == nil || s.Herd.Jump == nil || s.Herd.Depend == nil {
			t.Errorf("%s: not complete, or not found", s.Name)
		}
		if len(s.Tags) > isa.MaxTags+1 || s.Tags[0].Name != "" {
			t.Errorf("%s: too many tags, or a tag with the number 0", s.Name)
		}
		seen := map[string]bool{}
		for tag, info := range s.Tags[1:] {
			if info.Name == "" || info.Cat == "" || info.Doc == "" || seen[info.Name] || seen[info.Cat] {
				t.Errorf("%s: tag %d has no name, or one that another tag has: %+v", s.Name, tag+1, info)
			}
			seen[info.Name], seen[info.Cat] = true, true
			if !info.Barrier && (info.Orders != 0 || info.Control || info.Doorbells) || info.Barrier && info.Exclusive {
				t.Errorf("%s: %s is a barrier and is none: %+v", s.Name, info.Name, info)
			}
		}
	}
	if ForArch("no such") != nil {
		t.Error("a set for an architecture that does not exist")
	}
}
