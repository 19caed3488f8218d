// Mutants seeds faults in the encoder and in the construction of events, one at a time,
// and shows which of the project's tests catch each fault.
//
//	go run ./scripts/mutants [-run regexp] [-all] [-write docs/mutants.md]
//
// A mutant is a mistake that a programmer could make, written as a small change of one
// file (list/*.txt). No file of the tree is changed: the compiler gets the change as an
// overlay. Guards (guards.go), which are sets of tests, run in order of their cost until
// one fails. With -all every guard runs, which shows what each opinion catches by itself.
// If no guard fails, all tests of the module run.
//
// First every guard runs on the original code. It must pass, and the time limit for
// mutants is derived from the time that it takes.
//
// The exit status is 1 if fewer than 95 % of the mutants are caught, if a mutant survives
// for which the list gives no reason, or if a mutant is caught for which the list gives a
// reason to survive.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// wantedPercent is the percentage of mutants that must be caught.
const wantedPercent = 95

func main() {
	o := options{}
	only := flag.String("guards", "", "run only guards whose name matches the `regexp`, and no other tests")
	pattern := flag.String("run", "", "run only mutants whose name matches the `regexp`")
	flag.BoolVar(&o.all, "all", false, "run every guard on every mutant, even after one has failed")
	flag.BoolVar(&o.rest, "rest", true, "run all tests of the module on mutants that survive the guards")
	write := flag.String("write", "", "write each result into the table of this `file`")
	list := flag.Bool("list", false, "list the mutants and stop")
	flag.Parse()
	if flag.NArg() != 0 {
		fmt.Fprintln(os.Stderr, "usage: mutants [-run regexp] [-guards regexp] [-all] [-rest=false] [-write file] [-list]")
		os.Exit(2)
	}
	var err error
	if o.guards, err = regexp.Compile(*only); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	o.rest = o.rest && *only == ""
	ok, err := start(&o, *pattern, *write, *list)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func start(o *options, pattern, write string, list bool) (ok bool, err error) {
	only, err := regexp.Compile(pattern)
	if err != nil {
		return false, err
	}
	all, err := mutants()
	if err != nil {
		return false, err
	}
	var chosen []mutant
	for _, m := range all {
		if only.MatchString(m.name) {
			chosen = append(chosen, m)
		}
	}
	if list {
		for _, m := range chosen {
			fmt.Printf("%-28s %-34s %s\n", m.name, m.file, m.slip)
		}
		return true, nil
	}
	if o.root, err = os.Getwd(); err != nil {
		return false, err
	}
	if _, err := os.Stat(filepath.Join(o.root, "go.mod")); err != nil {
		return false, fmt.Errorf("run this program in the root of the repository: %w", err)
	}
	if o.dir, err = os.MkdirTemp("", "mutants"); err != nil {
		return false, err
	}
	defer os.RemoveAll(o.dir)
	found, err := o.hunt(chosen, func(r result) error {
		if write == "" {
			return nil
		}
		return rewrite(filepath.Join(o.root, write), all, r)
	})
	if err != nil {
		return false, err
	}
	return summary(os.Stdout, found), nil
}
