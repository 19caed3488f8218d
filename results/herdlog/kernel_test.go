package herdlog

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/fencewise/fencewise/axioms/enumerate"
	"github.com/fencewise/fencewise/axioms/rel"
	"github.com/fencewise/fencewise/internal/fixture"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/unroll"
)

// TestKernelLogs compares whole logs with herd7's: states, counts, verdicts, flags and
// hashes of the kernel's tests. Most runs take a sample of those with few executions.
func TestKernelLogs(t *testing.T) {
	logs := kernelLogs(t)
	var files []string
	for f := range logs {
		files = append(files, f)
	}
	slices.Sort(files)
	m := fixture.Model(t, "lkmm")
	tries := fixture.Nightly(5_000, 1_000_000)
	every := 1
	if tries < 1_000_000 {
		every = 3
	}
	start, same, large := time.Now(), 0, 0
	for i, f := range files {
		if i%every != 0 {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := kernelLog(t, m, f, string(text), tries)
		if errors.Is(err, ErrIncomplete) {
			large++
			continue
		}
		if got != logs[f] || err != nil {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s%v", f, got, logs[f], err)
			continue
		}
		same++
	}
	if same < 500 || large > same/2 {
		t.Errorf("only %d logs, %d have too many candidates", same, large)
	}
	t.Logf("%d logs are the same, %d have too many candidates, %v", same, large, time.Since(start).Round(time.Millisecond))
}

// kernelLog returns the log of a program in C, made with at most that many candidates.
func kernelLog(t *testing.T, m *rel.Model, file, text string, tries int) (string, error) {
	t.Helper()
	test := fixture.Parse(t, diag.NewSource(file, text))
	s := fixture.Structure(t, test, unroll.Options{KeepRounds: true})
	o, err := enumerate.Run(context.Background(), s, m, enumerate.Options{Counts: true, Flags: true, MaxCandidates: tries})
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = Write(&b, o)
	return b.String(), err
}
