package litmus

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// lkmmSuite reads the tests in kernel C, or skips where they are absent.
func lkmmSuite(t testing.TB) []*diag.Source {
	const root = "../../../shared/suites/lkmm"
	var srcs []*diag.Source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".litmus") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		srcs = append(srcs, diag.NewSource(name, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(srcs) == 0 {
		t.Skip("the suite of kernel C is not beside the repository")
	}
	return srcs
}

// wrongInSuite lists the tests of the suite that are wrong, and by which code they are
// reported. herd7 refuses them too.
var wrongInSuite = map[string]diag.Code{
	"tests/dart/C-smp-store-01.litmus": diag.KernelCOperand, // smp_store_mb(y,1) where y is a pointer
	"tests/dart/C-smp-store-02.litmus": diag.KernelCOperand,
	"micro/n60-unknown-macro.litmus":   diag.KernelCRefused,
}

// TestKernelCSuite checks that the tests of the suite parse, print and parse to the same
// tree, and use known primitives.
func TestKernelCSuite(t *testing.T) {
	read := 0
	for _, src := range lkmmSuite(t) {
		test, err := Parse(src)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		read++
		roundTrip(t, src)
		var errs diag.List
		for _, th := range test.Threads {
			errs = append(errs, kernelc.Check(th.Body, kernelc.Embedded())...)
		}
		switch want := wrongInSuite[src.Name]; {
		case want == "" && len(errs) > 0:
			t.Errorf("%v", errs)
		case want != "" && (len(errs) == 0 || errs[0].Code != want):
			t.Errorf("%s: %v, want %s", src.Name, errs, want)
		}
	}
	t.Logf("%d tests", read)
}
