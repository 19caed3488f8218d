package killpoints

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fencewise/fencewise/internal/families"
)

// Kind says how a run is ended.
type Kind string

// The ways to end a run.
const (
	Timeout Kind = "--timeout"
	Signal  Kind = "Ctrl-C"
	Memory  Kind = "--memory"
)

// Point is one run and its result.
type Point struct {
	Kind  Kind
	Args  []string
	At    time.Duration // the time limit, or the time at which the signal was sent
	Limit int64         // the memory limit in bytes

	Took     time.Duration
	Ended    bool          // the limit ended the command; false if it finished before
	Over     time.Duration // by how much the command exceeded the time limit
	Resident int64         // the peak of its resident memory in bytes
	Status   int           // its exit status
	Output   string        // the end of its output
}

// BrokenPromise describes which promise of docs/limits.md the run breaks, or returns "".
// On a busy machine a limit may be exceeded by busy times the promised amount.
func (p *Point) BrokenPromise(busy int) string {
	switch {
	case p.Over > time.Duration(busy)*time.Second:
		return fmt.Sprintf("it ended %v after the limit", p.Over.Round(time.Millisecond))
	case p.Kind == Memory && p.Resident > p.Limit+p.Limit/10*int64(busy):
		return fmt.Sprintf("it took %d MB", p.Resident>>20)
	case p.Status != 0 && p.Status != 1 && p.Status != 3:
		return fmt.Sprintf("its exit status is %d", p.Status)
	}
	return ""
}

// Bench is a folder with the heavy programs and a study, in which commands are run.
type Bench struct {
	Name          string        // argv[0] of the program; its path if empty
	MemoryTimeout time.Duration // the time limit of runs with a memory limit, many of which never reach the latter

	program string
	dir     string
	names   []string
	rnd     *rand.Rand
	runs    int
}

// New prepares the folder dir for runs of the program with the given path.
func New(dir string, seed uint64, program string) (*Bench, error) {
	b := &Bench{MemoryTimeout: 12 * time.Second, program: program, dir: dir, rnd: rand.New(rand.NewPCG(seed, 1))}
	all := families.Heavy()
	b.names = slices.Sorted(maps.Keys(all))
	for name, text := range all {
		if err := os.WriteFile(filepath.Join(dir, name+".litmus"), []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	study := filepath.Join(dir, "study")
	if err := os.MkdirAll(study, 0o777); err != nil {
		return nil, err
	}
	for _, name := range []string{"many-slots", "more-slots"} {
		if err := os.WriteFile(filepath.Join(study, name+".litmus"), []byte(all[name]), 0o666); err != nil {
			return nil, err
		}
	}
	return b, os.WriteFile(filepath.Join(study, "study.toml"), []byte(studyText), 0o666)
}

const studyText = `title = "Heavy"
question = "How long does it take?"
program = ["many-slots.litmus", "more-slots.litmus"]
models = ["power", "tso"]

[[variant]]
name = "nothing"
source = "here"
[variant.slots]
s0 = "none"
s1 = "none"
s2 = "none"
s3 = "none"
s4 = "none"
s5 = "none"
s6 = "none"
s7 = "none"

[[variant]]
name = "some"
source = "here"
[variant.slots]
s0 = "lwsync"
s1 = "sync"
s2 = "none"
s3 = "sync"
s4 = "none"
s5 = "lwsync"
s6 = "isync"
s7 = "none"
`

// commands lists command lines of fencewise. FILE stands for one of the heavy programs,
// OUT for a new name.
var commands = []string{
	"check FILE", "check FILE --states", "check FILE --counts", "check FILE --engine enumerate", "check FILE --sensitivity",
	"check FILE --states --cross-check=enumerate", "check FILE --model power --model power-doorbell", "check FILE --format json --counts",
	"explain FILE", "explain FILE --format json", "witness FILE", "witness FILE -f svg", "witness FILE -f html", "witness FILE -f litmus", "witness FILE -f json -o OUT.json",
	"repair FILE", "repair more-slots.litmus --format json", "repair many-counts.litmus --insert", "dump FILE --stage clauses -o OUT.cnf", "dump FILE --stage events",
	"prove FILE -o OUT", "prove FILE -o OUT.smt2", "prove more-slots.litmus --all -o OUT", "prove ring.litmus random.litmus -o OUT",
	"compare study", "compare study --all", "compare study --all --format html -o OUT.html", "compare study --diff tso power", "compare study --diff tso power --all",
}

// Run runs a random command with a random limit of the given kind.
func (b *Bench) Run(kind Kind) (*Point, error) {
	b.runs++
	file := b.names[b.rnd.IntN(len(b.names))] + ".litmus"
	out := fmt.Sprintf("out-%d", b.runs)
	line := strings.NewReplacer("FILE", file, "OUT", out).Replace(commands[b.rnd.IntN(len(commands))])
	p := &Point{Kind: kind, Args: strings.Fields(line)}
	p.At = time.Duration(20+b.rnd.IntN(2500)) * time.Millisecond
	switch kind {
	case Timeout:
		p.Args = append(p.Args, "--timeout", p.At.String())
	case Memory:
		p.Limit = int64(100+b.rnd.IntN(500)) << 20
		p.At = b.MemoryTimeout // for runs that never come near the memory limit
		p.Args = append(p.Args, "--memory", fmt.Sprintf("%dMB", p.Limit>>20), "--timeout", p.At.String())
	}
	err := b.runCommand(p)
	return p, err
}

func (b *Bench) runCommand(p *Point) error {
	ctx, cancel := context.WithTimeout(context.Background(), p.At+time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, b.program, p.Args...)
	cmd.Args[0], cmd.Dir = cmp.Or(b.Name, b.program), b.dir
	var text bytes.Buffer
	cmd.Stdout, cmd.Stderr = &text, &text
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	if p.Kind == Signal {
		time.AfterFunc(p.At, func() { _ = cmd.Process.Signal(os.Interrupt) })
	}
	over, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- peakMemory(cmd.Process.Pid, over) }()
	_ = cmd.Wait() // the exit status is recorded below
	close(over)
	p.Resident = <-peak
	p.Took, p.Status = time.Since(start), cmd.ProcessState.ExitCode()
	p.Ended = p.Kind != Memory && p.Took > p.At
	if p.Ended || p.Kind == Memory {
		p.Over = max(0, p.Took-p.At)
	}
	p.Output = text.String()
	if p.Kind == Memory {
		p.Ended = strings.Contains(p.Output, "memory limit reached")
	}
	if len(p.Output) > 300 {
		p.Output = "…" + p.Output[len(p.Output)-300:]
	}
	return nil
}

// peakMemory returns the peak of a process's resident memory in bytes. It polls until over
// is closed. The figure that the system reports afterwards (ru_maxrss) cannot be used,
// because it includes the memory of the parent before exec.
func peakMemory(pid int, over <-chan struct{}) (peak int64) {
	for {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		for line := range strings.Lines(string(text)) {
			if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				n, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kb), "kB")), 10, 64)
				peak = max(peak, n<<10)
			}
		}
		select {
		case <-over:
			return peak
		case <-time.After(5 * time.Millisecond):
		}
	}
}
