//go:build !unix

package main

// ignoreSignals does nothing: no signal has to be ignored on this system.
func ignoreSignals() {}
