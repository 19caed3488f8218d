package sound

import (
	"testing"

	"github.com/fencewise/fencewise/programs/library"
)

func TestPrograms(t *testing.T) {
	for _, c := range []struct{ arg, name, want string }{
		{"/suites/lkmm", "/suites/lkmm/tests/auto/a.litmus", "lkmm/tests/auto"},
		{"/suites/lkmm/", "/suites/lkmm/a.litmus", "lkmm"},
		{"tests", "tests/a.litmus", "tests"},
		{".", "manual/a.litmus", "manual"},
		{".", "a.litmus", "."},
		{"../tests", "../tests/manual/a.litmus", "tests/manual"},
		{"a.litmus", "a.litmus", "."},
		{"tests/manual/a.litmus", "tests/manual/a.litmus", "manual"},
		{"host_ipi_lkmm", "host_ipi_lkmm/mail", "host_ipi_lkmm"},
		{"-", "<stdin>", "."},
	} {
		got := Programs(c.arg, []library.Input{{Name: c.name}})
		if len(got) != 1 || got[0].Family != c.want {
			t.Errorf("%s in %s: %q, want %q", c.name, c.arg, got[0].Family, c.want)
		}
	}
}
