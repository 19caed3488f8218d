package diag

import (
	"fmt"
	"sort"
)

// Code identifies one kind of diagnostic. Codes are stable: scripts and
// documentation refer to them, and a number never gets a second meaning.
//
//	FW1xxx  litmus files          FW4xxx  cat models
//	FW2xxx  instructions          FW5xxx  studies
//	FW3xxx  event structures      FW6xxx  files, names and options
//	FW7xxx  proof bundles, solvers, stored witnesses
//	FW8xxx  verdicts that mean less than they seem to
//	FW9xxx  resources that the machine lacks
type Code string

// Doc documents a code.
type Doc struct {
	Code    Code
	Summary string // a sentence that says what is wrong
	Example string // an input that is reported with this code
}

var registry = map[Code]Doc{}

// register declares a code. It panics at start-up if the code is declared twice,
// which is a bug.
func register(c Code, summary, example string) Code {
	if _, dup := registry[c]; dup {
		panic(fmt.Sprintf("diag: code %s declared twice", c))
	}
	registry[c] = Doc{c, summary, example}
	return c
}

// Codes returns every declared code, sorted.
func Codes() []Doc {
	all := make([]Doc, 0, len(registry))
	for _, d := range registry {
		all = append(all, d)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Code < all[j].Code })
	return all
}
