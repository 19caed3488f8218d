// Benchfamilies measures fencewise on the scaled families of package
// internal/families, with one process for each instance, and prints a table in
// Markdown that shows how time and memory grow with the size.
//
//	go run ./scripts/benchfamilies bin/fencewise
//
// Memory is that of the whole process including the solver, which a Go benchmark does
// not see. Every instance should take less than a second and 500 MB, and those with
// interrupts less than a minute and 4 GB. An instance that takes more is marked, and
// makes the program fail only with -strict.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/scripts/benchproc/rusage"
)

// The targets for each instance.
const (
	maxWall = time.Second
	maxPeak = 500e6
)

// row is one line of the table: instances of increasing size.
type row struct {
	name      string
	instances []instance
	args      []string // further arguments of check
	maxWall   time.Duration
	maxPeak   float64
}

type instance struct{ name, text string }

// handlers returns the families with interrupts. The limit on interrupts is the number
// of senders, and the loop bound is at least as large, so that no execution reaches a
// bound.
func handlers() (all []row) {
	for k := 1; k <= 4; k++ {
		r := row{
			name: fmt.Sprintf("handler, k = %d", k), maxWall: time.Minute, maxPeak: 4e9,
			args: []string{"--interrupts", fmt.Sprint(k), "--bound", fmt.Sprint(max(2, k)), "--max-events", "20000"},
		}
		for accesses := 0; accesses <= 8-2*k; accesses += 2 {
			r.instances = append(r.instances, instance{fmt.Sprint(accesses), families.LostIPI(k, accesses)})
		}
		all = append(all, r)
	}
	return all
}

// rows returns all families. Rings of copies have at most 32 threads.
func rows() []row {
	all := memory()
	for i := range all {
		all[i].maxWall, all[i].maxPeak = maxWall, maxPeak
	}
	return append(all, handlers()...)
}

// memory returns the families without interrupts.
func memory() (all []row) {
	for _, shape := range families.Shapes {
		for _, fence := range []string{"sync", "lwsync"} {
			ring, copies := row{name: "ring " + shape + " " + fence}, row{name: "copies " + shape + " " + fence}
			for _, n := range []int{2, 4, 8, 16, 32} {
				ring.instances = append(ring.instances, instance{fmt.Sprint(n), families.Ring(shape, fence, n, 1)})
			}
			for _, k := range []int{2, 3, 4} {
				n := 32 / k
				if shape == "MP" {
					n &^= 1 // writers and readers alternate
				}
				copies.instances = append(copies.instances, instance{fmt.Sprintf("%d×%d", n, k), families.Ring(shape, fence, n, k)})
			}
			all = append(all, ring, copies)
		}
	}
	for _, readers := range []int{0, 2} {
		r := row{name: fmt.Sprintf("writers, %d readers", readers)}
		for k := 4; k <= 16; k += 4 {
			r.instances = append(r.instances, instance{fmt.Sprint(k), families.Writers(k, readers)})
		}
		all = append(all, r)
	}
	for seed := range uint64(4) {
		r := row{name: fmt.Sprintf("random, seed %d", seed)}
		for m := 4; m <= 20; m += 4 {
			r.instances = append(r.instances, instance{fmt.Sprintf("4×%d", m), families.Random(m, seed)})
		}
		all = append(all, r)
	}
	return all
}

func main() {
	strict := flag.Bool("strict", false, "fail when an instance misses a target")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: benchfamilies [-strict] fencewise")
		os.Exit(2)
	}
	ok, err := run(flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchfamilies:", err)
	}
	if err != nil || !ok && *strict {
		os.Exit(1)
	}
}

func run(fencewise string) (ok bool, err error) {
	dir, err := os.MkdirTemp("", "families")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	return table(os.Stdout, fencewise, dir)
}

func table(w io.Writer, fencewise, dir string) (ok bool, err error) {
	ok = true
	fmt.Fprint(w, "| family | ms of a whole process, by size | peak MB | verdict of the largest |\n|---|---|---|---|\n")
	for _, r := range rows() {
		var cells []string
		var most int64
		verdict := ""
		for _, in := range r.instances {
			path := filepath.Join(dir, "instance.litmus")
			if err := os.WriteFile(path, []byte(in.text), 0o666); err != nil {
				return false, err
			}
			wall, peak, v, err := measure(fencewise, path, r.args)
			if err != nil {
				return false, fmt.Errorf("%s %s: %w", r.name, in.name, err)
			}
			cell := fmt.Sprintf("%s: %.0f", in.name, float64(wall)/1e6)
			if wall > r.maxWall || float64(peak) > r.maxPeak {
				cell += " **MISSES**"
				ok = false
			}
			cells, most, verdict = append(cells, cell), max(most, peak), v
		}
		fmt.Fprintf(w, "| %s | %s | %.0f | %s |\n", r.name, strings.Join(cells, ", "), float64(most)/1e6, verdict)
	}
	return ok, nil
}

// measure checks a file in a new process and returns the time and memory that it took,
// and the verdict.
func measure(fencewise, path string, args []string) (wall time.Duration, peak int64, verdict string, err error) {
	cmd := exec.Command(fencewise, append(append([]string{"check"}, args...), path)...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	out, err := cmd.Output()
	wall = time.Since(start)
	if err != nil {
		return 0, 0, "", err
	}
	if f := strings.Fields(string(out)); len(f) > 2 {
		verdict = f[2]
	}
	return wall, rusage.Peak(cmd.ProcessState), verdict, nil
}
