// Benchproc times a whole process, as a user at a prompt sees it: start of the
// binary, embedded models, the solver's first context, output.
//
//	go run ./scripts/benchproc -n 50 -target 30ms bin/fencewise check mail.litmus
//
// It prints the least, median and greatest wall time and the greatest resident
// size. The runs follow one another, after one that is not counted and warms
// the page cache. A median above -target is said, and fails only with -strict:
// on a shared machine a wall time is evidence, not a verdict.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/fencewise/fencewise/scripts/benchproc/rusage"
)

func main() {
	n := flag.Int("n", 50, "`runs` that count")
	target := flag.Duration("target", 0, "the median that is aimed at (0: none)")
	strict := flag.Bool("strict", false, "fail when the median is above the target")
	status := flag.Int("status", 0, "the exit `status` that each run must have")
	flag.Parse()
	if *n < 1 || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: benchproc [-n runs] [-target d] [-strict] [-status n] command args…")
		os.Exit(2)
	}
	walls, rss, err := measure(*n, *status, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchproc:", err)
		os.Exit(1)
	}
	median := walls[len(walls)/2]
	fmt.Printf("process: %d runs, wall ms min %.1f median %.1f max %.1f", *n, ms(walls[0]), ms(median), ms(walls[len(walls)-1]))
	if rss > 0 {
		fmt.Printf(", peak %.1f MB", float64(rss)/1e6)
	}
	fmt.Println()
	if *target == 0 {
		return
	}
	if median > *target {
		fmt.Printf("process: the median is above the target of %.0f ms\n", ms(*target))
		if *strict {
			os.Exit(1)
		}
		return
	}
	fmt.Printf("process: the median meets the target of %.0f ms\n", ms(*target))
}

// measure runs the command n times beyond the first and returns the wall times
// in rising order, and the greatest resident size in bytes (0 where the system
// does not tell).
func measure(n, status int, argv []string) (walls []time.Duration, rss int64, err error) {
	for i := range n + 1 {
		cmd := exec.Command(argv[0], argv[1:]...)
		// Written to a pipe that is read, as when a user pipes the output on.
		cmd.Stdout, cmd.Stderr = io.Discard, os.Stderr
		start := time.Now()
		err := cmd.Run()
		wall := time.Since(start)
		if cmd.ProcessState == nil {
			return nil, 0, err
		}
		if got := cmd.ProcessState.ExitCode(); got != status {
			return nil, 0, fmt.Errorf("%s: exit status %d, want %d", argv[0], got, status)
		}
		if i == 0 {
			continue
		}
		walls = append(walls, wall)
		rss = max(rss, rusage.Peak(cmd.ProcessState))
	}
	slices.Sort(walls)
	return walls, rss, nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
