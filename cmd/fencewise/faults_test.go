package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

const faults = "../../../shared/faults/"

// faultCase runs one command line on a file of the faults folder. FILE in args
// stands for the file, MODEL for a file that holds model.
type faultCase struct {
	file   string // without .litmus
	args   string
	model  string
	status int
	want   []string // regular expressions that the output, both streams, must match
	not    []string // and those that it must not match
}

const (
	x86Model = "X86 \"a model for x86\"\nacyclic po | rf | co | fr as order\n"
)

var faultCases = []faultCase{
	{file: "condition-64bit-register", args: "check FILE", want: []string{`Never`}, not: []string{`Always`}},
	{file: "condition-64bit-location", args: "check FILE --states", want: []string{`Always`}},
	{file: "condition-int-register-wide-value", args: "check FILE --states", want: []string{`Always`, `0:r4=-2`}},
	{file: "condition-words-contradict", args: "check FILE --states", want: []string{`Always`}, not: []string{`no execution satisfies`}},
	{file: "condition-unknown-location", args: "check FILE", want: []string{`Sometimes`, `warning`, `\bdat\b`, `did you mean`, `\bdata\b`}},
	{file: "foreign-model", args: "check FILE --model MODEL", model: x86Model, status: 2, want: []string{`(?i)x86`, `PPC|POWER`}, not: []string{`Sometimes`, `Never`}},
	{file: "isync-after-stwcx", args: "check FILE", want: []string{`Sometimes`, `known limit|limit of the model`}},
	{file: "isync-after-stwcx", args: "witness FILE", want: []string{`known limit|limit of the model`}},
	{file: "isync-after-stwcx", args: "explain FILE", want: []string{`known limit|limit of the model`}},
	{file: "twi-isync", args: "check FILE", want: []string{`Never`}},
	{file: "slot-branch-isync", args: "check FILE --set acq=ctrl(r5)+isync", want: []string{`Never`}},
	{file: "slot-branch-isync", args: "check FILE --set acq=none", want: []string{`Sometimes`}},
	{file: "slot-branch-isync", args: "check FILE --set acq=lwsync", want: []string{`Never`}},
	{file: "slot-branch-isync", args: "repair FILE", want: []string{`ctrl\(r5\)\+isync`, `lwsync`}},
	{file: "loop-dead-counter", args: "check FILE", want: []string{`Never`}},
	{file: "loop-same-store", args: "check FILE", want: []string{`Never`}},
	{file: "repair-fixed-barrier", args: "repair FILE", want: []string{`(?i)no slot needs a barrier`, `lwsync`}, not: []string{`(?i)No barrier is needed`}},
	{file: "witness-slot-after-branch", args: "witness FILE", want: []string{`slot s\b`}, not: []string{`no barrier stands between them:`}},
	{file: "no-condition", args: "check FILE --format herd", want: []string{`Test nocond Required\nStates 1\n\nOk`, `Hash=f1e9291557c4b292f3aface13bc3f63e`}},
	{file: "no-condition", args: "check FILE", want: []string{`Always`}},
	{file: "doc-line-not-closed", args: "check FILE", want: []string{`Always|Sometimes`}},
	{file: "address-with-comma", args: "check FILE", want: []string{`Sometimes`}},
	{file: "asm-numeric-labels", args: "check FILE --states", want: []string{`Sometimes|Always`, `0:r5=0`}},
	{file: "asm-dot-labels", args: "check FILE --states", want: []string{`Sometimes|Always`, `0:r5=0`}},
	{file: "asm-percent-registers", args: "check FILE --states", want: []string{`Sometimes|Always`, `0:r5=0`}},
	{file: "asm-blr", args: "check FILE --states", want: []string{`Sometimes|Always`, `0:r5=0`}},
	{file: "witness-litmus-base-0", args: "witness FILE --format litmus", want: []string{`lwarx r5,r0,r2`, `stwcx\. r5,r0,r2`}},
	{file: "counts-time-limit", args: "check FILE --counts --timeout 2s", want: []string{`Sometimes`, `at least`}, status: 0},
	{file: "limit-states", args: "check FILE --states --timeout 1s", want: []string{`Sometimes`}},
	{file: "limit-encoding", args: "check FILE --timeout 1s", status: -1, want: []string{`Sometimes|Unknown`}},
	{file: "limit-retry-loops", args: "check FILE --timeout 5s", status: -1, want: []string{`Sometimes|Never|Unknown`}},
	{file: "words-filter-excludes-all", args: "check FILE", status: -1, want: []string{`filter excludes every execution`}, not: []string{`never left`}},
	{file: "words-isync-alone", args: "witness FILE", want: []string{`isync orders only after a branch`}},
	{file: "words-smp_mb", args: "check FILE", status: 2, want: []string{`kernel C`, `\bsync\b`}, not: []string{`0\(r3\)`}},
	{file: "hash-symbolic-init", args: "check FILE --format herd", want: []string{`Hash=4c4e812ec9e5c5c77e66d6287830c0f5`}},
	{file: "words-dependency-list", args: "explain FILE", not: []string{`the control dependency, the control dependency`}},
}

// TestFaults runs commands that once went wrong, and expects the right answers. The
// deadline is far above the promised limits; it is for a command that does not end.
func TestFaults(t *testing.T) {
	files, _ := filepath.Glob(faults + "*.litmus")
	if len(files) == 0 {
		t.Skip("the folder of faults is not here")
	}
	tried := map[string]bool{}
	for _, c := range faultCases {
		tried[c.file] = true
		t.Run(c.file+"/"+strings.Fields(c.args)[0], func(t *testing.T) {
			timed := strings.Contains(c.args, "--timeout")
			if timed && testing.Short() {
				t.Skip("short: the race detector leaves too little of the time")
			}
			wrong := c.run(t)
			for tries := 1; timed && len(wrong) > 0 && tries < 3; tries++ { // a busy machine may leave too little of the time
				wrong = c.run(t)
			}
			for _, w := range wrong {
				t.Error(w)
			}
		})
	}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".litmus"); !tried[name] {
			t.Errorf("nothing is expected of %s", name)
		}
	}
}

// run runs the command and returns what is wrong with its answer.
func (c *faultCase) run(t *testing.T) (wrong []string) {
	args := strings.Fields(c.args)
	for i, a := range args {
		switch a {
		case "FILE":
			args[i] = faults + c.file + ".litmus"
		case "MODEL":
			args[i] = filepath.Join(t.TempDir(), "model.cat")
			if err := os.WriteFile(args[i], []byte(c.model), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	ended := make(chan int, 1)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() { ended <- int(cli.Main(ctx, args, iostreams.IO{Out: &out, Err: &out})) }()
	var status int
	select {
	case status = <-ended:
	case <-time.After(time.Minute):
		t.Fatalf("fencewise %s does not end", c.args)
	}
	if c.status >= 0 && status != c.status {
		wrong = append(wrong, fmt.Sprintf("fencewise %s: status %d, want %d", c.args, status, c.status))
	}
	for _, w := range c.want {
		if !regexp.MustCompile(w).Match(out.Bytes()) {
			wrong = append(wrong, fmt.Sprintf("fencewise %s does not say %s", c.args, w))
		}
	}
	for _, w := range c.not {
		if regexp.MustCompile(w).Match(out.Bytes()) {
			wrong = append(wrong, fmt.Sprintf("fencewise %s says %s", c.args, w))
		}
	}
	if len(wrong) > 0 {
		t.Log(out.String())
	}
	return wrong
}
