// Benchc decides the public programs in C, and prints the CPU time and the memory of each row.
//
//	go run ./scripts/benchc bin/fencewise ../shared/suites/c
//
// The rows are those of expected.csv. Each is a process of its own, with the limits of a tenth of
// the time that the row allows, and 2 GB. If the suite is missing, it is skipped with a message.
package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/fencewise/fencewise/scripts/benchproc/rusage"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: benchc fencewise suite")
		os.Exit(2)
	}
	if err := bench(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "benchc:", err)
		os.Exit(1)
	}
}

// bench runs all rows of a suite.
func bench(fencewise, suite string) error {
	f, err := os.Open(filepath.Join(suite, "expected.csv"))
	if errors.Is(err, os.ErrNotExist) {
		fmt.Println("programs in C: skipped, there is no", filepath.Join(suite, "expected.csv"))
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	var total time.Duration
	for _, r := range rows[1:] {
		limit, err := strconv.ParseFloat(r[6], 64)
		if err != nil {
			return err
		}
		verdict, cpu, rss, err := decide(fencewise, arguments(suite, r, limit/10))
		if err != nil {
			return fmt.Errorf("%s %s: %w", r[0], r[1], err)
		}
		total += cpu
		fmt.Printf("%-44s %-15s %-6s %-12s expected %-8s %-10s %6.2f s %5.0f MB\n", r[0], r[1], r[2], r[3], r[5], verdict, cpu.Seconds(), float64(rss)/1e6)
	}
	fmt.Printf("programs in C: %d rows, %.1f s of CPU\n", len(rows)-1, total.Seconds())
	return nil
}

// arguments returns the command line for a row.
func arguments(suite string, r []string, seconds float64) []string {
	args := []string{"check", filepath.Join(suite, r[0]), "--property", r[3], "--memory", "2GB", "--timeout", fmt.Sprintf("%gs", seconds)}
	if r[1] != "" {
		args = append(args, r[1])
	}
	switch {
	case r[2] == "LKMM":
		return append(args, "--target", "lkmm")
	case strings.HasPrefix(r[0], "locks/"), strings.HasPrefix(r[0], "lfds/"):
		return append(args, "--target", "power-gcc")
	}
	return append(args, "--target", "power")
}

var aVerdict = regexp.MustCompile(` (Never|Sometimes|Always|Unknown) `)

// decide returns the verdict that a process prints, its CPU time, and the memory that it had at
// most, in bytes.
func decide(name string, args []string) (verdict string, cpu time.Duration, rss int64, err error) {
	cmd := exec.Command(name, args...)
	out, err := cmd.Output()
	var status *exec.ExitError
	if err != nil && !errors.As(err, &status) { // Unknown has a status of its own
		return "", 0, 0, err
	}
	m := aVerdict.FindSubmatch(out)
	if m == nil {
		return "", 0, 0, fmt.Errorf("no verdict in %q", out)
	}
	return string(m[1]), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), rusage.Peak(cmd.ProcessState), nil
}
