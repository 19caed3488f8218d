package csource_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// TestKernel reads files of Linux as they are, in the programs of docs/examples/c/kernel. The
// verdicts are those of docs/c-kernel.md.
func TestKernel(t *testing.T) {
	kernel := os.Getenv("FENCEWISE_KERNEL")
	if kernel == "" {
		t.Skip("no kernel: FENCEWISE_KERNEL names the folder of one, such as linux-6.12")
	}
	include := []string{filepath.Join(kernel, "kernel/locking"), filepath.Join(kernel, "lib"), filepath.Join(kernel, "include")}
	weaker := t.TempDir()
	err := os.WriteFile(filepath.Join(weaker, "weaker.h"), []byte("#undef smp_store_release\n#define smp_store_release(p, v) WRITE_ONCE(*(p), v)\n"), 0o666)
	if err != nil {
		t.Fatal(err)
	}
	const weaken = `WEAKEN="weaker.h"`
	for _, c := range []struct {
		file    string
		defines []string
		want    verdict.Verdict
	}{
		{"mcs.c", nil, verdict.Never},
		{"mcs.c", []string{"CPUS=3"}, verdict.Never},
		{"mcs.c", []string{weaken}, verdict.Sometimes},
		{"llist-messages.c", nil, verdict.Never},
		{"osq.c", nil, verdict.Sometimes},
		{"osq.c", []string{"ACQUIRE=smp_acquire__after_ctrl_dep"}, verdict.Never},
		{"qspinlock-count.c", nil, verdict.Never},
		{"qspinlock-count.c", []string{weaken}, verdict.Sometimes},
	} {
		name := filepath.Join("../../docs/examples/c/kernel", c.file)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		test, err := csource.Read(diag.NewSource(name, string(text)), csource.Options{Defines: c.defines, Include: append(include, weaker)})
		if err != nil {
			t.Errorf("%s %v: %v", c.file, c.defines, err)
			continue
		}
		d := decide.New(fixture.ModelFor(t, "lkmm", test), decide.Options{Auto: true})
		_, a, err := d.DecideTest(context.Background(), 0, test, nil)
		if err != nil || a.Verdict != c.want {
			t.Errorf("%s %v: %s (%s), want %s; %v", c.file, c.defines, a.Verdict, a.Reason, c.want, err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}
