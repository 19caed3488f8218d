package compare

import (
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/verdict"
	"github.com/fencewise/fencewise/results"
)

// TestShowing checks that each Sometimes of a variant has its command, quoted for a shell.
func TestShowing(t *testing.T) {
	patch, old := "patch v1", "it's"
	c := &results.Comparison{Rows: []results.Row{
		{Program: "host_ipi/mail", Model: "power", Variant: &patch, Verdict: verdict.Sometimes},
		{Program: "host_ipi/mail", Model: "power", Variant: &old, Verdict: verdict.Never},
		{Program: "host_ipi/mail", Model: "tso", Variant: &old, Verdict: verdict.Sometimes},
		{Program: "my study/x", Model: "power", Target: "power-isync", Variant: &patch, Verdict: verdict.Sometimes},
		{Program: "host_ipi/mail", Model: "power", Verdict: verdict.Sometimes},
	}}
	want := []string{
		"fencewise witness host_ipi/mail --as 'patch v1'",
		`fencewise witness host_ipi/mail --as 'it'\''s' --model tso`,
		"fencewise witness 'my study/x' --as 'patch v1' --target power-isync",
	}
	if got := (&Options{}).showing(c); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	file := &Options{Study: "lock.c"}
	file.Models.Files.Define, file.Models.Files.Include = []string{"NAME=a b"}, []string{"include"}
	c.Rows = c.Rows[3:4]
	c.Rows[0].Program = "lock.c"
	want = []string{"fencewise witness lock.c -D 'NAME=a b' -I include --target power-isync"}
	if got := file.showing(c); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := file.command(), "compare lock.c -D 'NAME=a b' -I include --format html"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for range maxShown + 2 {
		c.Rows = append(c.Rows, c.Rows[0])
	}
	var b strings.Builder
	if err := (&Options{}).shows(&b, c); err != nil || !strings.HasSuffix(b.String(), "  and 3 more, with other names\n") {
		t.Errorf("%v: %s", err, b.String())
	}
}
