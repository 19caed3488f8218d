package bundle

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/encode/certify/prover"
)

// figures collects the figures of docs/performance.md about some bundles.
type figures struct {
	proofs, clauses, bytes               []int
	solving, proving, checking, deriving time.Duration

	worst float64 // time of the check over what it may take
	where string
	late  time.Duration // the longest check
}

// prover returns the prover that the environment variable PROVER names.
func (f *figures) prover() prover.Name {
	if by := os.Getenv("PROVER"); by != "" {
		return prover.Name(by)
	}
	return prover.Gophersat
}

// add adds the figures of a bundle. solving is the time that its verdict took.
func (f *figures) add(t *testing.T, name, dir string, r *Report, solving time.Duration) {
	t.Helper()
	size := 0
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		size += int(info.Size())
		if filepath.Ext(d.Name()) == ".rup" {
			f.proofs = append(f.proofs, int(info.Size()))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f.clauses, f.bytes = append(f.clauses, r.Manifest.Clauses), append(f.bytes, size)
	f.solving, f.proving, f.checking, f.deriving = f.solving+solving, f.proving+r.Proving, f.checking+r.Checking, f.deriving+r.Deriving
	check := r.Checking + r.Deriving
	if ratio := check.Seconds() / (3*solving.Seconds() + 1); ratio > f.worst {
		f.worst, f.where = ratio, name
	}
	f.late = max(f.late, check)
}

func (f *figures) bundles() int { return len(f.bytes) }

func (f *figures) log(t *testing.T) {
	t.Helper()
	n := f.bundles()
	if n == 0 {
		t.Fatal("no bundles")
	}
	total := 0
	for _, b := range f.bytes {
		total += b
	}
	for _, all := range [][]int{f.proofs, f.clauses, f.bytes} {
		slices.Sort(all)
	}
	t.Logf("%d bundles of %d bytes; bytes of each: median %d, largest %d", n, total, f.bytes[n/2], f.bytes[n-1])
	m := len(f.proofs)
	t.Logf("%d proofs; bytes of each: median %d, largest %d; clauses: median %d, largest %d", m, f.proofs[m/2], f.proofs[m-1], f.clauses[n/2], f.clauses[n-1])
	t.Logf("ms each: verdict %.2f, prover %.2f, check of hashes and proofs %.2f, deriving again %.2f",
		mean(f.solving, n), mean(f.proving, n), mean(f.checking, n), mean(f.deriving, n))
	t.Logf("slowest check %v; the nearest to the target of three times the verdict and a second: %.2f of it, %s", f.late, f.worst, f.where)
	if f.prover() == prover.Gophersat && f.proofs[m/2] > 5000 {
		t.Errorf("the median proof has %d bytes, more than 5 kB", f.proofs[m/2])
	}
}

func mean(d time.Duration, n int) float64 { return float64(d.Microseconds()) / 1000 / float64(n) }
