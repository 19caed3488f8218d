// Benchsuite compares the user CPU of fencewise and herd7 on the same files. It
// measures whole processes, each on one core.
//
//	go run ./scripts/benchsuite bin/fencewise ../shared/suites/power/tests
//
// It prints the median of several runs of fencewise for verdicts, for final states and
// for herd7's log, the time of one run of herd7, and the ratios with their targets. If
// the tests or herd7 are missing, that part is skipped with a message. Only the ratios
// can be compared between machines. A missed target makes the program fail only with
// -strict.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fencewise/fencewise/scripts/benchproc/rusage"
)

// mode is one way of running fencewise.
type mode struct {
	name   string
	flags  []string
	target float64 // the least ratio of herd7's time to that of fencewise; 0 for none
}

var modes = []mode{
	{"verdicts", nil, 300},
	{"states", []string{"--states"}, 20},
	{"counts, log", []string{"--format", "herd"}, 0},
	{"cross-check", []string{"--states", "--cross-check=enumerate"}, 0},
}

func main() {
	runs := flag.Int("n", 11, "number of `runs` of fencewise; the median counts")
	herd := flag.String("herd7", "herd7", "the herd7 `program` to compare with")
	strict := flag.Bool("strict", false, "fail when a target is missed")
	flag.Parse()
	if flag.NArg() != 2 || *runs < 1 {
		fmt.Fprintln(os.Stderr, "usage: benchsuite [-n runs] [-herd7 program] [-strict] fencewise tests")
		os.Exit(2)
	}
	ok, err := bench(os.Stdout, flag.Arg(0), flag.Arg(1), *herd, *runs)
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchsuite:", err)
		os.Exit(1)
	}
	if !ok && *strict {
		os.Exit(1)
	}
}

func bench(w io.Writer, fencewise, dir, herd string, runs int) (ok bool, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.litmus"))
	if err != nil {
		return false, err
	}
	if len(files) == 0 {
		fmt.Fprintf(w, "suite: skipped: %s contains no tests\n", dir)
		return true, nil
	}
	fmt.Fprintf(w, "suite: %d tests, user CPU of one process on one core\n", len(files))
	times := make([]time.Duration, len(modes))
	for i, m := range modes {
		all := make([]time.Duration, runs)
		var most int64
		for k := range all {
			d, rss, err := user(fencewise, append([]string{"check", dir, "-j", "1"}, m.flags...))
			if err != nil {
				return false, err
			}
			all[k], most = d, max(most, rss)
		}
		slices.Sort(all)
		times[i] = all[runs/2]
		fmt.Fprintf(w, "  fencewise, %-12s %9.3f s  (%.3f to %.3f, peak %.0f MB)\n",
			m.name, times[i].Seconds(), all[0].Seconds(), all[runs-1].Seconds(), float64(most)/1e6)
	}
	path, err := exec.LookPath(herd)
	if err != nil {
		fmt.Fprintf(w, "  herd7                   skipped: %s is not installed\n", herd)
		return true, nil
	}
	slow, _, err := user(path, files)
	if err != nil {
		return false, err
	}
	fmt.Fprintf(w, "  herd7 %-17s %9.3f s\n", version(path), slow.Seconds())
	ok = true
	for i, m := range modes {
		ratio := slow.Seconds() / times[i].Seconds()
		line := fmt.Sprintf("  herd7 / %-15s %9.0f times", m.name, ratio)
		if m.target > 0 {
			verb := "meets"
			if ratio < m.target {
				verb, ok = "MISSES", false
			}
			line += fmt.Sprintf("  %s the target of %.0f", verb, m.target)
		}
		fmt.Fprintln(w, line)
	}
	return ok, nil
}

// user runs a command, discards its output, and returns its user CPU time and its peak
// resident size.
func user(name string, args []string) (time.Duration, int64, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	var errs strings.Builder
	cmd.Stdout, cmd.Stderr = io.Discard, &errs
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w\n%s", name, err, errs.String())
	}
	return cmd.ProcessState.UserTime(), rusage.Peak(cmd.ProcessState), nil
}

// version returns herd7's version, or "" if herd7 does not report it.
func version(herd string) string {
	out, err := exec.Command(herd, "-version").Output()
	if err != nil {
		return ""
	}
	v, _, _ := strings.Cut(string(out), ",")
	return strings.TrimSpace(v)
}
