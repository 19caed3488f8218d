package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	_ "github.com/mitchellh/go-z3/addrspace" // ends the process with a message if Go cannot start
	"golang.org/x/term"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/herd7"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/exit"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

func main() {
	collectGarbage()
	os.Exit(fencewise())
}

// descriptors is the largest number of files that the program has open at a time,
// including pipes to a solver. Without the first few, Go's runtime ends the process.
const descriptors = 8

// fencewise runs the program. The first Ctrl-C ends the work within a second and keeps
// what was found. The second ends the program at once, with the status that a shell
// reports for a program ended by a signal.
func fencewise() int {
	ignoreSignals()
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
	return int(cli.Main(ctx, arguments(os.Args), iostreams.IO{
		In:  iostreams.Until(ctx, os.Stdin),
		Out: os.Stdout, OutTerminal: term.IsTerminal(int(os.Stdout.Fd())), OutWidth: width(os.Stdout),
		Err: os.Stderr, ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}))
}

// width returns the number of columns of a terminal; 0 if the file is none.
func width(f *os.File) int {
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// arguments returns the arguments of a command line. A program that is called herd7 takes the
// place of herd7.
func arguments(command []string) []string {
	if len(command) == 0 {
		return nil
	}
	if name := strings.TrimSuffix(filepath.Base(command[0]), ".exe"); name == herd7.Name {
		return append([]string{herd7.Name}, command[1:]...)
	}
	return command[1:]
}
