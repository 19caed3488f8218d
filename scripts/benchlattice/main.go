// Benchlattice compares the user CPU of deciding a whole lattice in one process with
// that of one process for each variant. Each process uses one core.
//
//	go run ./scripts/benchlattice bin/fencewise
//
// A seeded sample of the variants is decided one by one with fencewise check. If herd7
// is installed and the program has no doorbells, herd7 decides them, too, given the
// program with the barriers of the variant. The times for all variants are extrapolated
// from the sample. All verdicts must be those of the lattice. Only the ratios can be
// compared between machines. A missed target makes the program fail only with -strict,
// a different verdict always.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fencewise/fencewise/programs/library"
	"github.com/fencewise/fencewise/programs/litmus"
	"github.com/fencewise/fencewise/results"
)

// lattices holds two forms of the kernel's program: with flags in place of doorbells,
// and with doorbells.
var lattices = []struct{ program, model string }{
	{"host_ipi/kernel", "power"},
	{"host_ipi_doorbell/kernel", "power-doorbell"},
}

// The targets: the least ratios of the CPU of one process per variant to that of one
// process for all.
const (
	targetCheck = 100
	targetHerd  = 1000
)

// bench holds the options of a measurement.
type bench struct {
	out       io.Writer
	fencewise string
	herd      string // "" if it is not installed
	runs      int
	sample    int
	seed      uint64
	dir       string // the folder for files
}

func main() {
	b := bench{out: os.Stdout}
	flag.IntVar(&b.runs, "n", 5, "number of `runs` of the lattice; the median counts")
	flag.IntVar(&b.sample, "sample", 50, "number of `variants` that are decided one by one")
	flag.Uint64Var(&b.seed, "seed", 1, "the `seed` of the sample")
	herd := flag.String("herd7", "herd7", "the herd7 `program` to compare with")
	strict := flag.Bool("strict", false, "fail when a target is missed")
	flag.Parse()
	if flag.NArg() != 1 || b.runs < 1 || b.sample < 1 {
		fmt.Fprintln(os.Stderr, "usage: benchlattice [-n runs] [-sample variants] [-seed n] [-herd7 program] [-strict] fencewise")
		os.Exit(2)
	}
	b.fencewise = flag.Arg(0)
	b.herd, _ = exec.LookPath(*herd)
	ok, err := b.all()
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchlattice:", err)
		os.Exit(1)
	}
	if !ok && *strict {
		os.Exit(1)
	}
}

func (b *bench) all() (ok bool, err error) {
	if b.dir, err = os.MkdirTemp("", "benchlattice"); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	ok = true
	for _, l := range lattices {
		met, err := b.lattice(l.program, l.model)
		if err != nil {
			return false, fmt.Errorf("%s: %w", l.program, err)
		}
		ok = ok && met
	}
	return ok, nil
}

// lattice measures one program.
func (b *bench) lattice(program, model string) (ok bool, err error) {
	ins, err := library.Open(program)
	if err != nil {
		return false, err
	}
	src, err := ins[0].Read()
	if err != nil {
		return false, err
	}
	file := filepath.Join(b.dir, "kernel.litmus")
	study := filepath.Join(b.dir, "study.toml")
	toml := fmt.Sprintf("title = %q\nprogram = [\"kernel.litmus\"]\nmodels = [%q]\n", program, model)
	if err := errors.Join(os.WriteFile(file, []byte(src.Text), 0o666), os.WriteFile(study, []byte(toml), 0o666)); err != nil {
		return false, err
	}

	_, out, err := user(b.fencewise, "compare", study, "--all", "--format", "json")
	if err != nil {
		return false, err
	}
	var c results.Comparison
	if err := json.Unmarshal(out, &c); err != nil {
		return false, err
	}
	var whole, walls []time.Duration
	for range b.runs {
		start := time.Now()
		d, _, err := user(b.fencewise, "compare", study, "--all", "-j", "1", "--format", "csv")
		if err != nil {
			return false, err
		}
		whole, walls = append(whole, d), append(walls, time.Since(start))
	}
	slices.Sort(whole)
	slices.Sort(walls)
	all := whole[len(whole)/2]
	fmt.Fprintf(b.out, "%s under %s: user CPU for %d variants\n", program, model, len(c.Rows))
	fmt.Fprintf(b.out, "  one process           %10.3f s  (wall %.2f s; %d solved; median of %d)\n", all.Seconds(), walls[len(walls)/2].Seconds(), c.Lattices[0].Asked, b.runs)

	rnd := rand.New(rand.NewPCG(b.seed, 0))
	var checks, herds time.Duration
	for _, i := range rnd.Perm(len(c.Rows))[:b.sample] {
		r := &c.Rows[i]
		args := []string{"check", file, "--model", model, "--format", "json"}
		for _, s := range c.Lattices[0].Slots {
			args = append(args, "--set", s.Name+"="+r.Slots[s.Name])
		}
		d, out, err := user(b.fencewise, args...)
		if err != nil {
			return false, err
		}
		var rec results.Record
		if err := json.Unmarshal(out, &rec); err != nil {
			return false, err
		}
		if checks += d; rec.Verdict != r.Verdict {
			return false, fmt.Errorf("%v is %s in the lattice, but %s on its own", r.Slots, r.Verdict, rec.Verdict)
		}
		if b.herd == "" {
			continue
		}
		d, err = b.askHerd(r)
		if errors.Is(err, errDoorbells) {
			continue
		}
		if err != nil {
			return false, err
		}
		herds += d
	}
	ok = b.compareTimes("fencewise check", checks, all, len(c.Rows), targetCheck)
	switch {
	case herds > 0:
		ok = b.compareTimes("herd7", herds, all, len(c.Rows), targetHerd) && ok
	case b.herd == "":
		fmt.Fprintln(b.out, "  herd7                 skipped: it is not installed")
	default:
		fmt.Fprintln(b.out, "  herd7                 skipped: it does not support doorbells")
	}
	return ok, nil
}

// compareTimes prints the time of one process per variant and its ratio to the time of one
// process for all. It returns whether the ratio meets the target.
func (b *bench) compareTimes(who string, sampled, all time.Duration, variants, target int) bool {
	each := sampled.Seconds() / float64(b.sample)
	total := each * float64(variants)
	ratio := total / all.Seconds()
	verb := "meets"
	if ratio < float64(target) {
		verb = "MISSES"
	}
	fmt.Fprintf(b.out, "  one %-17s %10.3f s  (%.1f ms each, from %d)  %.0f times, %s the target of %d\n",
		who, total, 1000*each, b.sample, ratio, verb, target)
	return ratio >= float64(target)
}

var errDoorbells = errors.New("herd7 does not support doorbells")

// askHerd makes herd7 decide one variant and returns the CPU time.
func (b *bench) askHerd(r *results.Row) (time.Duration, error) {
	in, err := library.Open(filepath.Join(b.dir, "kernel.litmus"))
	if err != nil {
		return 0, err
	}
	src, err := in[0].Read()
	if err != nil {
		return 0, err
	}
	t, err := litmus.Parse(src)
	if err != nil {
		return 0, err
	}
	if t.UsesDoorbells() {
		return 0, errDoorbells
	}
	if err := fill(t, r.Slots); err != nil {
		return 0, err
	}
	file := filepath.Join(b.dir, "variant.litmus")
	if err := os.WriteFile(file, []byte(t.String()), 0o666); err != nil {
		return 0, err
	}
	d, out, err := user(b.herd, file)
	if err != nil {
		return 0, err
	}
	if want := fmt.Sprintf("Observation %s %s ", t.Name, r.Verdict); !strings.Contains(string(out), want) {
		return 0, fmt.Errorf("%v is %s, but not for herd7:\n%s", r.Slots, r.Verdict, out)
	}
	return d, nil
}

// fill replaces the slots by the choices.
func fill(t *litmus.Test, slots map[string]string) error {
	for _, th := range t.Threads {
		for i := range th.Cells {
			c := &th.Cells[i]
			if c.Slot == nil {
				continue
			}
			choice := slices.IndexFunc(c.Slot.Choices, func(k litmus.Choice) bool { return k.Text == slots[c.Slot.Name] })
			instrs := c.Slot.Choices[choice].Instrs
			if len(instrs) > 1 {
				return fmt.Errorf("%s: more than one instruction in a cell", c.Slot.Choices[choice].Text)
			}
			c.Instr = nil
			if len(instrs) == 1 {
				c.Instr = instrs[0]
			}
			c.Slot = nil
		}
	}
	return nil
}

// user runs a command and returns its user CPU time and its output.
func user(name string, args ...string) (time.Duration, []byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return 0, nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, errs.String())
	}
	return cmd.ProcessState.UserTime(), out, nil
}
