package cost

import (
	"testing"

	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/isa/power"
)

// TestFor checks that the default fits the language of the program, and that other models
// are only for theirs.
func TestFor(t *testing.T) {
	for _, name := range []string{Default, "ppc970", "kernel"} {
		m, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []*struct {
			set  string
			want string
		}{{"PPC", map[string]string{Default: Default, "ppc970": "ppc970"}[name]}, {"C", map[string]string{Default: "kernel", "kernel": "kernel"}[name]}} {
			of := &power.POWER
			if lang.set == "C" {
				of = &linux.C
			}
			got, err := m.For(of)
			if (err == nil) != (lang.want != "") || err == nil && got.Name != lang.want {
				t.Errorf("%s for %s: %v, %v, want %q", name, lang.set, got, err, lang.want)
			}
			if err == nil && len(got.order) < len(of.Barriers())+2 {
				t.Errorf("%s does not say what every barrier costs", got.Name)
			}
		}
	}
}
