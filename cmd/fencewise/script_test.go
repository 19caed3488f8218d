package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/encode/decide"
	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/results/answers/opinion"
)

// TestMain makes the program a command of the scripts. A second command is a fencewise
// with faults that the program never has.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"fencewise": main,
		"herd7":     main,
		"broken":    func() { os.Exit(broken()) },
	})
}

// TestScripts runs testdata/script/*.txtar. Each is a terminal session with the
// expected output; -update writes the expected output anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       golden.Update(),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			// A program under the race detector waits a second before it ends.
			e.Vars = append(e.Vars, "GORACE=atexit_sleep_ms=10")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond != "devfull" { // a device on which every write fails
				return false, fmt.Errorf("unknown condition %s", cond)
			}
			_, err := os.Stat("/dev/full")
			return err == nil, nil
		},
	})
}

// broken is the program with additional commands, which fail in ways in which a
// correct program does not.
func broken() int {
	fail := func(use string, run func() error) *cobra.Command {
		return &cobra.Command{Use: use, RunE: func(*cobra.Command, []string) error { return run() }}
	}
	return int(cli.Main(context.Background(), os.Args[1:], iostreams.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr},
		fail("panic", func() error { panic("index out of range") }),
		fail("error", func() error { return errors.New("an error that nobody expected") }),
		fail("nospace", func() error {
			return fmt.Errorf("while working: %w", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
		}),
		fail("alarm", func() error {
			return &decide.Disagreement{Test: "MP", Model: "power", What: "the execution found violates the model"}
		}),
		fail("disagree", func() error {
			return fmt.Errorf("mp.litmus: %w", &opinion.Disagreement{Test: "MP", Model: "power",
				Answers: [2]string{"smt: 1 states", "enumerate: 2 states"}, Evidence: "slot mid = sync\nonly enumerate: [x]=1;\n"})
		}),
	))
}
