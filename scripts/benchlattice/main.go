// Benchlattice holds a whole lattice, decided in one process, against one
// process for each of its variants: user CPU, each process on one core.
//
//	go run ./scripts/benchlattice bin/fencewise
//
// A seeded sample of the variants is asked about one by one, with fencewise check
// and, for programs without doorbells, with herd7 where it is installed, which is
// given the program with the barriers of the variant in it. The times for all
// variants are extrapolated from the sample. All have to give the verdict that the
// lattice has. Ratios are what travels from one machine to another; a target that
// is missed fails only with -strict, a verdict that differs always.
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

// lattices are the kernel's program with flags for doorbells, and with doorbells.
var lattices = []struct{ program, model string }{
	{"host_ipi/kernel", "power"},
	{"host_ipi_doorbell/kernel", "power-doorbell"},
}

// The targets: how many times less CPU one process takes for all.
const (
	targetCheck = 100
	targetHerd  = 1000
)

// bench is what is asked, and of whom.
type bench struct {
	out       io.Writer
	fencewise string
	herd      string // "" where it is not installed
	runs      int
	sample    int
	seed      uint64
	dir       string // for files
}

func main() {
	b := bench{out: os.Stdout}
	flag.IntVar(&b.runs, "n", 5, "`runs` of the lattice, of which the median counts")
	flag.IntVar(&b.sample, "sample", 50, "`variants` that are asked about one by one")
	flag.Uint64Var(&b.seed, "seed", 1, "the `seed` of the sample")
	herd := flag.String("herd7", "herd7", "the herd7 `program` to hold it against")
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
	fmt.Fprintf(b.out, "  one process           %10.3f s  (wall %.2f s; %d asked about; median of %d)\n", all.Seconds(), walls[len(walls)/2].Seconds(), c.Lattices[0].Asked, b.runs)

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
			return false, fmt.Errorf("%v is %s, and alone %s", r.Slots, r.Verdict, rec.Verdict)
		}
		if b.herd == "" {
			continue
		}
		d, err = b.ask(r)
		if errors.Is(err, errDoorbells) {
			continue
		}
		if err != nil {
			return false, err
		}
		herds += d
	}
	ok = b.against("fencewise check", checks, all, len(c.Rows), targetCheck)
	switch {
	case herds > 0:
		ok = b.against("herd7", herds, all, len(c.Rows), targetHerd) && ok
	case b.herd == "":
		fmt.Fprintln(b.out, "  herd7                 skipped, it is not installed")
	default:
		fmt.Fprintln(b.out, "  herd7                 skipped, it knows no doorbells")
	}
	return ok, nil
}

// against prints how many times as long one process for each variant takes.
func (b *bench) against(who string, sampled, all time.Duration, variants, target int) bool {
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

var errDoorbells = errors.New("herd7 knows no doorbells")

// ask has herd7 decide one variant, which is written out for it.
func (b *bench) ask(r *results.Row) (time.Duration, error) {
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
		return 0, fmt.Errorf("%v is %s, and for herd7 not:\n%s", r.Slots, r.Verdict, out)
	}
	return d, nil
}

// fill puts the choices in place of the slots.
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

// user runs a command and returns its user CPU and what it has written.
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
