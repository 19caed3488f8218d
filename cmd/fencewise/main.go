package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/term"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
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

// fencewise runs the program. The first Ctrl-C lets what is being decided come
// to an end and keeps what was found; the second ends the program at once.
func fencewise() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return int(cli.Main(ctx, os.Args[1:], iostreams.IO{
		Out: os.Stdout, OutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		Err: os.Stderr, ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}))
}
