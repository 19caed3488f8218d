// Mutants plants faults in the encoder and in the construction of events, one
// at a time, and shows which of the project's checks notices each.
//
//	go run ./scripts/mutants [-run regexp] [-all] [-write docs/mutants.md]
//
// A mutant is a slip that a programmer could make, written as a small change of
// one file (list/*.txt). No file is touched: the change reaches the compiler as
// an overlay. Guards (guards.go) are run in order of cost until one fails; with
// -all every one is, which tells what each opinion sees for itself. The last
// resort is every test of the module.
//
// Before anything else every guard is run on the code as it is. It has to pass,
// and what it takes then is the measure for "hangs".
//
// The exit status is 1 if less than 95 of 100 mutants are caught, if one
// survives for which the list gives no reason, or if one is caught for which it
// does.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// share of the mutants that has to be caught, of 100.
const wanted = 95

func main() {
	o := options{}
	only := flag.String("guards", "", "only guards whose name matches the `regexp`, and nothing else")
	pattern := flag.String("run", "", "only mutants whose name matches the `regexp`")
	flag.BoolVar(&o.all, "all", false, "run every guard on every mutant, not only up to the first that fails")
	flag.BoolVar(&o.rest, "rest", true, "run all tests of the module on what survives the guards")
	write := flag.String("write", "", "put each result into the table of this `file`")
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
		return false, fmt.Errorf("to be run at the root of the repository: %w", err)
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
