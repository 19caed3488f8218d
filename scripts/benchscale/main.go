// Benchscale measures fencewise on the locks, queues and deques of package
// internal/families, with one process for each program, and prints a table in Markdown.
//
//	go run ./scripts/benchscale -timeout 60s bin/fencewise
//
// Each is decided as users do it, with the default solver and the default bounds. The targets
// are for that. Beside it stand the two solvers alone. Programs with many slots are repaired
// (repair.go). CPU is user and system time of the process on all cores. Events and clauses are those of the last bound that was tried: the
// whole program at that bound, its formula with all clauses of the model, and the formula that
// was refuted or has a solution. If herd7 is
// installed, its CPU time stands beside, or how long it was given; it unrolls loops as often
// as fencewise did. Otherwise Benchscale says that there is none. A program that takes more
// than its target of time, or than maxPeak of memory, is marked, and makes Benchscale fail only
// with -strict.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/fencewise/fencewise/axioms/models"
	"github.com/fencewise/fencewise/encode"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/encode/solve"
	"github.com/fencewise/fencewise/internal/families"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/programs/unroll"
	"github.com/fencewise/fencewise/scripts/benchproc/rusage"
)

// programs holds the programs by name, with the CPU time that each should take at most;
// 0 for no target.
var programs = []struct {
	name   string
	target time.Duration
}{
	{"tas-3x3-isync-lwsync", 0},
	{"tas-4x2-isync-lwsync", 500 * time.Millisecond},
	{"tas-4x3-isync-lwsync", 10 * time.Second},
	{"ticket-3x3-isync-lwsync", time.Second},
	{"ticket-4x2-isync-lwsync", time.Second},
	{"ticket-4x3-isync-lwsync", 10 * time.Second},
	{"mcs-2x1-isync-lwsync", 0},
	{"mcs-3x1-isync-lwsync", 300 * time.Millisecond},
	{"mcs-2x2-isync-lwsync", time.Second},
	{"mcs-4x1-isync-lwsync", time.Second},
	{"mcs-3x2-isync-lwsync", 5 * time.Second},
	{"qspin-2x1-isync-lwsync", 500 * time.Millisecond},
	{"qspin-3x1-isync-lwsync", 2 * time.Second},
	{"qspin-2x2-isync-lwsync", 5 * time.Second},
	{"dekker-2x2-sync", time.Second},
	{"dekker-2x3-sync", 5 * time.Second},
	{"peterson-2x2-sync-sync", 0},
	{"peterson-2x4-sync-sync", time.Second},
	{"chaselev-p2-s2-t2-sync", 500 * time.Millisecond},
	{"chaselev-p3-s3-t2-sync", 3 * time.Second},
	{"spsc-6-lwsync", 0},
	{"treiber-2p2-lwsync", 0},
	{"seqlock-w2-r2-lwsync", 0},
	{"rcu-r3-k1-sync", 0},
	{"stores-1x500", time.Second},
	{"stores-4x125", time.Second},
	{"stores-4x125-seen", time.Second},
	{"iriw-5-sync", 0},
}

func main() {
	timeout := flag.Duration("timeout", time.Minute, "how long each program may take")
	memory := flag.String("memory", "6GB", "how much memory each program may take")
	herd := flag.String("herd7", "herd7", "the herd7 `program` to compare with")
	herdLimit := flag.Duration("herd7-timeout", 20*time.Second, "how long each program may take in herd7")
	only := flag.String("only", "", "measure only programs whose name begins with `prefix`")
	strict := flag.Bool("strict", false, "fail when a target is missed")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: benchscale [-timeout time] [-only prefix] [-strict] fencewise")
		os.Exit(2)
	}
	b := bench{fencewise: flag.Arg(0), timeout: *timeout, memory: *memory, herdLimit: *herdLimit}
	if path, err := exec.LookPath(*herd); err == nil {
		b.herd = path
	} else {
		fmt.Fprintf(os.Stderr, "benchscale: the column of herd7 stays empty: %v\n", err)
	}
	ok, err := b.table(os.Stdout, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchscale:", err)
	}
	if err != nil || !ok && *strict {
		os.Exit(1)
	}
}

// bench holds the programs to compare and the limits of each run.
type bench struct {
	fencewise, herd    string // herd is "" where it is not installed
	timeout, herdLimit time.Duration
	memory             string
}

// table prints one line for each program. It returns false if a target is missed.
func (b bench) table(w io.Writer, only string) (ok bool, err error) {
	dir, err := os.MkdirTemp("", "scale")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	ok = true
	var rows []row
	fmt.Fprint(w, "| program | verdict | target, s | CPU s, MB | Z3 alone | built-in alone | events | clauses | asked | herd7: CPU s |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, p := range programs {
		if !strings.HasPrefix(p.name, only) {
			continue
		}
		text, known := families.Sized(p.name)
		if !known {
			return false, fmt.Errorf("no program is called %s", p.name)
		}
		path := filepath.Join(dir, p.name+".litmus")
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return false, err
		}
		cells, bound, verdict := []string{}, 0, ""
		for i, solver := range []solve.Backend{solve.Auto, solve.Z3, solve.Builtin} {
			a, err := b.check(path, string(solver))
			if err != nil {
				return false, fmt.Errorf("%s: %w", p.name, err)
			}
			switch {
			case a.verdict == "Unknown":
			case verdict != "" && verdict != a.verdict:
				return false, fmt.Errorf("%s: one solver says %s, the other %s", p.name, verdict, a.verdict)
			default:
				verdict, bound = a.verdict, a.bound
			}
			cell := a.cell()
			if i == 0 && a.misses(p.target) {
				cell, ok = cell+" **MISSES**", false
			}
			cells = append(cells, cell)
		}
		rows = append(rows, row{p.name, path, text, fmt.Sprintf("| %s | %s | %s | %s |", p.name, verdict, seconds(p.target), strings.Join(cells, " | ")), bound})
	}
	// What this process takes itself counts as memory of the processes that it starts later.
	var repaired strings.Builder
	complete, err := b.repairs(&repaired, dir, only)
	if err != nil {
		return false, err
	}
	for _, r := range rows {
		events, clauses, asked, err := b.size(r.path, r.text, r.bound)
		if err != nil {
			return false, fmt.Errorf("%s: %w", r.name, err)
		}
		fmt.Fprintf(w, "%s %s | %s | %s | %s |\n", r.cells, events, clauses, asked, b.herdTime(r.path, r.bound))
	}
	_, err = fmt.Fprint(w, repaired.String())
	return ok && complete, err
}

// row is a line of the table without what is found last.
type row struct {
	name, path, text, cells string
	bound                   int
}

// answer is what one process of fencewise said and took.
type answer struct {
	verdict string
	bound   int
	usage
}

// usage is what a process took.
type usage struct {
	cpu  time.Duration
	peak int64 // bytes
}

// maxPeak is the memory that no program should take more of, in bytes.
const maxPeak = 1_000_000_000

func used(p *os.ProcessState) usage { return usage{p.UserTime() + p.SystemTime(), rusage.Peak(p)} }

func (u usage) String() string {
	return fmt.Sprintf("%.2f, %.0f", u.cpu.Seconds(), float64(u.peak)/1e6)
}

// misses reports whether a process took more than its target, where it has one, or more than
// maxPeak.
func (u usage) misses(target time.Duration) bool {
	return target > 0 && u.cpu > target || u.peak > maxPeak
}

// misses reports whether a program with a target has no verdict, or one that took too much.
func (a answer) misses(target time.Duration) bool {
	return target > 0 && a.verdict == "Unknown" || a.usage.misses(target)
}

func (a answer) cell() string {
	if a.verdict == "Unknown" {
		return a.usage.String() + " Unknown"
	}
	return a.usage.String()
}

// seconds prints a target; nothing for none.
func seconds(target time.Duration) string {
	if target == 0 {
		return ""
	}
	return fmt.Sprint(target.Seconds())
}

// check decides a program in a process of its own, with one of the solvers.
func (b bench) check(path, solver string) (a answer, err error) {
	cmd := exec.Command(b.fencewise, "check", path, "--solver", solver, "--format", "json", "--timeout", b.timeout.String(), "--memory", b.memory)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return a, err
	}
	var reply struct {
		Verdict string
		Bound   int
	}
	if err := json.Unmarshal(out, &reply); err != nil {
		return a, err
	}
	return answer{reply.Verdict, reply.Bound, used(cmd.ProcessState)}, nil
}

// size returns the number of events of a program whose loops are unrolled bound times,
// that of the clauses of the question whether its condition can hold, and that of the
// clauses that the answer took. The bound is 0 for a program without loops.
func (b bench) size(path, text string, bound int) (events, clauses, asked string, err error) {
	test, err := litmus.Parse(diag.NewSource(path, text))
	if err != nil {
		return "", "", "", err
	}
	m, err := models.Load("power")
	if err != nil {
		return "", "", "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.timeout)
	defer cancel()
	d := decide.New(m, decide.Options{Limits: unroll.Limits{Bound: bound}, Solver: solve.Builtin})
	defer d.Close()
	s, err := d.Structure(ctx, test, nil, false)
	if err != nil {
		return "", "", "", err
	}
	events = fmt.Sprint(len(s.Events))
	q := encode.Query{Structure: s, Goal: encode.Holds}
	// Where orders are long, all clauses do not fit into memory.
	if x, err := encode.NewEncoder(m).Start(ctx, q, encode.Options{Transitive: manyMembers}); err == nil && !x.Partial() {
		if x, err = encode.NewEncoder(m).Encode(ctx, q, encode.Options{}); err == nil { // else too big, or out of time
			clauses = fmt.Sprint(x.F.Clauses())
		}
	}
	if a, err := d.Decide(ctx, s); err == nil && a.Clauses > 0 {
		asked = fmt.Sprint(a.Clauses)
	}
	return events, clauses, asked, nil
}

// manyMembers is the number of stores to one location above which size does not count all
// clauses.
const manyMembers = 100

// herdTime returns the CPU seconds that herd7 takes if it unrolls loops bound times, those after
// which it was ended, or that it does not read the program. A bound of 0 is that of a program that has no loops, or
// that fencewise did not decide; then herd7 unrolls as often as it does by itself.
func (b bench) herdTime(path string, bound int) string {
	if b.herd == "" {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.herdLimit)
	defer cancel()
	args := []string{path}
	if bound > 0 {
		args = []string{"-unroll", fmt.Sprint(bound), path}
	}
	cmd := exec.CommandContext(ctx, b.herd, args...)
	out, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return fmt.Sprintf("> %.0f", used(cmd.ProcessState).cpu.Seconds())
	case err != nil || !strings.Contains(string(out), "\nObservation "): // a syntax error is only a warning
		return "does not read it"
	}
	return fmt.Sprintf("%.2f", used(cmd.ProcessState).cpu.Seconds())
}
