// Benchkernel compares the user CPU of fencewise and herd7 on tests in kernel C.
//
//	go run ./scripts/benchkernel -files ~/linux/tools/memory-model bin/fencewise ../shared/suites/lkmm
//
// It measures verdicts with flags, and final states, of all tests that herd7 finishes. Then
// it runs herd7 on a sample of them, with the kernel's model files in the folder -files: as
// it is, and with -speedcheck, which stops at the first execution.
// Each of the tests that herd7 does not finish has a process of its own, and so have rings
// of critical and grace periods of RCU, which it makes. If the tests, the model files or a
// herd7 that reads them are missing, that part is skipped with a message. A missed target
// makes the program fail only with -strict.
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
)

func main() {
	b := &bench{w: os.Stdout, ok: true}
	flag.IntVar(&b.runs, "n", 5, "number of `runs` of fencewise; the median counts")
	flag.IntVar(&b.every, "every", 20, "run herd7 on every `K`-th test")
	flag.StringVar(&b.herd, "herd7", "herd7", "the herd7 `program` to compare with, 7.58 or newer")
	flag.StringVar(&b.files, "files", "", "the `folder` with the kernel's model files; empty: skip herd7")
	strict := flag.Bool("strict", false, "fail when a target is missed")
	flag.Parse()
	if flag.NArg() != 2 || b.runs < 1 || b.every < 1 {
		fmt.Fprintln(os.Stderr, "usage: benchkernel [-n runs] [-every k] [-herd7 program] [-files folder] [-strict] fencewise suite")
		os.Exit(2)
	}
	var err error
	if b.fencewise, err = filepath.Abs(flag.Arg(0)); err == nil {
		err = b.suite(flag.Arg(1))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchkernel:", err)
		os.Exit(1)
	}
	if !b.ok && *strict {
		os.Exit(1)
	}
}

// bench is one measurement.
type bench struct {
	w                      io.Writer
	fencewise, herd, files string
	runs, every            int
	ok                     bool // all targets are met
}

// suite measures the tests of a suite.
func (b *bench) suite(dir string) error {
	done, limit, err := tests(dir)
	if err != nil {
		fmt.Fprintf(b.w, "kernel C: skipped: %v\n", err)
		return nil
	}
	var sample []string
	for i := 0; i < len(done); i += b.every {
		sample = append(sample, done[i])
	}
	fmt.Fprintf(b.w, "kernel C: %d tests that herd7 finishes, a sample of %d, user CPU of one process on one core\n", len(done), len(sample))
	for _, m := range []mode{{"verdicts, flags", nil, 100, 1}, {"states", []string{"--states"}, 20, 0}} {
		if err := b.compare(m, done, sample); err != nil {
			return err
		}
	}
	if err := b.unfinished(limit); err != nil {
		return err
	}
	return b.rings()
}

// tests returns the tests of a suite that herd7 finishes, and those that it does not.
func tests(dir string) (done, limit []string, err error) {
	table, err := os.ReadFile(filepath.Join(dir, "expected.tsv"))
	if err != nil {
		return nil, nil, err
	}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(line, "\t")
		file, err := filepath.Abs(filepath.Join(dir, "tests", cells[0]))
		if err != nil || len(cells) < 2 {
			return nil, nil, fmt.Errorf("expected.tsv: %q, %v", line, err)
		}
		switch cells[1] {
		case "ok":
			done = append(done, file)
		case "limit":
			limit = append(limit, file)
		}
	}
	return done, limit, nil
}

// mode is one way of running fencewise, with the least ratios of herd7's time to its time:
// of a full enumeration, and with -speedcheck. 0 is no target.
type mode struct {
	name            string
	flags           []string
	full, speedtest float64
}

// compare measures one mode and herd7.
func (b *bench) compare(m mode, done, sample []string) error {
	all, err := b.median(m, done)
	if err != nil {
		return err
	}
	fmt.Fprintf(b.w, "  fencewise, %-16s %8.3f s\n", m.name, all.Seconds())
	for _, h := range []struct {
		name   string
		flags  []string
		target float64
	}{{"herd7", nil, m.full}, {"herd7 -speedcheck", []string{"-speedcheck", "true"}, m.speedtest}} {
		if h.target == 0 {
			continue
		}
		if _, err := exec.LookPath(b.herd); err != nil || b.files == "" {
			fmt.Fprintf(b.w, "  %-18s skipped: there is no %s, or no -files\n", h.name, b.herd)
			continue
		}
		args := []string{"-variant", "lkmmv2", "-macros", "linux-kernel.def", "-bell", "linux-kernel.bell", "-model", "linux-kernel.cat"}
		slow, err := user(b.files, b.herd, slices.Concat(args, h.flags, sample))
		if err != nil {
			return err
		}
		whole := slow.Seconds() * float64(len(done)) / float64(len(sample))
		ratio := whole / all.Seconds()
		fmt.Fprintf(b.w, "  %-27s %8.3f s of the sample, so %.0f s of all: %.0f times as much%s\n",
			h.name, slow.Seconds(), whole, ratio, b.verb(ratio >= h.target, fmt.Sprintf("%.0f", h.target)))
	}
	return nil
}

func (b *bench) verb(met bool, target string) string {
	if met {
		return ", meets the target of " + target
	}
	b.ok = false
	return ", MISSES the target of " + target
}

// median returns the median user CPU time of fencewise.
func (b *bench) median(m mode, files []string) (time.Duration, error) {
	all := make([]time.Duration, b.runs)
	for i := range all {
		var err error
		if all[i], err = user("", b.fencewise, slices.Concat([]string{"check", "-j", "1"}, m.flags, files)); err != nil {
			return 0, err
		}
	}
	slices.Sort(all)
	return all[b.runs/2], nil
}

// unfinished measures the tests that herd7 does not finish, one by one.
func (b *bench) unfinished(files []string) error {
	var most time.Duration
	var slowest string
	for _, f := range files {
		d, err := user("", b.fencewise, []string{"check", "-j", "1", "--timeout", "20s", f})
		if err != nil {
			return err
		}
		if d >= most {
			most, slowest = d, f
		}
	}
	fmt.Fprintf(b.w, "  %d tests that herd7 does not finish: at most %.3f s each%s (%s)\n",
		len(files), most.Seconds(), b.verb(most < 2*time.Second, "2 s"), filepath.Base(slowest))
	return nil
}

// rings measures rings of processes in which critical sections and grace periods of RCU
// take turns.
func (b *bench) rings() error {
	dir, err := os.MkdirTemp("", "rings")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, n := range []int{8, 16, 32} {
		file := filepath.Join(dir, fmt.Sprintf("ring%d.litmus", n))
		if err := os.WriteFile(file, []byte(ring(n)), 0o600); err != nil {
			return err
		}
		d, err := user("", b.fencewise, []string{"check", file})
		if err != nil {
			return err
		}
		fmt.Fprintf(b.w, "  a ring of %2d processes with RCU %6.3f s%s\n", n, d.Seconds(), b.verb(d < 200*time.Millisecond, "0.2 s"))
	}
	return nil
}

// ring returns a ring of n processes.
func ring(n int) string {
	var t strings.Builder
	fmt.Fprintf(&t, "C ring%d\n{}\n", n)
	var ends []string
	for i := range n {
		from, to := fmt.Sprintf("x%d", i), fmt.Sprintf("x%d", (i+1)%n)
		read, write := fmt.Sprintf("\tint r0 = READ_ONCE(*%s);\n", from), fmt.Sprintf("\tWRITE_ONCE(*%s, 1);\n", to)
		body := "\trcu_read_lock();\n" + read + write + "\trcu_read_unlock();\n"
		if i%2 == 0 {
			body = read + "\tsynchronize_rcu();\n" + write
		}
		fmt.Fprintf(&t, "P%d(int *%s, int *%s)\n{\n%s}\n", i, from, to, body)
		ends = append(ends, fmt.Sprintf("%d:r0=1", i))
	}
	fmt.Fprintf(&t, "exists (%s)\n", strings.Join(ends, ` /\ `))
	return t.String()
}

// user runs a command in a folder, discards its output, and returns its user CPU time.
func user(dir, name string, args []string) (time.Duration, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOMAXPROCS=1")
	var errs strings.Builder
	cmd.Stdout, cmd.Stderr = io.Discard, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 {
		return 0, fmt.Errorf("%s: %w\n%s", name, err, errs.String())
	}
	return cmd.ProcessState.UserTime(), nil
}
