// Killpoints runs commands of fencewise on heavy programs and ends each at a random
// moment, with --timeout, Ctrl-C or --memory. It prints by how much the processes
// exceeded their limits, for docs/limits.md, and fails if this is more than
// docs/limits.md promises.
//
//	go run ./scripts/killpoints -n 240 bin/fencewise
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fencewise/fencewise/internal/killpoints"
)

func main() {
	n := flag.Int("n", 240, "number of `points`, a third of each kind")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "the seed of the random numbers")
	verbose := flag.Bool("v", false, "print each point")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: killpoints [-n points] [-seed seed] [-v] fencewise")
		os.Exit(2)
	}
	ok, err := measure(flag.Arg(0), *n, *seed, *verbose)
	if err != nil {
		fmt.Fprintln(os.Stderr, "killpoints:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func measure(program string, n int, seed uint64, verbose bool) (ok bool, err error) {
	program, err = filepath.Abs(program)
	if err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp("", "killpoints-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	b, err := killpoints.New(dir, seed, program)
	if err != nil {
		return false, err
	}
	fmt.Printf("seed %d\n", seed)
	kinds := []killpoints.Kind{killpoints.Timeout, killpoints.Signal, killpoints.Memory}
	points := map[killpoints.Kind][]*killpoints.Point{}
	ok = true
	for i := range n {
		p, err := b.Run(kinds[i%len(kinds)])
		if err != nil {
			return false, err
		}
		points[p.Kind] = append(points[p.Kind], p)
		wrong := p.BrokenPromise(1)
		ok = ok && wrong == ""
		if verbose || wrong != "" {
			fmt.Printf("%-9s at %v took %v, status %d, %d MB: %s  %s\n", p.Kind, p.At, p.Took.Round(time.Millisecond), p.Status, p.Resident>>20, strings.Join(p.Args, " "), wrong)
		}
		if wrong != "" {
			fmt.Printf("    %s\n", strings.ReplaceAll(p.Output, "\n", "\n    "))
		}
	}
	for _, k := range kinds {
		summary(k, points[k])
	}
	return ok, nil
}

// summary prints the figures of one kind of limit.
func summary(k killpoints.Kind, all []*killpoints.Point) {
	var over, size []float64
	for _, p := range all {
		if !p.Ended {
			continue
		}
		over = append(over, p.Over.Seconds())
		if p.Limit > 0 {
			size = append(size, float64(p.Resident)/float64(p.Limit))
		}
	}
	fmt.Printf("%s: %d runs, %d ended by the limit", k, len(all), len(over))
	if k != killpoints.Memory {
		fmt.Printf("; beyond it %s s", spread(over))
	} else {
		fmt.Printf("; peak memory divided by the limit: %s", spread(size))
	}
	fmt.Println()
}

// spread returns the median, the 95th percentile and the maximum of some figures.
func spread(xs []float64) string {
	if len(xs) == 0 {
		return "-"
	}
	slices.SortFunc(xs, cmp.Compare)
	return fmt.Sprintf("median %.2f, 95%% %.2f, most %.2f", xs[len(xs)/2], xs[len(xs)*95/100], xs[len(xs)-1])
}
