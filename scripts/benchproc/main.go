// Benchproc measures the time of a whole process, as a user at a prompt sees it: start
// of the binary, embedded models, the solver's first context, output.
//
//	go run ./scripts/benchproc -n 50 -target 30ms bin/fencewise check mail.litmus
//
// It prints the minimum, median and maximum of the wall time, and the maximum resident
// size. The processes run one after the other. The first run, which warms the page
// cache, is not counted. A median above -target is reported, but makes the program fail
// only with -strict, because wall times vary on a shared machine.
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
	n := flag.Int("n", 50, "number of `runs` that count")
	target := flag.Duration("target", 0, "the target for the median (0: none)")
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

// measure runs the command n+1 times. Except for the first run, it returns the wall
// times in increasing order and the maximum resident size in bytes, which is 0 if the
// system does not report it.
func measure(n, status int, argv []string) (walls []time.Duration, rss int64, err error) {
	for i := range n + 1 {
		cmd := exec.Command(argv[0], argv[1:]...)
		// io.Discard makes the output go to a pipe, as if a user piped it on.
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
