package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	_ "github.com/mitchellh/go-z3/addrspace" // ends the process in words where Go cannot start
	"golang.org/x/term"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

func main() {
	// Memory in use is small, so collecting it seldom costs little: verdicts
	// on the public POWER tests take a fifth to a third less CPU so, and the
	// process stays below 40 MB.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(fencewise())
}

// descriptors is the most files that the program has open at a time, with pipes to a
// solver. Without the first few of them Go's runtime ends the process.
const descriptors = 8

// fencewise runs the program. The first Ctrl-C ends what is being decided, within
// a second, and keeps what was found; the second ends the program at once, with
// the status that a shell gives to a program which a signal has ended.
func fencewise() int {
	// A file that gets too large is an error like a full disk, and no reason to die.
	signal.Ignore(syscall.SIGXFSZ)
	if err := disk.CheckDescriptors(descriptors); err != nil {
		diag.Render(os.Stderr, err)
		return int(exit.Environment)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		stop()
		switch <-signals {
		case syscall.SIGTERM:
			os.Exit(128 + int(syscall.SIGTERM))
		default:
			os.Exit(128 + int(syscall.SIGINT))
		}
	}()
	return int(cli.Main(ctx, os.Args[1:], iostreams.IO{
		In:  iostreams.Until(ctx, os.Stdin),
		Out: os.Stdout, OutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		Err: os.Stderr, ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}))
}
