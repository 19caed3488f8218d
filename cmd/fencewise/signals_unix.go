//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// ignoreSignals makes a file that gets too large an error like a full disk: the signal must
// not end the process.
func ignoreSignals() { signal.Ignore(syscall.SIGXFSZ) }
